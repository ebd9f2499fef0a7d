// The form "Register domain name", filled in as a registrar does.
import { expect, type Page } from "@playwright/test";

/** The fields of the form by their names. A field that is left out stays as it is. */
export type Fields = Record<string, string>;

/** A moment as a Danish clock on the wall shows it, in the words of the field. */
export function danishTime(at: Date): string {
  const shown = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Copenhagen", dateStyle: "short", timeStyle: "short" });
  return shown.format(at).replace(" ", "T");
}

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);

/** What every application needs besides its registrant. */
export function application(domain: string) {
  return {
    domain_name: domain,
    name_servers: "ns1.nordisk.example\nns2.nordisk.example",
    accepted_at: danishTime(hoursAgo(1)),
    consent_method: "online_form",
    terms_version: "15",
  };
}

/** A new Danish company of which the registrar has verified everything. */
export function danishCompany(name: string): Fields {
  return {
    registrant_kind: "new",
    contact_user_type: "company",
    contact_organisation: name,
    contact_cvr: "12345674",
    ...reachable(),
    contact_verified: "1",
  };
}

/** A new Danish private person, whom the registry has to verify. */
export function danishIndividual(name: string): Fields {
  return { registrant_kind: "new", contact_user_type: "individual", contact_name: name, ...reachable() };
}

const reachable = (): Fields => ({
  contact_street: "Testvej 1",
  contact_postal_code: "8000",
  contact_city: "Aarhus C",
  contact_email: "hostmaster@testesen.example",
  contact_phone: "+45 33 64 60 60",
});

/** Fills in the form that is open. */
export async function fill(page: Page, fields: Readonly<Fields>): Promise<void> {
  for (const [name, value] of Object.entries(fields)) {
    const field = page.locator(`main [name="${name}"]`);
    const kind = await field.first().evaluate((element) => (element instanceof HTMLInputElement ? element.type : element.localName));
    if (kind === "radio") await page.locator(`main [name="${name}"][value="${value}"]`).check();
    else if (kind === "checkbox") await field.setChecked(value !== "");
    else if (kind === "select") await field.selectOption(value);
    else await field.fill(value);
  }
}

/** Opens the form, fills it in, and asks for the review. */
export async function review(page: Page, fields: Fields): Promise<void> {
  await page.goto("/whois/register");
  await fill(page, fields);
  await page.locator("button[name=step][value=review]").click();
}

/** The same, and sends the application. */
export async function send(page: Page, fields: Fields): Promise<void> {
  await review(page, fields);
  await page.locator("button[name=step][value=send]").click();
  await expect(page, "the application has a page").toHaveURL(/\/operations\/[\w-]+$/);
}

/** Waits until the application's page says so: by itself where its script runs, by "look again" where none does. */
export async function becomes(page: Page, state: RegExp, scripted: boolean): Promise<void> {
  const badge = page.locator("main .head .badge").first();
  if (scripted) return expect(badge).toHaveText(state, { timeout: 30_000 });
  await expect(async () => {
    const again = page.locator("main a", { hasText: /look again|se efter igen/i });
    if (await again.count()) await again.click();
    else await page.reload();
    await expect(badge).toHaveText(state, { timeout: 500 });
  }).toPass({ timeout: 30_000 });
}
