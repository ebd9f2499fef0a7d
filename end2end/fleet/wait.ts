// Waiting for something to become true.

export const sleep = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

export interface Patience {
  /** Milliseconds. */
  within?: number;
  /** Milliseconds between two looks. */
  every?: number;
}

/** Looks until there is something to see (not undefined, null or false) and gives it; says what was missed otherwise. */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined | null | false>,
  { within = 30_000, every = 100 }: Patience = {},
): Promise<T> {
  const seen = await soon(look, { within, every });
  if (seen === undefined) throw new Error(`not within ${within / 1000} s: ${what}`);
  return seen;
}

/** The same, but gives undefined when the time is over. */
export async function soon<T>(
  look: () => Promise<T | undefined | null | false>,
  { within = 30_000, every = 100 }: Patience = {},
): Promise<T | undefined> {
  const deadline = Date.now() + within;
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== null && seen !== false) return seen;
    if (Date.now() >= deadline) return undefined;
    await sleep(every);
  }
}
