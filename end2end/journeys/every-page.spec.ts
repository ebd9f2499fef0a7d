import { expectFits, expectNoAxeViolations } from "../support/accessibility";
import { PLACES } from "../support/pages";
import { expect, test } from "../support/test";

for (const [lang, locale] of [["da", "da-DK"], ["en", "en-GB"]] as const) {
  test.describe(`every page in ${lang}`, () => {
    test.use({ locale });
    for (const { name, path, as } of PLACES) {
      test(`${name} is accessible and fits @script`, async ({ page, signIn, speak }) => {
        if (as) await signIn(as);
        await speak(lang);
        await page.goto(path);
        await expect(page.locator("html")).toHaveAttribute("lang", lang);
        await expect(page.locator("h1")).toHaveCount(1);
        await expectFits(page);
        await expectNoAxeViolations(page);
      });
    }
  });
}
