import type { Page } from "@playwright/test";
import { expectFits, expectNoAxeViolations, expectNoViolationsInLight, violationsOf } from "../support/accessibility";
import { freeName } from "../support/demo";
import { placesByUser } from "../support/pages";
import { application, becomes, send } from "../support/registration";
import type { Sandbox } from "../support/sandbox";
import { expect, LANGUAGES, test } from "../support/test";

/** An application that the registry decided, with its message: the demo begins without. */
async function somethingToLookAt(page: Page, sandbox: Sandbox): Promise<void> {
  for (const path of ["/applications", "/messages?show=all"]) {
    await page.goto(path);
    if ((await page.locator("tbody tr").count()) > 0) continue;
    await send(page, { ...application(freeName()), registrant_kind: "handle", registrant_handle: "HK102-DK" });
    await sandbox.advance("2m");
    await becomes(page, /^(aktivt|active)$/i, true);
    return;
  }
}

test("what is inaccessible is found @script", async ({ page }) => {
  await page.goto("/login");
  await page.evaluate(() => {
    const pale = document.createElement("p");
    pale.textContent = "pale";
    Object.assign(pale.style, { color: "#ddd", backgroundColor: "#fff" });
    document.querySelector("main")?.append(document.createElement("input"), pale);
  });
  const found = (await violationsOf(page)).map(({ id }) => id);
  expect(found).toEqual(expect.arrayContaining(["label", "color-contrast"]));
});

for (const lang of LANGUAGES) {
  for (const [user, places] of placesByUser()) {
    test(`in ${lang}, what ${user ?? "a stranger"} can open is accessible and fits @script`, async ({ page, signIn, speak, sandbox }, { project }) => {
      test.setTimeout(120_000);
      if (user) await signIn(user);
      if (places.some(({ follow }) => follow)) await somethingToLookAt(page, sandbox);
      await speak(lang);
      for (const { name, path, follow } of places) {
        await test.step(name, async () => {
          await page.goto(path);
          if (follow) await page.locator(follow).first().click();
          await expect(page.locator("html")).toHaveAttribute("lang", lang);
          await expect(page.locator("h1")).toHaveCount(1);
          await expectFits(page);
          // Colours depend on neither width nor language, room for fingers not on the language.
          if (project.name === "wide" && lang === "da") await expectNoAxeViolations(page);
          else if (project.name === "wide" || lang === "da") await expectNoViolationsInLight(page);
        });
      }
    });
  }
}
