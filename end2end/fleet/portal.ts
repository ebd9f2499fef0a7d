// A portal as a running program.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { Program } from "./program";
import { until } from "./wait";

/** Seconds; what is left out is the program's default. */
export interface Limits {
  answer?: number;
  quiet?: number;
  lease?: number;
  poll?: number;
}

export interface Options {
  name: string;
  binaries: string;
  log: string;
  port: number;
  /** Where the registry is for this portal. */
  epp: number;
  control: number;
  /** The authority of the registry's certificate. */
  authority: string;
  keyFile: string;
  databaseUrl: string;
  ownerUrl: string;
  limits: Limits;
  filter?: string;
}

/** The environment of `birk`: nothing of whoever runs the stories gets in. */
export function environment(options: Options): Record<string, string> {
  const { limits } = options;
  const seconds: [string, number | undefined][] = [
    ["BIRK_REGISTRY_ANSWER_SECONDS", limits.answer],
    ["BIRK_REGISTRY_QUIET_SECONDS", limits.quiet],
    ["BIRK_REGISTRY_LEASE_SECONDS", limits.lease],
    ["BIRK_POLL_SECONDS", limits.poll],
  ];
  return {
    PATH: process.env.PATH ?? "",
    NO_COLOR: "1",
    BIRK_CONFIG: "/nonexistent/birk.toml",
    BIRK_DATABASE_URL: options.databaseUrl,
    BIRK_OWNER_DATABASE_URL: options.ownerUrl,
    BIRK_SECRET_KEY_FILE: options.keyFile,
    BIRK_LISTEN: `127.0.0.1:${options.port}`,
    BIRK_EPP_HOST: "127.0.0.1",
    BIRK_EPP_PORT: String(options.epp),
    BIRK_EPP_SERVER_NAME: "localhost",
    BIRK_EPP_CA_FILE: options.authority,
    BIRK_ENVIRONMENT: "sandbox",
    BIRK_SANDBOX_CONTROL_URL: `http://127.0.0.1:${options.control}`,
    BIRK_LOG: "json",
    BIRK_LOG_FILTER: options.filter ?? "info",
    ...Object.fromEntries(seconds.flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]))),
  };
}

/** Runs a command of `birk` to its end. */
export async function command(options: Options, ...words: string[]): Promise<void> {
  await promisify(execFile)(`${options.binaries}/birk`, words, { cwd: "/", env: environment(options), timeout: 120_000 });
}

export class Portal {
  readonly program: Program;

  constructor(readonly options: Options) {
    const { name, binaries, log } = options;
    this.program = new Program({ name, command: [`${binaries}/birk`, "serve"], env: environment(options), log });
  }

  get name(): string {
    return this.options.name;
  }

  get url(): string {
    return `http://127.0.0.1:${this.options.port}`;
  }

  async start(): Promise<void> {
    this.program.start();
    await until(
      `${this.name} answers`,
      async () => {
        if (!this.program.running) throw new Error(`${this.name} ended:\n${this.program.tail()}`);
        const answer = await fetch(`${this.url}/healthz`, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
        return answer?.ok;
      },
      { within: 60_000, every: 50 },
    );
  }
}
