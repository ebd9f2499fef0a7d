// A registry sandbox and two portals on one database, each portal with a line of its own to the registry.
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { USERS, type User } from "../support/demo";
import { attemptInWords, inWords, Journal } from "./journal";
import { command, Portal, type Limits } from "./portal";
import { freePort } from "./ports";
import type { Cluster } from "./postgres";
import { Line } from "./proxy";
import { Registry } from "./registry";
import { Visitor } from "./visitor";

export interface Setting {
  /** A directory of its own. */
  dir: string;
  binaries: string;
  cluster: Cluster;
  database: string;
  /** A database that is migrated and seeded already. */
  template?: string;
  keyFile: string;
  limits: Limits;
  /** Seconds from an application to its decision. */
  processing: number;
}

/** A portal and its line to the registry. */
export interface Post {
  portal: Portal;
  line: Line;
}

export class Fleet {
  private constructor(
    readonly setting: Setting,
    readonly registry: Registry,
    readonly journal: Journal,
    readonly a: Post,
    readonly b: Post,
  ) {}

  /** Makes everything and starts it; the database too, where no template was given. */
  static async launch(setting: Setting): Promise<Fleet> {
    const { dir, binaries, cluster, database, template, keyFile, processing, limits } = setting;
    mkdirSync(`${dir}/log`, { recursive: true });
    const [epp, control] = [await freePort(), await freePort()];
    const registry = new Registry({ binaries, state: `${dir}/sandbox`, log: `${dir}/log/sandbox.log`, epp, control, processing });
    const posts: Post[] = [];
    try {
      await registry.start();
      await cluster.database(database, template);
      for (const name of ["a", "b"]) {
        const line = await Line.to(epp);
        const portal = new Portal({
          name: `portal ${name.toUpperCase()}`,
          binaries,
          log: `${dir}/log/portal-${name}.log`,
          port: await freePort(),
          epp: line.port,
          control,
          authority: `${dir}/sandbox/ca.pem`,
          keyFile,
          databaseUrl: cluster.url("birk_app", database),
          ownerUrl: cluster.url("birk_owner", database),
          limits,
        });
        posts.push({ portal, line });
        if (name === "a" && template === undefined) {
          await command(portal.options, "migrate");
          await command(portal.options, "demo", "seed");
        }
      }
      const [a, b] = posts;
      if (!a || !b) throw new Error("two portals were meant");
      const fleet = new Fleet(setting, registry, new Journal(cluster, database), a, b);
      await Promise.all(posts.map(({ portal }) => portal.start()));
      return fleet;
    } catch (error) {
      await end(registry, posts);
      throw error;
    }
  }

  get posts(): readonly Post[] {
    return [this.a, this.b];
  }

  /** Signs somebody in at a portal; they wait so many milliseconds for a page. */
  async visitor(post: Post, user: User = "registrar", patience?: number): Promise<Visitor> {
    return new Visitor(USERS[user], post.portal.url, patience).signIn();
  }

  /** What the journal and the registry know about a name, for messages. */
  async evidence(domain: string): Promise<string> {
    const operations = await this.journal.operations(domain);
    const attempts = (await this.journal.attempts()).filter((a) => operations.some((o) => o.operation_id === a.operation_id));
    const ledger = (await this.registry.statement()).filter((entry) => entry.domain === domain);
    const object = await this.registry.domain(domain);
    return [
      `journal of ${domain}:`,
      ...operations.map((operation) => `  ${inWords(operation)}`),
      ...attempts.map((attempt) => `  ${attemptInWords(attempt)}`),
      `statement: ${ledger.map(({ purpose, amount }) => `${purpose} ${amount}`).join(", ") || "nothing"}`,
      `registry: ${object ? `${object.phase}, sponsor ${object.sponsor}` : "not registered"}`,
    ].join("\n");
  }

  async dispose(): Promise<void> {
    await end(this.registry, [...this.posts]);
  }
}

/** At once: what a portal would do in an orderly end is not what is looked at. */
async function end(registry: Registry, posts: Post[]): Promise<void> {
  await Promise.all([...posts.map(({ portal }) => portal.program.kill()), registry.program.kill()]);
  await Promise.all(posts.map(({ line }) => line.close()));
}

/** The key that all portals of a database share. */
export function makeKey(file: string): string {
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString("base64"), { mode: 0o600 });
  return file;
}
