import { eq } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { askForAddress, forgot, NEXT, sendCode, times, tokenFor } from "../testing/acts.ts";
import { historyOf, tallyOf } from "../testing/history.ts";
import { openDatabase } from "../testing/open-database.ts";
import {
  type Answer,
  createVisitor,
  mailTo,
  newAddress,
  newNumber,
  PASSWORD,
  signUp,
  type TestVisitor,
} from "../testing/visitor.ts";

const logIn = (email: string, password = PASSWORD, visitor = createVisitor()) =>
  visitor.post("/api/auth/login", { identifier: email, password });

/** Nothing of ours may fail because something else of ours happens at the same time. */
function expectNoFailure(answers: Answer[]): void {
  for (const { status, body } of answers) expect([status, body.code]).not.toEqual([500, "internal"]);
}

async function numberOf(owner: TestVisitor): Promise<string> {
  const phone = newNumber();
  const { body } = await owner.post("/api/me/phone", { phone });
  const [message] = await mailTo(phone);
  await owner.post("/api/me/phone/confirm", { challengeId: body.challengeId, code: message?.code });
  return phone;
}

describe("while a reset commits", () => {
  it("no sign-in that began before it leaves a session behind, by whichever way", async () => {
    for (let round = 0; round < 4; round++) {
      const owner = createVisitor();
      const { email, user } = await signUp(owner);
      const phone = await numberOf(owner);
      const { token } = await forgot(email);
      const [byMail, bySms] = [await sendCode(email), await sendCode(phone)];
      await createVisitor().post("/api/auth/magic-link/send", { email });
      const magic = await tokenFor("magic-link", email);
      const visitors = Array.from({ length: 9 }, () => createVisitor());
      const verify = ({ challengeId, code }: typeof byMail, visitor: TestVisitor) =>
        visitor.post("/api/auth/otp/verify", { challengeId, code });
      const answers = await Promise.all([
        ...visitors.slice(0, 3).map((visitor) => logIn(email, PASSWORD, visitor)),
        createVisitor().post("/api/auth/password/reset", { token, password: NEXT }),
        ...visitors.slice(3, 6).map((visitor) => logIn(email, PASSWORD, visitor)),
        verify(byMail, visitors[6] as TestVisitor),
        verify(bySms, visitors[7] as TestVisitor),
        (visitors[8] as TestVisitor).post("/api/auth/magic-link/verify", { token: magic }),
        owner.post("/api/auth/refresh"),
      ]);
      expectNoFailure(answers);
      expect(answers[3]?.status).toBe(200);
      for (const visitor of [...visitors, owner]) {
        expect((await visitor.get("/api/me")).status).toBe(401);
        expect((await visitor.post("/api/auth/refresh")).status).toBe(401);
      }
      const { orm, tables } = openDatabase();
      const rows = await orm.select().from(tables.sessions).where(eq(tables.sessions.userId, user.id));
      expect(rows.filter(({ endedAt }) => endedAt === null)).toEqual([]);
      expect((await logIn(email, NEXT)).status).toBe(200);
    }
  });
});

describe("everything at once on one account", () => {
  it("fails nowhere, and leaves one password and one address that work", async () => {
    for (let round = 0; round < 4; round++) {
      const owner = createVisitor();
      const { email, user } = await signUp(owner);
      const phone = await numberOf(owner);
      const to = newAddress();
      const { confirm } = await askForAddress(owner, { from: email, to, password: PASSWORD });
      const { token } = await forgot(email);
      const { challengeId, code } = await sendCode(email);
      const known = createVisitor();
      await logIn(email, PASSWORD, known);
      const disown = await tokenFor("not-me", email);
      const send = (path: string, body: object, visitor = createVisitor()) =>
        visitor.post(`/api/auth/${path}`, body);
      const answers = await Promise.all([
        send("password/reset", { token, password: NEXT }),
        send("otp/verify", { challengeId, code }),
        send("email/change/confirm", { token: confirm }),
        owner.post("/api/me/password", { currentPassword: PASSWORD, newPassword: `${NEXT} 2` }),
        send("session/disown", { token: disown }),
        owner.post("/api/auth/refresh"),
        owner.post("/api/me/reauth", { password: PASSWORD }),
        known.post("/api/auth/logout-all"),
        owner.send("DELETE", "/api/me/phone"),
        known.send("DELETE", "/api/me", { password: PASSWORD }),
        send("magic-link/send", { email }),
        send("otp/send", { channel: "sms", to: phone }),
        send("password/forgot", { email }),
        ...Array.from({ length: 4 }, () => logIn(email)),
      ]);
      expectNoFailure(answers);
      const tries = await Promise.all(
        [email, to].flatMap((address) =>
          [PASSWORD, NEXT, `${NEXT} 2`].map((password) => logIn(address, password)),
        ),
      );
      expect(tries.filter(({ status }) => status === 200)).toHaveLength(1);
      const events = await tallyOf(user.id);
      for (const once of [
        "password_reset",
        "password_changed",
        "email_changed",
        "deletion_scheduled",
      ] as const) {
        expect(events[once] ?? 0).toBeLessThanOrEqual(1);
      }
    }
  });
});

