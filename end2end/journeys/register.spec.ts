import { expectNoAxeViolations } from "../support/accessibility";
import { freeName } from "../support/demo";
import { application, becomes, danishCompany, danishIndividual, danishTime, fill, review, send } from "../support/registration";
import { expect, LANGUAGES, test, type Language } from "../support/test";

const WORDS = {
  da: { review: "Gennemse", pending: /under behandling/i, active: /^aktivt$/i, awaiting: /afventer verificering/i },
  en: { review: "Review", pending: /pending/i, active: /^active$/i, awaiting: /awaiting verification/i },
} satisfies Record<Language, object>;

for (const lang of LANGUAGES) {
  const words = WORDS[lang];

  test(`in ${lang}, a company's domain name is registered and followed until it is active`, { tag: `@${lang}` }, async ({
    page, signIn, speak, sandbox, field, click, javaScriptEnabled,
  }) => {
    const name = freeName("hæder");
    const reference = `Sag ${Date.now()}`;
    await signIn("registrar");
    await speak(lang);
    await review(page, { ...application(name), ...danishCompany("Testesen ApS"), reference, po_number: "PO-77" });

    await expect(page.locator("h1")).toHaveText(`${words.review}: ${name}`);
    await expect(page.locator(".price .sum"), "the price").toContainText(/\d+[.,]\d\d/);
    await expect(page.locator(".price"), "who is no Payer does not see the balance").not.toContainText(/saldo|balance/i);
    await expect(page.locator("main")).toContainText(reference);
    if (javaScriptEnabled) await expectNoAxeViolations(page);
    await click(/^(send ansøgning|send application)$/i);

    await expect(page).toHaveURL(/\/operations\//);
    await expect(page.locator("h1")).toContainText(name);
    const badges = page.locator("main .head .badge");
    await expect(badges.first()).toHaveText(words.pending);
    if (javaScriptEnabled) await expectNoAxeViolations(page);
    await sandbox.advance("2h");
    await becomes(page, words.active, javaScriptEnabled);
    await expect(badges.last(), "the risk colour").toContainText("BLUE");
    await expect(page.locator("main")).toContainText("PO-77");

    await page.goto(`/messages?q=${encodeURIComponent(name)}`);
    await expect(page.locator("tbody tr")).toHaveCount(1);
    await expect(page.locator("tbody tr")).toContainText("BLUE");
    await click(/markér behandlet|mark handled/i);
    await page.goto(`/messages?show=all&q=${encodeURIComponent(name)}`);
    await expect(page.locator("tbody tr")).toContainText(/registrar@nordisk\.example/);
    await expect(page.locator("tbody").getByRole("button"), "handled once").toHaveCount(0);

    await page.goto("/portfolio");
    await field("q").fill(reference);
    await page.locator("main form[role=search] button").click();
    await expect(page.locator("tbody tr")).toHaveCount(1);
    await page.locator("tbody").getByRole("link", { name }).click();
    await expect(page.locator("h1")).toHaveText(name);
    await expect(page.locator("main")).toContainText("ns1.nordisk.example");
    await page.locator("main .time a[href^='/operations/']").click();
    await expect(page.locator("h1"), "its timeline leads back").toContainText(name);

    await signIn("all");
    await page.goto("/prepaid");
    const debit = page.locator("tbody tr", { hasText: name });
    await expect(debit, "the debit").toContainText(/\d+[.,]\d\d/);
  });

  test(`in ${lang}, a private person's domain name waits for the verification`, { tag: `@${lang}` }, async ({
    page, signIn, speak, sandbox, javaScriptEnabled,
  }) => {
    const name = freeName("person");
    await signIn("registrar");
    await speak(lang);
    await send(page, { ...application(name), ...danishIndividual(`Karen ${Date.now()}`) });
    await sandbox.advance("2m");
    await becomes(page, words.awaiting, javaScriptEnabled);
    await expect(page.locator("main .head .badge").last()).toContainText("BLUE");
    if (javaScriptEnabled) await expectNoAxeViolations(page);

    const registrant = page.locator("main a[href^='/whois/contacts/']").first();
    const handle = (await registrant.getAttribute("href"))?.split("/").at(-1);
    expect(handle, "the registrant has a handle").toMatch(/-DK$/);
    await sandbox.verify(handle ?? "");
    await expect(async () => {
      await page.goto(`/applications?q=${name}`);
      await expect(page.locator("tbody .badge").first()).toHaveText(words.active, { timeout: 500 });
    }, "verified, it works").toPass({ timeout: 20_000 });
    await page.goto(`/whois/domains/${name}`);
    await expect(page.locator("main"), "nothing holds it back").not.toContainText("serverHold");
  });

  test(`in ${lang}, bad input is said beside the fields, and what was typed stays`, { tag: `@${lang}` }, async ({
    page, signIn, speak, field, javaScriptEnabled,
  }) => {
    await signIn("registrar");
    await speak(lang);
    const typed = {
      ...application(`ab--${"c".repeat(70)}.dk`),
      registrant_kind: "handle",
      registrant_handle: "REG-100001",
      name_servers: "ns1.nordisk.example",
      accepted_at: danishTime(new Date(Date.now() - 31 * 86_400_000)),
      terms_version: "",
      reference: "bliver <stående>",
    };
    const answer = page.waitForResponse((response) => response.request().method() === "POST");
    await review(page, typed);
    expect((await answer).status()).toBe(422);
    const wrong = ["domain_name", "registrant_handle", "name_servers", "accepted_at", "terms_version"];
    for (const name of wrong) {
      const control = field(name);
      await expect(control, name).toHaveAttribute("aria-invalid", "true");
      await expect(page.locator(`[id="${await control.getAttribute("id")}-error"]`), name).not.toBeEmpty();
    }
    await expect(field("reference")).toHaveValue(typed.reference);
    await expect(field("name_servers")).toHaveValue(/ns1\.nordisk\.example/);
    await expect(field("domain_name")).toHaveValue(typed.domain_name);

    const summary = page.getByRole("alert");
    await expect(summary.getByRole("link")).toHaveCount(wrong.length);
    if (javaScriptEnabled) {
      await expect(summary, "it is read first").toBeFocused();
      await expectNoAxeViolations(page);
    }
    await summary.getByRole("link").last().click();
    await expect(field("terms_version")).toBeFocused();

    await fill(page, { ...application(freeName()), registrant_handle: "HK102-DK" });
    await page.locator("button[value=review]").click();
    await expect(page.locator("h1"), "put right, it goes on").toContainText(WORDS[lang].review);
    await page.locator("main a[href*='?form=']").click();
    await expect(field("reference"), "and back again").toHaveValue(typed.reference);
  });
}

/** What is typed, and what the message must name. */
const REFUSED = [
  { why: "64 letters", fields: { domain_name: `${"a".repeat(64)}.dk` }, says: /64/ },
  { why: "xn-- nonsense", fields: { domain_name: "xn--zzzzzz9999999.dk" }, says: /xn--/ },
  { why: "mixed scripts", fields: { domain_name: "pаypal.dk" }, says: /another alphabet/ },
  { why: "hyphens in the third and fourth position", fields: { domain_name: "ab--cd.dk" }, says: /third and the fourth/ },
  { why: "eight name servers", fields: { name_servers: Array.from({ length: 8 }, (_, i) => `ns${i}.nordisk.example`).join(" ") }, says: /8/ },
  { why: "the same name server twice", fields: { name_servers: "ns1.nordisk.example\nNS1.nordisk.example" }, says: /ns1\.nordisk\.example/i },
  { why: "a registrant of the other model", fields: { registrant_handle: "IK116-DK" }, says: /IK116-DK is managed by its registrant/ },
  { why: "acceptance 25 hours ahead", fields: { accepted_at: danishTime(new Date(Date.now() + 25 * 3_600_000)) }, says: /24 hours/ },
  { why: "an hour that never was", fields: { accepted_at: "2026-03-29T02:30" }, says: /did not exist/ },
];

test("each mistake gets its own message", async ({ page, signIn, speak, field }) => {
  await signIn("registrar");
  await speak("en");
  await page.goto("/whois/register");
  const right = { ...application(freeName()), registrant_kind: "handle", registrant_handle: "HK102-DK" };
  for (const { why, fields, says } of REFUSED) {
    await test.step(why, async () => {
      await fill(page, { ...right, ...fields });
      await page.locator("button[value=review]").click();
      const control = field(Object.keys(fields)[0] ?? "");
      await expect(control).toHaveAttribute("aria-invalid", "true");
      await expect(page.locator("main .err")).toHaveText(says);
    });
  }
});

test("ß is a letter of its own", async ({ page, signIn, speak }) => {
  const name = freeName("straße");
  await signIn("registrar");
  await speak("en");
  await review(page, { ...application(name), registrant_kind: "handle", registrant_handle: "HK102-DK" });
  await expect(page.locator("main")).toContainText("xn--");
  await expect(page.locator("main")).toContainText(name.replace("ß", "ss"));
});

test("two clicks on Send are one application", async ({ page, signIn, sandbox }) => {
  const name = freeName("dobbelt");
  await signIn("registrar");
  await review(page, { ...application(name), registrant_kind: "handle", registrant_handle: "BKA101-DK" });
  await page.locator("button[value=send]").dblclick();
  await expect(page).toHaveURL(/\/operations\/[\w-]+$/);
  expect(await sandbox.openApplications(name)).toBe(1);
  await page.goto(`/applications?q=${encodeURIComponent(name)}`);
  await expect(page.locator("tbody tr")).toHaveCount(1);
});

test("an answer that is lost on the way is neither forgotten nor sent again @script", async ({ page, signIn, sandbox }) => {
  const name = freeName("tabt");
  await signIn("registrar");
  await review(page, { ...application(name), registrant_kind: "handle", registrant_handle: "BKA101-DK" });
  await sandbox.fault({ command: "domain:create", action: "drop_after", account: "REG-100001" });
  await page.locator("button[value=send]").click();
  await expect(page).toHaveURL(/\/operations\/[\w-]+$/);
  await expect(page.locator("main .head .badge").first()).toHaveText(/answer lost|svar mistet/i);
  await expectNoAxeViolations(page);
  expect(await sandbox.openApplications(name)).toBe(1);
});

test("without funds nothing is sent blindly: Payers see what is missing, others whom to ask", async ({ page, signIn, speak, sandbox }) => {
  const before = await sandbox.balance("REG-100001");
  const fields = () => ({ ...application(freeName("dyrt")), registrant_kind: "handle", registrant_handle: "BKA101-DK" });
  await sandbox.setBalance("REG-100001", 10);
  try {
    await signIn("registrar");
    await speak("en");
    await review(page, fields());
    await page.locator("button[value=send]").click();
    const alert = page.getByRole("alert");
    await expect(alert).toContainText("Not enough money");
    await expect(alert).toContainText(/colleague|Payer/);
    await expect(alert.locator("a[href^='/prepaid']")).toHaveCount(0);

    await signIn("all");
    await speak("en");
    await review(page, fields());
    await page.locator("button[value=send]").click();
    await expect(page.getByRole("alert").locator("a[href^='/prepaid']")).toHaveCount(1);
    await expect(page.locator("[name=domain_name]"), "what was typed stays").toHaveValue(/^dyrt/);
  } finally {
    await sandbox.setBalance("REG-100001", before);
  }
});
