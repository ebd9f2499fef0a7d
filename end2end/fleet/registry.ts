// The registry sandbox as a running program, and its control interface: what a registry does by itself or what can go wrong.
import { readFileSync } from "node:fs";
import { Program } from "./program";
import { until } from "./wait";

/** The account that the portals under test work for. */
export const ACCOUNT = "REG-100001";

/** What happens to a command, as the sandbox's README describes. */
export type Action = "drop_before" | "drop_after" | "fail" | "garble" | "other" | "bare" | { delay_ms: number } | { hold_ms: number };

export interface Fault {
  command: string;
  action: Action;
  times?: number;
  account?: string;
}

export interface Application {
  tracking_number: string;
  domain: string;
  account: string;
  client_transaction: string | null;
  received_at: string;
}

/** A line of the account's statement; amounts in DKK as text. */
export interface Entry {
  id: number;
  at: string;
  purpose: string;
  domain: string | null;
  amount: string;
  balance: string;
}

export interface Domain {
  name: string;
  phase: string;
  statuses: string[];
  sponsor: string;
  registrant: string;
  created_at: string;
}

export interface Contact {
  handle: string;
  name: string;
  email: string;
  sponsor: string;
  created_at: string;
}

export interface Message {
  id: number;
  text: string;
  about: string;
}

export interface Options {
  binaries: string;
  state: string;
  log: string;
  epp: number;
  control: number;
  /** Seconds from an application to its decision. */
  processing: number;
}

export class Registry {
  readonly program: Program;

  constructor(readonly options: Options) {
    const { binaries, state, log, epp, control, processing } = options;
    this.program = new Program({
      name: "the sandbox",
      command: [
        `${binaries}/sandbox`,
        "serve",
        ...["--listen", `127.0.0.1:${epp}`, "--control", `127.0.0.1:${control}`],
        ...["--state", state, "--processing-seconds", String(processing)],
      ],
      env: { PATH: process.env.PATH ?? "", RUST_LOG: "info,sandbox=debug", NO_COLOR: "1" },
      log,
    });
  }

  get url(): string {
    return `http://127.0.0.1:${this.options.control}`;
  }

  async start(): Promise<void> {
    this.program.start();
    await until("the sandbox answers", async () => {
      if (!this.program.running) throw new Error(`the sandbox ended:\n${this.program.tail()}`);
      return this.get("state").catch(() => undefined);
    });
  }

  async fault(command: string, action: Action, times = 1): Promise<void> {
    await this.post("faults", { command, action, times, account: ACCOUNT });
  }

  async clearFaults(): Promise<void> {
    await this.post("faults/clear");
  }

  /** Applications that are not decided yet, for one name or all. */
  async applications(domain?: string): Promise<Application[]> {
    const all = await this.get<Application[]>("applications");
    return all.filter((application) => domain === undefined || application.domain === domain);
  }

  /** Decides an application before its time: `decide` by the rules, or `cancel`, `taken`, `terms`, `mismatch`. */
  async decide(application: Application, decision = "decide"): Promise<void> {
    await this.post(`applications/${application.tracking_number}/decision`, { decision });
  }

  async domain(name: string): Promise<Domain | undefined> {
    return this.get<Domain>(`domains/${encodeURIComponent(name)}`).catch((error: unknown) => {
      if (error instanceof CallError && error.status === 404) return undefined;
      throw error;
    });
  }

  async contacts(): Promise<Contact[]> {
    return this.get<Contact[]>("contacts?limit=100000");
  }

  async contactsNamed(name: string): Promise<Contact[]> {
    return (await this.contacts()).filter((contact) => contact.name === name);
  }

  async statement(): Promise<Entry[]> {
    return this.get<Entry[]>(`accounts/${ACCOUNT}/statement`);
  }

  /** How often a name was applied for and paid for: once for each command that was carried out. */
  async creations(domain: string): Promise<Entry[]> {
    return (await this.statement()).filter((entry) => entry.domain === domain && entry.purpose === "create");
  }

  async balance(): Promise<number> {
    return Number((await this.get<{ balance: string }>(`accounts/${ACCOUNT}`)).balance);
  }

  async fill(kroner: number): Promise<void> {
    await this.post(`accounts/${ACCOUNT}/fill`, { amount: kroner.toFixed(2) });
  }

  async messages(): Promise<Message[]> {
    return this.get<Message[]>(`accounts/${ACCOUNT}/messages`);
  }

  async sessions(): Promise<{ id: number }[]> {
    return this.get<{ id: number }[]>("sessions");
  }

  async advance(by: string): Promise<void> {
    await this.post("clock", { by });
  }

  async get<T = unknown>(path: string): Promise<T> {
    return (await call(`${this.url}/api/${path}`)) as T;
  }

  async post(path: string, body: object = {}): Promise<unknown> {
    return call(`${this.url}/api/${path}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  }

  /** How many answers of each code a command was given, by the sandbox's log. */
  answers(command: string): Record<string, number> {
    const codes: Record<string, number> = {};
    for (const line of readFileSync(this.options.log, "utf8").split("\n")) {
      if (!line.includes(`command="${command}"`)) continue;
      const code = /code=(\d+)/.exec(line)?.[1];
      if (code) codes[code] = (codes[code] ?? 0) + 1;
    }
    return codes;
  }
}

export class CallError extends Error {
  constructor(
    readonly status: number,
    text: string,
  ) {
    super(text);
  }
}

async function call(url: string, init: RequestInit = {}): Promise<unknown> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(10_000) });
  const text = await response.text();
  if (!response.ok) throw new CallError(response.status, `${init.method ?? "GET"} ${url}: ${response.status} ${text}`);
  return JSON.parse(text);
}
