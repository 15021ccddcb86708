import { decodeJwt } from "jose";
import { describe, expect, it } from "vitest";
import { enterByCode, forgot, NEXT, times } from "../testing/acts.ts";
import { tallyOf } from "../testing/history.ts";
import {
  createVisitor,
  mailTo,
  newAddress,
  ORIGIN,
  PASSWORD,
  signUp,
  type TestVisitor,
} from "../testing/visitor.ts";
import { withSettings } from "../testing/with-settings.ts";

const CHANGE = "/api/me/password";
const right = { currentPassword: PASSWORD, newPassword: NEXT };
const refresh = (refreshToken: unknown) => createVisitor().post("/api/auth/refresh", { refreshToken });
const logIn = (identifier: string, password: string) =>
  createVisitor().post("/api/auth/login", { identifier, password, delivery: "token" });

function bearer(accessToken: string, fetch?: (request: Request) => Promise<Response>): TestVisitor {
  return createVisitor({ headers: { authorization: `Bearer ${accessToken}` }, ...(fetch && { fetch }) });
}

/** Somebody signed in by a program that keeps its tokens. */
async function program(email: string, password = PASSWORD) {
  const { body } = await logIn(email, password);
  return { visitor: bearer(body.tokens.accessToken), session: body.session, tokens: body.tokens };
}

