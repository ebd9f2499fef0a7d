// What people do, and what they are told.
import { type Fleet } from "../fleet/fleet";
import { newContact, registration, type Fields } from "../fleet/forms";
import { inWords, type Operation } from "../fleet/journal";
import { formKey, standing, words, type Visitor } from "../fleet/visitor";
import { sleep } from "../fleet/wait";
import type { History } from "./history";
import type { Step } from "./plan";

/** What somebody was told about an application that they sent. */
export interface Said {
  name: string;
  key: string;
  /** None where no answer came. */
  status: number | undefined;
  id: string | undefined;
  words: string;
}

/** What an application's page said about it. */
export interface Shown {
  id: string;
  standing: string;
}

/** The registrar's own note on a name, which the portfolio must have. */
export const noteOf = (name: string): string => `note on ${name}`;

export class People {
  readonly said: Said[] = [];
  readonly shown: Shown[] = [];
  readonly done: Record<string, number> = {};
  decisions = 0;
  #ids: string[] = [];

  constructor(
    private readonly fleet: Fleet,
    private readonly visitors: Visitor[],
    private readonly history: History,
  ) {}

  /** Follows a person's plan until the end of the time. */
  async follow(steps: Step[], person: number, began: number, end: number): Promise<void> {
    const visitor = this.#visitor(person);
    for (const step of steps) {
      const wait = began + step.at - Date.now();
      if (wait > 0) await sleep(wait);
      if (Date.now() >= end) return;
      this.done[step.kind] = (this.done[step.kind] ?? 0) + 1;
      await this.#do(step, visitor, person);
    }
  }

  #visitor(number: number): Visitor {
    const visitor = this.visitors[number % this.visitors.length];
    if (!visitor) throw new Error("there is nobody");
    return visitor;
  }

  /** The same person at the other portal. */
  #elsewhere(visitor: Visitor): Visitor {
    const { a, b } = this.fleet;
    return visitor.at(visitor.base === a.portal.url ? b.portal.url : a.portal.url);
  }

  async #do(step: Step, visitor: Visitor, person: number): Promise<void> {
    const { kind, name, code } = step;
    const form = (more: Fields = {}) => registration(name, { reference: noteOf(name), ...more, ...(code ? { authorization_code: code } : {}) });
    switch (kind) {
      case "look": {
        const page = step.page === "/whois/domains/" || step.page.endsWith("=") ? step.page + name : step.page;
        await visitor.get(page).catch(() => undefined);
        const ids = [1, 4, 12].map((back) => this.#ids.at(-back * step.tabs)).filter((id) => id !== undefined);
        for (const id of ids) await this.#read(visitor, id);
        return;
      }
      case "contested": {
        const tabs = Array.from({ length: step.tabs }, async (_, tab) => {
          await sleep(tab * step.apart);
          await this.#send(this.#visitor(person + tab), form());
        });
        await Promise.all(tabs);
        return;
      }
      case "twice": {
        const key = formKey();
        await Promise.all([this.#send(visitor, form(), key), this.#send(this.#elsewhere(visitor), form(), key)]);
        return;
      }
      case "contact_auto":
        return this.#send(visitor, form(newContact(`Person ${name.slice(0, -3)}`, "auto")));
      case "contact_force":
        return this.#send(visitor, form(newContact(`Person ${name.slice(0, -3)}`, "force")));
      default:
        return this.#send(visitor, form());
    }
  }

  /** Reads the page of every application once more. */
  async review(): Promise<void> {
    for (const [n, id] of [...new Set(this.#ids)].entries()) await this.#read(this.#visitor(n), id);
  }

  async #read(visitor: Visitor, id: string): Promise<void> {
    const answer = await visitor.get(`/operations/${id}`).catch(() => undefined);
    const said = answer?.status === 200 ? standing(answer.html) : undefined;
    if (said !== undefined) this.shown.push({ id, standing: said });
  }

  async #send(visitor: Visitor, fields: Fields, key = formKey()): Promise<void> {
    const said: Said = { name: fields.domain_name ?? "", key, status: undefined, id: undefined, words: "no answer" };
    try {
      const { status, id, html } = await visitor.register(fields, key);
      Object.assign(said, { status, id, words: words(html).slice(0, 300) });
      if (id) this.#ids.push(id);
    } catch (error) {
      said.words = error instanceof Error ? error.message : String(error);
      await sleep(300);
    }
    this.said.push(said);
  }

  /** Settles what only a person can, by what the registry really has; now and then two people do it at once. */
  async settle(operations: Operation[], together: boolean): Promise<void> {
    for (const operation of operations) {
      const answer = await this.#truth(operation);
      const id = operation.parent_id ?? operation.operation_id;
      const one = this.#visitor(this.decisions++);
      const both = together ? [one, this.#elsewhere(this.#visitor(this.decisions))] : [one];
      await Promise.all(both.map((visitor) => visitor.decide(id, answer).catch(() => undefined)));
    }
  }

  async #truth(operation: Operation): Promise<Fields> {
    if (operation.kind === "contact.create") {
      const [made] = await this.fleet.registry.contactsNamed(String(operation.request.name));
      return made ? { decision: "executed", handle: made.handle } : { decision: "not_executed" };
    }
    this.history.follow();
    const sent = [operation.cl_trid, ...(await this.fleet.journal.attempts(operation.operation_id)).map(({ cl_trid }) => cl_trid)];
    if (sent.some((client) => this.history.of(client).length > 0)) return { decision: "executed" };
    const taken = await this.fleet.registry.domain(operation.object);
    // What the registry has accepted is not sent again.
    return { decision: taken || operation.state === "pending" ? "give_up" : "not_executed" };
  }

  /** For messages. */
  static inWords(said: Said, operation?: Operation): string {
    return `${said.name}: told ${said.status ?? "nothing"} (${said.words.slice(0, 90)})${operation ? `; ${inWords(operation)}` : ""}`;
  }
}
