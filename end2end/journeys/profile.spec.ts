import { PASSWORD, USERS } from "../support/demo";
import { expect, fillSignIn, LANGUAGES, test } from "../support/test";

const NEW_PASSWORD = "fire tilfældige ord i rad";

// Nobody else's journey goes on as the proxy, whose name, language and password change here.
for (const lang of LANGUAGES) {
  test(`in ${lang}, name, language and appearance are saved`, { tag: `@${lang}` }, async ({ page, signIn, speak, field, click }) => {
    await signIn("proxy");
    await speak(lang);
    await page.goto("/profile");
    await field("name").fill("");
    await click(/gem navn|save name/i);
    await expect(field("name"), "nobody is nameless").toHaveAttribute("aria-invalid", "true");
    await field("name").fill("Petra Møller-Åse");
    await click(/gem navn|save name/i);
    await expect(page.locator("main .note.ok")).toHaveText(lang === "da" ? /Dit navn er gemt/ : /Your name is saved/);
    await expect(page.locator("header .account")).toContainText("Petra Møller-Åse");
    await field("name").fill("Petra Møller");
    await click(/gem navn|save name/i);

    const other = lang === "da" ? "en" : "da";
    await page.locator(`main [name=language][value=${other}]`).check();
    await page.locator("main [name=theme][value=dark]").check();
    await click(/gem sprog|save language/i);
    await expect(page.locator("html")).toHaveAttribute("lang", other);
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await page.locator("footer button[name=theme][value=light]").click();
    await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
    await page.locator("footer button[name=theme][value=system]").click();
    await expect(page.locator("html")).not.toHaveAttribute("data-theme", /./);
    await expect(page, "the switch stays on the page").toHaveURL(/\/profile$/);
  });
}

test("a new password counts at once, and only for whom knows the old one", async ({ page, signIn, sessions, field, click }) => {
  await signIn("proxy");
  const change = async (current: string, next: string, repeat = next) => {
    await page.goto("/profile");
    await field("current_password").fill(current);
    await field("new_password").fill(next);
    await field("repeat_password").fill(repeat);
    await click(/skift adgangskode|change password/i);
  };
  await change("wrong", NEW_PASSWORD);
  await expect(field("current_password")).toHaveAttribute("aria-invalid", "true");
  await expect(field("new_password"), "no password comes back").toHaveValue("");
  await change(PASSWORD, "kort");
  await expect(field("new_password")).toHaveAttribute("aria-invalid", "true");
  await change(PASSWORD, NEW_PASSWORD, "noget andet");
  await expect(field("repeat_password")).toHaveAttribute("aria-invalid", "true");

  await change(PASSWORD, NEW_PASSWORD);
  await expect(page.locator("main .note.ok")).toBeVisible();
  sessions.delete("proxy");
  try {
    await page.locator("form[action='/logout'] button").click();
    await fillSignIn(page, USERS.proxy, PASSWORD);
    await expect(page.getByRole("alert"), "the old one is gone").toBeVisible();
    await fillSignIn(page, USERS.proxy, NEW_PASSWORD);
    await expect(page).toHaveURL(/\/whois$/);
  } finally {
    await change(NEW_PASSWORD, PASSWORD);
    await expect(page.locator("main .note.ok")).toBeVisible();
  }
});
