import { NARROW, WIDE } from "../browser";
import { PASSWORD, USERS } from "../support/demo";
import { PLACES } from "../support/pages";
import { fillSignIn } from "../support/test";
import { test } from "@playwright/test";

const LANGUAGES = { da: "da-DK", en: "en-GB" } as const;

for (const [language, locale] of Object.entries(LANGUAGES)) {
  for (const viewport of [WIDE, NARROW]) {
    test.describe(`${language} ${viewport.width}`, () => {
      test.use({ locale, viewport });
      for (const { name, path, as } of PLACES) {
        test(name, async ({ page }) => {
          if (as) {
            await page.goto("/login");
            await fillSignIn(page, USERS[as], PASSWORD);
          }
          await page.goto(path);
          for (const colorScheme of ["light", "dark"] as const) {
            await page.emulateMedia({ colorScheme });
            await page.screenshot({ path: `screenshots/${name}.${language}.${viewport.width}.${colorScheme}.png`, fullPage: true });
          }
        });
      }
    });
  }
}
