import { expectNoAxeViolations } from "../support/accessibility";
import { expect, LANGUAGES, test } from "../support/test";

for (const lang of LANGUAGES) {
  test.describe(lang, { tag: `@${lang}` }, () => {
    test.beforeEach(async ({ signIn, speak }) => {
      await signIn("administrator");
      await speak(lang);
    });

    test("a network is added, refused, and removed", async ({ page, field, click, javaScriptEnabled }) => {
      const network = `2001:db8:${Math.floor(Math.random() * 65_535 + 1).toString(16)}::/48`;
      await page.goto("/administration/ip-whitelist");
      await field("network").fill("192.0.2.7/24");
      await field("note").fill("Kontoret");
      await click(/^(tilføj|add)$/i);
      await expect(field("network")).toHaveAttribute("aria-invalid", "true");
      await expect(page.locator("main .err"), "with what was meant").toContainText("192.0.2.0/24");
      await expect(field("note")).toHaveValue("Kontoret");
      if (javaScriptEnabled) await expectNoAxeViolations(page);

      await field("network").fill(network);
      await click(/^(tilføj|add)$/i);
      const row = page.locator("tbody tr", { hasText: network });
      await expect(row).toContainText("Kontoret");
      await row.getByRole("button").click();
      await expect(row).toHaveCount(0);
      await expect(page.locator("main .note.ok")).toContainText(network);

      await page.locator("tbody tr", { hasText: "127.0.0.0/8" }).locator("button").click();
      await expect(page.locator("tbody tr", { hasText: "127.0.0.0/8" }), "nobody locks himself out by one click").toHaveCount(1);
      await expect(page.getByRole("alert")).toContainText("127.0.0.0/8");
    });

    test("who owns the message queue is decided with care", async ({ page, field, click }) => {
      await page.goto("/administration/message-queue");
      const state = page.locator("main .badge").first();
      await expect(state).toHaveText(/Birk ejer køen|Birk owns the queue/);
      await click(/opgiv køen|give the queue up/i);
      await expect(field("confirm"), "first it must be confirmed").toHaveAttribute("aria-invalid", "true");
      await field("confirm").check();
      await click(/opgiv køen|give the queue up/i);
      await expect(state).toHaveText(/^(Nej|No),/);
      try {
        await page.goto("/messages");
        await expect(page.locator("main .note a")).toHaveAttribute("href", "/administration/message-queue");
      } finally {
        await page.goto("/administration/message-queue");
        await field("confirm").check();
        await click(/lad birk eje køen|let birk own the queue/i);
        await expect(state).toHaveText(/^(Ja|Yes),/);
      }
    });

    test("the audit log is filtered", async ({ page, field }) => {
      await page.goto("/administration/audit-log");
      const rows = page.locator("tbody tr");
      expect(await rows.count()).toBeGreaterThan(0);
      await field("actor").fill("admin@nordisk");
      await field("action").selectOption("Login");
      await field("outcome").selectOption("done");
      await page.locator("main form[role=search] button").click();
      await expect(page).toHaveURL(/actor=admin%40nordisk/);
      await expect(rows.first()).toContainText("admin@nordisk.example");
      await expect(rows.filter({ hasNotText: "admin@nordisk.example" })).toHaveCount(0);
      await page.goto("/administration/audit-log?from=2026-02-30&to=x");
      await expect(page.locator("main .err")).toHaveCount(2);
      await page.goto("/administration/audit-log?actor=nobody-at-all");
      await expect(rows).toHaveCount(0);
    });
  });
}
