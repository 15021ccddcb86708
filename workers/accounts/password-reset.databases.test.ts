import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { askForAddress, forgot, NEXT, sendCode, signUpByPhone, tokenFor } from "../testing/acts.ts";
import { historyOf, tallyOf } from "../testing/history.ts";
import { onPostgres, openDatabase } from "../testing/open-database.ts";
import {
  createVisitor,
  mailTo,
  newAddress,
  newNumber,
  PASSWORD,
  signUp,
  type TestVisitor,
  tripsOf,
} from "../testing/visitor.ts";
import { withSettings } from "../testing/with-settings.ts";

const BATCH = onPostgres ? 3 : 1;
const RESET = "/api/auth/password/reset";

const reset = (fields: Record<string, unknown>, visitor: TestVisitor = createVisitor()) =>
  visitor.post(RESET, { password: NEXT, ...fields });
const logIn = (identifier: string, password: string, visitor: TestVisitor = createVisitor()) =>
  visitor.post("/api/auth/login", { identifier, password });

describe("a reset", () => {
  it("by link or code sets the password in one read or batch and one batch, tells the owner once, signs nobody in", async () => {
    const { email, user } = await signUp(createVisitor());
    for (const way of ["token", "code"] as const) {
      const before = (await mailTo(email)).length;
      const { token, code } = await forgot(email);
      const password = `a password set by ${way}`;
      const visitor = createVisitor();
      const done = await reset({ password, ...(way === "token" ? { token } : { email, code }) }, visitor);
      expect([done.status, done.body]).toEqual([200, { status: "password_changed" }]);
      expect(tripsOf(done)).toBe((way === "token" ? 1 : BATCH) + BATCH);
      expect([done.headers.getSetCookie(), done.headers.get("cache-control")]).toEqual([[], "no-store"]);
      const again = await reset(way === "token" ? { token } : { email, code });
      expect([again.status, again.body.code]).toEqual([410, "token_spent"]);
      expect((await logIn(email, password)).status).toBe(200);
      // The one with the link, the notice, and that of the sign-in in a new browser.
      expect(await mailTo(email)).toHaveLength(before + 3);
    }
    expect((await logIn(email, PASSWORD)).status).toBe(401);
    expect(await tallyOf(user.id)).toMatchObject({ link_sent: 2, password_reset: 2 });
  });

  it("that was only asked for changes nothing", async () => {
    const owner = createVisitor();
    const { email } = await signUp(owner);
    await forgot(email);
    expect((await owner.get("/api/me")).status).toBe(200);
    expect((await logIn(email, PASSWORD)).status).toBe(200);
  });

  it("ends every session, every other link and code, and every pending change", async () => {
    const owner = createVisitor();
    const { email, user } = await signUp(owner);
    const known = createVisitor();
    await logIn(email, PASSWORD, known);
    const disown = await tokenFor("not-me", email);
    const phone = newNumber();
    const asked = await owner.post("/api/me/phone", { phone });
    const number = { challengeId: asked.body.challengeId, code: (await mailTo(phone))[0]?.code };
    await owner.post("/api/me/phone/confirm", number);
    const change = await askForAddress(owner, { from: email, to: newAddress(), password: PASSWORD });
    await createVisitor().post("/api/auth/magic-link/send", { email });
    const magic = await tokenFor("magic-link", email);
    const [byMail, bySms] = [await sendCode(email), await sendCode(phone)];
    const reauth = (await owner.post("/api/me/reauth/send", { channel: "email" })).body.challengeId;
    const older = (await forgot(email)).token;
    const { token } = await forgot(email);
    expect((await reset({ token: older })).body.code).toBe("token_spent");
    expect((await reset({ token })).status).toBe(200);

    for (const visitor of [owner, known]) {
      expect((await visitor.get("/api/me")).status).toBe(401);
      expect((await visitor.post("/api/auth/refresh")).body.code).toBe("refresh_invalid");
    }
    const links = [
      ["magic-link/verify", magic],
      ["session/disown", disown],
      ["email/change/confirm", change.confirm],
      ["email/change/undo", change.undo],
    ] as const;
    for (const [path, dead] of links) {
      const { status, body } = await createVisitor().post(`/api/auth/${path}`, { token: dead });
      expect([path, status, body.code]).toEqual([path, 410, "token_spent"]);
    }
    for (const { challengeId, code } of [byMail, bySms]) {
      const { body } = await createVisitor().post("/api/auth/otp/verify", { challengeId, code });
      expect(body.code).toBe("invalid_token");
    }
    const { orm, tables } = openDatabase();
    expect(await orm.select().from(tables.oneTime).where(eq(tables.oneTime.id, reauth))).toEqual([]);
    // Their browsers are unknown now: the next sign-in from one is mailed.
    const before = (await mailTo(email)).length;
    expect((await logIn(email, NEXT, known)).body.user.id).toBe(user.id);
    expect(await mailTo(email)).toHaveLength(before + 1);
    expect((await logIn(email, NEXT, known)).status).toBe(200);
    expect(await mailTo(email)).toHaveLength(before + 1);
  });

  it("verifies the address of a sign-up that waited, and brings none of what was signed up with", async () => {
    for (const way of ["token", "code"] as const) {
      const email = newAddress();
      const stranger = { email, password: "a stranger's password", name: "Stranger" };
      await createVisitor().post("/api/auth/signup", stranger);
      const confirm = await tokenFor("confirm", email);
      const { token, code } = await forgot(email);
      expect((await reset(way === "token" ? { token } : { email, code })).status).toBe(200);
      const { body } = await logIn(email, NEXT);
      expect(body.user).toMatchObject({ email, emailVerified: true, name: null, username: null });
      const late = await createVisitor().post("/api/auth/email/verify", { token: confirm });
      expect(late.body.code).toBe("token_spent");
      expect((await logIn(email, stranger.password)).status).toBe(401);
      expect(await tallyOf(body.user.id)).toMatchObject({ sign_up: 1, password_reset: 1, email_verified: 1 });
    }
  });

  it("is refused a password that won't do, and still works", async () => {
    const { email } = await signUp(createVisitor());
    const { token, code } = await forgot(email);
    const local = email.split("@")[0];
    for (const proof of [{ token }, { email, code }]) {
      for (const [password, reason] of [
        ["short", "too_short"],
        ["password1234", "breached"],
        [`x${local}x`, "contains_address"],
        ["p".repeat(300), "too_long"],
      ] as const) {
        const { status, body } = await reset({ ...proof, password });
        expect([status, body.code]).toEqual([422, "password_rejected"]);
        expect(body.errors).toContainEqual({ path: "password", code: reason, message: expect.any(String) });
      }
    }
    expect((await reset({ email, code })).status).toBe(200);
  });

  it("takes a token or an address and a code, whole and alone", async () => {
    const email = newAddress();
    const bodies = [
      [{}, "token"],
      [{ email }, "code"],
      [{ code: "123456" }, "email"],
      [{ token: "x", code: "123456" }, "token"],
      [{ token: "x", email }, "token"],
      [{ token: 7 }, "token"],
      [{ token: null }, "token"],
      [{ token: ["x"] }, "token"],
      [{ email: [email, "evil@example.com"], code: "123456" }, "email"],
      [{ email: `${email},evil@example.com`, code: "123456" }, "email"],
      [{ email: `${email}\r\nBcc: evil@example.com`, code: "123456" }, "email"],
      [{ token: "x", delivery: "cookie" }, "delivery"],
    ] as const;
    for (const [body, path] of bodies) {
      const answer = await reset(body);
      expect([answer.status, answer.body.code]).toEqual([422, "validation_failed"]);
      expect(answer.body.errors.map((error: { path: string }) => error.path)).toContain(path);
    }
    for (const token of ["", "x", "A".repeat(64), "\u0000", "%00", "a".repeat(9_000)]) {
      const { status, body } = await reset({ token });
      expect([status, body.code]).toEqual([400, "invalid_token"]);
    }
  });

  it("of a disabled account is told so, and the link waits", async () => {
    const { email, user } = await signUp(createVisitor());
    const { token, code } = await forgot(email);
    const disable = async (disabledAt: Date | null) => {
      const { orm, tables } = openDatabase();
      await orm.update(tables.users).set({ disabledAt }).where(eq(tables.users.id, user.id));
    };
    await disable(new Date());
    for (const proof of [{ token }, { email, code }]) {
      const { status, body } = await reset(proof);
      expect([status, body.code]).toEqual([403, "account_disabled"]);
    }
    await disable(null);
    expect((await reset({ token })).status).toBe(200);
  });

  it("is dead once the address has moved on", async () => {
    const owner = createVisitor();
    const { email } = await signUp(owner);
    const to = newAddress();
    const { confirm } = await askForAddress(owner, { from: email, to, password: PASSWORD });
    const { token, code } = await forgot(email);
    await createVisitor().post("/api/auth/email/change/confirm", { token: confirm });
    expect((await reset({ token })).body.code).toBe("token_spent");
    expect((await reset({ email, code })).body.code).toBe("invalid_token");
    expect((await logIn(to, PASSWORD)).status).toBe(200);
    // The address is nobody's now: asking goes nowhere.
    const before = (await mailTo(email)).length;
    await createVisitor().post("/api/auth/password/forgot", { email });
    expect(await mailTo(email)).toHaveLength(before);
  });

  it("expires", async () => {
    const { email } = await signUp(createVisitor());
    const { token } = await forgot(email, createVisitor({ fetch: withSettings({ RESET_TTL: "1s" }) }));
    await new Promise((resolve) => setTimeout(resolve, 1_050));
    const late = await reset({ token });
    expect([late.status, late.body.code]).toEqual([410, "token_spent"]);
  });

  it("opens the account for clients that failed too often", async () => {
    const strict = { fetch: withSettings({ LIMIT_SCALE: "1", LOGIN_LIMIT: "2/15m" }) };
    const client = { "cf-connecting-ip": "203.0.113.201" };
    const visitor = createVisitor({ ...strict, headers: client });
    const { email } = await signUp(createVisitor());
    for (let i = 0; i < 2; i++) expect((await logIn(email, "wrong", visitor)).status).toBe(401);
    expect((await logIn(email, PASSWORD, visitor)).status).toBe(429);
    const { token } = await forgot(email);
    expect((await reset({ token }, visitor)).status).toBe(200);
    expect((await logIn(email, "wrong", visitor)).body.attemptsLeft).toBe(1);
    expect((await logIn(email, NEXT, visitor)).status).toBe(200);
  });

  it("goes only to addresses of accounts, never to a number", async () => {
    const { phone } = await signUpByPhone(createVisitor());
    const { status, body } = await createVisitor().post("/api/auth/password/forgot", { email: phone });
    expect([status, body.code]).toEqual([422, "validation_failed"]);
  });
});

