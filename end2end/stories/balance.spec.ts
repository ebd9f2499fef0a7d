// What the balance says about money that nobody expected to go.
import { freeName, registration } from "../fleet/forms";
import { words } from "../fleet/visitor";
import { soon } from "../fleet/wait";
import { becomes, expect, test } from "./story";

test("7 one uncertain operation does not hide a real difference", async ({ launch }) => {
  const fleet = await launch();
  const { a, registry, journal } = fleet;
  const [registrar, payer] = [await fleet.visitor(a), await fleet.visitor(a, "all")];
  await payer.get("/prepaid");
  const name = freeName("uvis");
  await registry.fault("domain:create", "drop_after");
  const sent = await registrar.register(registration(name));
  await becomes(fleet, sent.id ?? "", ["uncertain"], 20_000);
  // Nothing that is asked about the name is answered, so it stays as it is.
  for (const command of ["domain:check", "domain:info"]) await registry.fault(command, "fail", 100_000);
  await registry.fill(-150);

  const shown = /[-−–]\s?150[.,]00/;
  let page = "";
  const seen = await soon(
    async () => {
      // A balance is not asked for again within a minute.
      await journal.sql("update balance_seen set at = at - interval '2 minutes'");
      page = words((await payer.get("/prepaid")).html);
      return shown.test(page);
    },
    { within: 12_000, every: 3_000 },
  );
  const { state } = await journal.operation(sent.id ?? "");
  expect(state, "the operation is still open").toBe("uncertain");
  const seenBalances = await journal.sql("select * from balance_seen order by balance_id");
  const readings = seenBalances.map((reading) => JSON.stringify(reading)).join("\n");
  const facts = [page.slice(0, 300), readings, await fleet.evidence(name)].join("\n");
  expect(seen, `150.00 DKK are gone and the page does not say so:\n${facts}`).toBe(true);
});
