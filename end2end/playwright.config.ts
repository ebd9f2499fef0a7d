import { defineConfig } from "@playwright/test";
import { BASE_URL, LAUNCH, NARROW, WIDE, WORLDS } from "./browser";

export default defineConfig({
  testDir: "journeys",
  outputDir: "test-results",
  // A registry and a clock for each worker, so that in each world journeys run one after another, in whatever order.
  workers: WORLDS,
  fullyParallel: true,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["json", { outputFile: process.env.REPORT ?? "test-results/report.json" }]],
  use: {
    baseURL: BASE_URL,
    actionTimeout: 10_000,
    launchOptions: LAUNCH,
    locale: "en-GB",
    timezoneId: "Europe/Copenhagen",
    screenshot: "only-on-failure",
    contextOptions: { reducedMotion: "reduce" },
  },
  // Both languages on a wide screen; one of them does for what only the width or the script can change.
  projects: [
    { name: "wide", use: { viewport: WIDE } },
    { name: "narrow", use: { viewport: NARROW, hasTouch: true }, grepInvert: /@en/ },
    // Every page works without its script; what needs one (axe, live availability) is tagged @script.
    { name: "no script", use: { viewport: WIDE, javaScriptEnabled: false }, grepInvert: /@script|@da/ },
  ],
});
