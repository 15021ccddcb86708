import type { Health, ServerFrame } from "./frame.ts";

const SINCE = "2026-01-01T00:00:00.000Z";
const FINE = { status: "ok", latencyMs: 2, checkedAt: SINCE } as const;

export const WELL: Health = {
  status: "ok",
  components: { database: FINE, redis: FINE, mail: FINE, realtime: FINE },
  changedAt: SINCE,
};

const CONNECTED = {
  userId: "usr_ana",
  sessionId: "ses_1",
  expiresAt: "2026-01-01T00:05:00.000Z",
  health: WELL,
};

/** Stands in for the browser's WebSocket and for the server behind it, which does what a test says. */
export class FakeSocket extends EventTarget {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSED = 3;
  /** All that were opened, in order. */
  static all: FakeSocket[] = [];

  readonly sent: string[] = [];
  readyState = FakeSocket.CONNECTING;

  constructor(readonly url: string) {
    super();
    FakeSocket.all.push(this);
  }

  static get last(): FakeSocket {
    const last = FakeSocket.all.at(-1);
    if (!last) throw new Error("no socket was opened");
    return last;
  }

  /** The upgrade succeeds. */
  accept(): this {
    this.readyState = FakeSocket.OPEN;
    this.say({ type: "connected", payload: CONNECTED });
    return this;
  }

  say(frame: ServerFrame): void {
    this.hear(JSON.stringify(frame));
  }

  hear(data: string): void {
    this.dispatchEvent(new MessageEvent("message", { data }));
  }

  /** The server closes it, or (1006) the upgrade fails. */
  end(code: number): void {
    this.readyState = FakeSocket.CLOSED;
    this.dispatchEvent(Object.assign(new Event("close"), { code }));
  }

  send(data: string): void {
    this.sent.push(data);
  }

  close(): void {
    if (this.readyState === FakeSocket.CLOSED) return;
    this.readyState = FakeSocket.CLOSED;
    queueMicrotask(() => this.end(1005));
  }
}
