import { DurableObject } from "cloudflare:workers";
import type { HealthState } from "../health/health.schema.ts";
import { createMetricsOf, createServices, type Services } from "../services.ts";
import type { EndedSession } from "../sessions/session.statements.ts";
import { utf8 } from "../shared/crypto.ts";
import { AWAY_DELAY_MS, TELL_DELAY_MS } from "../shared/limits.ts";
import { createLog, describeError } from "../shared/log.ts";
import { SECOND } from "../shared/time.ts";
import { CLOSE, type CloseCode, replyTo } from "./close-codes.ts";
import { iso, send, sendError, stateOf } from "./frames.ts";
import { createHubHealth, type HubHealth } from "./hub-health.ts";
import { createHubPlaces, type HubPlaces } from "./hub-places.ts";
import { createHubPresence, type HubPresence } from "./hub-presence.ts";
import { createHubRecords, type HubRecords } from "./hub-records.ts";
import { ARRIVAL_HEADER } from "./hubs.ts";
import { type FrameError, parseMessage } from "./messages.ts";
import { createSocketCount, type SocketCount } from "./socket-count.ts";
import type { Proof } from "./socket-reauth.ts";
import {
  type Arrival,
  admitFrame,
  countBadFrame,
  dueAt,
  nextDeadline,
  openSocket,
  phaseAt,
  renew,
  type SocketState,
  type SocketUser,
} from "./socket-state.ts";

/**
 * The open sockets of some users. Reached by the Worker alone, which has settled who each socket is for. Between two frames
 * it may be put to sleep, so what it knows is in the sockets' attachments and its storage, and what it has to do later is
 * behind its one alarm.
 */
export class SocketHub extends DurableObject<Env> {
  readonly #records: HubRecords;
  readonly #presence: HubPresence;
  readonly #health: HubHealth;
  readonly #places: HubPlaces;
  readonly #count: SocketCount;
  /** What this instance has set the alarm to. */
  #alarmAt: number | null = null;

