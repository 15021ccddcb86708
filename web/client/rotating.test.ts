import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createClient } from "./client.ts";
import { ANA, fakeServer, problem, SIGNED_IN, stubStorage } from "./fake-server.ts";

const ME = "GET /api/me";
const REFRESH = "POST /api/auth/refresh";
const PASSWORD = "POST /api/me/password";
const REAUTH = "POST /api/me/reauth";
const open: { close(): void }[] = [];

function tab(server: { fetch: typeof fetch }) {
  const client = createClient({ fetch: server.fetch });
  open.push(client);
  return client;
}

/** A server that notices when two answers could set the refresh cookie in the wrong order. */
function rotatingServer({ access = true } = {}) {
  const state = { access, rotating: 0, overlaps: 0 };
  async function rotate(): Promise<Response> {
    state.rotating += 1;
    if (state.rotating > 1) state.overlaps += 1;
    await new Promise((resolve) => setTimeout(resolve, 20));
    state.rotating -= 1;
    state.access = true;
    return Response.json({ session: SIGNED_IN.session });
  }
  const signedIn = (answer: () => Response | Promise<Response>) => () =>
    state.access ? answer() : problem(401, "unauthenticated");
  const server = fakeServer({
    [ME]: signedIn(() => Response.json({ user: ANA })),
    [REFRESH]: rotate,
    [PASSWORD]: signedIn(rotate),
    [REAUTH]: signedIn(rotate),
  });
  return { state, ...server };
}

beforeEach(() => {
  stubStorage().set("genkan:signed-in", "1");
});

afterEach(() => {
  for (const client of open.splice(0)) client.close();
  vi.unstubAllGlobals();
});

describe("what replaces the refresh cookie", () => {
  it.each([
    [
      "a new password",
      PASSWORD,
      (client: ReturnType<typeof tab>) => client.changePassword({ newPassword: "n" }),
    ],
    ["a proof", REAUTH, (client: ReturnType<typeof tab>) => client.reauth({ password: "p" })],
  ])("%s is not overtaken by another tab's refresh", async (_, call, act) => {
    const server = rotatingServer();
    const [here, there] = [tab(server), tab(server)];
    await Promise.all([act(here), there.refresh()]);
    expect(server.calls[0]).toBe(call);
    expect(server.state.overlaps).toBe(0);
  });

  it("spares a waiting tab the refresh", async () => {
    const server = rotatingServer();
    const [here, there] = [tab(server), tab(server)];
    const changing = here.changePassword({ newPassword: "n" });
    await vi.waitFor(() => expect(server.state.rotating).toBe(1), { interval: 1 });
    server.state.access = false;
    expect(await there.me()).toEqual(ANA);
    await changing;
    expect(server.count(REFRESH)).toBe(0);
  });

  it("waits for a refresh that is under way", async () => {
    const server = rotatingServer();
    const [here, there] = [tab(server), tab(server)];
    await Promise.all([there.refresh(), here.changePassword({ newPassword: "n" })]);
    expect(server.calls).toEqual([REFRESH, PASSWORD]);
    expect(server.state.overlaps).toBe(0);
  });

  it("renews an expired access token first, without waiting for itself", async () => {
    const server = rotatingServer({ access: false });
    await tab(server).changePassword({ currentPassword: "o", newPassword: "n" });
    expect(server.calls).toEqual([PASSWORD, REFRESH, PASSWORD]);
    expect(server.bodies[2]).toEqual({ currentPassword: "o", newPassword: "n" });
  });

  it("frees the way when it is refused", async () => {
    const server = fakeServer({
      [PASSWORD]: () => problem(403, "wrong_password", { attemptsLeft: 4 }),
      [REFRESH]: () => Response.json({ session: SIGNED_IN.session }),
    });
    const client = tab(server);
    await expect(client.changePassword({ newPassword: "n" })).rejects.toMatchObject({ attemptsLeft: 4 });
    await client.refresh();
    expect(server.calls).toEqual([PASSWORD, REFRESH]);
  });
});
