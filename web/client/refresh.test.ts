import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createClient } from "./client.ts";
import { ANA, fakeServer, problem, sessionServer, stubStorage } from "./fake-server.ts";

const ME = "GET /api/me";
const REFRESH = "POST /api/auth/refresh";
const open: { close(): void }[] = [];
let storage: Map<string, string>;

function tab(server: { fetch: typeof fetch }) {
  const client = createClient({ fetch: server.fetch });
  open.push(client);
  return client;
}

beforeEach(() => {
  storage = stubStorage();
  storage.set("genkan:signed-in", "1");
});

afterEach(() => {
  for (const client of open.splice(0)) client.close();
  vi.unstubAllGlobals();
});

describe("an expired access token", () => {
  it("is renewed unseen", async () => {
    const server = sessionServer();
    expect(await tab(server).me()).toEqual(ANA);
    expect(server.calls).toEqual([ME, REFRESH, ME]);
  });

  it("is renewed once for all calls of a tab", async () => {
    const server = sessionServer();
    const client = tab(server);
    await Promise.all([client.me(), client.me(), client.me()]);
    expect(server.count(REFRESH)).toBe(1);
  });

  it.each([
    ["with Web Locks", () => undefined],
    ["without Web Locks", () => vi.stubGlobal("navigator", {})],
  ])("is renewed once over all tabs, %s", async (_, prepare) => {
    prepare();
    const server = sessionServer();
    const users = await Promise.all([tab(server).me(), tab(server).me(), tab(server).me()]);
    expect(users).toEqual([ANA, ANA, ANA]);
    expect(server.count(REFRESH)).toBe(1);
  });

  it("is renewed where storage is forbidden", async () => {
    vi.stubGlobal("localStorage", undefined);
    const server = sessionServer();
    expect(await tab(server).me()).toEqual(ANA);
  });
});

describe("a session that has ended", () => {
  it.each(["refresh_invalid", "refresh_reused"])("by %s signs every tab out", async (code) => {
    let ended = false;
    const server = fakeServer({
      [ME]: () => (ended ? problem(401, "unauthenticated") : Response.json({ user: ANA })),
      [REFRESH]: () => problem(401, code),
    });
    const [here, there] = [tab(server), tab(server)];
    await Promise.all([here.me(), there.me()]);
    ended = true;
    await expect(here.me()).rejects.toMatchObject({ code: "unauthenticated" });
    expect(here.state().status).toBe("signed_out");
    await vi.waitFor(() => expect(there.state().status).toBe("signed_out"));
  });

  it("is not asked to refresh again", async () => {
    const server = sessionServer({ refresh: false });
    const client = tab(server);
    await client.restore();
    await client.restore();
    expect(server.calls).toEqual([ME, REFRESH, ME]);
  });

  it("never makes a loop of refreshes", async () => {
    const server = fakeServer({
      [ME]: () => problem(401, "unauthenticated"),
      [REFRESH]: () => Response.json({ session: {} }),
    });
    const client = tab(server);
    await expect(client.me()).rejects.toMatchObject({ code: "unauthenticated" });
    expect(server.calls).toEqual([ME, REFRESH, ME]);
    expect(client.state().status).toBe("signed_out");
  });

  it("does not sign out a session that another tab began meanwhile", async () => {
    let signedIn = false;
    const server = fakeServer({
      [ME]: () => (signedIn ? Response.json({ user: ANA }) : problem(401, "unauthenticated")),
      [REFRESH]: () => {
        signedIn = true;
        storage.set("genkan:refreshed-at", String(Date.now()));
        return problem(401, "refresh_invalid");
      },
    });
    const client = tab(server);
    expect(await client.me()).toEqual(ANA);
    expect(client.state().status).toBe("signed_in");
  });
});

describe("a refresh that fails", () => {
  it.each([
    [503, "unavailable"],
    [429, "rate_limited"],
    [500, "internal"],
  ])("with %i is an error, not a sign-out", async (status, code) => {
    let down = false;
    const server = fakeServer({
      [ME]: () => (down ? problem(401, "unauthenticated") : Response.json({ user: ANA })),
      [REFRESH]: () => problem(status, code),
    });
    const client = tab(server);
    await client.me();
    down = true;
    await expect(client.me()).rejects.toMatchObject({ code });
    expect(client.state().status).toBe("signed_in");
  });

  it("for want of a network is an error, not a sign-out", async () => {
    const server = fakeServer({
      [ME]: () => problem(401, "unauthenticated"),
      [REFRESH]: () => Promise.reject(new TypeError("Failed to fetch")),
    });
    const client = tab(server);
    await expect(client.me()).rejects.toMatchObject({ code: "network" });
    expect(client.state().status).toBe("unknown");
  });
});

describe("restore", () => {
  it("takes nobody for an answer", async () => {
    storage.clear();
    expect(await tab(sessionServer({ refresh: false })).restore()).toEqual({
      status: "signed_out",
      user: null,
    });
  });

  it("finds a session that this library did not begin", async () => {
    storage.set("genkan:signed-in", "0");
    expect((await tab(sessionServer({ access: true })).restore()).status).toBe("signed_in");
  });

  it("asks nothing for a newcomer, and keeps no memory of that", async () => {
    storage.clear();
    const server = fakeServer({});
    expect((await tab(server).restore({ newcomer: true })).status).toBe("signed_out");
    expect(server.calls).toEqual([]);
    expect(storage.has("genkan:signed-in")).toBe(false);
  });

  it("believes this browser's memory of somebody more than that it is a newcomer", async () => {
    const server = sessionServer({ access: true });
    expect((await tab(server).restore({ newcomer: true })).status).toBe("signed_in");
  });

  it("throws when the server is down", async () => {
    const server = fakeServer({ [ME]: () => problem(503, "unavailable") });
    await expect(tab(server).restore()).rejects.toMatchObject({ code: "unavailable" });
  });
});
