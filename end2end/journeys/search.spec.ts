import { freeName } from "../support/demo";
import { expect, LANGUAGES, test, type Language } from "../support/test";

const WORDS = {
  da: { free: /ledigt/i, inUse: /i brug/i, offered: /venteliste/i, missing: /findes ikke/i, contact: /kontakt/i, host: /navneserver/i, wrong: /kunne ikke slås op/ },
  en: { free: /available/i, inUse: /in use/i, offered: /waiting list/i, missing: /not found/i, contact: /contact/i, host: /name server/i, wrong: /could not be looked up/ },
} satisfies Record<Language, object>;

for (const lang of LANGUAGES) {
  test.describe(lang, { tag: `@${lang}` }, () => {
    const words = WORDS[lang];

    test.beforeEach(async ({ signIn, speak }) => {
      await signIn("registrar");
      await speak(lang);
    });

    test("one domain name", async ({ page, field, click }) => {
      const name = freeName();
      await field("q").fill(name);
      await click(/^(søg|search)$/i);
      await expect(page, "an address to keep").toHaveURL(new RegExp(`/whois\\?q=${name}$`));
      const row = page.locator("tbody tr");
      await expect(row).toHaveCount(1);
      await expect(row).toContainText(words.free);
      await row.getByRole("link", { name: /regist/i }).click();
      await expect(page).toHaveURL(/\/whois\/register/);
      await expect(field("domain_name"), "the name is filled in").toHaveValue(name);
    });

    test("an international name in both forms", async ({ page }) => {
      for (const typed of ["æøåöäüé.dk", "xn--4cabco7dk5a.dk"]) {
        await page.goto(`/whois?q=${encodeURIComponent(typed)}`);
        const row = page.locator("tbody tr");
        await expect(row).toContainText("æøåöäüé.dk");
        await expect(row).toContainText("xn--4cabco7dk5a.dk");
        await expect(row).toContainText(words.inUse);
      }
      await page.goto("/whois/domains/xn--4cabco7dk5a.dk");
      await expect(page.locator("h1")).toHaveText("æøåöäüé.dk");
    });

    test("a contact and a name server", async ({ page }) => {
      await page.goto("/whois?q=HK102-DK%20ns1.nordisk.example");
      await expect(page.locator("tbody tr").nth(0)).toContainText(words.contact);
      await expect(page.locator("tbody tr").nth(1)).toContainText(words.host);
      await page.getByRole("link", { name: "HK102-DK", exact: true }).click();
      await expect(page.locator("h1")).toHaveText("HK102-DK");
      await expect(page.locator("main")).toContainText("Havneby Kommune");
      await page.goto("/whois/hosts/ns1.nordisk.example");
      await expect(page.locator("h1")).toHaveText("ns1.nordisk.example");
    });

    test("many pasted names", async ({ page, field, click }) => {
      const free = Array.from({ length: 120 }, (_, i) => `ledigt-${Date.now()}-${i}.dk`);
      const pasted = ["https://www.eksempel.dk/side", "waiting-list.dk", "nobody-here.example", "ZZ99999-DK", "-forkert-.dk", ...free];
      await field("q").fill(pasted.join("\n"));
      await click(/^(søg|search)$/i);
      const rows = page.locator("tbody tr");
      await expect(rows.filter({ hasText: words.free })).toHaveCount(free.length);
      await expect(rows.filter({ hasText: "eksempel.dk" }).first()).toContainText(words.inUse);
      await expect(rows.filter({ hasText: "waiting-list.dk" })).toContainText(words.offered);
      await expect(rows.filter({ hasText: "ZZ99999-DK" })).toContainText(words.missing);
      await expect(page.locator("section", { hasText: words.wrong }).locator("tr", { hasText: "-forkert-.dk" }), "with its reason").toContainText(/bindestreg|hyphen/);
    });

    test("nonsense, and ß", async ({ page, field }) => {
      await page.goto(`/whois?q=${encodeURIComponent("<b>?! xn--zzzzzz9999999.dk straße.dk")}`);
      await expect(page.locator("main")).toContainText(words.wrong);
      await expect(page.locator("main")).toContainText("xn--strae-oqa.dk");
      await expect(field("q"), "what was typed stays").toHaveValue(/xn--zzzzzz9999999\.dk/);
      await expect(page.locator("main b", { hasText: "?!" }), "it is text, not markup").toHaveCount(0);
    });

    test("a name that nobody has, and one of the account's own", async ({ page }) => {
      await page.goto(`/whois/domains/${freeName()}`);
      await expect(page.locator("main .note")).toContainText(words.free);
      await page.goto("/whois/domains/glemt-fornyelse.dk");
      await expect(page.locator("main .head .badge").first()).toBeVisible();
      await expect(page.locator("main")).toContainText("pendingDelete");
    });
  });
}

test("whether a name is free shows while it is typed @script", async ({ page, signIn, speak, field }) => {
  await signIn("registrar");
  await speak("en");
  await page.goto("/whois/register");
  await field("domain_name").fill("eksempel.dk");
  await expect(page.locator("output.live")).toHaveText("In use");
  await field("domain_name").fill(freeName());
  await expect(page.locator("output.live")).toHaveText("Available");
});