describe("the history of passwords", () => {
  it("refuses the last three and no older one, without using the reset up", async () => {
    const visitor = createVisitor({ fetch: withSettings({ PASSWORD_HISTORY: "3" }) });
    const { email, user } = await signUp(visitor);
    const used = [PASSWORD, "the second password", "the third password", "the fourth password"];
    for (const password of used.slice(1)) {
      const { token } = await forgot(email, visitor);
      expect((await reset({ token, password }, visitor)).status).toBe(200);
    }
    const { token, code } = await forgot(email, visitor);
    for (const password of used.slice(1)) {
      for (const proof of [{ token }, { email, code }].slice(0, password === used[3] ? 2 : 1)) {
        const { status, body } = await reset({ ...proof, password }, visitor);
        expect([status, body.code]).toEqual([422, "password_rejected"]);
        expect(body.errors).toEqual([{ path: "password", code: "reused", message: expect.any(String) }]);
      }
    }
    expect((await reset({ token, password: PASSWORD }, visitor)).status).toBe(200);
    const resets = (await historyOf(user.id)).filter(({ type }) => type === "password_reset");
    expect(resets).toHaveLength(4);
  });

  it("is not kept when nobody asks for it", async () => {
    const { email, user } = await signUp(createVisitor());
    const { token } = await forgot(email);
    expect((await reset({ token, password: PASSWORD })).status).toBe(200);
    const { orm, tables } = openDatabase();
    const [row] = await orm.select().from(tables.users).where(eq(tables.users.id, user.id));
    expect(row?.previousHashes).toBeNull();
  });
});
