import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createClient } from "./client.ts";
import { ANA, fakeServer, problem, SIGNED_IN, sessionServer, stubStorage } from "./fake-server.ts";
import type { AuthState } from "./types.ts";

const open: { close(): void }[] = [];
let storage: Map<string, string>;

function tab(server: { fetch: typeof fetch }) {
  const client = createClient({ fetch: server.fetch });
  open.push(client);
  return client;
}

beforeEach(() => {
  storage = stubStorage();
});

afterEach(() => {
  for (const client of open.splice(0)) client.close();
  vi.unstubAllGlobals();
});

describe("signing in and out", () => {
  it("asks for cookies and tells who is in", async () => {
    const server = sessionServer();
    const client = tab(server);
    const seen: AuthState[] = [];
    client.onChange((state) => seen.push(state));
    await client.signIn({ identifier: "ana", password: "x" });
    expect(server.bodies[0]).toEqual({ identifier: "ana", password: "x", delivery: "cookie" });
    expect(seen).toEqual([{ status: "signed_in", user: ANA }]);
  });

  it("keeps no token and nothing of the user in storage", async () => {
    await tab(sessionServer()).signIn({ identifier: "ana", password: "x" });
    expect([...storage.keys()].sort()).toEqual(["genkan:refreshed-at", "genkan:signed-in"]);
    expect(storage.get("genkan:signed-in")).toBe("1");
  });

  it("sends a mailed link's token, or an address and a code", async () => {
    const server = fakeServer({ "POST /api/auth/email/verify": () => Response.json(SIGNED_IN) });
    const client = tab(server);
    await client.verifyEmail({ token: "t" });
    await client.verifyEmail({ email: "ana@example.com", code: "123456" });
    expect(server.bodies).toEqual([
      { token: "t", delivery: "cookie" },
      { email: "ana@example.com", code: "123456", delivery: "cookie" },
    ]);
  });

  it("stays signed in when the sign-out can't be recorded", async () => {
    const server = fakeServer({
      "POST /api/auth/login": () => Response.json(SIGNED_IN),
      "POST /api/auth/logout": () => problem(503, "unavailable"),
    });
    const client = tab(server);
    await client.signIn({ identifier: "ana", password: "x" });
    await expect(client.signOut()).rejects.toMatchObject({ code: "unavailable" });
    expect(client.state().status).toBe("signed_in");
  });

  it("does not believe an answer from before the sign-out", async () => {
    const server = sessionServer({ access: true });
    const client = tab(server);
    const asked = client.me();
    await client.signOut();
    await asked;
    expect(client.state().status).toBe("signed_out");
  });

  it("stops calling a listener that has left", async () => {
    const client = tab(sessionServer());
    const listener = vi.fn();
    client.onChange(listener)();
    await client.signIn({ identifier: "ana", password: "x" });
    expect(listener).not.toHaveBeenCalled();
  });
});

describe("other tabs", () => {
  it("learn of a sign-in and of a sign-out", async () => {
    const server = sessionServer();
    const [here, there] = [tab(server), tab(server)];
    await here.signIn({ identifier: "ana", password: "x" });
    await vi.waitFor(() => expect(there.state()).toEqual({ status: "signed_in", user: ANA }));
    await here.signOut();
    await vi.waitFor(() => expect(there.state().status).toBe("signed_out"));
  });

  it("learn of a new name", async () => {
    let user = ANA;
    const server = fakeServer({
      "GET /api/me": () => Response.json({ user }),
      "PATCH /api/me": () => {
        user = { ...ANA, name: "Anna" };
        return Response.json({ user });
      },
    });
    const [here, there] = [tab(server), tab(server)];
    await Promise.all([here.me(), there.me()]);
    await here.updateMe({ name: "Anna" });
    await vi.waitFor(() => expect(there.state().user?.name).toBe("Anna"));
  });
});
