// make chaos: people at two portals while the network, the registry, the portals and PostgreSQL break, and then the question
// whether anything was lost, doubled or told wrongly. SECONDS (120), SEED (1), BIN_DIR; see scripts/chaos.
import { appendFileSync, chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { Fleet, makeKey } from "../fleet/fleet";
import type { Operation } from "../fleet/journal";
import { Cluster } from "../fleet/postgres";
import type { Visitor } from "../fleet/visitor";
import { sleep, soon } from "../fleet/wait";
import { gather, judge, KINDS, type Facts, type Findings } from "./judge";
import { History } from "./history";
import { People } from "./people";
import { plan, type Times } from "./plan";
import { Troubles } from "./trouble";

/** Programs whose time limits are fixed. */
const OLD = process.env.STORIES_OLD === "1";
const TIMES: Times = OLD ? { answer: 60, quiet: 30, lease: 12 } : { answer: 2, quiet: 5, lease: 3 };
const PEOPLE = 6;
/** Culprits of a kind that are printed. */
const CULPRITS = 5;

const seconds = number("SECONDS", 120);
const seed = number("SEED", 1);
/** Seconds until nothing may move any more. */
const patience = number("PATIENCE", 120);

function number(name: string, otherwise: number): number {
  const value = Number(process.env[name] || otherwise);
  if (!Number.isInteger(value) || value < 1) throw new Error(`${name} must be a positive whole number`);
  return value;
}

async function main(): Promise<boolean> {
  const binaries = process.env.BIN_DIR;
  if (!binaries) throw new Error("set BIN_DIR to the directory of the programs birk and sandbox");
  const dir = mkdtempSync(`${tmpdir()}/birk-chaos.`);
  chmodSync(dir, 0o711);
  console.log(`chaos: seed ${seed}, ${seconds} s, logs in ${dir}`);
  const cluster = await Cluster.create(`${dir}/pg`);
  let fleet: Fleet | undefined;
  try {
    const keyFile = makeKey(`${dir}/secret.key`);
    const limits = OLD ? {} : { ...TIMES, poll: 1 };
    fleet = await Fleet.launch({ dir, binaries, cluster, database: "birk", keyFile, limits, processing: 2 });
    const { facts, people, troubles } = await run(fleet, dir);
    const findings = judge(facts);
    const clean = report(facts, findings, people, troubles);
    if (clean && !process.env.KEEP) rmSync(dir, { recursive: true, force: true });
    else console.log(`\nlogs and data are kept in ${dir}`);
    return clean;
  } finally {
    await fleet?.dispose();
    await cluster.stop();
  }
}

async function run(fleet: Fleet, dir: string): Promise<{ facts: Facts; people: People; troubles: Troubles }> {
  const history = new History(`${dir}/sandbox`);
  const say = (text: string) => appendFileSync(`${dir}/log/troubles.log`, `${new Date().toISOString()} ${text}\n`);
  const visitors: Visitor[] = [];
  for (let n = 0; n < PEOPLE; n++) {
    const visitor = await fleet.visitor(n % 2 ? fleet.b : fleet.a, n % 3 ? "registrar" : "all", 25_000);
    visitors.push(visitor);
  }
  await fleet.registry.fill(10_000_000);
  const people = new People(fleet, visitors, history);
  const troubles = new Troubles(fleet, TIMES, history, say);
  history.begin();
  const planned = plan(seed, seconds, PEOPLE, TIMES);
  const began = Date.now();
  const end = began + seconds * 1000;
  const steps = planned.people.map((mine, person) => people.follow(mine, person, began, end));
  const watching = watch(fleet, people, history, () => Date.now() < end);
  await Promise.all([...steps, troubles.follow(planned.troubles, began)]);
  await watching;
  await repair(fleet, history);
  await calm(fleet, people);
  await people.review();
  return { facts: await gather(fleet, history, people), people, troubles };
}

/** A person looks now and then for what only a person can settle. */
async function watch(fleet: Fleet, people: People, history: History, goesOn: () => boolean): Promise<void> {
  while (goesOn()) {
    await sleep(1_000);
    history.follow();
    const asked = await fleet.journal.questions().catch(() => []);
    await people.settle(asked, people.decisions % 2 === 0).catch(() => undefined);
  }
}

/** Everything runs again, and nothing goes wrong any more. */
async function repair({ registry, posts, setting }: Fleet, history: History): Promise<void> {
  await setting.cluster.start();
  if (!registry.program.running) await registry.start();
  await registry.clearFaults();
  history.follow();
  for (const { portal, line } of posts) {
    line.thaw();
    line.door = "pass";
    if (portal.program.frozen) portal.program.wake();
    if (!portal.program.running) await portal.start();
  }
}

/** Waits until nothing moves any more: no operation under way but those that wait for a person, no message, no application. */
async function calm(fleet: Fleet, people: People): Promise<void> {
  let still = 0;
  let left = "nobody could look";
  const moving = async () => {
    await people.settle(await fleet.journal.questions(), false);
    const open = await fleet.journal.open();
    const [all, messages] = [await fleet.registry.applications(), await fleet.registry.messages()];
    // The sandbox's demo has one of its own.
    const applications = all.filter(({ client_transaction }) => client_transaction?.startsWith("birk-"));
    left = `${open} operations, ${applications.length} applications, ${messages.length} messages`;
    still = open + applications.length + messages.length === 0 ? still + 1 : 0;
    return still >= 3;
  };
  const began = Date.now();
  const look = () =>
    moving().catch((error: unknown) => {
      left = String(error);
      return false;
    });
  const quiet = await soon(look, { within: patience * 1000, every: 1_000 });
  console.log(quiet ? `nothing moves after ${Math.round((Date.now() - began) / 1000)} s` : `something still moves after ${patience} s: ${left}`);
}

function report(facts: Facts, findings: Findings, people: People, troubles: Troubles): boolean {
  const counted = (counts: Record<string, number>) =>
    Object.entries(counts)
      .sort(([one], [other]) => one.localeCompare(other))
      .map(([kind, n]) => `${kind} ${n}`)
      .join(", ");
  const count = (words: (string | number)[]) =>
    words.reduce<Record<string, number>>((sum, word) => ({ ...sum, [word]: (sum[word] ?? 0) + 1 }), {});
  const states = count(facts.operations.map(({ state }) => state));
  const reasons = count(facts.operations.filter(({ state }) => state === "refused").map(reason));
  const verdicts = count(facts.attempts.map(({ verdict }) => verdict ?? "none"));
  const flagged = facts.messages.filter(({ flagged: why }) => why !== null).length;
  const lines: [string, string | number][] = [
    ["steps", counted(people.done)],
    ["operations", `${facts.operations.length} (${counted(states)})`],
    ["refused because of", counted(reasons)],
    ["attempts", `${facts.attempts.length} (${counted(verdicts)}), ${facts.attempts.filter(({ n }) => n > 1).length} of them again`],
    ["told", counted(count(facts.said.map(({ status }) => status ?? "no answer")))],
    ["pages said", counted(count(facts.shown.map(({ standing }) => standing)))],
    ["applications at the registry", facts.applications.length],
    ["decided by a person", people.decisions],
    ["troubles", counted(troubles.done)],
    ["messages", `${facts.messages.length}, ${flagged} of them flagged`],
    ...KINDS.map((kind): [string, number] => [kind, findings[kind].length]),
  ];
  console.log();
  for (const [what, value] of lines) console.log(`${what.padEnd(30)} ${value}`);
  for (const kind of KINDS) {
    if (findings[kind].length === 0) continue;
    console.log(`\n${kind}:`);
    for (const line of findings[kind].slice(0, CULPRITS)) console.log(`  - ${line}`);
    if (findings[kind].length > CULPRITS) console.log(`  … and ${findings[kind].length - CULPRITS} more`);
  }
  return KINDS.every((kind) => findings[kind].length === 0);
}

function reason({ outcome, result_code }: Operation): string {
  const notSent = outcome.not_sent as { word?: string } | undefined;
  return notSent?.word ?? String(outcome.message_kind ?? result_code ?? "unknown");
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  // Every program ends with this one.
  process.once(signal, () => process.exit(130));
}
process.exitCode = (await main()) ? 0 : 1;