describe("changing the password", () => {
  it("gives this session new tokens, ends the others and open resets, and tells the owner", async () => {
    const owner = createVisitor();
    const { email, user, session } = await signUp(owner);
    const other = await program(email);
    const { token } = await forgot(email);
    const before = (await mailTo(email)).length;
    const { status, body, headers } = await owner.post(CHANGE, right);
    expect([status, Object.keys(body)]).toEqual([200, ["session"]]);
    expect(body.session).toMatchObject({ id: session.id, current: true, method: "email_verification" });
    expect(headers.getSetCookie().map((line) => line.split("=")[0])).toEqual(["genkan_at", "genkan_rt"]);
    expect((await owner.get("/api/me")).status).toBe(200);
    expect((await owner.post("/api/auth/refresh")).status).toBe(200);
    expect((await other.visitor.get("/api/me")).status).toBe(401);
    expect((await refresh(other.tokens.refreshToken)).body.code).toBe("refresh_invalid");
    const reset = await createVisitor().post("/api/auth/password/reset", { token, password: PASSWORD });
    expect(reset.body.code).toBe("token_spent");
    expect([(await logIn(email, PASSWORD)).status, (await logIn(email, NEXT)).status]).toEqual([401, 200]);
    expect(await mailTo(email)).toHaveLength(before + 2);
    expect(await tallyOf(user.id)).toMatchObject({ password_changed: 1 });
  });

  it("keeps the other sessions if told to", async () => {
    const owner = createVisitor();
    const { email } = await signUp(owner);
    const other = await program(email);
    expect((await owner.post(CHANGE, { ...right, keepOtherSessions: true })).status).toBe(200);
    expect((await other.visitor.get("/api/me")).status).toBe(200);
    expect((await refresh(other.tokens.refreshToken)).status).toBe(200);
  });

  it("delivers as the caller came: tokens to a Bearer, cookies to a cookie, and no token to script", async () => {
    const browser = createVisitor();
    const { email } = await signUp(browser);
    const { visitor, tokens } = await program(email);
    const answered = await visitor.post(CHANGE, { ...right, keepOtherSessions: true });
    expect(answered.headers.getSetCookie()).toEqual([]);
    expect(answered.body.tokens).toEqual({
      accessToken: expect.stringMatching(/^eyJ/),
      refreshToken: expect.stringMatching(/^gkr_/),
      tokenType: "Bearer",
      expiresIn: 300,
    });
    // The access token is good until it expires: the session behind it is the same.
    expect((await visitor.get("/api/me")).status).toBe(200);
    expect(answered.body.tokens.refreshToken).not.toBe(tokens.refreshToken);
    const again = { currentPassword: NEXT, newPassword: PASSWORD, delivery: "token" };
    const fromScript = await browser.post(CHANGE, again, { origin: ORIGIN });
    expect([fromScript.status, fromScript.body.errors]).toEqual([
      422,
      [{ path: "delivery", code: "cookie_only", message: expect.any(String) }],
    ]);
    expect((await logIn(email, NEXT)).status).toBe(200);
    expect((await browser.post(CHANGE, again)).body.tokens.refreshToken).toMatch(/^gkr_/);
  });

  it("cuts off what was given out before: no new tokens for it, and reuse after the grace", async () => {
    const { email, user } = await signUp(createVisitor());
    const { visitor, tokens } = await program(email);
    const { body } = await visitor.post(CHANGE, right);
    const early = await refresh(tokens.refreshToken);
    expect([early.status, early.body.code, early.body.tokens]).toEqual([503, "unavailable", undefined]);
    expect(early.headers.get("retry-after")).toBe("1");
    const next = await refresh(body.tokens.refreshToken);
    expect(next.status).toBe(200);
    const late = await refresh(tokens.refreshToken);
    expect([late.status, late.body.code]).toEqual([401, "refresh_reused"]);
    expect((await refresh(next.body.tokens.refreshToken)).body.code).toBe("refresh_invalid");
    expect(await tallyOf(user.id)).toMatchObject({ refresh_reused: 1 });

    const short = withSettings({ REFRESH_GRACE: "1s" });
    const second = await program(email, NEXT);
    await second.visitor.post(CHANGE, { currentPassword: NEXT, newPassword: PASSWORD });
    await new Promise((resolve) => setTimeout(resolve, 1_050));
    const { refreshToken } = second.tokens;
    const reused = await createVisitor({ fetch: short }).post("/api/auth/refresh", { refreshToken });
    expect([reused.status, reused.body.code]).toEqual([401, "refresh_reused"]);
  });

  it("beside refreshes of other tabs signs nobody out and leaves one live successor", async () => {
    for (let round = 0; round < 4; round++) {
      const { email } = await signUp(createVisitor());
      const { visitor, tokens, session } = await program(email);
      const act = round % 2 === 0 ? [CHANGE, right] : ["/api/me/reauth", { password: PASSWORD }];
      const [acted, ...refreshed] = await Promise.all([
        visitor.post(act[0] as string, act[1]),
        ...Array.from({ length: 10 }, () => refresh(tokens.refreshToken)),
      ]);
      expect([acted.status, acted.body.session.id]).toEqual([200, session.id]);
      for (const { status } of refreshed) expect([200, 503]).toContain(status);
      const given = new Set([acted, ...refreshed].flatMap(({ body }) => body.tokens?.refreshToken ?? []));
      const next = await refresh(acted.body.tokens.refreshToken);
      expect(next.status).toBe(200);
      expect((await visitor.get("/api/me")).status).toBe(200);
      given.delete(acted.body.tokens.refreshToken);
      for (const other of given) expect((await refresh(other)).status).not.toBe(200);
    }
  });

  it("calls it no theft when a tab repeats what a refresh and then this act have overtaken, for a grace", async () => {
    for (const [path, proof] of [
      [CHANGE, right],
      ["/api/me/reauth", { password: PASSWORD }],
    ] as const) {
      const { email } = await signUp(createVisitor());
      const { visitor, tokens } = await program(email);
      await refresh(tokens.refreshToken);
      const { body } = await visitor.post(path, proof);
      const overtaken = await refresh(tokens.refreshToken);
      expect([overtaken.status, overtaken.body.code, overtaken.body.tokens]).toEqual([
        503,
        "unavailable",
        undefined,
      ]);
      const next = await refresh(body.tokens.refreshToken);
      expect(next.status).toBe(200);
      expect((await refresh(tokens.refreshToken)).body.code).toBe("refresh_reused");
      expect((await refresh(next.body.tokens.refreshToken)).body.code).toBe("refresh_invalid");
    }
  });

  it("refuses a wrong current password, which counts in the login lane", async () => {
    const fetch = withSettings({ LIMIT_SCALE: "1", LOGIN_LIMIT: "3/15m" });
    const from = { "cf-connecting-ip": "203.0.113.210" };
    const { email, user } = await signUp(createVisitor());
    const { tokens } = await program(email);
    const visitor = createVisitor({
      fetch,
      headers: { ...from, authorization: `Bearer ${tokens.accessToken}` },
    });
    const wrong = { currentPassword: "wrong", newPassword: NEXT };
    const calls = [
      () => visitor.post(CHANGE, wrong),
      () => visitor.post("/api/me/reauth", { password: "wrong" }),
      () => visitor.post("/api/me/email", { newEmail: newAddress(), password: "wrong" }),
    ];
    const left = [];
    for (const call of calls) {
      const { status, body } = await call();
      expect([status, body.code]).toEqual([403, "wrong_password"]);
      left.push(body.attemptsLeft);
    }
    expect(left).toEqual([2, 1, 0]);
    for (const body of [wrong, right]) {
      const { status, body: problem, headers } = await visitor.post(CHANGE, body);
      expect([status, problem.code]).toEqual([429, "rate_limited"]);
      expect(headers.get("retry-after")).toBe(String(problem.retryAfterSeconds));
    }
    const closed = await createVisitor({ fetch, headers: from }).post("/api/auth/login", {
      identifier: email,
      password: PASSWORD,
    });
    expect(closed.status).toBe(429);
    expect(await tallyOf(user.id)).toMatchObject({ sign_in_failed: 3 });
    expect((await visitor.get("/api/me")).status).toBe(200);
  });

  it("says what is missing or wrong before it compares anything", async () => {
    const owner = createVisitor();
    const { email } = await signUp(owner);
    const bodies = [
      [{ newPassword: NEXT }, "validation_failed", "currentPassword", "required"],
      [{ currentPassword: "wrong", newPassword: "short" }, "password_rejected", "newPassword", "too_short"],
      [{ ...right, newPassword: email }, "password_rejected", "newPassword", "contains_address"],
      [{ ...right, keepOtherSessions: "yes" }, "validation_failed", "keepOtherSessions", "invalid_type"],
      [{ ...right, delivery: "letter" }, "validation_failed", "delivery", "invalid_value"],
      [{ ...right, userId: "usr_x" }, "validation_failed", "userId", "unknown_key"],
      [{ ...right, newPassword: 12345678 }, "validation_failed", "newPassword", "invalid_type"],
      [{ ...right, currentPassword: null }, "validation_failed", "currentPassword", "invalid_type"],
    ] as const;
    for (const [body, code, path, reason] of bodies) {
      const answer = await owner.post(CHANGE, body);
      expect([answer.status, answer.body.code]).toEqual([422, code]);
      expect(answer.body.errors).toContainEqual({ path, code: reason, message: expect.any(String) });
    }
    expect((await createVisitor().post(CHANGE, right)).status).toBe(401);
    expect((await owner.post(CHANGE, right)).status).toBe(200);
  });

  it("tells only who knows the current one which passwords there were", async () => {
    const owner = createVisitor({ fetch: withSettings({ PASSWORD_HISTORY: "3" }) });
    await signUp(owner);
    const probe = await owner.post(CHANGE, { currentPassword: "a guess", newPassword: PASSWORD });
    expect([probe.status, probe.body.code]).toEqual([403, "wrong_password"]);
    const same = await owner.post(CHANGE, { currentPassword: PASSWORD, newPassword: PASSWORD });
    expect([same.status, same.body.errors?.[0]?.code]).toEqual([422, "reused"]);
    expect((await owner.post(CHANGE, right)).status).toBe(200);
    const back = await owner.post(CHANGE, { currentPassword: NEXT, newPassword: PASSWORD });
    expect([back.status, back.body.errors?.[0]?.code]).toEqual([422, "reused"]);
  });
});

