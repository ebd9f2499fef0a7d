// A command was sent and its answer never came.
import { freeName, registration } from "../fleet/forms";
import { sleep, until } from "../fleet/wait";
import { becomes, expect, expectOf, OLD, SETTLED, test, TIMES } from "./story";

test("2 executed, rejected, sent again: what was decided is not asked for once more", async ({ launch }) => {
  // The registry's message is not looked for before it is needed, and takes its time.
  const fleet = await launch({ poll: 600 });
  const { a, registry } = fleet;
  const visitor = await fleet.visitor(a);
  const name = freeName("afslaaet");
  await until("what waits in the queue is read", async () => (await registry.messages()).length === 0);
  await sleep(500);
  await registry.fault("domain:create", "drop_after");
  await registry.fault("poll", { delay_ms: 1_000 }, 20);
  const sent = await visitor.register(registration(name));
  const [application] = await until("the registry has it", async () => {
    const open = await registry.applications(name);
    return open.length > 0 && open;
  });
  if (application) await registry.decide(application, "cancel");

  await expectOf(fleet, name, async () => {
    await becomes(fleet, sent.id ?? "", ["refused", "done"], SETTLED);
    await sleep(OLD ? 3_000 : (TIMES.quiet + 2) * 1000);
    expect(await registry.creations(name), "applied for once").toHaveLength(1);
    for (const open of await registry.applications(name)) await registry.decide(open);
    expect(await registry.domain(name), "what was told as rejected is not registered").toBeUndefined();
    const { outcome } = await fleet.journal.operation(sent.id ?? "");
    expect(outcome.message_kind, "refused by the registry's message").toBe("cancelled");
    expect(await visitor.application(sent.id ?? "")).toMatch(/afslået|rejected/i);
  });
});

test("4 no quiet time: a command that the registry holds back runs once", async ({ launch }) => {
  const fleet = await launch();
  const { a, registry } = fleet;
  const visitor = await fleet.visitor(a);
  const name = freeName("tilbageholdt");
  // Beyond the time that an answer is waited for, within the quiet time after it.
  const hold = TIMES.answer * 1000 + (OLD ? 12_000 : 2_500);
  await registry.fault("domain:create", { hold_ms: hold });
  const sent = await visitor.register(registration(name));
  await sleep(hold - 1_000);
  await until("the command is carried out", async () => (await registry.creations(name)).length > 0, { within: 30_000 });
  await expectOf(fleet, name, async () => {
    await becomes(fleet, sent.id ?? "", ["pending", "done", "refused"], SETTLED);
    await sleep((TIMES.quiet + 2) * 1000);
    expect(await registry.creations(name), "applied for once").toHaveLength(1);
    for (const open of await registry.applications(name)) await registry.decide(open);
    await becomes(fleet, sent.id ?? "", ["done"], OLD ? 75_000 : 20_000);
  });
});

test("8d a name in other hands: refused, without an hour's wait and without a person", async ({ launch }) => {
  const fleet = await launch({ processing: 3 });
  const { a, registry } = fleet;
  const visitor = await fleet.visitor(a);
  const cases = [
    { name: "eksempel.dk", action: "drop_after" },
    { name: "punktum.dk", action: "drop_before" },
  ] as const;
  const sent = [];
  for (const { name, action } of cases) {
    await registry.fault("domain:create", action);
    const { id } = await visitor.register(registration(name));
    sent.push({ name, action, id: id ?? "" });
  }
  for (const { name, action, id } of sent) {
    await expectOf(fleet, name, async () => {
      const state = becomes(fleet, id, ["refused"], SETTLED);
      await expect(state, `${name}, ${action}: settled as refused`).resolves.toBe("refused");
      const { needs_person } = await fleet.journal.operation(id);
      expect(needs_person, "no person is asked").toBeNull();
      const lines = (await registry.statement()).filter((entry) => entry.domain === name);
      expect(lines.reduce((sum, { amount }) => sum + Number(amount), 0), "nothing is paid in the end").toBe(0);
    });
  }
});
