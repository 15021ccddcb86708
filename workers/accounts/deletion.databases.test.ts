import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { enterByCode, forgot, NEXT, sendCode, tokenFor } from "../testing/acts.ts";
import { historyOf, tallyOf } from "../testing/history.ts";
import { openDatabase } from "../testing/open-database.ts";
import {
  createVisitor,
  mailTo,
  newAddress,
  newNumber,
  PASSWORD,
  signUp,
  type TestVisitor,
} from "../testing/visitor.ts";
import { withSettings } from "../testing/with-settings.ts";

const DAY_MS = 86_400_000;
const quick = { fetch: withSettings({ DELETION_GRACE: "1s" }) };
const graceIsOver = () => new Promise((resolve) => setTimeout(resolve, 1_050));
const leave = (visitor: TestVisitor, body: unknown = { password: PASSWORD }) =>
  visitor.send("DELETE", "/api/me", body);
const logIn = (identifier: string, password = PASSWORD, visitor = createVisitor()) =>
  visitor.post("/api/auth/login", { identifier, password });

async function byLink(email: string) {
  await createVisitor().post("/api/auth/magic-link/send", { email });
  return createVisitor().post("/api/auth/magic-link/verify", { token: await tokenFor("magic-link", email) });
}

async function withNumber(visitor: TestVisitor): Promise<string> {
  const phone = newNumber();
  const { body } = await visitor.post("/api/me/phone", { phone });
  const [message] = await mailTo(phone);
  await visitor.post("/api/me/phone/confirm", { challengeId: body.challengeId, code: message?.code });
  return phone;
}

describe("deleting one's account", () => {
  it("ends all sessions, links and codes at once, expires the cookies, and says when the data goes", async () => {
    const owner = createVisitor();
    const { email, user } = await signUp(owner);
    const other = createVisitor();
    await logIn(email, PASSWORD, other);
    const { challengeId, code } = await sendCode(email);
    const { token } = await forgot(email);
    const left = await leave(owner);
    expect([left.status, Object.keys(left.body), left.body.status]).toEqual([
      202,
      ["status", "purgeAt"],
      "deletion_scheduled",
    ]);
    expect(Math.abs(Date.parse(left.body.purgeAt) - Date.now() - 7 * DAY_MS)).toBeLessThan(60_000);
    expect([...owner.cookies.keys()]).toEqual(["genkan_device"]);
    for (const visitor of [owner, other]) expect((await visitor.get("/api/me")).status).toBe(401);
    expect((await other.post("/api/auth/refresh")).body.code).toBe("refresh_invalid");
    const entered = await createVisitor().post("/api/auth/otp/verify", { challengeId, code });
    expect(entered.body.code).toBe("invalid_token");
    const reset = await createVisitor().post("/api/auth/password/reset", { token, password: NEXT });
    expect(reset.body.code).toBe("token_spent");
    const [mail] = await mailTo(email);
    expect(mail?.links.some((link) => link.endsWith("/sign-in"))).toBe(true);
    expect(await tallyOf(user.id)).toMatchObject({ deletion_scheduled: 1 });
  });

  it("wants the password", async () => {
    const owner = createVisitor();
    await signUp(owner);
    for (const body of [undefined, {}]) {
      const { status, body: problem } = await owner.send("DELETE", "/api/me", body);
      expect([status, problem.errors]).toEqual([
        422,
        [{ path: "password", code: "required", message: expect.any(String) }],
      ]);
    }
    expect((await leave(owner, { password: "wrong" })).body.code).toBe("wrong_password");
    expect((await leave(owner, { password: PASSWORD, now: true })).body.errors?.[0]?.code).toBe(
      "unknown_key",
    );
    expect((await leave(owner, { password: 7 })).status).toBe(422);
    expect((await leave(createVisitor())).status).toBe(401);
    expect((await owner.get("/api/me")).status).toBe(200);
  });

  it.each([
    ["a password", (email: string) => logIn(email)],
    ["a code by mail", (email: string) => enterByCode(email)],
    ["a code by SMS", (_: string, phone: string) => enterByCode(phone)],
    ["a link", (email: string) => byLink(email)],
  ])("is taken back by signing in with %s", async (_, enter) => {
    const owner = createVisitor();
    const { email, user } = await signUp(owner);
    const phone = await withNumber(owner);
    await leave(owner);
    const back = await enter(email, phone);
    expect([back.status, back.body.newUser, back.body.user.id]).toEqual([200, false, user.id]);
    expect(await tallyOf(user.id)).toMatchObject({ deletion_scheduled: 1, deletion_cancelled: 1 });
    const { orm, tables } = openDatabase();
    const [row] = await orm.select().from(tables.users).where(eq(tables.users.id, user.id));
    expect(row?.purgeAt).toBeNull();
  });

  it("is taken back by a reset", async () => {
    const owner = createVisitor();
    const { email, user } = await signUp(owner);
    await leave(owner);
    const { token } = await forgot(email);
    await createVisitor().post("/api/auth/password/reset", { token, password: NEXT });
    expect(await tallyOf(user.id)).toMatchObject({ password_reset: 1, deletion_cancelled: 1 });
    expect((await logIn(email, NEXT)).body.user.id).toBe(user.id);
    expect(await tallyOf(user.id)).toMatchObject({ deletion_cancelled: 1 });
  });

  it("keeps its username from others until the data goes", async () => {
    const username = `u_${newAddress().slice(0, 12)}`;
    const owner = createVisitor();
    await signUp(owner, { username });
    await leave(owner);
    const other = createVisitor();
    await signUp(other);
    const { status, body } = await other.patch("/api/me", { username });
    expect([status, body.code]).toEqual([409, "username_taken"]);
  });

  it("leaves the old address a way back", async () => {
    const thief = createVisitor();
    const { email, user } = await signUp(thief);
    const newEmail = newAddress();
    await thief.post("/api/me/email", { newEmail, password: PASSWORD });
    const undo = await tokenFor("undo-email-change", email);
    const token = await tokenFor("confirm-email-change", newEmail);
    await createVisitor().post("/api/auth/email/change/confirm", { token });
    await leave(thief);
    expect((await createVisitor().post("/api/auth/email/change/undo", { token: undo })).status).toBe(200);
    expect((await logIn(email)).body.user).toMatchObject({ id: user.id, email });
  });
});

