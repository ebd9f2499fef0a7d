// What the stories need at hand: a fleet of their own, and the time limits of the programs under test.
import { test as base, expect } from "@playwright/test";
import { Fleet } from "../fleet/fleet";
import type { Limits } from "../fleet/portal";
import { Cluster } from "../fleet/postgres";
import { until } from "../fleet/wait";
import { TEMPLATE } from "./setup";

/** Programs whose time limits are fixed. */
export const OLD = process.env.STORIES_OLD === "1";

/** Seconds: for an answer, of quiet before the registry is asked, of a lease. */
export const TIMES = OLD ? { answer: 60, quiet: 30, lease: 12 } : { answer: 3, quiet: 4, lease: 3 };

/** Milliseconds within which a lost answer must have been settled by asking. */
export const SETTLED = OLD ? 75_000 : 40_000;

export interface Wishes {
  /** Seconds from an application to its decision; long where the registry decides only when it is told. */
  processing?: number;
  /** Seconds between two looks into the empty message queue. */
  poll?: number;
}

interface Tools {
  /** Starts the programs; they end with the story, however it ends. */
  launch: (wishes?: Wishes) => Promise<Fleet>;
}

export const test = base.extend<Tools>({
  launch: async ({}, use, info) => {
    const fleets: Fleet[] = [];
    const dir = process.env.STORIES_DIR ?? "";
    const cluster = Cluster.at(`${dir}/pg`);
    await use(async ({ processing = 3600, poll } = {}) => {
      const limits: Limits = OLD ? {} : { ...TIMES, poll: 1 };
      if (poll !== undefined) limits.poll = poll;
      const database = `story_${info.workerIndex}_${info.testId.replace(/\W/g, "").slice(-12)}_${fleets.length}`;
      const setting = { binaries: process.env.BIN_DIR ?? "", cluster, database, template: TEMPLATE, keyFile: `${dir}/secret.key` };
      const fleet = await Fleet.launch({ ...setting, dir: `${dir}/${database}`, limits, processing });
      fleets.push(fleet);
      return fleet;
    });
    for (const fleet of fleets) {
      await fleet.dispose();
      await cluster.drop(fleet.setting.database);
    }
    // A story that fails says with its message what it saw; the logs say the rest.
    if (info.status !== info.expectedStatus) {
      for (const fleet of fleets) {
        for (const log of ["portal-a", "portal-b", "sandbox"]) {
          await info.attach(`${log}.log`, { path: `${fleet.setting.dir}/log/${log}.log`, contentType: "text/plain" });
        }
      }
    }
  },
});

/** What must be true of a name in the end; the message shows what journal and registry know about it. */
export async function expectOf(fleet: Fleet, domain: string, check: () => Promise<void>): Promise<void> {
  try {
    await check();
  } catch (error) {
    if (error instanceof Error) error.message = `${error.message}\n\n${await fleet.evidence(domain)}`;
    throw error;
  }
}

/** The only operation on a name, once it is in one of these states. */
export async function becomes(fleet: Fleet, id: string, states: string[], within = SETTLED): Promise<string> {
  return until(
    `the operation becomes ${states.join(" or ")}`,
    async () => {
      const { state } = await fleet.journal.operation(id);
      return states.includes(state) && state;
    },
    { within, every: 100 },
  );
}

export { expect };
