// One operation, two servers: what one of them knows must not be overwritten by what the other one believes.
import { freeName, registration } from "../fleet/forms";
import { sleep, soon, until } from "../fleet/wait";
import { words } from "../fleet/visitor";
import { becomes, expect, expectOf, OLD, SETTLED, test, TIMES } from "./story";

test("1 two servers: what A sent, B does not call not sent", async ({ launch }) => {
  const fleet = await launch();
  const { a, b, registry, journal } = fleet;
  const visitor = await fleet.visitor(a);
  const name = freeName("to-servere");

  // A session that has been idle is asked whether it still lives, and whatever A says to the registry is under way for a
  // while, so that A can be stopped before it sends the command.
  await sleep(2_500);
  a.line.latency = 400;
  b.line.door = "hold";
  b.line.cut();
  void visitor.register(registration(name)).catch(() => {});
  const planned = await until("A has planned it", async () => (await journal.operations(name))[0], { every: 5 });
  a.portal.program.freeze();
  const before = await journal.operation(planned.operation_id);
  expect(before.state, "A was stopped in time").toBe("planned");

  // B picks it up at its next turn, if it picks it up at all, and waits for its connection to the registry.
  const taken = async () => {
    const { next_check_at } = await journal.operation(planned.operation_id);
    return next_check_at?.getTime() !== before.next_check_at?.getTime();
  };
  await soon(taken, { within: 2_400, every: 50 });
  await sleep(200);

  a.line.latency = 0;
  a.portal.program.wake();
  await until("A's command reaches the registry", async () => (await registry.creations(name)).length > 0);
  await becomes(fleet, planned.operation_id, ["pending", "done"]);

  b.line.door = "refuse";
  const told = await soon(async () => (await journal.operation(planned.operation_id)).state === "refused", { within: 5_000 });
  const page = words((await visitor.get(`/operations/${planned.operation_id}`)).html);

  b.line.door = "pass";
  for (const application of await registry.applications(name)) await registry.decide(application);
  await expectOf(fleet, name, async () => {
    expect(told, "B says that what A sent was refused").toBeUndefined();
    expect(page, "the page says that it was not sent").not.toMatch(/ikke sendt|not sent/i);
    await becomes(fleet, planned.operation_id, ["done"], 30_000);
    expect(await registry.creations(name), "applied for once").toHaveLength(1);
  });
});

test("5 verdicts belong to nobody: A's old one does not move B's attempt", async ({ launch }) => {
  const fleet = await launch();
  const { a, b, registry, journal } = fleet;
  const visitor = await fleet.visitor(a);
  const name = freeName("vaekket");

  // Only A looks at it, until it has sent it.
  b.portal.program.freeze();
  a.line.latency = 300;
  void visitor.register(registration(name)).catch(() => {});
  const planned = await until("A has planned it", async () => (await journal.operations(name))[0], { every: 5 });
  const id = planned.operation_id;
  await until("A has sent it", async () => (await journal.operation(id)).state === "sent", { every: 5 });
  // The command is still on the line, and never gets any further.
  a.line.freeze();
  a.portal.program.freeze();
  b.portal.program.wake();
  expect(await registry.creations(name), "A's command was held back in time").toHaveLength(0);

  // B's attempt waits at the registry, long enough for A to wake up and tell its story.
  const hold = OLD ? 12_000 : 2_000;
  await registry.fault("domain:create", { hold_ms: hold });
  const faulted = async () => (await registry.get<unknown[]>("faults")).length === 0;
  await until("B sends it again", faulted, { within: SETTLED, every: 20 });
  a.line.cut();
  a.line.thaw();
  a.line.latency = 0;
  a.portal.program.wake();

  const states: string[] = [];
  for (const end = Date.now() + hold + 1_000; Date.now() < end; await sleep(50)) {
    const { state } = await journal.operation(id);
    if (states.at(-1) !== state) states.push(state);
  }
  await expectOf(fleet, name, async () => {
    expect(states.filter((state) => !["sent", "pending", "done"].includes(state)), `B's attempt went ${states.join(", ")}`).toEqual([]);
    await becomes(fleet, id, ["pending", "done"], SETTLED);
    if (!OLD) await sleep((TIMES.quiet + 2) * 1000);
    expect(await registry.creations(name), "applied for once").toHaveLength(1);
    for (const application of await registry.applications(name)) await registry.decide(application);
    await becomes(fleet, id, ["done"], 30_000);
  });
  expect(b.portal.program.running && a.portal.program.running, "both live").toBe(true);
});
