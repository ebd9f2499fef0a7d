// Every page a person can open, for what must hold on all of them: accessibility, width, screenshots.
import type { User } from "./demo";

export interface Place {
  /** Name of the screenshot. */
  name: string;
  path: string;
  /** Who looks; nobody is signed in without it. */
  as?: User;
  /** Leads to the first of these links on the page, where the address is not known beforehand. */
  follow?: string;
}

export const PLACES: Place[] = [
  { name: "login", path: "/login" },
  { name: "login-again", path: "/login?why=kept&next=/whois/register" },
  { name: "search", path: "/whois", as: "registrar" },
  {
    name: "search-answers",
    path: "/whois?q=punktum.dk%20waiting-list.dk%20havnebykommune.dk%20ledigt-navn.dk%20%C3%A6%C3%B8%C3%A5%C3%B6%C3%A4%C3%BC%C3%A9.dk%20HK102-DK%20ns1.nordisk.example%20ZZ9-DK%20-x-.dk",
    as: "registrar",
  },
  { name: "domain", path: "/whois/domains/havneby-bibliotek.dk", as: "registrar" },
  { name: "domain-of-others", path: "/whois/domains/eksempel.dk", as: "registrar" },
  { name: "domain-to-be-deleted", path: "/whois/domains/glemt-fornyelse.dk", as: "registrar" },
  { name: "domain-of-registrant", path: "/whois/domains/torvet6.dk", as: "registrar" },
  { name: "domain-offered", path: "/whois/domains/waiting-list.dk", as: "registrar" },
  { name: "domain-unknown", path: "/whois/domains/findes-ikke.dk", as: "registrar" },
  { name: "domain-impossible", path: "/whois/domains/-x-.dk", as: "registrar" },
  { name: "contact", path: "/whois/contacts/HK102-DK", as: "registrar" },
  { name: "contact-unverified", path: "/whois/contacts/JA105-DK", as: "registrar" },
  { name: "contact-unknown", path: "/whois/contacts/ZZ999-DK", as: "registrar" },
  { name: "host", path: "/whois/hosts/ns1.nordisk.example", as: "registrar" },
  { name: "host-unknown", path: "/whois/hosts/ns9.nowhere.example", as: "registrar" },
  { name: "register", path: "/whois/register", as: "all" },
  { name: "register-foreign", path: "/whois/register", as: "foreign" },
  { name: "portfolio", path: "/portfolio", as: "registrar" },
  { name: "portfolio-nothing", path: "/portfolio?q=nothing-like-this", as: "registrar" },
  { name: "applications", path: "/applications", as: "registrar" },
  { name: "applications-none", path: "/applications", as: "foreign" },
  { name: "operation", path: "/applications", follow: "main tbody a[href^='/operations/']", as: "registrar" },
  { name: "messages", path: "/messages?show=all", as: "registrar" },
  { name: "message", path: "/messages?show=all", follow: "main tbody a[href^='/messages/']", as: "registrar" },
  { name: "ip-whitelist", path: "/administration/ip-whitelist", as: "administrator" },
  { name: "audit-log", path: "/administration/audit-log", as: "administrator" },
  { name: "message-queue", path: "/administration/message-queue", as: "administrator" },
  { name: "prepaid", path: "/prepaid", as: "payer" },
  { name: "profile", path: "/profile", as: "registrar" },
  { name: "not-found", path: "/nowhere", as: "registrar" },
  { name: "forbidden", path: "/prepaid", as: "registrar" },
];

/** The places by who looks: signing in once does for all of theirs. */
export function placesByUser(): [User | undefined, Place[]][] {
  const users = [...new Set(PLACES.map(({ as }) => as))];
  return users.map((user) => [user, PLACES.filter(({ as }) => as === user)]);
}
