// What must hold on every page of every journey, whatever the journey is about.
import { expect, type Page } from "@playwright/test";
import { BASE_URL, CONTROL_URL } from "../browser";

/**
 * Watches a page: no script error, nothing refused by the content security policy, no request to another site, and no
 * server error that the journey did not announce.
 */
export class Guard {
  readonly #faults: string[] = [];
  readonly #expected = new Set<number>();

  constructor(page: Page) {
    page.on("pageerror", (error) => this.#faults.push(`script error: ${error.message}`));
    page.on("console", (message) => {
      // Refused forms answer 4xx, which the console repeats for each.
      if (message.type() === "error" && !/Failed to load resource/.test(message.text())) {
        this.#faults.push(`console: ${message.text()}`);
      }
    });
    page.on("request", (request) => {
      const { origin, protocol } = new URL(request.url());
      if (protocol.startsWith("http") && ![BASE_URL, CONTROL_URL].includes(origin)) {
        this.#faults.push(`request to another site: ${request.url()}`);
      }
    });
    page.on("response", (response) => {
      if (response.status() >= 500 && !this.#expected.has(response.status())) {
        this.#faults.push(`${response.status()} from ${response.request().method()} ${response.url()}`);
      }
    });
  }

  /** Announces a server error that is part of the journey, such as 503 while the registry is down. */
  expectStatus(status: number): void {
    this.#expected.add(status);
  }

  check(): void {
    expect(this.#faults, "every page stays clean").toEqual([]);
  }
}
