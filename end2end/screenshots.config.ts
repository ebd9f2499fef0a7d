import { defineConfig } from "@playwright/test";
import { BASE_URL, LAUNCH } from "./browser";

/** Photographs every page, for people: `npm run screenshots`. */
export default defineConfig({
  testDir: "screenshots-of",
  testMatch: "*.ts",
  outputDir: "test-results",
  workers: 2,
  timeout: 180_000,
  reporter: "list",
  use: { baseURL: BASE_URL, launchOptions: LAUNCH, timezoneId: "Europe/Copenhagen", contextOptions: { reducedMotion: "reduce" } },
});
