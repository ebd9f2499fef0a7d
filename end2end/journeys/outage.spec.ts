import { expectNoAxeViolations } from "../support/accessibility";
import { freeName } from "../support/demo";
import { application, review } from "../support/registration";
import { expect, LANGUAGES, test } from "../support/test";

test.afterEach(async ({ page, sandbox }) => {
  await sandbox.recover();
  await expect(async () => {
    await page.goto(`/whois?q=${freeName()}`);
    await expect(page.locator("tbody tr")).toContainText(/ledigt|available/i, { timeout: 500 });
  }, "it works again").toPass({ timeout: 20_000 });
});

for (const lang of LANGUAGES) {
  test(`in ${lang}, the registry is down: the pages say so, and what still works`, { tag: `@${lang}` }, async ({ page, signIn, speak, sandbox, guard, javaScriptEnabled }) => {
    guard.expectStatus(502);
    guard.expectStatus(503);
    guard.expectStatus(504);
    const silent = lang === "da" ? "Registret svarer ikke" : "The registry does not answer";
    await signIn("registrar");
    await speak(lang);
    await review(page, { ...application(freeName()), registrant_kind: "handle", registrant_handle: "BKA101-DK" });
    await sandbox.goDown();
    await page.locator("button[value=send]").click();
    await expect(page.locator("main"), "nothing was sent").toContainText(silent);
    const name = freeName();
    await page.goto(`/whois?q=${name}%20havnebykommune.dk`);
    await expect(page.locator("main .note")).toContainText(silent);
    await expect(page.locator("main .note")).toContainText(lang === "da" ? "Portefølje, ansøgninger og beskeder" : "Portfolio, applications and messages");
    await expect(page.locator("tbody tr", { hasText: "havnebykommune.dk" }), "from the index").toContainText(/Birk/);
    if (javaScriptEnabled) await expectNoAxeViolations(page);

    await page.goto("/whois/domains/havnebykommune.dk");
    await expect(page.locator("main"), "what Birk knows is shown").toContainText("HK102-DK");
    await page.goto(`/whois/domains/${name}`);
    await expect(page.locator("main")).toContainText(silent);
    for (const path of ["/portfolio", "/applications", "/messages"]) {
      expect((await page.goto(path))?.status(), path).toBe(200);
    }
  });
}

test("a slow registry is waited for @script", async ({ page, signIn, sandbox }) => {
  await signIn("registrar");
  await sandbox.fault({ command: "domain:check", action: { delay_ms: 3000 }, account: "REG-100001" });
  await page.goto(`/whois?q=${freeName()}`);
  await expect(page.locator("tbody tr")).toContainText(/ledigt|available/i);
});
