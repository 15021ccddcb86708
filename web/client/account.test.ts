import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createClient } from "./client.ts";
import { ANA, fakeServer, problem, SIGNED_IN, stubStorage } from "./fake-server.ts";

const ME = "GET /api/me";
const REFRESH = "POST /api/auth/refresh";
const CHALLENGE = { challengeId: "otp_1", expiresIn: 300, resendIn: 60 };
const open: { close(): void }[] = [];

function tab(server: { fetch: typeof fetch }) {
  const client = createClient({ fetch: server.fetch });
  open.push(client);
  return client;
}

beforeEach(() => {
  stubStorage();
});

afterEach(() => {
  for (const client of open.splice(0)) client.close();
  vi.unstubAllGlobals();
});

describe("signing in without a password", () => {
  it("takes a code to where it was sent", async () => {
    const server = fakeServer({
      "POST /api/auth/otp/send": () => Response.json(CHALLENGE, { status: 202 }),
      "POST /api/auth/otp/verify": () => Response.json({ ...SIGNED_IN, newUser: true }),
    });
    const client = tab(server);
    const { challengeId } = await client.sendCode({ channel: "sms", to: "+81312345678" });
    expect(client.state().status).toBe("unknown");
    const { newUser } = await client.verifyCode({ challengeId, code: "123456" });
    expect(newUser).toBe(true);
    expect(client.state()).toEqual({ status: "signed_in", user: ANA });
    expect(server.bodies).toEqual([
      { channel: "sms", to: "+81312345678" },
      { challengeId: "otp_1", code: "123456", delivery: "cookie" },
    ]);
  });

  it("takes a mailed link, and tells the other tabs", async () => {
    const server = fakeServer({
      [ME]: () => Response.json({ user: ANA }),
      "POST /api/auth/magic-link/send": () => Response.json({ status: "sent" }, { status: 202 }),
      "POST /api/auth/magic-link/verify": () => Response.json(SIGNED_IN),
    });
    const [here, there] = [tab(server), tab(server)];
    await here.sendMagicLink("ana@example.com");
    await here.verifyMagicLink("t");
    expect(server.bodies.slice(0, 2)).toEqual([
      { email: "ana@example.com" },
      { token: "t", delivery: "cookie" },
    ]);
    await vi.waitFor(() => expect(there.state()).toEqual({ status: "signed_in", user: ANA }));
  });

  it("signs nobody in with a code that is wrong", async () => {
    const server = fakeServer({ "POST /api/auth/otp/verify": () => problem(400, "invalid_token") });
    const client = tab(server);
    const wrong = client.verifyCode({ challengeId: "otp_1", code: "000000" });
    await expect(wrong).rejects.toMatchObject({ code: "invalid_token" });
    expect(client.state().status).toBe("unknown");
  });
});

