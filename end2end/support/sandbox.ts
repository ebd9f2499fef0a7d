// The registry sandbox, told through its control interface what a registry does by itself or what can go wrong.
import { expect, type APIRequestContext } from "@playwright/test";
import { CONTROL_URL } from "../browser";

export class Sandbox {
  constructor(private readonly request: APIRequestContext) {}

  /** Moves its clock forward (`30m`, `2h`, `1d`) and does what falls due. */
  async advance(by: string): Promise<void> {
    await this.#post("clock", { advance: by });
  }

  async #post(path: string, data: object): Promise<void> {
    const response = await this.request.post(`${CONTROL_URL}/${path}`, { data });
    expect(response.ok(), `${path}: ${response.status()} ${await response.text()}`).toBe(true);
  }
}
