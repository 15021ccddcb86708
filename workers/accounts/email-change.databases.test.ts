import { describe, expect, it } from "vitest";
import {
  askForAddress,
  enterByCode,
  forgot,
  NEXT,
  sendCode,
  signUpByPhone,
  tokenFor,
} from "../testing/acts.ts";
import { tallyOf } from "../testing/history.ts";
import { createVisitor, mailTo, newAddress, PASSWORD, signUp, tripsOf } from "../testing/visitor.ts";

const CONFIRM = "/api/auth/email/change/confirm";
const UNDO = "/api/auth/email/change/undo";
const use = (path: string, token: unknown) => createVisitor().post(path, { token });
const logIn = (identifier: string, password = PASSWORD, visitor = createVisitor()) =>
  visitor.post("/api/auth/login", { identifier, password });

async function spent(path: string, token: string) {
  const { status, body } = await use(path, token);
  expect([path, status, body.code]).toEqual([path, 410, "token_spent"]);
}

describe("asking for another address", () => {
  it("answers and mails alike for a free and a taken one, whose owner is told", async () => {
    const owner = createVisitor();
    const { email, user } = await signUp(owner);
    const taken = (await signUp(createVisitor())).email;
    const free = newAddress();
    const answers = [];
    for (const [index, newEmail] of [free, taken.toUpperCase()].entries()) {
      const mails = (await mailTo(newEmail)).length;
      const answer = await owner.post("/api/me/email", { newEmail, password: PASSWORD });
      answers.push([answer.status, answer.body, tripsOf(answer), [...answer.headers.keys()]]);
      expect((await mailTo(newEmail)).length - mails).toBe(1);
      expect(await mailTo(email)).toHaveLength(2 + index);
    }
    expect(answers[0]?.slice(0, 2)).toEqual([202, { status: "confirmation_sent" }]);
    expect(answers[1]).toEqual(answers[0]);
    const [toOwner] = await mailTo(taken);
    expect(toOwner?.links.some((link) => link.includes("token"))).toBe(false);
    expect([toOwner?.text.includes(email), toOwner?.text.includes(user.id)]).toEqual([false, false]);
    // The later request replaced the first one, although it came to nothing.
    await spent(CONFIRM, await tokenFor("confirm-email-change", free));
    expect((await owner.get("/api/me")).body.user.email).toBe(email);
  });

  it("wants the password, a real address and another one, in that order of telling", async () => {
    const owner = createVisitor();
    const { email } = await signUp(owner);
    const newEmail = newAddress();
    const bodies = [
      [{ newEmail }, "password", "required"],
      [{ newEmail: email.toUpperCase(), password: "wrong" }, "newEmail", "unchanged"],
      [{ newEmail: `${newEmail},x@example.com`, password: PASSWORD }, "newEmail", "invalid_email"],
      [{ newEmail: [newEmail], password: PASSWORD }, "newEmail", "invalid_type"],
      [{ newEmail, password: PASSWORD, userId: "usr_x" }, "userId", "unknown_key"],
    ] as const;
    for (const [body, path, code] of bodies) {
      const answer = await owner.post("/api/me/email", body);
      expect([answer.status, answer.body.errors]).toEqual([
        422,
        [{ path, code, message: expect.any(String) }],
      ]);
    }
    const wrong = await owner.post("/api/me/email", { newEmail, password: "wrong" });
    expect([wrong.status, wrong.body.code]).toEqual([403, "wrong_password"]);
    expect(await mailTo(newEmail)).toEqual([]);
    expect(await mailTo(email)).toHaveLength(1);
  });
});

