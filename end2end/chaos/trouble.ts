// What goes wrong.
import type { Fleet, Post } from "../fleet/fleet";
import { CallError } from "../fleet/registry";
import { sleep } from "../fleet/wait";
import type { History } from "./history";
import type { Times, Trouble } from "./plan";

export class Troubles {
  readonly done: Record<string, number> = {};
  /** What is stopped, frozen or away just now; nothing else happens to it meanwhile. */
  #busy = new Set<string>();
  #running = new Set<Promise<void>>();

  constructor(
    private readonly fleet: Fleet,
    private readonly times: Times,
    private readonly history: History,
    private readonly say: (text: string) => void,
  ) {}

  /** Lets everything happen at its time, and waits until all of it is over. */
  async follow(troubles: Trouble[], began: number): Promise<void> {
    for (const trouble of troubles) {
      const wait = began + trouble.at - Date.now();
      if (wait > 0) await sleep(wait);
      const happening = this.#happen(trouble).catch((error: unknown) => {
        // The sandbox may be away when it is told.
        this.#count(`failed: ${trouble.kind}`);
        this.say(`${trouble.kind} did not work: ${error instanceof Error ? error.message : String(error)}`);
      });
      this.#running.add(happening);
      void happening.finally(() => this.#running.delete(happening));
    }
    await Promise.all(this.#running);
  }

  #count(kind: string): void {
    this.done[kind] = (this.done[kind] ?? 0) + 1;
  }

  /** Does it unless something of it is under way, and notes what was done. */
  async #with(thing: string, kind: string, work: () => Promise<void>): Promise<void> {
    if (this.#busy.has(thing)) return this.#count(`left out: ${kind}`);
    this.#busy.add(thing);
    this.#count(kind);
    this.say(`${kind}, ${thing}`);
    try {
      await work();
    } finally {
      this.#busy.delete(thing);
    }
  }

  async #happen(trouble: Trouble): Promise<void> {
    const { fleet } = this;
    const { kind, which, length } = trouble;
    const post: Post = which < 0.5 ? fleet.a : fleet.b;
    const { portal, line } = post;
    const lineName = `line of ${portal.name}`;
    switch (kind) {
      case "fault":
        return this.#fault(trouble);
      case "cut":
        return this.#with(lineName, kind, async () => line.cut());
      case "stall":
        return this.#with(lineName, kind, () => this.#stall(post, length));
      case "refuse":
      case "hold":
        return this.#with(lineName, kind, async () => {
          line.door = kind;
          line.cut();
          await sleep(500 + length * 6_000);
          line.door = "pass";
        });
      case "kill_portal":
        return this.#with(portal.name, kind, async () => {
          await portal.program.kill();
          await sleep(300 + length * 3_000);
          await portal.start();
        });
      case "freeze_portal":
        return this.#with(portal.name, kind, async () => {
          portal.program.freeze();
          await sleep(this.times.lease * 1000 * (1.2 + length));
          portal.program.wake();
        });
      case "kill_sandbox":
        return this.#with("sandbox", kind, async () => {
          await fleet.registry.program.kill();
          this.history.follow();
          await sleep(300 + length * 3_000);
          await fleet.registry.start();
        });
      case "kill_postgres":
        return this.#with("PostgreSQL", kind, async () => {
          await fleet.setting.cluster.kill();
          await sleep(300 + length * 2_500);
          await fleet.setting.cluster.start();
        });
      case "end_backends":
        return this.#with("PostgreSQL", kind, async () => {
          const text = `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'birk_app' and random() < $1`;
          await fleet.setting.cluster.sql("postgres", text, [0.3 + length * 0.7]);
        });
      case "end_session":
        return this.#with("sessions", kind, async () => {
          const sessions = await fleet.registry.sessions();
          const session = sessions[Math.floor(which * sessions.length)];
          if (session) await fleet.registry.post(`sessions/${session.id}/end`).catch(gone);
        });
      case "reject":
      case "decide":
        return this.#with("applications", kind, async () => {
          const open = await fleet.registry.applications();
          const application = open[Math.floor(which * open.length)];
          if (application) await fleet.registry.decide(application, kind === "reject" ? trouble.decision : "decide").catch(gone);
        });
    }
  }

  async #fault({ command, action }: Trouble): Promise<void> {
    const word = typeof action === "string" ? action : (Object.keys(action)[0] ?? "");
    try {
      await this.fleet.registry.fault(command, action);
      this.#count(`fault ${word}`);
      this.say(`fault, ${command} ${JSON.stringify(action)}`);
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      // An older sandbox does not know it.
      await this.fleet.registry.fault(command, "drop_after");
      this.#count("fault drop_after");
    }
  }

  /**
   * The connection looks alive and nothing comes through. What is on the line reaches the registry within the quiet time, less
   * what the registry itself may hold a command back; or never.
   */
  async #stall({ line }: Post, length: number): Promise<void> {
    const short = length < 0.5;
    line.freeze();
    await sleep((short ? length * 0.8 * this.times.quiet : this.times.answer * (0.5 + length * 2)) * 1000);
    if (!short) line.cut();
    line.thaw();
  }
}

/** What was to be ended or decided has ended by itself. */
function gone(error: unknown): void {
  if (!(error instanceof CallError && error.status === 404)) throw error;
}
