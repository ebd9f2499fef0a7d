// What people do and what goes wrong, and when: the same for the same seed, whatever the machine is like.
import type { Action } from "../fleet/registry";
import { Random } from "./random";

export type StepKind = "new" | "code" | "contested" | "taken" | "contact_auto" | "contact_force" | "twice" | "look";

export interface Step {
  /** Milliseconds from the beginning. */
  at: number;
  kind: StepKind;
  name: string;
  /** A waiting-list code: a secret that the journal must erase. */
  code: string;
  /** How many tabs, and how far apart, for a contested name. */
  tabs: number;
  apart: number;
  page: string;
}

export type TroubleKind =
  | "fault"
  | "cut"
  | "stall"
  | "refuse"
  | "hold"
  | "end_session"
  | "kill_portal"
  | "freeze_portal"
  | "kill_sandbox"
  | "kill_postgres"
  | "end_backends"
  | "reject"
  | "decide";

export interface Trouble {
  at: number;
  kind: TroubleKind;
  /** Which of the two portals, or of whatever there is to choose from, as a fraction. */
  which: number;
  /** How long it lasts, as a fraction of what is possible. */
  length: number;
  command: string;
  action: Action;
  decision: string;
}

/** Seconds. */
export interface Times {
  answer: number;
  quiet: number;
  lease: number;
}

export interface Plan {
  /** The steps of each person. */
  people: Step[][];
  troubles: Trouble[];
}

const STEPS: Record<StepKind, number> = {
  new: 30,
  code: 8,
  contested: 12,
  taken: 5,
  contact_auto: 14,
  contact_force: 7,
  twice: 10,
  look: 14,
};

const TROUBLES: Record<TroubleKind, number> = {
  fault: 50,
  cut: 8,
  stall: 6,
  refuse: 4,
  hold: 3,
  end_session: 5,
  kill_portal: 4,
  freeze_portal: 4,
  kill_sandbox: 2,
  kill_postgres: 2,
  end_backends: 4,
  reject: 10,
  decide: 4,
};

const COMMANDS = {
  "domain:create": 45,
  "contact:create": 20,
  "domain:info": 8,
  "domain:check": 4,
  poll: 12,
  login: 5,
  balance: 4,
};

/** Names that other people have, or that the account has already. */
const TAKEN = ["punktum.dk", "eksempel.dk", "dk-hostmaster.dk", "havnebykommune.dk"];
const PAGES = ["/applications", "/portfolio", "/messages", "/whois/domains/", "/applications?q="];

export function plan(seed: number, seconds: number, people: number, times: Times): Plan {
  const random = new Random(seed);
  let number = 0;
  const freshName = () => `kaos-${seed}-${++number}.dk`;
  const step = (at: number): Step => {
    const kind = random.weighted(STEPS);
    return {
      at,
      kind,
      name: kind === "taken" ? random.pick(TAKEN) : freshName(),
      code: kind === "code" || random.chance(0.1) ? random.hex(8) : "",
      tabs: 2 + Math.floor(random.next() * 3),
      apart: random.pick([0, 5, 20, 60]),
      page: random.pick(PAGES),
    };
  };
  const trouble = (at: number): Trouble => {
    const command = random.weighted(COMMANDS);
    return {
      at,
      kind: random.weighted(TROUBLES),
      which: random.next(),
      length: random.next(),
      command,
      action: action(random, times),
      decision: random.pick(["cancel", "cancel", "taken", "terms", "mismatch"]),
    };
  };
  return {
    people: Array.from({ length: people }, () => schedule(random, seconds, 0, 900, step)),
    troubles: schedule(random, seconds, 3_000, 700, trouble),
  };
}

/** No command is carried out later than the quiet time allows for: half of it here, the rest is the line's (see `stall`). */
function action(random: Random, { answer, quiet }: Times): Action {
  const milliseconds = (least: number, most: number) => Math.round(random.between(least, most));
  const kind = random.weighted({ drop_before: 20, drop_after: 35, delay_ms: 15, hold_ms: 12, fail: 6, garble: 10, other: 5, bare: 5 });
  switch (kind) {
    case "delay_ms":
      return { delay_ms: milliseconds(100, answer * 1500) };
    case "hold_ms":
      return { hold_ms: milliseconds(100, quiet * 500) };
    default:
      return kind;
  }
}

function schedule<T>(random: Random, seconds: number, begin: number, mean: number, make: (at: number) => T): T[] {
  const all: T[] = [];
  for (let at = begin + random.pause(mean); at < seconds * 1000; at += random.pause(mean)) all.push(make(Math.round(at)));
  return all;
}
