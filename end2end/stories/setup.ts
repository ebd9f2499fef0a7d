// One PostgreSQL for all stories, with a database that each story gets a copy of.
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { makeKey } from "../fleet/fleet";
import { command } from "../fleet/portal";
import { freePort } from "../fleet/ports";
import { Cluster } from "../fleet/postgres";
import { Registry } from "../fleet/registry";

export const TEMPLATE = "seeded";

export default async function setup(): Promise<() => Promise<void>> {
  const binaries = process.env.BIN_DIR;
  if (!binaries) throw new Error("set BIN_DIR to the directory of the programs birk and sandbox");
  const dir = mkdtempSync(`${tmpdir()}/birk-stories.`);
  chmodSync(dir, 0o711);
  const cluster = await Cluster.create(`${dir}/pg`, ["fsync = off", "synchronous_commit = off", "full_page_writes = off"]);
  const stop = async () => {
    await cluster.stop();
    if (process.env.KEEP) console.log(`kept: ${dir}`);
    else rmSync(dir, { recursive: true, force: true });
  };
  try {
    await seed(dir, binaries, cluster);
  } catch (error) {
    await stop();
    throw error;
  }
  // The workers inherit it.
  process.env.STORIES_DIR = dir;
  return stop;
}

async function seed(dir: string, binaries: string, cluster: Cluster): Promise<void> {
  mkdirSync(`${dir}/seed`);
  const [epp, control, port] = [await freePort(), await freePort(), await freePort()];
  const registry = new Registry({ binaries, state: `${dir}/seed/sandbox`, log: `${dir}/seed/sandbox.log`, epp, control, processing: 60 });
  await registry.start();
  try {
    await cluster.database(TEMPLATE);
    const options = {
      name: "birk",
      binaries,
      log: `${dir}/seed/birk.log`,
      port,
      epp,
      control,
      authority: `${dir}/seed/sandbox/ca.pem`,
      keyFile: makeKey(`${dir}/secret.key`),
      databaseUrl: cluster.url("birk_app", TEMPLATE),
      ownerUrl: cluster.url("birk_owner", TEMPLATE),
      limits: {},
    };
    await command(options, "migrate");
    await command(options, "demo", "seed");
  } finally {
    await registry.program.kill();
  }
}
