// The line between a portal and the registry, which can be cut, refused, held, slowed down and frozen.
import { createServer, connect, type Server, type Socket } from "node:net";
import type { AddressInfo } from "node:net";

/** What becomes of a new connection: passed on, refused, or accepted and left without a word until it may pass. */
export type Door = "pass" | "refuse" | "hold";

/** One direction of a connection. Bytes and their end wait for the line's latency, and while it is frozen. */
class Pipe {
  #waiting: { at: number; bytes: Buffer | null }[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly line: Line,
    from: Socket,
    private readonly to: Socket,
  ) {
    from.on("data", (bytes) => this.#push(bytes));
    from.on("end", () => this.#push(null));
  }

  #push(bytes: Buffer | null): void {
    this.#waiting.push({ at: Date.now() + this.line.latency, bytes });
    this.pump();
  }

  pump(): void {
    clearTimeout(this.#timer);
    while (!this.line.frozen) {
      const next = this.#waiting[0];
      if (!next) return;
      const wait = next.at - Date.now();
      if (wait > 0) {
        this.#timer = setTimeout(() => this.pump(), wait);
        return;
      }
      this.#waiting.shift();
      if (this.to.destroyed) continue;
      if (next.bytes) this.to.write(next.bytes);
      else this.to.end();
    }
  }
}

interface Connection {
  client: Socket;
  upstream: Socket | undefined;
  pipes: Pipe[];
  /** One of its ends is gone. */
  over: boolean;
}

export class Line {
  /** Milliseconds that bytes are under way. */
  latency = 0;
  #door: Door = "pass";
  #frozen = false;
  #connections = new Set<Connection>();
  /** Connections that were tried, refused ones too. */
  attempts = 0;

  private constructor(
    private readonly server: Server,
    private readonly target: number,
  ) {
    server.on("connection", (client) => this.#arrived(client));
  }

  /** Listens on a port of its own for what is meant for the port `target`. */
  static async to(target: number): Promise<Line> {
    const server = createServer({ allowHalfOpen: true });
    await new Promise<void>((done, failed) => {
      server.once("error", failed);
      server.listen(0, "127.0.0.1", done);
    });
    return new Line(server, target);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get frozen(): boolean {
    return this.#frozen;
  }

  /** Connections that wait to be let through. */
  get held(): number {
    return [...this.#connections].filter(({ upstream }) => upstream === undefined).length;
  }

  get open(): number {
    return this.#connections.size;
  }

  set door(door: Door) {
    this.#door = door;
    for (const connection of [...this.#connections]) {
      if (connection.upstream) continue;
      if (door === "pass") this.#join(connection);
      if (door === "refuse") connection.client.destroy();
    }
  }

  /** Ends every connection. */
  cut(): void {
    for (const connection of [...this.#connections]) {
      connection.client.destroy();
      connection.upstream?.destroy();
      this.#connections.delete(connection);
    }
  }

  /** From now on no byte comes through, and no end either: the other side looks alive. */
  freeze(): void {
    this.#frozen = true;
  }

  thaw(): void {
    this.#frozen = false;
    for (const connection of [...this.#connections]) {
      for (const pipe of connection.pipes) pipe.pump();
      if (connection.over) this.#end(connection);
    }
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise<void>((done) => this.server.close(() => done()));
  }

  #arrived(client: Socket): void {
    this.attempts += 1;
    client.on("error", () => {});
    if (this.#door === "refuse") {
      client.destroy();
      return;
    }
    const connection: Connection = { client, upstream: undefined, pipes: [], over: false };
    this.#connections.add(connection);
    client.once("close", () => this.#end(connection));
    if (this.#door === "pass") this.#join(connection);
  }

  #join(connection: Connection): void {
    const { client } = connection;
    const upstream = connect({ port: this.target, host: "127.0.0.1", allowHalfOpen: true });
    client.setNoDelay(true);
    upstream.setNoDelay(true);
    upstream.on("error", () => client.destroy());
    upstream.once("close", () => this.#end(connection));
    connection.upstream = upstream;
    connection.pipes = [new Pipe(this, client, upstream), new Pipe(this, upstream, client)];
  }

  /** The other end hears of it no sooner than of what was said before. */
  #end(connection: Connection): void {
    connection.over = true;
    if (this.#frozen) return;
    const { client, upstream } = connection;
    setTimeout(() => {
      client.destroy();
      upstream?.destroy();
      this.#connections.delete(connection);
    }, this.latency + 10);
  }
}
