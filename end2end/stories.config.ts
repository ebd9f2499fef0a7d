import { defineConfig } from "@playwright/test";

/**
 * Stories over running programs, without a browser: `npm run stories`. BIN_DIR says where the programs are; STORIES_OLD=1 is
 * for programs that know none of the registry's time limits from their environment, and waits as long as theirs are.
 */
export default defineConfig({
  testDir: "stories",
  outputDir: "test-results/stories",
  globalSetup: "./stories/setup.ts",
  workers: Number(process.env.WORKERS ?? 2),
  fullyParallel: true,
  retries: 0,
  forbidOnly: true,
  timeout: process.env.STORIES_OLD === "1" ? 420_000 : 120_000,
  reporter: [["list"], ["json", { outputFile: process.env.REPORT ?? "test-results/stories/report.json" }]],
});
