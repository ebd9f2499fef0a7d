// Every page a person can open, for what must hold on all of them: accessibility, width, screenshots.
import type { User } from "./demo";

export interface Place {
  /** Name of the screenshot. */
  name: string;
  path: string;
  /** Who looks; nobody is signed in without it. */
  as?: User;
}

export const PLACES: Place[] = [
  { name: "login", path: "/login" },
  { name: "search", path: "/whois", as: "registrar" },
  { name: "search-answers", path: "/whois?q=punktum.dk%20waiting-list.dk%20eksempel.dk%20ledigt-navn.dk", as: "registrar" },
  { name: "domain", path: "/whois/domains/eksempel.dk", as: "registrar" },
  { name: "domain-unknown", path: "/whois/domains/findes-ikke.dk", as: "registrar" },
  { name: "register", path: "/whois/register", as: "all" },
  { name: "portfolio", path: "/portfolio", as: "registrar" },
  { name: "applications", path: "/applications", as: "registrar" },
  { name: "messages", path: "/messages", as: "registrar" },
  { name: "ip-whitelist", path: "/administration/ip-whitelist", as: "administrator" },
  { name: "audit-log", path: "/administration/audit-log", as: "administrator" },
  { name: "message-queue", path: "/administration/message-queue", as: "administrator" },
  { name: "prepaid", path: "/prepaid", as: "payer" },
  { name: "profile", path: "/profile", as: "registrar" },
  { name: "not-found", path: "/nowhere", as: "registrar" },
  { name: "forbidden", path: "/prepaid", as: "registrar" },
];
