// The registry sandbox, told through its control interface what a registry does by itself or what can go wrong.
import { expect, type APIRequestContext } from "@playwright/test";
import { CONTROL_URL } from "../browser";

/** What happens to a command, as the sandbox's README describes. */
export interface Fault {
  command: string;
  action: "drop_before" | "drop_after" | "fail" | { delay_ms: number } | { hold_ms: number };
  times?: number;
  account?: string;
}

export class Sandbox {
  constructor(private readonly request: APIRequestContext) {}

  /** Moves its clock forward (`30m`, `2h`, `1d`) and does what falls due. */
  async advance(by: string): Promise<void> {
    await this.#post("clock", { by });
  }

  /** Passes both checks of a contact, as the registrant would. */
  async verify(handle: string): Promise<void> {
    await this.#post(`contacts/${handle}/verification`, { decision: "complete" });
  }

  /** How many applications for a name the registry has taken in and not decided. */
  async openApplications(domain: string): Promise<number> {
    const all = (await this.#get("applications")) as { domain: string }[];
    return all.filter((application) => application.domain === domain).length;
  }

  async balance(account: string): Promise<number> {
    return Number(((await this.#get(`accounts/${account}`)) as { balance: string }).balance);
  }

  /** What the registry has booked on the account, the oldest first. */
  async statement(account: string): Promise<{ purpose: string; domain: string | null; amount: string }[]> {
    return (await this.#get(`accounts/${account}/statement`)) as { purpose: string; domain: string | null; amount: string }[];
  }

  /** Leaves this many kroner on the account. */
  async setBalance(account: string, kroner: number): Promise<void> {
    const change = kroner - (await this.balance(account));
    if (change !== 0) await this.#post(`accounts/${account}/fill`, { amount: change.toFixed(2) });
  }

  async fault(fault: Fault): Promise<void> {
    await this.#post("faults", fault);
  }

  /** Nobody can sign in any more, and who was is cut off. */
  async goDown(): Promise<void> {
    await this.fault({ command: "login", action: "drop_before", times: 10_000 });
    for (const { id } of (await this.#get("sessions")) as { id: number }[]) {
      await this.request.delete(`${CONTROL_URL}/api/sessions/${id}`);
    }
  }

  /** Ends every fault, those of `goDown` too. */
  async recover(): Promise<void> {
    const response = await this.request.delete(`${CONTROL_URL}/api/faults`);
    expect(response.ok(), "faults removed").toBe(true);
  }

  async #get(path: string): Promise<unknown> {
    const response = await this.request.get(`${CONTROL_URL}/api/${path}`);
    expect(response.ok(), `${path}: ${response.status()}`).toBe(true);
    return response.json();
  }

  async #post(path: string, data: object): Promise<void> {
    const response = await this.request.post(`${CONTROL_URL}/api/${path}`, { data });
    expect(response.ok(), `${path}: ${response.status()} ${await response.text()}`).toBe(true);
  }
}
