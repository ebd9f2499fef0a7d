// What Birk found out by asking is told as fully as what it was answered.
import { freeName, newContact, registration } from "../fleet/forms";
import type { Visitor } from "../fleet/visitor";
import { soon, until } from "../fleet/wait";
import { becomes, expect, expectOf, SETTLED, test } from "./story";

test("8a settled by question: the registrar's own notes are in the portfolio", async ({ launch }) => {
  const fleet = await launch();
  const { a, registry, journal } = fleet;
  const visitor = await fleet.visitor(a);
  const name = freeName("noter");
  const mark = name.slice(-10, -3);
  const notes = { reference: `ref-${mark}`, po_number: `po-${mark}`, account_code: `konto-${mark}` };
  await registry.fault("domain:create", "drop_after");
  const sent = await visitor.register(registration(name, notes));
  await becomes(fleet, sent.id ?? "", ["uncertain"], 20_000);
  // Somebody looks the name up meanwhile, so that the portfolio knows it by the registry's words only.
  await visitor.get(`/whois/domains/${name}`);
  await until("the portfolio has it", () => listed(visitor, name, name));
  await becomes(fleet, sent.id ?? "", ["pending"], SETTLED);
  await expectOf(fleet, name, async () => {
    const { outcome } = await journal.operation(sent.id ?? "");
    expect(outcome.settled_by, "settled by asking").toBe("question");
  });
  const missing = async () => {
    const absent = [];
    for (const [field, value] of Object.entries(notes)) {
      const found = await soon(() => listed(visitor, value, name), { within: 2_000, every: 500 });
      if (!found) absent.push(field);
    }
    return absent;
  };
  await expectOf(fleet, name, async () => {
    expect(await missing(), "not found in the portfolio while pending").toEqual([]);
    for (const open of await registry.applications(name)) await registry.decide(open);
    await becomes(fleet, sent.id ?? "", ["done"], 75_000);
    expect(await missing(), "not found in the portfolio once registered").toEqual([]);
  });
});

test("8b a contact that Birk made itself is not told as one that existed", async ({ launch }) => {
  const fleet = await launch();
  const { a, registry, journal } = fleet;
  const visitor = await fleet.visitor(a);
  const name = freeName("ny-kontakt");
  const person = `Person ${name.slice(0, -3)}`;
  await registry.fault("contact:create", "drop_after");
  const sent = await visitor.register(registration(name, newContact(person, "auto")));
  await becomes(fleet, sent.id ?? "", ["pending", "done"], SETTLED);
  const contact = await journal.child(sent.id ?? "");
  const page = await visitor.application(sent.id ?? "");
  await expectOf(fleet, name, async () => {
    expect(await registry.contactsNamed(person), "one contact").toHaveLength(1);
    expect(contact?.outcome.reused, `the contact's operation: ${JSON.stringify(contact?.outcome)}`).not.toBe(true);
    expect(page, "the application's page").not.toMatch(/identisk kontakt|identical contact/i);
  });
});

/** Whether the portfolio finds a name by what is searched for. */
async function listed(visitor: Visitor, search: string, name: string): Promise<boolean> {
  const { html } = await visitor.get(`/portfolio?q=${encodeURIComponent(search)}`);
  return html.includes(`/whois/domains/${name}`);
}