  constructor(context: DurableObjectState, env: Env) {
    super(context, env);
    context.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
    this.#records = createHubRecords(context.storage.sql);
    const hub = () => this.#name;
    const log = () => this.#log;
    const background = (work: Promise<unknown>) => context.waitUntil(work);
    this.#count = createSocketCount({ openMetrics: () => createMetricsOf(env, this.#log), background });
    this.#places = createHubPlaces({
      records: this.#records,
      withPlaces: (work) => this.#withServices(({ places }) => work(places)),
      background,
      log,
    });
    this.#presence = createHubPresence({
      records: this.#records,
      hub,
      withStore: (work) => this.#withServices(({ liveStore }) => work(liveStore)),
      revoke: (sessionId, reason) => this.#revoke(sessionId, reason),
      sendAway: (sessionId) => {
        for (const ws of this.#open(`s:${sessionId}`)) this.#close(ws, CLOSE.tryAgain, "connect again");
      },
      log,
    });
    this.#health = createHubHealth({
      kv: context.storage.kv,
      hub,
      source: {
        join: (name) => this.#withServices(({ healthSource }) => healthSource.join(name)),
        leave: (name) => this.#withServices(({ healthSource }) => healthSource.leave(name)),
      },
      hasSockets: () => this.#records.socketCount() > 0,
      broadcast: (state) => {
        for (const ws of this.#open()) send(ws, { type: "health", payload: state });
      },
      background,
      log,
    });
    // Sleep keeps sockets; a crash or a deploy ends all of them without a word.
    if (context.getWebSockets().length > 0) return;
    const lost = this.#records.loseSockets(Date.now());
    if (lost === 0) return;
    this.#count("closed", lost);
    this.#wakeInTime();
  }

  /** An upgrade: 101, 429 at a cap, 401 when the session ended on the way here. */
  override async fetch(request: Request): Promise<Response> {
    const arrival: Arrival = JSON.parse(request.headers.get(ARRIVAL_HEADER) ?? "");
    const health = await this.#health.current();
    const { user } = arrival;
    const hasPlace = await this.#places.hold(arrival);
    // From here on nothing is awaited: what is decided still holds when the socket is open.
    const refusal = hasPlace ? this.#refusalOf(arrival) : 429;
    if (refusal !== null) {
      if (hasPlace) this.#places.release(arrival.client, [arrival.id]);
      if (user) this.absent(user);
      return new Response(null, { status: refusal });
    }
    const { 0: theirs, 1: ours } = new WebSocketPair();
    const state = openSocket(arrival);
    const tags = user ? [`u:${user.userId}`, `s:${user.sessionId}`] : [];
    this.ctx.acceptWebSocket(ours, [`id:${state.id}`, ...tags]);
    ours.serializeAttachment(state);
    const isFirst = user !== null && this.#records.socketsOfSession(user.sessionId) === 0;
    this.#records.addSocket(state, nextDeadline(state));
    this.#count("opened");
    const whose = user && { ...user, expiresAt: iso(state.expiresAt) };
    send(ours, { type: "connected", payload: { ...whose, health } });
    if (isFirst) {
      const wasLeaving = this.#records.cancelDeparture(user.sessionId);
      if (!wasLeaving) this.#tellSoon(user.userId, state.id);
      // It was noted in the database before this hub took the note away, or after: nobody can say.
      if (this.#records.recall(user.sessionId) === "left") {
        this.ctx.waitUntil(this.#presence.rejoin([user.sessionId]));
      }
    }
    this.#wakeInTime();
    return new Response(null, { status: 101, webSocket: theirs });
  }

  /** Closes the sockets of sessions that have ended, and of those whose upgrade is still on its way. */
  end(sessions: readonly Pick<EndedSession, "id" | "reason">[]): void {
    for (const { id, reason } of sessions) {
      this.#records.rememberEnd(id, Date.now());
      this.#revoke(id, reason);
    }
    this.#wakeInTime();
  }

  /** The list of these users' sessions changed. */
  tell(userIds: readonly string[]): void {
    for (const userId of userIds) {
      if (this.#records.socketsOfUser(userId) > 0) this.#tellSoon(userId, null);
    }
  }

  /** Nothing came of a socket that was noted in the database: the note goes, unless there is another. */
  absent({ userId, sessionId }: SocketUser): void {
    if (this.#records.socketsOfSession(sessionId) > 0) return;
    this.#records.depart(sessionId, userId, Date.now() + AWAY_DELAY_MS);
    this.#wakeInTime();
  }

  /** The service's health changed, or is still what it was. False when nobody listens here. */
  health(state: HealthState): boolean {
    return this.#health.learn(state);
  }

  socketCount(): number {
    return this.#records.socketCount();
  }

  /** Answers, which is all that is asked. */
  ping(): void {}

  override async webSocketMessage(ws: WebSocket, data: string | ArrayBuffer): Promise<void> {
    // What was under way when we closed it.
    if (ws.readyState !== WebSocket.OPEN) return;
    const now = Date.now();
    const before = stateOf(ws);
    const phase = phaseAt(before, now);
    if (phase === "over") return this.#closeInTime(ws, before);
    const bytes = typeof data === "string" ? utf8(data).length : data.byteLength;
    const { state, admission } = admitFrame(before, bytes, now);
    ws.serializeAttachment(state);
    if (admission !== "admitted") {
      this.#count(admission === "too_large" ? "too_large" : "flooded");
      if (phase === "open") sendError(ws, admission === "too_large" ? "too_large" : "rate_limited");
      if (admission === "too_large") this.#close(ws, CLOSE.tooLarge, "a frame is at most 16 KiB");
      if (admission === "flooding") this.#close(ws, CLOSE.flooding, "too many frames");
      return;
    }
    const message = parseMessage(data);
    const isReauth = "type" in message && message.type === "reauth";
    if (phase === "grace" && !isReauth) return;
    if (state.user === null) return this.#refuseBad(ws, "invalid_message");
    if ("error" in message) return this.#refuseBad(ws, message.error);
    if (message.type === "ping") send(ws, { type: "pong", payload: { timestamp: iso(now) } });
    // As it came: parsed and written again it could be another number, or longer than a frame may be.
    else if (message.type === "echo" && typeof data === "string") ws.send(data);
    else if (message.type === "reauth") await this.#reauth(ws, message);
  }

  /** The platform answers a peer's Close for other sockets, not for those that may sleep. */
  override webSocketClose(ws: WebSocket, code: number): void {
    this.#gone(stateOf(ws));
    ws.close(replyTo(code));
  }

  override webSocketError(ws: WebSocket): void {
    this.#gone(stateOf(ws));
  }

  override alarm(): void {
    this.#alarmAt = null;
    const now = Date.now();
    for (const id of this.#records.dueSockets(now)) {
      const [ws] = this.#open(`id:${id}`);
      if (ws) this.#meetDeadline(ws, now);
      else if (this.#records.removeSocket(id)) this.#count("closed");
    }
    this.#records.forget(now);
    this.#places.releaseLost();
    this.#tellUsers(now);
    // Not awaited: a database that is slow must not keep others waiting.
    this.ctx.waitUntil(this.#presence.noteDepartures(now).then(() => this.#wakeInTime()));
    this.#wakeInTime();
  }

  #refusalOf({ user, scale }: Arrival): number | null {
    if (!user) return null;
    if (this.#records.recall(user.sessionId) === "ended") return 401;
    return this.#places.isFull(user, scale) ? 429 : null;
  }

  async #reauth(ws: WebSocket, message: { access?: string | undefined; ticket?: string | undefined }) {
    const { user } = stateOf(ws);
    if (!user) return;
    const proof: Proof =
      message.ticket === undefined ? { access: message.access ?? "" } : { ticket: message.ticket };
    const outcome = await this.#withServices(({ reauthSocket }) => reauthSocket(user, proof)).catch(
      (error: unknown) => {
        this.#log.error("nobody could say whether a socket may stay", describeError(error));
        return null;
      },
    );
    if (ws.readyState !== WebSocket.OPEN) return;
    if (outcome === null) return this.#close(ws, CLOSE.tryAgain, "not available right now");
    if (outcome.result === "refused") return this.#refuseBad(ws, "unauthenticated", "reauth_refused");
    if (outcome.result === "foreign") {
      this.#count("reauth_refused");
      return this.#close(ws, CLOSE.revoked, "another user or session");
    }
    this.#count("reauthenticated");
    const state = renew(stateOf(ws), outcome.term);
    ws.serializeAttachment(state);
    this.#records.setDue(state.id, nextDeadline(state));
    this.#wakeInTime();
    this.ctx.waitUntil(
      this.#places.hold(state).catch((error) => this.#log.warn("a place ends early", describeError(error))),
    );
    send(ws, { type: "reauth_success", payload: { expiresAt: iso(state.expiresAt) } });
  }

  #refuseBad(ws: WebSocket, code: FrameError, event: "bad_frame" | "reauth_refused" = "bad_frame"): void {
    this.#count(event);
    const { state, isLast } = countBadFrame(stateOf(ws));
    ws.serializeAttachment(state);
    sendError(ws, code);
    if (isLast) this.#close(ws, CLOSE.policy, "too many bad frames");
  }

  #meetDeadline(ws: WebSocket, now: number): void {
    const state = stateOf(ws);
    const due = dueAt(state, now);
    if (due === "close") {
      this.#closeInTime(ws, state);
      return;
    }
    const seen = { ...state, warned: state.warned || due === "warn" };
    ws.serializeAttachment(seen);
    this.#records.setDue(state.id, nextDeadline(seen));
    if (due === "warn") {
      const expiresIn = Math.max(0, Math.ceil((state.expiresAt - now) / SECOND));
      send(ws, { type: "token_expiring", payload: { expiresAt: iso(state.expiresAt), expiresIn } });
    }
  }

  #closeInTime(ws: WebSocket, { user }: SocketState): void {
    if (user) {
      this.#count("expired");
      this.#close(ws, CLOSE.tokenExpired, "the token ran out");
    } else this.#close(ws, CLOSE.goingAway, "open long enough");
  }

  #revoke(sessionId: string, reason: EndedSession["reason"]): void {
    for (const ws of this.#open(`s:${sessionId}`)) {
      send(ws, { type: "session_revoked", payload: { reason } });
      this.#count("revoked");
      this.#close(ws, CLOSE.revoked, reason);
    }
  }

  #close(ws: WebSocket, code: CloseCode, reason: string): void {
    ws.close(code, reason);
    this.#gone(stateOf(ws));
  }

  /** A socket has closed, or is about to: for us it is gone. */
  #gone({ id, user, client }: SocketState): void {
    if (!this.#records.removeSocket(id)) return;
    this.#count("closed");
    this.#places.release(client, [id]);
    if (user) this.absent(user);
    if (this.#records.socketCount() === 0) this.ctx.waitUntil(this.#health.leave());
    this.#wakeInTime();
  }

  #tellSoon(userId: string, butSocket: string | null): void {
    this.#records.tell(userId, butSocket, Date.now() + TELL_DELAY_MS);
    this.#wakeInTime();
  }

  #tellUsers(now: number): void {
    for (const { userId, butSocket } of this.#records.takeTells(now)) {
      for (const ws of this.#open(`u:${userId}`)) {
        if (stateOf(ws).id !== butSocket) send(ws, { type: "sessions_changed", payload: {} });
      }
    }
  }

  #open(tag?: string): WebSocket[] {
    return this.ctx.getWebSockets(tag).filter(({ readyState }) => readyState === WebSocket.OPEN);
  }

  /** One alarm, for what is due next; it looks again when that has moved to later meanwhile. */
  #wakeInTime(): void {
    const due = this.#records.nextDue();
    if (due === null || (this.#alarmAt !== null && this.#alarmAt <= due)) return;
    this.#alarmAt = due;
    void this.ctx.storage.setAlarm(Math.max(due, Date.now()));
  }

  get #name(): string {
    const { name } = this.ctx.id;
    if (name === undefined) throw new Error("hubs are found by name");
    return name;
  }

  get #log() {
    return createLog({ hub: this.#name });
  }

  async #withServices<T>(work: (services: Services) => Promise<T>): Promise<T> {
    const services = createServices(this.env, (deferred) => this.ctx.waitUntil(deferred()), this.#log);
    try {
      return await work(services);
    } finally {
      this.ctx.waitUntil(services.flushMetrics());
      await services.db.close();
    }
  }
}
