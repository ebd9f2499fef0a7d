import { PASSWORD, USERS } from "../support/demo";
import { expect, fillSignIn, LANGUAGES, test } from "../support/test";

for (const lang of LANGUAGES) {
  test(`in ${lang}, a registrar signs in, sees what registrars may do, and signs out`, { tag: `@${lang}` }, async ({ page, speak }) => {
    await page.goto("/login");
    await fillSignIn(page, USERS.registrar, PASSWORD);
    await expect(page).toHaveURL(/\/whois$/);
    await speak(lang === "da" ? "en" : "da");
    await speak(lang);
    const navigation = page.getByRole("navigation");
    await expect(navigation.getByRole("link", { name: lang === "da" ? "Registrér domænenavn" : "Register domain name" })).toHaveCount(1);
    await expect(page.locator("a[href^='/administration']"), "no administration for registrars").toHaveCount(0);
    await expect(page.locator("a[href^='/prepaid']"), "no balance for registrars").toHaveCount(0);

    await page.locator("form[action='/logout'] button").click();
    await expect(page).toHaveURL(/\/login/);
    await expect(page.locator("html"), "the browser keeps the language").toHaveAttribute("lang", lang);
    await page.goto("/portfolio");
    await expect(page, "the session is over").toHaveURL(/\/login/);
  });
}

test("signing in leads to the page that was asked for", async ({ page }) => {
  await page.goto("/portfolio?q=havneby");
  await expect(page).toHaveURL(/\/login/);
  await fillSignIn(page, USERS.registrar, PASSWORD);
  await expect(page).toHaveURL(/\/portfolio\?q=havneby$/);
});

test("a wrong password and an unknown user get the same answer", async ({ page }) => {
  const answers: string[] = [];
  for (const email of [USERS.nameServers, "nobody@nordisk.example"]) {
    await page.goto("/login");
    await fillSignIn(page, email, "not the password");
    await expect(page).toHaveURL(/\/login/);
    answers.push(await page.getByRole("alert").innerText());
    await expect(page.locator("[name=email]"), "what was typed stays").toHaveValue(email);
    await expect(page.locator("[name=password]"), "but no secret does").toHaveValue("");
  }
  expect(answers[0]).toBe(answers[1]);
  // The right password forgets the failures, so that the journey can be repeated.
  await fillSignIn(page, USERS.nameServers, PASSWORD);
  await expect(page).toHaveURL(/\/whois$/);
});

test("a forged form is refused and changes nothing", async ({ page, signIn }) => {
  await signIn("registrar");
  await page.goto("/profile");
  await page.locator("[id=name] [name=name]").fill("Forged");
  await page.locator("[id=name] [name=csrf_token]").evaluate((field) => field.setAttribute("value", "forged"));
  const answer = page.waitForResponse((response) => response.request().method() === "POST");
  await page.locator("[id=name] button").click();
  expect((await answer).status()).toBe(403);
  await expect(page.locator("h1")).toHaveText(/udløbet|expired/);
  await page.goto("/profile");
  await expect(page.locator("[id=name] [name=name]")).toHaveValue("Rasmus Lund");
});

test("a page that the roles do not allow says so, and a page that is not there too", async ({ page, signIn }) => {
  await signIn("registrar");
  for (const path of ["/prepaid", "/administration/audit-log"]) {
    expect((await page.goto(path))?.status(), path).toBe(403);
    await expect(page.locator("main")).toContainText(/administrator/);
  }
  expect((await page.goto("/nowhere"))?.status()).toBe(404);
  await expect(page.locator("main a.primary"), "and where to go on").toHaveAttribute("href", "/whois");
});

for (const [locale, heading] of [["da-DK", /log ind/i], ["en-GB", /sign in/i]] as const) {
  test.describe(locale, () => {
    test.use({ locale });
    test("the sign-in page speaks the browser's language", async ({ page }) => {
      await page.goto("/login");
      await expect(page.locator("html")).toHaveAttribute("lang", locale.slice(0, 2));
      await expect(page.locator("h1")).toHaveText(heading);
    });
  });
}
