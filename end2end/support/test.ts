// The journeys' `test`, with what they need at hand.
import { test as base, expect, type BrowserContext, type Cookie, type Locator, type Page } from "@playwright/test";
import { PASSWORD, USERS, type User } from "./demo";
import { Guard } from "./guard";
import { Sandbox } from "./sandbox";

export type Language = "da" | "en";
export const LANGUAGES: readonly Language[] = ["da", "en"];

interface Tools {
  /** Watches the page; checked after each test. */
  guard: Guard;
  sandbox: Sandbox;
  /** Goes on as this user: in a session of an earlier journey, or through the form. */
  signIn: (user: User) => Promise<void>;
  /** Chooses the language by the switch at the foot of the page. It is the user's, so it holds until somebody changes it. */
  speak: (language: Language) => Promise<void>;
  /** The field of a form by its name, which is the registry's term in snake_case. */
  field: (name: string) => Locator;
  /** A link or button by its words, in either language. */
  click: (words: RegExp) => Promise<void>;
}

interface Kept {
  /** Sessions that are still good, by user. */
  sessions: Map<User, Cookie[]>;
}

export const test = base.extend<Tools, Kept>({
  sessions: [async ({}, use) => use(new Map()), { scope: "worker" }],
  guard: [
    async ({ page }, use) => {
      const guard = new Guard(page);
      await use(guard);
      guard.check();
    },
    { auto: true },
  ],
  sandbox: async ({ request }, use) => use(new Sandbox(request)),
  signIn: async ({ page, context, sessions }, use) =>
    use(async (user) => {
      await context.clearCookies();
      const kept = sessions.get(user);
      if (kept) await context.addCookies(kept);
      await page.goto("/whois");
      if (!new URL(page.url()).pathname.startsWith("/login")) return;
      await fillSignIn(page, USERS[user], PASSWORD);
      await expect(page, `${user} is signed in`).toHaveURL(/\/whois$/);
      sessions.set(user, await sessionCookies(context));
    }),
  speak: async ({ page }, use) => use((language) => speak(page, language)),
  field: async ({ page }, use) => use((name) => page.locator(`main [name="${name}"]`)),
  click: async ({ page }, use) =>
    use((words) => page.locator("main").locator("a, button").filter({ hasText: words }).first().click()),
});

export async function fillSignIn(page: Page, email: string, password: string): Promise<void> {
  await page.locator("[name=email]").fill(email);
  await page.locator("[name=password]").fill(password);
  await page.locator("main form:has([name=password]) button[data-once]").click();
}

export async function speak(page: Page, language: Language): Promise<void> {
  if (page.url() === "about:blank") await page.goto("/login");
  if ((await page.locator("html").getAttribute("lang")) === language) return;
  await page.locator(`form[action="/preferences"] button[name=lang][value=${language}]`).click();
  await expect(page.locator("html")).toHaveAttribute("lang", language);
}

/** Without the browser's own language and theme, which belong to one journey. */
async function sessionCookies(context: BrowserContext): Promise<Cookie[]> {
  return (await context.cookies()).filter(({ name }) => !/birk_(lang|theme)$/.test(name));
}

export { expect };