describe("confirming another address", () => {
  it("moves the account, voids what was mailed to the old one, and keeps the session that asked", async () => {
    const owner = createVisitor();
    const { email, user, session } = await signUp(owner);
    const other = createVisitor();
    await logIn(email, PASSWORD, other);
    const to = newAddress();
    const { confirm } = await askForAddress(owner, { from: email, to, password: PASSWORD });
    await createVisitor().post("/api/auth/magic-link/send", { email });
    const magic = await tokenFor("magic-link", email);
    const { challengeId, code } = await sendCode(email);
    const confirmed = await use(CONFIRM, confirm);
    expect([confirmed.status, Object.keys(confirmed.body)]).toEqual([200, ["user"]]);
    expect(confirmed.body.user).toEqual({ ...user, email: to });
    expect(confirmed.headers.getSetCookie()).toEqual([]);
    expect((await owner.get("/api/auth/verify")).body.session.id).toBe(session.id);
    expect((await other.get("/api/me")).status).toBe(401);
    await spent("/api/auth/magic-link/verify", magic);
    const late = await createVisitor().post("/api/auth/otp/verify", { challengeId, code });
    expect(late.body.code).toBe("invalid_token");
    expect([(await logIn(email)).status, (await logIn(to)).status]).toEqual([401, 200]);
    expect(await tallyOf(user.id)).toMatchObject({ email_changed: 1 });
    await spent(CONFIRM, confirm);
  });

  it("comes to nothing when somebody else has the address meanwhile", async () => {
    const owner = createVisitor();
    const { email, user } = await signUp(owner);
    const other = createVisitor();
    await logIn(email, PASSWORD, other);
    const to = newAddress();
    const { confirm, undo } = await askForAddress(owner, { from: email, to, password: PASSWORD });
    const winner = (await enterByCode(to)).body.user;
    const before = [(await mailTo(email)).length, await tallyOf(user.id)];
    await spent(CONFIRM, confirm);
    expect([(await mailTo(email)).length, await tallyOf(user.id)]).toEqual(before);
    expect((await owner.get("/api/me")).body.user.email).toBe(email);
    expect((await other.get("/api/me")).status).toBe(200);
    expect((await enterByCode(to)).body.user.id).toBe(winner.id);
    expect((await use(UNDO, undo)).status).toBe(200);
  });

  it("takes its own token only, once, in a text", async () => {
    const owner = createVisitor();
    const { email } = await signUp(owner);
    const { confirm, undo } = await askForAddress(owner, {
      from: email,
      to: newAddress(),
      password: PASSWORD,
    });
    for (const [path, token] of [
      [CONFIRM, undo],
      [UNDO, confirm],
      [CONFIRM, `${confirm}A`],
      [UNDO, ""],
    ] as const) {
      const { status, body } = await use(path, token);
      expect([path, status, body.code]).toEqual([path, 400, "invalid_token"]);
    }
    for (const path of [CONFIRM, UNDO]) {
      for (const token of [7, null, [confirm], {}, undefined]) {
        const { status, body } = await use(path, token);
        expect([status, body.code, body.errors?.[0]?.path]).toEqual([422, "validation_failed", "token"]);
      }
      const extra = await createVisitor().post(path, { token: confirm, delivery: "token" });
      expect(extra.body.errors?.[0]).toMatchObject({ path: "delivery", code: "unknown_key" });
      for (const method of ["GET", "HEAD"]) {
        expect((await createVisitor().send(method, `${path}?token=${confirm}`)).status).toBe(405);
      }
    }
    expect((await use(CONFIRM, confirm)).status).toBe(200);
  });

  it("is not for a link that a reset has voided; nor is the way back then", async () => {
    const owner = createVisitor();
    const { email } = await signUp(owner);
    const to = newAddress();
    const { confirm, undo } = await askForAddress(owner, { from: email, to, password: PASSWORD });
    const { token } = await forgot(email);
    await createVisitor().post("/api/auth/password/reset", { token, password: NEXT });
    await spent(CONFIRM, confirm);
    await spent(UNDO, undo);
    expect((await logIn(email, NEXT)).status).toBe(200);
  });

  it("gives one who came by phone his first address", async () => {
    const owner = createVisitor();
    const { user } = await signUpByPhone(owner);
    const to = newAddress();
    const asked = await owner.post("/api/me/email", { newEmail: to });
    expect([asked.status, asked.body]).toEqual([202, { status: "confirmation_sent" }]);
    const { body } = await use(CONFIRM, await tokenFor("confirm-email-change", to));
    expect(body.user).toMatchObject({ id: user.id, email: to, emailVerified: true, phoneVerified: true });
    expect((await enterByCode(to)).body).toMatchObject({ newUser: false, user: { id: user.id } });
  });
});

describe("undoing a change of address", () => {
  it("before it took place voids it, and ends every session", async () => {
    const owner = createVisitor();
    const { email, user } = await signUp(owner);
    const to = newAddress();
    const { confirm, undo } = await askForAddress(owner, { from: email, to, password: PASSWORD });
    const undone = await use(UNDO, undo);
    expect([undone.status, undone.body]).toEqual([200, { status: "reverted" }]);
    expect((await owner.get("/api/me")).status).toBe(401);
    await spent(CONFIRM, confirm);
    await spent(UNDO, undo);
    expect((await logIn(email)).body.user).toEqual(user);
    expect(await tallyOf(user.id)).toMatchObject({ email_change_undone: 1 });
  });

  it("after two changes in a row still works from the first address, and voids all that came since", async () => {
    const thief = createVisitor();
    const { email, user } = await signUp(thief);
    const [second, third] = [newAddress(), newAddress()];
    const first = await askForAddress(thief, { from: email, to: second, password: PASSWORD });
    await use(CONFIRM, first.confirm);
    const next = await askForAddress(thief, { from: second, to: third, password: PASSWORD });
    await use(CONFIRM, next.confirm);
    const reset = await forgot(third);
    const entry = await sendCode(third);
    expect((await use(UNDO, first.undo)).body).toEqual({ status: "reverted" });
    await spent(UNDO, next.undo);
    const late = await createVisitor().post("/api/auth/password/reset", {
      token: reset.token,
      password: NEXT,
    });
    expect(late.body.code).toBe("token_spent");
    const { challengeId, code } = entry;
    expect((await createVisitor().post("/api/auth/otp/verify", { challengeId, code })).status).toBe(400);
    expect((await thief.get("/api/me")).status).toBe(401);
    expect((await logIn(third)).status).toBe(401);
    // The thief's browser is a stranger's again.
    const mails = (await mailTo(email)).length;
    expect((await logIn(email, PASSWORD, thief)).body.user.id).toBe(user.id);
    expect(await mailTo(email)).toHaveLength(mails + 1);
  });

  it("comes to nothing while the old address is somebody else's", async () => {
    const owner = createVisitor();
    const { email } = await signUp(owner);
    const to = newAddress();
    const { confirm, undo } = await askForAddress(owner, { from: email, to, password: PASSWORD });
    await use(CONFIRM, confirm);
    await enterByCode(email);
    await spent(UNDO, undo);
    expect((await owner.get("/api/me")).body.user.email).toBe(to);
  });
});
