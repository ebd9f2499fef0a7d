// More at once than the account has sessions for.
import { freeName, registration } from "../fleet/forms";
import { words } from "../fleet/visitor";
import { soon } from "../fleet/wait";
import { expect, OLD, test } from "./story";

const NAMES = 80;

test("8c a burst waits: none is refused, all are registered", async ({ launch }) => {
  const fleet = await launch({ processing: 1 });
  const { a, b, registry, journal } = fleet;
  await registry.fill(20_000);
  const people = [await fleet.visitor(a, "registrar"), await fleet.visitor(b, "all")];
  await registry.fault("domain:create", { delay_ms: 1_000 }, NAMES);
  const names = Array.from({ length: NAMES }, () => freeName("byge"));
  const answers = await Promise.all(names.map((name, n) => people[n % 2]?.register(registration(name))));
  const refused = answers.filter((answer) => answer?.id === undefined);
  const reasons = [...new Set(refused.map((answer) => `${answer?.status}: ${alert(answer?.html ?? "")}`))];

  const states = async () => {
    const all = await journal.operations();
    return all.reduce<Record<string, number>>((sum, { state }) => ({ ...sum, [state]: (sum[state] ?? 0) + 1 }), {});
  };
  await soon(async () => (await states()).done === NAMES, { within: OLD ? 60_000 : 45_000, every: 500 });
  const told = (await journal.operations()).flatMap(({ outcome }) => (outcome.not_sent ? [JSON.stringify(outcome.not_sent)] : []));
  const registered = (await registry.statement()).filter(({ purpose }) => purpose === "create").length;
  const said = `${JSON.stringify(await states())}, ${registered} applied for at the registry; ${[...new Set(told)].join(", ")}`;
  expect(refused.length, `so many of ${NAMES} were refused: ${reasons.join(" | ")}\n${said}`).toBe(0);
  expect(await states(), said).toEqual({ done: NAMES });
  expect(registered, "applied for once each").toBe(NAMES);
});

/** What a refused form says. */
function alert(html: string): string {
  const found = /<[^>]*role="alert"[\s\S]*?<\/(?:div|section)>/.exec(html)?.[0];
  return words(found ?? html).slice(0, 160);
}
