// A private PostgreSQL server, reached by a socket. PostgreSQL refuses to run as root, so root starts it as somebody else.
import { execFileSync } from "node:child_process";
import { appendFileSync, chmodSync, chownSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import pg from "pg";
import { Program } from "./program";
import { until } from "./wait";

// Sums and balances are compared as text, numbers of rows as numbers.
pg.types.setTypeParser(20, Number);

const ROLES = ["birk_owner", "birk_app"] as const;
export type Role = (typeof ROLES)[number] | "postgres";

export class Cluster {
  private constructor(
    readonly socket: string,
    private readonly data: string,
    private readonly program: Program | undefined,
  ) {}

  /** Makes a cluster below `dir` (which others must be able to enter) and starts it. */
  static async create(dir: string, settings: string[] = []): Promise<Cluster> {
    const [data, socket] = [`${dir}/data`, `${dir}/socket`];
    const as = account();
    for (const place of [dir, socket]) {
      mkdirSync(place, { recursive: true });
      chmodSync(place, 0o700);
      if (as) chownSync(place, as.uid, as.gid);
    }
    const bin = binaries();
    const initdb = ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"];
    execFileSync(`${bin}/initdb`, initdb, { cwd: "/", env: plain(), stdio: "pipe", ...as });
    const lines = [
      "listen_addresses = ''",
      "port = 5432",
      `unix_socket_directories = '${socket}'`,
      "max_connections = 200",
      "timezone = 'UTC'",
      "log_timezone = 'UTC'",
      ...settings,
    ];
    appendFileSync(`${data}/postgresql.conf`, `${lines.join("\n")}\n`);
    writeFileSync(`${dir}/log`, "");
    const command = [`${bin}/postgres`, "-D", data];
    const program = new Program({ name: "PostgreSQL", command, env: plain(), log: `${dir}/log`, as, orphaned: "QUIT" });
    const cluster = new Cluster(socket, data, program);
    await cluster.start();
    for (const role of ROLES) {
      await cluster.sql("postgres", `create role ${role} login nosuperuser nocreatedb nocreaterole nobypassrls`);
    }
    return cluster;
  }

  /** A cluster below `dir` that somebody else started. */
  static at(dir: string): Cluster {
    return new Cluster(`${dir}/socket`, `${dir}/data`, undefined);
  }

  /** Starts it, also after a kill, when what is left of the killed one must be gone first. */
  async start(): Promise<void> {
    const { program } = this;
    if (!program) throw new Error("it is somebody else's to start");
    await until(
      "PostgreSQL starts",
      async () => {
        if (!program.running) {
          rmSync(`${this.data}/postmaster.pid`, { force: true });
          program.start();
        }
        return this.sql("postgres", "select 1 as up").catch(() => undefined);
      },
      { within: 60_000, every: 100 },
    );
  }

  async kill(): Promise<void> {
    await this.program?.kill();
  }

  async stop(): Promise<void> {
    await this.program?.stop("SIGQUIT");
  }

  /** Makes a database of birk_owner's, empty or like another one. */
  async database(name: string, template?: string): Promise<void> {
    await this.sql("postgres", `create database ${name} owner birk_owner${template ? ` template ${template}` : ""}`);
    if (template) return;
    await this.sql(name, "alter schema public owner to birk_owner");
    await this.sql(name, "revoke create on schema public from public");
  }

  async drop(name: string): Promise<void> {
    await this.sql("postgres", `drop database if exists ${name} with (force)`);
  }

  url(role: Role, database: string): string {
    return `postgres://${role}@localhost/${database}?host=${this.socket}&port=5432`;
  }

  /** A connection as the superuser, for locks that last. */
  async connect(database: string): Promise<pg.Client> {
    const client = new pg.Client({ host: this.socket, port: 5432, user: "postgres", database, connectionTimeoutMillis: 5_000 });
    // The server may be killed under it.
    client.on("error", () => {});
    await client.connect();
    return client;
  }

  /** One statement as the superuser. */
  async sql<Row extends object = Record<string, unknown>>(database: string, text: string, values: unknown[] = []): Promise<Row[]> {
    const client = await this.connect(database);
    try {
      return (await client.query(text, values)).rows as Row[];
    } finally {
      await client.end().catch(() => {});
    }
  }
}

function plain(): Record<string, string> {
  return { PATH: process.env.PATH ?? "/usr/bin:/bin", HOME: "/", LC_ALL: "C.UTF-8" };
}

function account(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (option: string, user: string) => Number(execFileSync("id", [option, user], { stdio: "pipe" }).toString());
  for (const user of ["postgres", "nobody"]) {
    try {
      return { uid: id("-u", user), gid: id("-g", user) };
    } catch {
      // The next one.
    }
  }
  throw new Error("no user to run PostgreSQL as");
}

/** Where the newest PostgreSQL is installed. */
function binaries(): string {
  if (process.env.PG_BIN_DIR) return process.env.PG_BIN_DIR;
  const root = "/usr/lib/postgresql";
  const versions = existsSync(root) ? readdirSync(root).filter((version) => existsSync(`${root}/${version}/bin/initdb`)) : [];
  const newest = versions.sort((a, b) => Number(b) - Number(a))[0];
  if (!newest) throw new Error("PostgreSQL's server programs were not found: set PG_BIN_DIR");
  return `${root}/${newest}/bin`;
}
