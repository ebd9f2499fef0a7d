// Somebody at a browser, without the browser: cookies, form tokens, forms.
import { randomBytes } from "node:crypto";
import { PASSWORD } from "../support/demo";
import type { Fields } from "./forms";

export interface Answer {
  status: number;
  /** The path it leads to, if it leads anywhere. */
  location: string | undefined;
  html: string;
}

/** What became of an application that was sent. */
export interface Sent extends Answer {
  /** The application's id where it has a page. */
  id: string | undefined;
  key: string;
}

export class Visitor {
  #cookies = new Map<string, string>();
  #token: string | undefined;
  /** What reviews bring back, by the forms' keys. */
  #reviewed = new Map<string, string>();

  constructor(
    readonly email: string,
    /** Where the portal is; the session holds at every portal of the database. */
    public base: string,
    readonly patience = 90_000,
  ) {}

  /** The same session at another portal. */
  at(base: string): Visitor {
    const twin = new Visitor(this.email, base, this.patience);
    twin.#cookies = this.#cookies;
    twin.#token = this.#token;
    twin.#reviewed = this.#reviewed;
    return twin;
  }

  async signIn(): Promise<this> {
    const page = await this.get("/login");
    const fields = { csrf_token: token(page.html), email: this.email, password: PASSWORD, next: "/applications" };
    const answer = await this.#send("/login", { method: "POST", body: new URLSearchParams(fields) });
    if (answer.status !== 303) throw new Error(`${this.email} could not sign in: ${answer.status} ${words(answer.html).slice(0, 400)}`);
    // The register page would offer what nobody needs here; any page of the session has a token for its forms.
    this.#token = token((await this.get("/applications")).html);
    return this;
  }

  async get(path: string): Promise<Answer> {
    return this.#send(path);
  }

  async post(path: string, fields: Fields): Promise<Answer> {
    const body = new URLSearchParams({ ...fields, csrf_token: this.#token ?? "" });
    return this.#send(path, { method: "POST", body });
  }

  /** Fills in the form "Register domain name", reviews it (once for each key), and sends it as reviewed. */
  async register(fields: Fields, key = formKey()): Promise<Sent> {
    const reviewed = this.#reviewed.get(key) ?? (await this.#review(fields, key));
    if (typeof reviewed !== "string") return { ...reviewed, id: undefined, key };
    this.#reviewed.set(key, reviewed);
    const answer = await this.post("/whois/register", { form_key: key, reviewed, step: "send" });
    return { ...answer, id: /^\/operations\/([\w-]+)$/.exec(answer.location ?? "")?.[1], key };
  }

  async application(id: string): Promise<string> {
    const answer = await this.get(`/operations/${id}`);
    if (answer.status !== 200) throw new Error(`the application's page answers ${answer.status}: ${words(answer.html).slice(0, 400)}`);
    return words(answer.html);
  }

  /** Answers what only a person can settle. */
  async decide(id: string, fields: Fields): Promise<Answer> {
    return this.post(`/operations/${id}/decision`, fields);
  }

  /** What the review of a form brings back; the answer where there is no review. */
  async #review(fields: Fields, key: string): Promise<string | Answer> {
    const posted = await this.post("/whois/register", { ...fields, form_key: key, step: "review" });
    if (!posted.location?.includes("review=")) return posted;
    const review = await this.get(posted.location);
    return /name="reviewed" value="([^"]+)"/.exec(review.html)?.[1] ?? review;
  }

  async #send(path: string, init: RequestInit = {}): Promise<Answer> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(this.base + path, {
      ...init,
      redirect: "manual",
      headers: { cookie, accept: "text/html", "accept-language": "en" },
      signal: AbortSignal.timeout(this.patience),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (name && value !== undefined) this.#cookies.set(name, value);
    }
    return { status: response.status, location: response.headers.get("location") ?? undefined, html: await response.text() };
  }
}

/** Where an application stands, as its page says in a word. */
export function standing(html: string): string | undefined {
  const main = html.slice(html.indexOf("<main"));
  return /<span class="badge[^"]*">([^<]*)<\/span>/.exec(main)?.[1]?.trim();
}

/** A form's own random key. */
export const formKey = (): string => randomBytes(16).toString("base64url");

function token(html: string): string {
  const found = /name="csrf_token"[^>]*value="([^"]+)"/.exec(html) ?? /value="([^"]+)"[^>]*name="csrf_token"/.exec(html);
  if (!found?.[1]) throw new Error(`no form on the page: ${words(html).slice(0, 400)}`);
  return found[1];
}

/** What a page says, without its markup. */
export function words(html: string): string {
  const main = /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? html;
  return main
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, " ")
    .replace(/<[^>]*>/g, " ")
    .replace(/&nbsp;|\u00a0|\u202f/g, " ")
    .replace(/&#39;|&#x27;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, "&")
    .replace(/\s+/g, " ")
    .trim();
}
