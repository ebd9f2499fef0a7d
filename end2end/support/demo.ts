// What the demo seed promises.

export const PASSWORD = "demo-Password-1";

export const USERS = {
  administrator: "admin@nordisk.example",
  registrar: "registrar@nordisk.example",
  proxy: "proxy@nordisk.example",
  payer: "payer@nordisk.example",
  nameServers: "ns@nordisk.example",
  all: "all@nordisk.example",
  foreign: "all@foreign.example",
} as const;

export type User = keyof typeof USERS;

/** A domain name that no other test uses. */
export function freeName(word = "birk"): string {
  return `${word}-${Date.now().toString(36)}${Math.floor(Math.random() * 1296).toString(36)}.dk`;
}
