// How Chromium is started, for the journeys and for the screenshots.
import type { LaunchOptions } from "@playwright/test";

/** Where the portal under test is; `make run` has one here too. */
export const BASE_URL = process.env.BASE_URL ?? "http://localhost:3000";

/** Where the sandbox under test is told to move its clock, and the like. */
export const CONTROL_URL = process.env.CONTROL_URL ?? "http://127.0.0.1:7701";

/** The installed browser; none is downloaded. It looks nothing up by itself, and its own sandbox cannot run as root. */
export const LAUNCH: LaunchOptions = {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  chromiumSandbox: process.getuid?.() !== 0,
  args: [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};

export const WIDE = { width: 1440, height: 900 };
/** The narrowest screen that every page must fit. */
export const NARROW = { width: 360, height: 740 };
