// Renewing a domain: from its page over the review to the new date, once, whatever is clicked.
import { expectNoAxeViolations } from "../support/accessibility";
import { LANGUAGES, expect, test } from "../support/test";

/** Names of the demo that expire within two months: each run renews one of its own. */
const NAMES: Readonly<Record<string, string>> = {
  "wide da": "høstmarked.dk",
  "wide en": "strikkefestival.dk",
  "narrow da": "kajaktur.dk",
  "no script en": "fabriksudsalg.dk",
};
const WORDS = {
  da: { renew: "Forny", done: /Gennemført/, never: "Kan ikke lade sig gøre nu" },
  en: { renew: "Renew", done: /Carried out/, never: "Not possible now" },
};
const ACCOUNT = "REG-100001";

for (const lang of LANGUAGES) {
  test(`a domain is renewed once by a double click @${lang}`, async ({ page, sandbox, signIn, speak, javaScriptEnabled }, info) => {
    const name = NAMES[`${info.project.name} ${lang}`] ?? "";
    await signIn("all");
    await speak(lang);
    const words = WORDS[lang];
    await page.goto(`/whois/domains/${name}`);
    await page.locator("main .acts a", { hasText: words.renew }).click();
    await expect(page.locator("h1")).toContainText(name);
    const [before, after] = [await page.locator("main del").textContent(), await page.locator("main ins").textContent()];
    expect(after, "another date").not.toBe(before);
    if (javaScriptEnabled) await expectNoAxeViolations(page);

    const balance = await sandbox.balance(ACCOUNT);
    await page.locator("button[name=step][value=send]").dblclick();
    await expect(page, "the operation has a page").toHaveURL(/\/operations\/[\w-]+$/);
    await expect(page.locator("main .head .badge").first()).toHaveText(words.done);
    await expect(page.locator("main ins").first()).toHaveText(after ?? "");
    if (javaScriptEnabled) await expectNoAxeViolations(page);
    const paid = balance - (await sandbox.balance(ACCOUNT));

    // Back to the review: what was sent is not sent again.
    await page.goto(`/whois/domains/${name}/renew`);
    await expect(page.locator("main")).toContainText(words.never);
    await page.goto(`/whois/domains/${name}`);
    await expect(page.locator("main")).toContainText(after ?? "");
    await expect(page.locator("main .cannot")).toBeVisible();
    expect(paid, "paid once").toBe(await price(name));

    /** What the registry books for one renewal: what it took for this one. */
    async function price(of: string): Promise<number> {
      const lines = await sandbox.statement(ACCOUNT);
      const booked = lines.filter((line) => line.domain === of && line.purpose === "renew");
      expect(booked, "booked once").toHaveLength(1);
      return -Number(booked[0]?.amount);
    }
  });
}