describe("the cap of ten sessions", () => {
  it("is exact for fifteen sign-ins at once by different ways, and says whom it ended", async () => {
    const owner = createVisitor();
    const { email, user } = await signUp(owner);
    const phone = await numberOf(owner);
    for (let i = 0; i < 9; i++) await logIn(email);
    const [byMail, bySms] = [await sendCode(email), await sendCode(phone)];
    await createVisitor().post("/api/auth/magic-link/send", { email });
    const token = await tokenFor("magic-link", email);
    const visitors = Array.from({ length: 15 }, () => createVisitor());
    const answers = await times(15, (i) => {
      const visitor = visitors[i] as TestVisitor;
      if (i === 4) return visitor.post("/api/auth/magic-link/verify", { token });
      const { challengeId, code } = i === 8 ? byMail : bySms;
      if (i === 8 || i === 12) return visitor.post("/api/auth/otp/verify", { challengeId, code });
      return logIn(email, PASSWORD, visitor);
    });
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 15 }, () => 200));
    const live = await Promise.all(visitors.map((visitor) => visitor.get("/api/me")));
    expect(live.filter(({ status }) => status === 200)).toHaveLength(10);
    expect((await owner.get("/api/me")).status).toBe(401);
    const revoked = (await historyOf(user.id)).filter(({ type }) => type === "session_revoked");
    expect(revoked).toHaveLength(15);
    expect(new Set(revoked.map(({ sessionId }) => sessionId)).size).toBe(15);
    expect(await tallyOf(user.id)).toMatchObject({ sign_in: 25 });
  });
});

describe("two ways in at once for a new address", () => {
  it("make one account, and both sessions work", async () => {
    for (let round = 0; round < 8; round++) {
      const email = newAddress();
      const { challengeId, code } = await sendCode(email);
      await createVisitor().post("/api/auth/magic-link/send", { email });
      const token = await tokenFor("magic-link", email);
      const [one, two] = [createVisitor(), createVisitor()];
      // Half of them in the very same millisecond.
      if (round % 2 === 1) vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
      const answers = await Promise.all([
        one.post("/api/auth/otp/verify", { challengeId, code }),
        two.post("/api/auth/magic-link/verify", { token }),
      ]).finally(() => vi.useRealTimers());
      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
      expect(answers.filter(({ body }) => body.newUser)).toHaveLength(1);
      for (const visitor of [one, two]) expect((await visitor.get("/api/me")).status).toBe(200);
      expect(await tallyOf(answers[0].body.user.id)).toEqual({ sign_up: 1, email_verified: 1, sign_in: 2 });
    }
  });
});

describe("one cause of an end", () => {
  it("is one event and one mail, however many say so at once", async () => {
    const { email, user } = await signUp(createVisitor());
    const login = { identifier: email, password: PASSWORD, delivery: "token" };
    const { body } = await createVisitor().post("/api/auth/login", login);
    const refresh = (refreshToken: string) => createVisitor().post("/api/auth/refresh", { refreshToken });
    const first = body.tokens.refreshToken;
    const second = (await refresh(first)).body.tokens.refreshToken;
    await refresh(second);
    const mails = (await mailTo(email)).length;
    const reused = await times(20, () => refresh(first));
    for (const { status } of reused) expect(status).toBe(401);
    expect(reused.map((answer) => answer.body.code)).toContain("refresh_reused");
    expect(await tallyOf(user.id)).toMatchObject({ refresh_reused: 1 });
    expect(await mailTo(email)).toHaveLength(mails + 1);

    const owner = createVisitor();
    await logIn(email, PASSWORD, owner);
    const cookie = [...owner.cookies].map((pair) => pair.join("=")).join("; ");
    await times(10, () => createVisitor().post("/api/auth/logout", undefined, { cookie }));
    expect(await tallyOf(user.id)).toMatchObject({ sign_out: 1 });
    await logIn(email, PASSWORD, owner);
    const held = [...owner.cookies].map((pair) => pair.join("=")).join("; ");
    await times(10, () => createVisitor().post("/api/auth/logout-all", undefined, { cookie: held }));
    expect(await tallyOf(user.id)).toMatchObject({ sign_out: 2 });
    await logIn(email, PASSWORD, owner);
    await logIn(email, PASSWORD, owner);
    expect(await tallyOf(user.id)).toMatchObject({ sign_out: 3 });
  });
});
