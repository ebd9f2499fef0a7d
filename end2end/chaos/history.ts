// What really happened at the registry: the sandbox keeps each change as a line of its journal.
import { closeSync, existsSync, fstatSync, openSync, readdirSync, readSync } from "node:fs";
import { ACCOUNT } from "../fleet/registry";

/** An application that the registry took in. */
export interface Accepted {
  tracking: string;
  domain: string;
  client: string | undefined;
  /** Numbers of the lines with its arrival and its end. */
  began: number;
  ended: number | undefined;
  /** The registry's decision. */
  success: boolean | undefined;
}

export interface Told {
  id: number;
  text: string;
  /** Whether the account has taken it out of its queue. */
  taken: boolean;
}

type Change = Record<string, never> & {
  application?: { tracking_number: string; domain: string; transaction: { account: string; client?: string | null } };
  message?: { id: number; account: string; text: string; data: { outcome?: { success: boolean; server_transaction: string } } };
  gone?: { application?: string; message?: number };
};

export class History {
  readonly applications = new Map<string, Accepted>();
  readonly messages = new Map<number, Told>();
  /** Names that were applied for before. */
  readonly others = new Set<string>();
  #line = 0;
  #read = new Map<string, number>();

  constructor(private readonly dir: string) {}

  /** Reads what has been written since. A torn last line, as a killed sandbox may leave, was never promised to anybody. */
  follow(): void {
    if (!existsSync(this.dir)) return;
    const number = (file: string) => Number(/\d+/.exec(file)?.[0]);
    const files = readdirSync(this.dir).filter((file) => /^journal-\d+\.jsonl$/.test(file));
    for (const file of files.sort((a, b) => number(a) - number(b))) {
      const from = this.#read.get(file) ?? 0;
      const bytes = since(`${this.dir}/${file}`, from);
      const end = bytes.lastIndexOf("\n") + 1;
      this.#read.set(file, from + end);
      for (const line of bytes.subarray(0, end).toString("utf8").split("\n")) if (line) this.#take(JSON.parse(line) as Change[]);
    }
  }

  /** From here on: what the sandbox's demo applied for itself is nobody's. */
  begin(): void {
    this.follow();
    for (const { domain } of this.applications.values()) this.others.add(domain);
    this.applications.clear();
  }

  of(client: string): Accepted[] {
    return [...this.applications.values()].filter((application) => application.client === client);
  }

  #take(changes: Change[]): void {
    this.#line += 1;
    for (const { application, message, gone } of changes) {
      if (application && application.transaction.account === ACCOUNT && !this.applications.has(application.tracking_number)) {
        this.applications.set(application.tracking_number, {
          tracking: application.tracking_number,
          domain: application.domain,
          client: application.transaction.client ?? undefined,
          began: this.#line,
          ended: undefined,
          success: undefined,
        });
      }
      if (message && message.account === ACCOUNT) this.#told(message);
      if (gone?.application !== undefined) {
        const ended = this.applications.get(gone.application);
        if (ended) ended.ended ??= this.#line;
      }
      const taken = gone?.message === undefined ? undefined : this.messages.get(gone.message);
      if (taken) taken.taken = true;
    }
  }

  #told({ id, text, data }: NonNullable<Change["message"]>): void {
    if (!this.messages.has(id)) this.messages.set(id, { id, text, taken: false });
    // The server's transaction id ends with the tracking number, which tells commands with the same client id apart.
    const tracking = data.outcome?.server_transaction.split("-").at(-1);
    const application = tracking === undefined ? undefined : this.applications.get(tracking);
    if (application && data.outcome) application.success ??= data.outcome.success;
  }
}

/** What a file holds from there on. */
function since(path: string, from: number): Buffer {
  const file = openSync(path, "r");
  try {
    const bytes = Buffer.alloc(Math.max(0, fstatSync(file).size - from));
    return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, from));
  } finally {
    closeSync(file);
  }
}
