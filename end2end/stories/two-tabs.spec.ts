// Two people, or two tabs, who want the same name at the same moment.
import { freeName, registration } from "../fleet/forms";
import { sleep } from "../fleet/wait";
import { expect, test } from "./story";

const NAMES = 60;
const APART = 60;
/** Names at a time: as many as the account has sessions. */
const AT_ONCE = 4;

test("3 two tabs: a name is applied for once", async ({ launch }) => {
  const fleet = await launch();
  const { a, b, registry } = fleet;
  await registry.fill(20_000);
  const [one, other] = [await fleet.visitor(a, "registrar"), await fleet.visitor(b, "all")];
  const names = Array.from({ length: NAMES }, () => freeName("faner"));
  const waiting = [...names];
  const answers: string[] = [];
  // How long the registry took where both tabs got through; the window is small, and there it is looked for again.
  const windows: number[] = [];
  const worker = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      const known = windows.at(-1);
      const delay = known === undefined || Math.random() < 0.3 ? Math.random() * 120 : known - 8 + Math.random() * 16;
      await registry.fault("domain:create", { delay_ms: Math.max(0, Math.round(delay)) });
      const first = one.register(registration(name));
      await sleep(APART);
      const both = await Promise.all([first, other.register(registration(name))]);
      if (both.every(({ location }) => location)) windows.push(delay);
      answers.push(both.map(({ status, location }) => (location ? "accepted" : String(status))).join(" and "));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));

  const lines = (await registry.statement()).filter(({ purpose }) => purpose === "create");
  const times = (name: string) => lines.filter(({ domain }) => domain === name).length;
  const told = answers.reduce<Record<string, number>>((all, answer) => ({ ...all, [answer]: (all[answer] ?? 0) + 1 }), {});
  const twice = names.filter((name) => times(name) > 1);
  expect(twice.length, `of ${NAMES} names so many were applied for twice; the tabs were told ${JSON.stringify(told)}`).toBe(0);
  expect(names.filter((name) => times(name) === 0), "never applied for").toEqual([]);
});
