// Compares what people were told, what the journal says, and what the registry has.
import type { Fleet } from "../fleet/fleet";
import { attemptInWords, inWords, type Attempt, type Operation } from "../fleet/journal";
import type { Contact, Domain, Entry } from "../fleet/registry";
import type { Accepted, History } from "./history";
import { noteOf, People, type Said, type Shown } from "./people";

export const KINDS = [
  "lost",
  "doubled",
  "untrue",
  "open without a reason",
  "contacts doubled",
  "messages missing",
  "messages kept twice",
  "secrets not erased",
] as const;
export type Kind = (typeof KINDS)[number];

/** What is wrong, in lines for people. */
export type Findings = Record<Kind, string[]>;

/** Everything as it is in the end. */
export interface Facts {
  operations: Operation[];
  attempts: Attempt[];
  said: Said[];
  shown: Shown[];
  applications: Accepted[];
  history: History;
  domains: Map<string, Domain>;
  contacts: Contact[];
  statement: Entry[];
  queue: { id: number; text: string }[];
  debits: { operation_id: string | null; object: string; amount: string }[];
  portfolio: Map<string, string>;
  messages: { msg_id: string; copies: number; flagged: string | null }[];
}

export async function gather(fleet: Fleet, history: History, { said, shown }: People): Promise<Facts> {
  const { journal, registry } = fleet;
  history.follow();
  const domains = await registry.get<Domain[]>("domains?limit=1000000");
  const portfolio = await journal.sql<{ name: string; reference: string }>("select name, reference from domain_index");
  return {
    portfolio: new Map(portfolio.map(({ name, reference }) => [name, reference])),
    operations: await journal.operations(),
    attempts: await journal.attempts(),
    said,
    shown,
    applications: [...history.applications.values()],
    history,
    domains: new Map(domains.map((domain) => [domain.name, domain])),
    contacts: await registry.contacts(),
    statement: await registry.statement(),
    queue: await registry.messages(),
    debits: await journal.sql("select operation_id, object, amount::text from expected_debit"),
    messages: await journal.sql("select msg_id, count(*)::int as copies, max(flagged) as flagged from poll_message group by msg_id"),
  };
}

export function judge(facts: Facts): Findings {
  const findings = Object.fromEntries(KINDS.map((kind) => [kind, [] as string[]])) as Findings;
  const book = new Book(facts);
  for (const operation of facts.operations) {
    if (operation.kind === "domain.create") registrations(facts, book, operation, findings);
    if (operation.kind === "contact.create") contacts(facts, book, operation, findings);
    const open = ["planned", "sent", "uncertain", "pending"].includes(operation.state);
    if (open && operation.needs_person === null && !waitsForPerson(facts, operation)) {
      findings["open without a reason"].push(book.story(operation));
    }
    if (!open && operation.has_secrets) findings["secrets not erased"].push(inWords(operation));
  }
  unclaimed(facts, book, findings);
  overlapping(facts, book, findings);
  told(facts, findings);
  ledger(facts, findings);
  queue(facts, findings);
  return findings;
}

/** Which application at the registry belongs to which operation. */
class Book {
  readonly #clients = new Map<string, string>();
  readonly #attempts = new Map<string, Attempt[]>();
  readonly #accepted = new Map<string, Accepted[]>();

