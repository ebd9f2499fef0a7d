import { PASSWORD, USERS } from "../support/demo";
import { expect, fillSignIn, test } from "../support/test";

test("a registrar signs in, sees what registrars may do, and signs out", async ({ page, signIn }) => {
  await signIn("registrar");
  await expect(page).toHaveURL(/\/whois$/);
  await expect(page.getByRole("navigation").getByRole("link", { name: "Register domain name" })).toHaveCount(1);
  await expect(page.locator("a[href^='/administration']"), "no administration for registrars").toHaveCount(0);
  await expect(page.locator("a[href^='/prepaid']"), "no balance for registrars").toHaveCount(0);

  await page.locator("form[action='/logout'] button").click();
  await expect(page).toHaveURL(/\/login/);
  await page.goto("/portfolio");
  await expect(page, "the session is over").toHaveURL(/\/login/);
});

test("signing in leads to the page that was asked for", async ({ page }) => {
  await page.goto("/portfolio");
  await expect(page).toHaveURL(/\/login/);
  await fillSignIn(page, USERS.registrar, PASSWORD);
  await expect(page).toHaveURL(/\/portfolio$/);
});

test("a wrong password and an unknown user get the same answer", async ({ page }) => {
  const answers: string[] = [];
  for (const email of [USERS.proxy, "nobody@nordisk.example"]) {
    await page.goto("/login");
    await fillSignIn(page, email, "not the password");
    await expect(page).toHaveURL(/\/login/);
    answers.push(await page.getByRole("alert").innerText());
    await expect(page.locator("[name=email]"), "what was typed stays").toHaveValue(email);
    await expect(page.locator("[name=password]"), "but no secret does").toHaveValue("");
  }
  expect(answers[0]).toBe(answers[1]);
});

test("a forged form is refused and changes nothing", async ({ page, signIn }) => {
  await signIn("registrar");
  await page.goto("/profile");
  await page.locator("main [name=csrf_token]").first().evaluate((field) => field.setAttribute("value", "forged"));
  const answer = page.waitForResponse((response) => response.request().method() === "POST");
  await page.locator("main form button[type=submit]").first().click();
  expect((await answer).status()).toBe(403);
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
