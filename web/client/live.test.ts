import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createClient } from "./client.ts";
import { stubPage } from "./fake-page.ts";
import { ANA, fakeServer, problem, sessionServer, stubStorage } from "./fake-server.ts";
import { FakeSocket, WELL } from "./fake-socket.ts";
import type { LiveListeners } from "./live.ts";

const ME = "GET /api/me";
const REFRESH = "POST /api/auth/refresh";
const TICKET = "POST /api/auth/ws-ticket";
const REAUTH = JSON.stringify({ type: "reauth", ticket: "single-use" });
const EXPIRING = {
  type: "token_expiring",
  payload: { expiresAt: "2026-01-01T00:05:00.000Z", expiresIn: 60 },
} as const;

const open: { close(): void }[] = [];
let page: ReturnType<typeof stubPage>;

function tab(server: { fetch: typeof fetch }, listeners: LiveListeners = {}) {
  const client = createClient({ fetch: server.fetch });
  client.connect(listeners);
  open.push(client);
  return client;
}

/** A tab of somebody who is signed in, with its socket. */
async function signedInTab(server = sessionServer({ access: true }), listeners: LiveListeners = {}) {
  const client = tab(server, listeners);
  const restored = client.restore();
  await vi.advanceTimersByTimeAsync(1_000);
  await restored;
  return { server, client, socket: FakeSocket.last.accept() };
}

/** Longer than any wait, not so long that a connection is asked whether it lives. */
const waitALittle = () => vi.advanceTimersByTimeAsync(2_500);

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(0.5);
  stubStorage().set("genkan:signed-in", "1");
  vi.stubGlobal("WebSocket", FakeSocket);
  FakeSocket.all = [];
  page = stubPage();
});