describe("an account without a password", () => {
  it("sets its first one with a fresh sign-in, or after proving again who it is", async () => {
    const fetch = withSettings({ REAUTH_WINDOW: "1s" });
    const owner = createVisitor({ fetch });
    const email = newAddress();
    await enterByCode(email, owner);
    expect((await logIn(email, PASSWORD)).body.code).toBe("invalid_credentials");
    await new Promise((resolve) => setTimeout(resolve, 1_050));
    const acts = [
      ["POST", CHANGE, { newPassword: NEXT }],
      ["POST", "/api/me/email", { newEmail: newAddress() }],
      ["DELETE", "/api/me", undefined],
    ] as const;
    for (const [method, path, body] of acts) {
      const { status, body: problem } = await owner.send(method, path, body);
      expect([path, status, problem.code]).toEqual([path, 403, "reauth_required"]);
    }
    const none = await owner.post("/api/me/reauth", { password: "any" });
    expect([none.status, none.body.code]).toEqual([403, "wrong_password"]);
    const asked = await owner.post("/api/me/reauth/send", { channel: "email" });
    const [message] = await mailTo(email);
    const proof = { challengeId: asked.body.challengeId, code: message?.code };
    expect((await owner.post("/api/me/reauth", proof)).status).toBe(200);
    expect((await owner.post(CHANGE, { newPassword: NEXT })).status).toBe(200);
    expect((await logIn(email, NEXT)).status).toBe(200);
  });
});