describe("what a mail entitles to", () => {
  const acts: [string, string, (client: ReturnType<typeof tab>) => Promise<unknown>, object][] = [
    [
      "a reset by link",
      "/api/auth/password/reset",
      (c) => c.resetPassword({ token: "t" }, "new"),
      {
        token: "t",
        password: "new",
      },
    ],
    [
      "a reset by code",
      "/api/auth/password/reset",
      (c) => c.resetPassword({ email: "ana@example.com", code: "123456" }, "new"),
      { email: "ana@example.com", code: "123456", password: "new" },
    ],
    ["an undo", "/api/auth/email/change/undo", (c) => c.undoEmailChange("t"), { token: "t" }],
    ["a disown", "/api/auth/session/disown", (c) => c.disownSession("t"), { token: "t" }],
    [
      "a confirmed change",
      "/api/auth/email/change/confirm",
      (c) => c.confirmEmailChange("t"),
      { token: "t" },
    ],
  ];

  it.each(acts)("%s that ended this session too signs out every tab", async (_, path, act, body) => {
    let ended = false;
    const server = fakeServer({
      [ME]: () => (ended ? problem(401, "unauthenticated") : Response.json({ user: ANA })),
      [REFRESH]: () => problem(401, "refresh_invalid"),
      [`POST ${path}`]: () => {
        ended = true;
        return Response.json({ user: ANA });
      },
    });
    const [here, there] = [tab(server), tab(server)];
    await Promise.all([here.me(), there.me()]);
    await act(here);
    expect(server.bodies).toContainEqual(body);
    expect(here.state().status).toBe("signed_out");
    await vi.waitFor(() => expect(there.state().status).toBe("signed_out"));
  });

  it.each(acts)("%s of somebody else leaves this session alone", async (_, path, act) => {
    const server = fakeServer({
      [ME]: () => Response.json({ user: ANA }),
      [`POST ${path}`]: () => Response.json({ user: { ...ANA, id: "usr_ben" } }),
    });
    const client = tab(server);
    await client.me();
    await act(client);
    expect(client.state()).toEqual({ status: "signed_in", user: ANA });
  });

  it.each(acts)("%s asks nobody who is here where nobody was", async (_, path, act) => {
    const server = fakeServer({ [`POST ${path}`]: () => Response.json({ user: ANA }) });
    await act(tab(server));
    expect(server.calls).toEqual([`POST ${path}`]);
  });

  it("shows a new address in every tab", async () => {
    let user = ANA;
    const server = fakeServer({
      [ME]: () => Response.json({ user }),
      "POST /api/auth/email/change/confirm": () => {
        user = { ...ANA, email: "anna@example.com" };
        return Response.json({ user });
      },
    });
    const [here, there] = [tab(server), tab(server)];
    await Promise.all([here.me(), there.me()]);
    const answer = await here.confirmEmailChange("t");
    expect(answer.user.email).toBe("anna@example.com");
    expect(here.state().user?.email).toBe("anna@example.com");
    await vi.waitFor(() => expect(there.state().user?.email).toBe("anna@example.com"));
  });

  it("is done, though the server can't say afterwards who is here", async () => {
    let down = false;
    const server = fakeServer({
      [ME]: () => (down ? problem(503, "unavailable") : Response.json({ user: ANA })),
      "POST /api/auth/session/disown": () => {
        down = true;
        return Response.json({ status: "session_ended" });
      },
    });
    const client = tab(server);
    await client.me();
    expect(await client.disownSession("t")).toEqual({ status: "session_ended" });
    expect(client.state().status).toBe("signed_in");
  });
});

describe("one's own account", () => {
  it("has a new number once its code comes back, and shows it in every tab", async () => {
    let user = ANA;
    const server = fakeServer({
      [ME]: () => Response.json({ user }),
      "POST /api/me/phone": () => Response.json(CHALLENGE, { status: 202 }),
      "POST /api/me/phone/confirm": () => {
        user = { ...ANA, phone: "+81312345678", phoneVerified: true };
        return Response.json({ user });
      },
      "DELETE /api/me/phone": () => {
        user = ANA;
        return Response.json({ user });
      },
    });
    const [here, there] = [tab(server), tab(server)];
    await Promise.all([here.me(), there.me()]);
    const { challengeId } = await here.requestPhone("+81 3 1234 5678");
    await here.confirmPhone({ challengeId, code: "123456" });
    expect(server.bodies).toContainEqual({ challengeId: "otp_1", code: "123456" });
    expect(here.state().user?.phone).toBe("+81312345678");
    await vi.waitFor(() => expect(there.state().user?.phone).toBe("+81312345678"));
    await here.removePhone();
    expect(here.state().user?.phone).toBeNull();
    await vi.waitFor(() => expect(there.state().user?.phone).toBeNull());
  });

  it("asks for another address, with the password or without one", async () => {
    const server = fakeServer({ "POST /api/me/email": () => Response.json({ status: "confirmation_sent" }) });
    const client = tab(server);
    await client.requestEmailChange("new@example.com", "p");
    await client.requestEmailChange("new@example.com");
    expect(server.bodies).toEqual([
      { newEmail: "new@example.com", password: "p" },
      { newEmail: "new@example.com" },
    ]);
  });

  it("chooses the language of its mails", async () => {
    const server = fakeServer({
      "GET /api/me/preferences": () => Response.json({ language: null }),
      "PATCH /api/me/preferences": () => Response.json({ language: "de" }),
    });
    const client = tab(server);
    expect(await client.preferences()).toEqual({ language: null });
    expect(await client.setPreferences({ language: "de" })).toEqual({ language: "de" });
    expect(server.bodies.at(-1)).toEqual({ language: "de" });
  });

  it("sends a code to its own address", async () => {
    const server = fakeServer({ "POST /api/me/reauth/send": () => Response.json(CHALLENGE) });
    expect(await tab(server).sendReauthCode("email")).toEqual(CHALLENGE);
    expect(server.bodies).toEqual([{ channel: "email" }]);
  });

  it("is handed over whole, once it is proved again whose it is", async () => {
    const document = {
      exportedAt: "2026-01-08T00:00:00Z",
      user: ANA,
      events: [],
      more: "than is known here",
    };
    let isProved = false;
    const server = fakeServer({
      "GET /api/me/export": () => (isProved ? Response.json(document) : problem(403, "reauth_required")),
      "POST /api/me/reauth": () => {
        isProved = true;
        return Response.json({ session: SIGNED_IN.session });
      },
    });
    const client = tab(server);
    await expect(client.exportData()).rejects.toMatchObject({ code: "reauth_required" });
    await client.reauth({ password: "p" });
    expect(await client.exportData()).toEqual(document);
    expect(server.bodies).toContainEqual({ password: "p" });
  });

  it("is left in every tab when it is deleted", async () => {
    const server = fakeServer({
      [ME]: () => Response.json({ user: ANA }),
      "DELETE /api/me": () =>
        Response.json({ status: "deletion_scheduled", purgeAt: "2026-01-08T00:00:00Z" }, { status: 202 }),
    });
    const [here, there] = [tab(server), tab(server)];
    await Promise.all([here.me(), there.me()]);
    expect((await here.deleteAccount("p")).purgeAt).toBe("2026-01-08T00:00:00Z");
    expect(server.bodies.at(-1)).toEqual({ password: "p" });
    expect(here.state().status).toBe("signed_out");
    await vi.waitFor(() => expect(there.state().status).toBe("signed_out"));
  });

  it("stays when the password is wrong", async () => {
    const server = fakeServer({
      [ME]: () => Response.json({ user: ANA }),
      "DELETE /api/me": () => problem(403, "wrong_password"),
    });
    const client = tab(server);
    await client.me();
    await expect(client.deleteAccount("x")).rejects.toMatchObject({ code: "wrong_password" });
    expect(client.state().status).toBe("signed_in");
  });
});