afterEach(() => {
  for (const client of open.splice(0)) client.close();
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe("a session that ended while nobody listened", () => {
  it.each([
    ["refresh_reused", ["reuse"]],
    ["refresh_invalid", []],
  ])("by %s gives %j as its reasons", async (code, reasons) => {
    const server = fakeServer({
      [ME]: () => problem(401, "unauthenticated"),
      [REFRESH]: () => problem(401, code),
    });
    const onRevoked = vi.fn();
    const client = tab(server, { onRevoked });
    await client.restore();
    expect(client.state().status).toBe("signed_out");
    expect(onRevoked.mock.calls.flat()).toEqual(reasons);
  });
});

describe("a socket", () => {
  it("is opened once somebody is known to be signed in", async () => {
    const server = sessionServer({ access: true });
    const client = tab(server);
    expect(FakeSocket.all).toEqual([]);
    await client.restore();
    expect(FakeSocket.all.map(({ url }) => url)).toEqual(["wss://auth.example/ws"]);
  });

  it("is none of a stranger's, unless health is asked for", async () => {
    const server = sessionServer({ refresh: false });
    const [client] = [tab(server, { onHealth: vi.fn() }), tab(server)];
    void client.restore();
    await waitALittle();
    expect(FakeSocket.all).toHaveLength(1);
    expect(FakeSocket.last.url).toBe("wss://auth.example/ws/health");
    await client.signIn({ identifier: "ana", password: "x" });
    expect(FakeSocket.all.map(({ url }) => url)).toEqual([
      "wss://auth.example/ws/health",
      "wss://auth.example/ws",
    ]);
    expect(FakeSocket.all[0]?.readyState).toBe(FakeSocket.CLOSED);
  });

  it("tells of health at once and when it changes, and of changed sessions", async () => {
    const onHealth = vi.fn();
    const onSessionsChanged = vi.fn();
    const { socket } = await signedInTab(undefined, { onHealth, onSessionsChanged });
    const ill = { ...WELL, status: "degraded" } as const;
    socket.say({ type: "health", payload: ill });
    expect(onHealth.mock.calls).toEqual([[WELL], [ill]]);
    // What changed before there was a connection was told to nobody.
    expect(onSessionsChanged).toHaveBeenCalledOnce();
    socket.say({ type: "sessions_changed", payload: {} });
    expect(onSessionsChanged).toHaveBeenCalledTimes(2);
  });

  it("says when it is lost, and not when it is put down", async () => {
    const onLost = vi.fn();
    const { client, socket } = await signedInTab(undefined, { onLost });
    socket.end(1012);
    expect(onLost).toHaveBeenCalledOnce();
    await waitALittle();
    // The next upgrade fails: nothing was there to be lost.
    FakeSocket.last.end(1006);
    expect(onLost).toHaveBeenCalledOnce();
    await waitALittle();
    FakeSocket.last.accept();
    await client.signOut();
    expect(onLost).toHaveBeenCalledOnce();
  });

  it("is closed by signing out and by closing the client", async () => {
    const { client, socket } = await signedInTab();
    await client.signOut();
    expect(socket.readyState).toBe(FakeSocket.CLOSED);
    await client.signIn({ identifier: "ana", password: "x" });
    expect(FakeSocket.all).toHaveLength(2);
    client.close();
    expect(FakeSocket.last.readyState).toBe(FakeSocket.CLOSED);
    await waitALittle();
    expect(FakeSocket.all).toHaveLength(2);
  });

  it("is not opened for a client that was closed while it asked who is here", async () => {
    const server = sessionServer({ access: true });
    const { client, socket } = await signedInTab({
      ...server,
      fetch: async (...call) => {
        await new Promise((resolve) => setTimeout(resolve, 1_000));
        return server.fetch(...call);
      },
    });
    socket.end(4401);
    await vi.advanceTimersByTimeAsync(1_000);
    client.close();
    await waitALittle();
    expect(server.count(ME)).toBe(2);
    expect(FakeSocket.all).toHaveLength(1);
  });

  it("is opened anew for another session of the same person", async () => {
    const { client, socket } = await signedInTab();
    await client.signIn({ identifier: "ana", password: "x" });
    expect(socket.readyState).toBe(FakeSocket.CLOSED);
    expect(FakeSocket.all).toHaveLength(2);
  });
});

describe("a token that runs out", () => {
  it("is renewed, and the socket stays open by a ticket", async () => {
    const { server, socket } = await signedInTab();
    socket.say(EXPIRING);
    await waitALittle();
    expect(server.calls.slice(1)).toEqual([REFRESH, TICKET]);
    expect(socket.sent).toEqual([REAUTH]);
    expect(FakeSocket.all).toHaveLength(1);
  });

  it("is renewed once for all tabs", async () => {
    const server = sessionServer({ access: true });
    const { socket: here } = await signedInTab(server);
    const { socket: there } = await signedInTab(server);
    here.say(EXPIRING);
    there.say(EXPIRING);
    await waitALittle();
    expect([here.sent, there.sent]).toEqual([[REAUTH], [REAUTH]]);
    expect(server.count(REFRESH)).toBe(1);
  });

  it("is renewed without a ticket for a socket that is gone meanwhile", async () => {
    const { server, socket } = await signedInTab();
    socket.say(EXPIRING);
    socket.end(1012);
    await waitALittle();
    expect(server.calls.slice(1)).toEqual([REFRESH]);
  });

  it("is renewed again at the next deadline", async () => {
    const { server, socket } = await signedInTab();
    for (let term = 1; term <= 2; term += 1) {
      socket.say(EXPIRING);
      await waitALittle();
      socket.say({ type: "reauth_success", payload: { expiresAt: "2026-01-01T00:10:00.000Z" } });
      expect(server.count(REFRESH)).toBe(term);
    }
  });

  it("during sleep (4401) is renewed before the next connection", async () => {
    const { server, client, socket } = await signedInTab();
    server.state.access = false;
    socket.end(4401);
    await waitALittle();
    expect(server.calls.slice(1)).toEqual([ME, REFRESH, ME]);
    expect(FakeSocket.all).toHaveLength(2);
    expect(client.state()).toEqual({ status: "signed_in", user: ANA });
  });

  it("ends the session here when it can't be renewed", async () => {
    const { server, client, socket } = await signedInTab();
    Object.assign(server.state, { access: false, refresh: false });
    socket.end(4401);
    await waitALittle();
    expect(client.state().status).toBe("signed_out");
    expect(FakeSocket.all).toHaveLength(1);
  });
});

describe("a connection that is lost", () => {
  it("by a restart is made again without asking who is here", async () => {
    const onSessionsChanged = vi.fn();
    const { server, socket } = await signedInTab(undefined, { onSessionsChanged });
    socket.end(1006);
    await waitALittle();
    expect(FakeSocket.all).toHaveLength(2);
    expect(server.count(ME)).toBe(1);
    onSessionsChanged.mockClear();
    FakeSocket.last.accept();
    expect(onSessionsChanged).toHaveBeenCalledOnce();
  });

  it("waits longer each time, and little again after one that lasted", async () => {
    const { socket } = await signedInTab();
    socket.end(1012);
    await vi.advanceTimersByTimeAsync(500);
    FakeSocket.last.accept().end(1012);
    await vi.advanceTimersByTimeAsync(999);
    expect(FakeSocket.all).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(FakeSocket.all).toHaveLength(3);
    FakeSocket.last.accept();
    await vi.advanceTimersByTimeAsync(10_000);
    FakeSocket.last.end(1012);
    await vi.advanceTimersByTimeAsync(500);
    expect(FakeSocket.all).toHaveLength(4);
  });

  it("by an upgrade that fails is made again after one refresh", async () => {
    const server = sessionServer({ access: true });
    await tab(server).restore();
    server.state.access = false;
    FakeSocket.last.end(1006);
    await waitALittle();
    expect(server.calls.slice(1)).toEqual([ME, REFRESH, ME]);
    expect(FakeSocket.all).toHaveLength(2);
  });

  it("with the service down is tried again, and signs nobody out", async () => {
    const server = sessionServer({ access: true });
    let isDown = false;
    const { client, socket } = await signedInTab({
      ...server,
      fetch: async (...call) => (isDown ? problem(503, "unavailable") : server.fetch(...call)),
    });
    isDown = true;
    socket.end(1006);
    await vi.advanceTimersByTimeAsync(500);
    FakeSocket.last.end(1006);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(FakeSocket.all).toHaveLength(2);
    expect(client.state().status).toBe("signed_in");
    isDown = false;
    await vi.advanceTimersByTimeAsync(15_000);
    expect(FakeSocket.all).toHaveLength(3);
  });

  it("without a word is noticed: no answer to a ping", async () => {
    const { socket } = await signedInTab();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(socket.sent).toEqual(["ping"]);
    socket.hear("pong");
    await vi.advanceTimersByTimeAsync(30_000);
    expect(socket.sent).toEqual(["ping", "ping"]);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(socket.readyState).toBe(FakeSocket.CLOSED);
    await waitALittle();
    expect(FakeSocket.all).toHaveLength(2);
  });

  it("waits for the network", async () => {
    const { socket } = await signedInTab();
    page.goOnline(false);
    socket.end(1006);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(FakeSocket.all).toHaveLength(1);
    page.goOnline(true);
    expect(FakeSocket.all).toHaveLength(2);
  });

  it.each([1008, 1009, 4429])("by our own fault (%i) waits at the longest step", async (code) => {
    const { socket } = await signedInTab();
    socket.end(code);
    page.goOnline(true);
    await vi.advanceTimersByTimeAsync(14_999);
    expect(FakeSocket.all).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(FakeSocket.all).toHaveLength(2);
  });
});

describe("a page that nobody sees", () => {
  it("keeps its socket for five minutes, and has one again when it is seen", async () => {
    const { server, socket } = await signedInTab();
    page.show(false);
    await vi.advanceTimersByTimeAsync(299_999);
    expect(socket.readyState).toBe(FakeSocket.OPEN);
    await vi.advanceTimersByTimeAsync(1);
    expect(socket.readyState).toBe(FakeSocket.CLOSED);
    page.show(true);
    await waitALittle();
    expect(server.count(ME)).toBe(2);
    expect(FakeSocket.all).toHaveLength(2);
  });

  it("keeps its socket when it is seen in time", async () => {
    const { socket } = await signedInTab();
    page.show(false);
    await vi.advanceTimersByTimeAsync(290_000);
    page.show(true);
    socket.hear("pong");
    await vi.advanceTimersByTimeAsync(20_000);
    expect(socket.readyState).toBe(FakeSocket.OPEN);
  });

  it("makes sure of its socket as soon as it is seen", async () => {
    const { socket } = await signedInTab();
    page.show(false);
    page.show(true);
    expect(socket.sent).toEqual(["ping"]);
    expect(FakeSocket.all).toHaveLength(1);
  });

  it("does not come back by itself", async () => {
    const { socket } = await signedInTab();
    page.show(false);
    socket.end(1012);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(FakeSocket.all).toHaveLength(1);
    page.show(true);
    expect(FakeSocket.all).toHaveLength(2);
  });

  it("has no socket in the browser's cache", async () => {
    const { socket } = await signedInTab();
    page.leave();
    expect(socket.readyState).toBe(FakeSocket.CLOSED);
    page.comeBack();
    await waitALittle();
    expect(FakeSocket.all).toHaveLength(2);
  });
});

describe("a session that is revoked", () => {
  it("says why, signs out at once, and asks once who is here", async () => {
    const onRevoked = vi.fn();
    const { server, client, socket } = await signedInTab(undefined, { onRevoked });
    Object.assign(server.state, { access: false, refresh: false });
    socket.say({ type: "session_revoked", payload: { reason: "ended_by_user" } });
    expect(onRevoked.mock.calls).toEqual([["ended_by_user"]]);
    expect(client.state().status).toBe("signed_out");
    socket.end(4403);
    await waitALittle();
    expect(server.calls.slice(1)).toEqual([ME, REFRESH]);
    expect(client.wasSignedIn()).toBe(false);
    expect(FakeSocket.all).toHaveLength(1);
  });

  it("gives way to one that began in another tab", async () => {
    const { client, socket } = await signedInTab();
    socket.say({ type: "session_revoked", payload: { reason: "evicted" } });
    socket.end(4403);
    await waitALittle();
    expect(client.state()).toEqual({ status: "signed_in", user: ANA });
    expect(FakeSocket.all).toHaveLength(2);
  });

  it("by this very tab is told by the answer alone", async () => {
    const onRevoked = vi.fn();
    const { client, socket } = await signedInTab(undefined, { onRevoked });
    const leaving = client.signOut();
    socket.say({ type: "session_revoked", payload: { reason: "logout" } });
    await leaving;
    expect(onRevoked).not.toHaveBeenCalled();
    expect(client.state().status).toBe("signed_out");
    await waitALittle();
    expect(FakeSocket.all).toHaveLength(1);
  });

  it("by another tab, which was faster to say so, still says why", async () => {
    const onRevoked = vi.fn();
    const server = sessionServer({ access: true });
    const { client: there, socket } = await signedInTab(server, { onRevoked });
    const { client: here } = await signedInTab(server);
    await here.signOut();
    await vi.waitFor(() => expect(there.state().status).toBe("signed_out"));
    expect(onRevoked).not.toHaveBeenCalled();
    socket.say({ type: "session_revoked", payload: { reason: "logout" } });
    expect(onRevoked.mock.calls).toEqual([["logout"]]);
    expect(socket.readyState).toBe(FakeSocket.CLOSED);
  });

  it("is asked about when a socket turns out to be another session's (4403 without a word)", async () => {
    const { server, client, socket } = await signedInTab();
    socket.end(4403);
    await waitALittle();
    expect(server.calls.slice(1)).toEqual([ME]);
    expect(FakeSocket.all).toHaveLength(2);
    expect(client.state().status).toBe("signed_in");
  });
});
