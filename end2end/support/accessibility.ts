import { expect, type Page } from "@playwright/test";
import axe, { type Result, type RunOnly } from "axe-core";

const RULES: RunOnly = { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };
/** What a theme can break: it changes nothing but colours. */
const COLOURS: RunOnly = { type: "rule", values: ["color-contrast", "link-in-text-block"] };

const path = (page: Page) => new URL(page.url()).pathname;

/** No violation of WCAG 2.2 A and AA, nor of axe's good practice, in the light theme, nor of their colours in the dark one. */
export async function expectNoAxeViolations(page: Page): Promise<void> {
  await expectNoViolationsInLight(page);
  await expectNone(page, "dark", COLOURS);
}

/** The same in the light theme only. */
export async function expectNoViolationsInLight(page: Page): Promise<void> {
  await expectNone(page, "light", RULES);
}

async function expectNone(page: Page, colorScheme: "light" | "dark", runOnly: RunOnly): Promise<void> {
  await page.emulateMedia({ colorScheme });
  const violations = await violationsOf(page, runOnly);
  const found = violations.map(
    ({ id, help, nodes }) => `${id}: ${help}\n${nodes.map((node) => `  ${node.html}\n    ${node.failureSummary}`).join("\n")}`,
  );
  expect.soft(found, `${path(page)} in the ${colorScheme} theme`).toEqual([]);
}

/**
 * What axe finds on the page. It runs in the page and once: its own way through Playwright opens a second page for each run and
 * reads itself three times, for the sake of frames, of which these pages have none.
 */
export async function violationsOf(page: Page, runOnly: RunOnly = RULES): Promise<Result[]> {
  expect(page.frames(), "axe looks at one frame").toHaveLength(1);
  const here = () => page.evaluate(() => "axe" in window);
  if (!(await here())) await page.evaluate(axe.source);
  return page.evaluate(async (only) => {
    const { axe } = window as unknown as { axe: typeof import("axe-core") };
    return (await axe.run(document, { runOnly: only, resultTypes: ["violations"] })).violations;
  }, runOnly);
}

/** Nothing hangs over the edge: the page scrolls downwards only (tables may scroll inside their own box). */
export async function expectFits(page: Page): Promise<void> {
  const { content, screen } = await page.evaluate(() => ({
    content: document.documentElement.scrollWidth,
    screen: document.documentElement.clientWidth,
  }));
  expect.soft(content, `width of ${path(page)}`).toBeLessThanOrEqual(screen);
}
