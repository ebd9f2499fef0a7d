// What a registrar types into "Register domain name".

export type Fields = Record<string, string>;

let names = 0;

/** A domain name that nothing else uses, also where many are made at once. */
export function freeName(word: string): string {
  return `${word}-${process.pid.toString(36)}${Date.now().toString(36).slice(-6)}${(names++).toString(36)}.dk`;
}

/** A verified registrant of the demo: what is registered for it works at once. */
export const REGISTRANT = "HK102-DK";

/** A moment as a Danish clock on the wall shows it, in the words of the field. */
export function danishTime(at: Date): string {
  const shown = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Copenhagen", dateStyle: "short", timeStyle: "short" });
  return shown.format(at).replace(" ", "T");
}

export function registration(domain: string, more: Fields = {}): Fields {
  return {
    domain_name: domain,
    registrant_kind: "handle",
    registrant_handle: REGISTRANT,
    name_servers: "ns1.nordisk.example\nns2.nordisk.example",
    accepted_at: danishTime(new Date(Date.now() - 3_600_000)),
    consent_method: "online_form",
    terms_version: "15",
    ...more,
  };
}

/** A new foreign private person, who passes the registry's checks by itself. */
export function newContact(name: string, match: "auto" | "force"): Fields {
  return {
    registrant_kind: "new",
    contact_match: match,
    contact_user_type: "individual",
    contact_name: name,
    contact_street: "Teststrasse 1",
    contact_postal_code: "20095",
    contact_city: "Hamburg",
    contact_country: "DE",
    contact_email: "person@testesen.example",
    contact_phone: "+49 40 123456",
  };
}
