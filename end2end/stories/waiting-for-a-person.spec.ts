// What only a person can settle may take a person's time.
import { freeName, newContact, registration } from "../fleet/forms";
import { soon, until } from "../fleet/wait";
import { becomes, expect, expectOf, SETTLED, test } from "./story";

test("6 a registration waits for its uncertain contact, however long a person takes", async ({ launch }) => {
  const fleet = await launch();
  const { a, registry, journal } = fleet;
  const visitor = await fleet.visitor(a);
  const name = freeName("venter");
  const person = `Person ${name.slice(0, -3)}`;
  await registry.fault("contact:create", "drop_after");
  const sent = await visitor.register(registration(name, newContact(person, "force")));
  const id = sent.id ?? "";
  await until("a person is asked about the contact", async () => (await journal.child(id))?.needs_person, { within: SETTLED });

  // As if 700 seconds had passed.
  const later = "update operation set planned_at = planned_at - interval '700 s' where operation_id = $1 or parent_id = $1";
  await journal.sql(later, [id]);
  await journal.sql("update operation set next_check_at = now() where operation_id = $1 and next_check_at is not null", [id]);
  const lapsed = await soon(async () => (await journal.operation(id)).state === "refused", { within: 6_000 });

  const [contact] = await registry.contactsNamed(person);
  const answer = await visitor.decide(id, { decision: "executed", handle: contact?.handle ?? "" });
  await expectOf(fleet, name, async () => {
    expect(lapsed, "it lapsed while it waited for a person").toBeUndefined();
    expect(answer.status, "the answer is taken").toBe(303);
    await becomes(fleet, id, ["pending", "done"], 45_000);
    expect(await registry.creations(name), "applied for once").toHaveLength(1);
    expect(await registry.contactsNamed(person), "one contact").toHaveLength(1);
  });
});
