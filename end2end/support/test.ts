// The journeys' `test`, with what they need at hand.
import { test as base, expect, type Locator, type Page } from "@playwright/test";
import { PASSWORD, USERS, type User } from "./demo";
import { Guard } from "./guard";
import { Sandbox } from "./sandbox";

export type Language = "da" | "en";

interface Tools {
  /** Watches the page; checked after each test. */
  guard: Guard;
  sandbox: Sandbox;
  /** Signs in through the form, and waits for the first page. */
  signIn: (user: User) => Promise<void>;
  /** Chooses the language of the pages by the switch in the header. */
  speak: (language: Language) => Promise<void>;
  /** The field of a form by its name, which is the registry's term in snake_case. */
  field: (name: string) => Locator;
}

export const test = base.extend<Tools>({
  guard: [
    async ({ page }, use) => {
      const guard = new Guard(page);
      await use(guard);
      guard.check();
    },
    { auto: true },
  ],
  sandbox: async ({ request }, use) => use(new Sandbox(request)),
  signIn: async ({ page }, use) =>
    use(async (user) => {
      await page.goto("/login");
      await fillSignIn(page, USERS[user], PASSWORD);
      await expect(page, `${user} is signed in`).not.toHaveURL(/\/login/);
    }),
  speak: async ({ page }, use) =>
    use(async (language) => {
      if (page.url() === "about:blank") await page.goto("/login");
      if ((await page.locator("html").getAttribute("lang")) === language) return;
      await page.locator(`form[action="/preferences"] button[name=language][value=${language}]`).click();
      await expect(page.locator("html")).toHaveAttribute("lang", language);
    }),
  field: async ({ page }, use) => use((name) => page.locator(`main [name="${name}"]`)),
});

export async function fillSignIn(page: Page, email: string, password: string): Promise<void> {
  await page.locator("[name=email]").fill(email);
  await page.locator("[name=password]").fill(password);
  await page.locator("main form:has([name=password]) button[type=submit]").click();
}

export { expect };