  constructor({ operations, attempts, applications }: Facts) {
    for (const { operation_id, cl_trid } of operations) this.#clients.set(cl_trid, operation_id);
    for (const attempt of attempts) {
      this.#clients.set(attempt.cl_trid, attempt.operation_id);
      push(this.#attempts, attempt.operation_id, attempt);
    }
    for (const application of applications) {
      const owner = this.owner(application);
      if (owner !== undefined) push(this.#accepted, owner, application);
    }
  }

  owner(application: Accepted): string | undefined {
    return application.client === undefined ? undefined : this.#clients.get(application.client);
  }

  accepted(operation: Operation): Accepted[] {
    return this.#accepted.get(operation.operation_id) ?? [];
  }

  /** An operation with its attempts and what the registry has of them. */
  story(operation: Operation): string {
    const attempts = (this.#attempts.get(operation.operation_id) ?? []).map(attemptInWords);
    const accepted = this.accepted(operation).map(inRegistry);
    return [inWords(operation), ...attempts, `registry: ${accepted.join(", ") || "nothing"}`].join("\n      ");
  }
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  map.set(key, [...(map.get(key) ?? []), value]);
}

function inRegistry({ tracking, client, success, ended }: Accepted): string {
  const became = success === undefined ? (ended === undefined ? "undecided" : "ended") : success ? "registered" : "rejected";
  return `${tracking} (${client ?? "no clTRID"}) ${became}`;
}

/** The first step's question is the registration's reason. */
function waitsForPerson({ operations }: Facts, { operation_id }: Operation): boolean {
  return operations.some(({ parent_id, needs_person }) => parent_id === operation_id && needs_person !== null);
}

function registrations({ portfolio, domains }: Facts, book: Book, operation: Operation, findings: Findings): void {
  const accepted = book.accepted(operation);
  const registered = accepted.some(({ success }) => success === true);
  if (accepted.length > 1) findings.doubled.push(`applied for ${accepted.length} times: ${book.story(operation)}`);
  switch (operation.state) {
    case "done":
      if (accepted.length === 0) findings.lost.push(`done, and the registry never had it: ${book.story(operation)}`);
      else if (registered && domains.has(operation.object) && portfolio.get(operation.object) !== noteOf(operation.object)) {
        const has = portfolio.get(operation.object) ?? "nothing";
        findings.lost.push(`registered, and the portfolio has ${JSON.stringify(has)}: ${book.story(operation)}`);
      } else if (!registered) findings.untrue.push(`done, and the registry rejected it: ${book.story(operation)}`);
      return;
    case "pending":
      if (accepted.length === 0) findings.lost.push(`pending, and the registry never had it: ${book.story(operation)}`);
      return;
    case "refused":
      if (registered) findings.untrue.push(`refused, and the registry registered it: ${book.story(operation)}`);
      else if (operation.outcome.not_sent && accepted.length > 0) findings.untrue.push(`told as not sent: ${book.story(operation)}`);
      return;
  }
}

function contacts({ contacts: all }: Facts, book: Book, operation: Operation, findings: Findings): void {
  const made = all.filter(({ name }) => name === operation.request.name);
  const handles = made.map(({ handle }) => handle).join(", ");
  if (made.length > 1) findings["contacts doubled"].push(`${handles}: ${book.story(operation)}`);
  if (operation.state === "done" && !made.some(({ handle }) => handle === operation.object)) {
    findings.lost.push(`done, and the registry has ${handles || "no such contact"}: ${book.story(operation)}`);
  }
  if (operation.state === "refused" && made.length > 0) {
    findings.untrue.push(`refused, and the registry has ${handles}: ${book.story(operation)}`);
  }
}

/** What the registry has of ours, and no operation knows. */
function unclaimed({ applications }: Facts, book: Book, findings: Findings): void {
  for (const application of applications) {
    if (book.owner(application) === undefined) findings.lost.push(`no operation knows ${application.domain}: ${inRegistry(application)}`);
  }
}

/** One name, applied for while an application of ours was undecided. */
function overlapping({ applications }: Facts, book: Book, findings: Findings): void {
  const byName = new Map<string, Accepted[]>();
  for (const application of applications) push(byName, application.domain, application);
  for (const [name, all] of byName) {
    const sorted = all.sort((one, other) => one.began - other.began);
    for (const [n, later] of sorted.entries()) {
      const earlier = sorted.slice(0, n).find(({ ended }) => ended === undefined || ended > later.began);
      // Those of one operation are counted there.
      if (earlier && book.owner(earlier) !== book.owner(later)) {
        findings.doubled.push(`${name} was applied for twice at once: ${inRegistry(earlier)}, ${inRegistry(later)}`);
      }
    }
  }
}

/** What people were told, and what came of it. */
function told({ said, shown, operations }: Facts, findings: Findings): void {
  const byKey = new Map(operations.map((operation) => [operation.idempotency_key.split(":").at(-1), operation]));
  const byId = new Map(operations.map((operation) => [operation.operation_id, operation]));
  for (const answer of said) {
    if (answer.id !== undefined && !byId.has(answer.id)) findings.lost.push(`accepted, and the journal has nothing: ${People.inWords(answer)}`);
    const operation = byKey.get(answer.key);
    if (answer.status === 422 && operation && operation.state !== "refused") {
      findings.untrue.push(`refused on the page, and it went on: ${People.inWords(answer, operation)}`);
    }
  }
  for (const { id, standing } of shown) {
    const operation = byId.get(id);
    if (!operation) findings.lost.push(`the page of ${id} said ${standing}, and the journal has nothing`);
    else if (contradicts(standing, operation.state)) findings.untrue.push(`the page said ${standing}: ${inWords(operation)}`);
  }
}

/** Whether what a page said was the end was not. */
function contradicts(standing: string, state: string): boolean {
  if (/^(Afslået|Rejected|Afvist|Refused|Ikke sendt|Not sent)$/.test(standing)) return state !== "refused";
  return /^(Aktivt|Active|Afventer verificering|Awaiting verification)$/.test(standing) && state !== "done";
}

/** What Birk expected to be debited, and what was. */
function ledger({ debits, statement, operations, history }: Facts, findings: Findings): void {
  const sums = new Map<string, { expected: number; debited: number }>();
  const add = (name: string, expected: number, debited: number) => {
    const sum = sums.get(name) ?? { expected: 0, debited: 0 };
    sums.set(name, { expected: sum.expected + expected, debited: sum.debited + debited });
  };
  for (const { object, amount } of debits) add(object, Number(amount), 0);
  for (const { purpose, domain, amount } of statement) {
    if (domain && ["create", "create_refund"].includes(purpose)) add(domain, 0, -Number(amount));
  }
  for (const [name, { expected, debited }] of sums) {
    if (Math.abs(expected - debited) < 0.005 || history.others.has(name)) continue;
    const about = operations.filter(({ object }) => object === name).map(inWords);
    findings.untrue.push(`${name}: ${expected.toFixed(2)} expected, ${debited.toFixed(2)} debited: ${about.join("; ")}`);
  }
}

function queue({ history, queue: left, messages }: Facts, findings: Findings): void {
  const kept = new Map(messages.map((message) => [message.msg_id, message]));
  for (const { id, text } of history.messages.values()) {
    if (!kept.has(String(id))) findings["messages missing"].push(`${id}, ${left.some((one) => one.id === id) ? "still queued" : "taken"}: ${text}`);
  }
  for (const { id, text } of left) {
    if (kept.has(String(id))) findings["messages missing"].push(`${id}, kept and still queued: ${text}`);
  }
  for (const { msg_id, copies, flagged } of messages) {
    if (copies > 1) findings["messages kept twice"].push(`${msg_id}: ${copies} times, ${flagged ?? "not flagged"}`);
  }
}
