import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** What a theme can break: it changes nothing but colours. */
const COLOURS = ["color-contrast", "link-in-text-block"];

const path = (page: Page) => new URL(page.url()).pathname;

/** No violation of WCAG 2.2 A and AA, nor of axe's good practice, in the light theme, nor of their colours in the dark one. */
export async function expectNoAxeViolations(page: Page): Promise<void> {
  await expectNoViolationsInLight(page);
  await expectNone(page, "dark", new AxeBuilder({ page }).withRules(COLOURS));
}

/** The same in the light theme only. */
export async function expectNoViolationsInLight(page: Page): Promise<void> {
  await expectNone(page, "light", new AxeBuilder({ page }).withTags(RULES));
}

async function expectNone(page: Page, colorScheme: "light" | "dark", axe: AxeBuilder): Promise<void> {
  await page.emulateMedia({ colorScheme });
  const { violations } = await axe.analyze();
  const found = violations.map(
    ({ id, help, nodes }) => `${id}: ${help}\n${nodes.map((node) => `  ${node.html}\n    ${node.failureSummary}`).join("\n")}`,
  );
  expect.soft(found, `${path(page)} in the ${colorScheme} theme`).toEqual([]);
}

/** Nothing hangs over the edge: the page scrolls downwards only (tables may scroll inside their own box). */
export async function expectFits(page: Page): Promise<void> {
  const { content, screen } = await page.evaluate(() => ({
    content: document.documentElement.scrollWidth,
    screen: document.documentElement.clientWidth,
  }));
  expect.soft(content, `width of ${path(page)}`).toBeLessThanOrEqual(screen);
}