describe("once the grace is over, purged or not,", () => {
  it("nobody signs in, and asking for a reset goes nowhere", async () => {
    const owner = createVisitor(quick);
    const { email } = await signUp(owner);
    const username = `u_${newAddress().slice(0, 12)}`;
    await owner.patch("/api/me", { username });
    await leave(owner);
    const asked = await forgot(email);
    await graceIsOver();
    for (const identifier of [email, username]) {
      const { status, body } = await logIn(identifier);
      expect([status, body.code]).toEqual([401, "invalid_credentials"]);
    }
    const late = await createVisitor().post("/api/auth/password/reset", {
      token: asked.token,
      password: NEXT,
    });
    expect([late.status, late.body.code]).toEqual([410, "token_spent"]);
    const mails = (await mailTo(email)).length;
    const again = await createVisitor().post("/api/auth/password/forgot", { email });
    expect([again.status, (await mailTo(email)).length]).toEqual([202, mails]);
    expect((await logIn(email, NEXT)).status).toBe(401);
  });

  it("a code makes a fresh account without anything of the old one", async () => {
    const owner = createVisitor(quick);
    const { email, user } = await signUp(owner, { name: "Ada" });
    const phone = await withNumber(owner);
    await leave(owner);
    await graceIsOver();
    const fresh = await enterByCode(email);
    expect(fresh.body).toMatchObject({ newUser: true, user: { email, name: null, phone: null } });
    expect(fresh.body.user.id).not.toBe(user.id);
    expect((await historyOf(fresh.body.user.id)).map(({ type }) => type).toSorted()).toEqual([
      "email_verified",
      "sign_in",
      "sign_up",
    ]);
    const { orm, tables } = openDatabase();
    const old = await orm.select().from(tables.sessions).where(eq(tables.sessions.userId, user.id));
    expect(old).toEqual([]);
    expect((await logIn(email)).status).toBe(401);
    expect((await enterByCode(phone)).body).toMatchObject({ newUser: true });
  });

  it("its address signs up again, and its username is free for anybody", async () => {
    const username = `u_${newAddress().slice(0, 12)}`;
    const renamed = `u_${newAddress().slice(0, 12)}`;
    const owner = createVisitor(quick);
    const { email, user } = await signUp(owner, { username });
    const other = createVisitor(quick);
    await signUp(other, { username: renamed });
    await Promise.all([leave(owner), leave(other)]);
    const member = createVisitor();
    await signUp(member);
    await graceIsOver();
    const visitor = createVisitor();
    const asked = await visitor.post("/api/auth/signup", {
      email,
      password: NEXT,
      username: username.toUpperCase(),
    });
    expect(asked.status).toBe(202);
    const token = await tokenFor("confirm", email);
    const { body } = await visitor.post("/api/auth/email/verify", { token });
    expect(body).toMatchObject({ newUser: true, user: { username: username.toUpperCase() } });
    expect(body.user.id).not.toBe(user.id);
    expect((await member.patch("/api/me", { username: renamed })).body.user.username).toBe(renamed);
  });

  it("its number and address may be taken over by another account", async () => {
    const owner = createVisitor(quick);
    const { email } = await signUp(owner);
    const phone = await withNumber(owner);
    await leave(owner);
    await graceIsOver();
    const heir = createVisitor();
    const { user } = await signUp(heir);
    const { body } = await heir.post("/api/me/phone", { phone });
    const code = (await mailTo(phone))[0]?.code;
    const confirmed = await heir.post("/api/me/phone/confirm", { challengeId: body.challengeId, code });
    expect(confirmed.body.user).toMatchObject({ id: user.id, phone });
    await heir.post("/api/me/email", { newEmail: email, password: PASSWORD });
    const token = await tokenFor("confirm-email-change", email);
    const moved = await createVisitor().post("/api/auth/email/change/confirm", { token });
    expect(moved.body.user).toMatchObject({ id: user.id, email });
    const { orm, tables } = openDatabase();
    const gone = await orm.select().from(tables.users).where(eq(tables.users.email, email));
    expect(gone).toHaveLength(1);
  });
});