describe("proving again who one is", () => {
  it("gives the same session a new auth_time, and old tokens of the moment their successor", async () => {
    const { email } = await signUp(createVisitor());
    const { visitor, tokens, session } = await program(email);
    const before = decodeJwt(tokens.accessToken);
    await new Promise((resolve) => setTimeout(resolve, 1_050));
    const { status, body } = await visitor.post("/api/me/reauth", { password: PASSWORD });
    expect([status, Object.keys(body), body.session.id]).toEqual([200, ["session", "tokens"], session.id]);
    const after = decodeJwt(body.tokens.accessToken);
    expect(after.sid).toBe(before.sid);
    expect(after.auth_time as number).toBeGreaterThan(before.auth_time as number);
    const repeated = await refresh(tokens.refreshToken);
    expect([repeated.status, repeated.body.tokens.refreshToken]).toEqual([200, body.tokens.refreshToken]);
    const next = await refresh(body.tokens.refreshToken);
    expect(decodeJwt(next.body.tokens.accessToken).auth_time).toBe(after.auth_time);
  });

  it("takes a password or a challenge and its code, whole and alone", async () => {
    const owner = createVisitor();
    await signUp(owner);
    const bodies = [
      [{}, "password"],
      [{ challengeId: "otp_x" }, "code"],
      [{ code: "123456" }, "challengeId"],
      [{ password: PASSWORD, code: "123456" }, "password"],
      [{ password: 7 }, "password"],
      [{ password: PASSWORD, user: 1 }, "user"],
    ] as const;
    for (const [body, path] of bodies) {
      const answer = await owner.post("/api/me/reauth", body);
      expect([answer.status, answer.body.errors?.[0]?.path]).toEqual([422, path]);
    }
    for (const channel of ["sms", "pigeon", 7, null]) {
      const { status, body } = await owner.post("/api/me/reauth/send", { channel });
      expect([status, body.code, body.errors?.[0]?.path]).toEqual([422, "validation_failed", "channel"]);
    }
  });

  it("answers twenty at once with tokens or with “try again”, never with “signed out”", async () => {
    const { email } = await signUp(createVisitor());
    const { visitor } = await program(email);
    const answers = await times(20, () => visitor.post("/api/me/reauth", { password: PASSWORD }));
    for (const { status } of answers) expect([200, 503]).toContain(status);
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(0);
    expect((await visitor.get("/api/me")).status).toBe(200);
  });
});
