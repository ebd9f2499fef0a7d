// A program that is started, stopped, killed and frozen by its own process id.
import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { sleep } from "./wait";

export interface Launch {
  name: string;
  command: string[];
  /** The whole environment. */
  env: Record<string, string>;
  /** Where its output goes; begun anew by no start. */
  log: string;
  /** Started by root as somebody else. */
  as?: { uid: number; gid: number } | undefined;
  /** What the kernel sends it when whoever started it is gone: nothing is left over, however a run ends. */
  orphaned?: "KILL" | "QUIT";
}

export class Program {
  #child: ChildProcess | undefined;
  #frozen = false;
  #ended: Promise<void> = Promise.resolve();

  constructor(readonly launch: Launch) {}

  get running(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  get frozen(): boolean {
    return this.#frozen;
  }

  get pid(): number | undefined {
    return this.running ? this.#child?.pid : undefined;
  }

  start(): void {
    const { name, command, env, log, as, orphaned = "KILL" } = this.launch;
    if (this.running) throw new Error(`${name} runs already`);
    const output = openSync(log, "a");
    const who = as ? ["--reuid", String(as.uid), "--regid", String(as.gid), "--init-groups"] : [];
    const child = spawn("setpriv", [...who, "--pdeathsig", orphaned, "--", ...command], {
      cwd: "/",
      env,
      stdio: ["ignore", output, output],
      // Ctrl-C in the terminal reaches only whoever started it, which stops all in order.
      detached: true,
    });
    closeSync(output);
    this.#child = child;
    this.#frozen = false;
    this.#ended = new Promise((done) => {
      child.once("exit", () => done());
      child.once("error", () => done());
    });
  }

  /** Sends it a signal, if it runs. */
  signal(signal: NodeJS.Signals): void {
    if (!this.running) return;
    this.#child?.kill(signal);
    if (signal === "SIGSTOP") this.#frozen = true;
    if (signal === "SIGCONT") this.#frozen = false;
  }

  /** Stops it in the middle of whatever it does, until it is woken. */
  freeze(): void {
    this.signal("SIGSTOP");
  }

  wake(): void {
    this.signal("SIGCONT");
  }

  async kill(): Promise<void> {
    this.signal("SIGKILL");
    await this.#ended;
  }

  /** Asks it to end, and insists after a while. */
  async stop(signal: NodeJS.Signals = "SIGTERM", seconds = 5): Promise<void> {
    if (this.#frozen) this.wake();
    this.signal(signal);
    await Promise.race([this.#ended, sleep(seconds * 1000)]);
    await this.kill();
  }

  /** The end of its log, for messages. */
  tail(lines = 20): string {
    try {
      return readFileSync(this.launch.log, "utf8").trimEnd().split("\n").slice(-lines).join("\n");
    } catch {
      return "(no log)";
    }
  }
}