describe("where one is signed in", () => {
  const GONE = () => new Response(null, { status: 204 });

  it("is listed, and ended one by one or all others at once", async () => {
    const sessions = [{ id: "ses_1", current: true }, { id: "ses_2" }];
    const server = fakeServer({
      "GET /api/me/sessions": () => Response.json({ sessions }),
      "DELETE /api/me/sessions/ses_2": GONE,
      "DELETE /api/me/sessions": GONE,
    });
    const client = tab(server);
    expect(await client.sessions()).toEqual(sessions);
    await client.endSession("ses_2");
    await client.endOtherSessions();
    expect(server.calls.slice(1)).toEqual(["DELETE /api/me/sessions/ses_2", "DELETE /api/me/sessions"]);
  });

  it("is no other path, whatever an id looks like", async () => {
    const server = fakeServer({});
    await expect(tab(server).endSession("../phone?x#y")).rejects.toMatchObject({ code: "not_found" });
    expect(server.calls).toEqual(["DELETE /api/me/sessions/..%2Fphone%3Fx%23y"]);
  });

  it("stays while this very session goes on", async () => {
    const server = fakeServer({
      [ME]: () => Response.json({ user: ANA }),
      "DELETE /api/me/sessions/ses_2": () => problem(503, "unavailable"),
    });
    const client = tab(server);
    await client.me();
    await expect(client.endSession("ses_2")).rejects.toMatchObject({ code: "unavailable" });
    expect(client.state().status).toBe("signed_in");
  });
});

describe("what happened to the account", () => {
  it("comes page by page, each from where the last ended", async () => {
    const first = { events: [{ id: "evt_2" }], nextCursor: "a+b/c=" };
    const last = { events: [{ id: "evt_1" }], nextCursor: null };
    const server = fakeServer({
      "GET /api/me/events?": () => Response.json(first),
      "GET /api/me/events?cursor=a%2Bb%2Fc%3D&limit=50": () => Response.json(last),
    });
    const client = tab(server);
    expect(await client.events()).toEqual(first);
    expect(await client.events({ cursor: first.nextCursor, limit: 50 })).toEqual(last);
  });
});
