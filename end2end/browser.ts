// How Chromium is started, for the journeys and for the screenshots.
import type { LaunchOptions } from "@playwright/test";

/** Addresses separated by spaces. */
const list = (value: string) => value.split(" ").filter(Boolean);

/** Where the portals under test are, one for each world; `make run` has one here too. */
const PORTALS = list(process.env.BASE_URL ?? "http://localhost:3000");

/** Where their sandboxes are told to move their clocks, and the like, in the same order. */
const CONTROLS = list(process.env.CONTROL_URL ?? "http://127.0.0.1:7701");

/**
 * How many worlds there are. A world is a portal with a sandbox and a database of its own, so with a clock and a registry that
 * only one journey at a time uses.
 */
export const WORLDS = PORTALS.length;

/** This worker's world: two that run at a time never have the same, as long as there are no more workers than worlds. */
const world = Number(process.env.TEST_PARALLEL_INDEX ?? 0) % WORLDS;

/** Where the portal of this world is. */
export const BASE_URL = PORTALS[world] ?? "";

/** Where the sandbox of this world is told. */
export const CONTROL_URL = CONTROLS[world] ?? "";

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
