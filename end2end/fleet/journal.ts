// What the portals' journal says: the operations, and where the schema has them, each sending of them.
import type { Cluster } from "./postgres";

export interface Operation {
  operation_id: string;
  kind: string;
  object: string;
  parent_id: string | null;
  state: string;
  cl_trid: string;
  tracking_no: string | null;
  result_code: number | null;
  needs_person: string | null;
  outcome: Record<string, unknown>;
  request: Record<string, unknown>;
  checks: number;
  planned_at: Date;
  sent_at: Date | null;
  next_check_at: Date | null;
  has_secrets: boolean;
  expected_debit: string | null;
  idempotency_key: string;
}

export interface Attempt {
  operation_id: string;
  n: number;
  cl_trid: string;
  sent_at: Date | null;
  ended_at: Date | null;
  verdict: string | null;
  code: number | null;
  note: string | null;
}

const COLUMNS = `operation_id, kind, object, parent_id, state, cl_trid, tracking_no, result_code, needs_person, outcome, request, checks,
  planned_at, sent_at, next_check_at, secrets is not null as has_secrets, expected_debit::text, idempotency_key`;

export class Journal {
  constructor(
    private readonly cluster: Cluster,
    readonly database: string,
  ) {}

  async sql<Row extends object = Record<string, unknown>>(text: string, values: unknown[] = []): Promise<Row[]> {
    return this.cluster.sql<Row>(this.database, text, values);
  }

  /** Operations on an object, or all, oldest first. */
  async operations(object?: string): Promise<Operation[]> {
    const where = object === undefined ? "" : "where object = $1";
    const values = object === undefined ? [] : [object];
    return this.sql<Operation>(`select ${COLUMNS} from operation ${where} order by planned_at, operation_id`, values);
  }

  /** Those that wait for a person. */
  async questions(): Promise<Operation[]> {
    return this.sql<Operation>(`select ${COLUMNS} from operation where needs_person is not null order by planned_at`);
  }

  /** How many are not settled. */
  async open(): Promise<number> {
    const [found] = await this.sql<{ open: number }>("select count(*)::int as open from operation where state not in ('done', 'refused')");
    return found?.open ?? 0;
  }

  async operation(id: string): Promise<Operation> {
    const found = await this.sql<Operation>(`select ${COLUMNS} from operation where operation_id = $1`, [id]);
    if (!found[0]) throw new Error(`there is no operation ${id}`);
    return found[0];
  }

  /** The first step of an operation. */
  async child(id: string): Promise<Operation | undefined> {
    return (await this.sql<Operation>(`select ${COLUMNS} from operation where parent_id = $1`, [id]))[0];
  }

  /** Every sending, oldest first; none where the schema does not keep them. */
  async attempts(id?: string): Promise<Attempt[]> {
    const [known] = await this.sql<{ known: boolean }>("select to_regclass('public.attempt') is not null as known");
    if (!known?.known) return [];
    const where = id === undefined ? "" : "where operation_id = $1";
    const text = `select operation_id, n, cl_trid, sent_at, ended_at, verdict, code, note from attempt ${where} order by sent_at, n`;
    return this.sql<Attempt>(text, id === undefined ? [] : [id]);
  }
}

/** An operation in one line, for messages. */
export function inWords(operation: Operation): string {
  const { kind, object, state, cl_trid, result_code, needs_person, outcome } = operation;
  const more = [result_code && `code ${result_code}`, needs_person && `needs a person (${needs_person})`, JSON.stringify(outcome)];
  return `${kind} ${object || "(new)"} ${cl_trid}: ${state}, ${more.filter(Boolean).join(", ")}`;
}

export function attemptInWords(attempt: Attempt): string {
  const { n, cl_trid, sent_at, ended_at, verdict, code, note } = attempt;
  const at = (when: Date | null) => when?.toISOString().slice(11, 23) ?? "-";
  const became = [verdict ?? "no verdict", code, note].filter(Boolean).join(", ");
  return `attempt ${n} ${cl_trid}: sent ${at(sent_at)}, ended ${at(ended_at)}, ${became}`;
}
