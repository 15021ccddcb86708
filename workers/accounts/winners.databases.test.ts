import { expect, it } from "vitest";
import { askForAddress, forgot, NEXT, sendCode, times, tokenFor } from "../testing/acts.ts";
import { tallyOf } from "../testing/history.ts";
import {
  type Answer,
  createVisitor,
  mailTo,
  newAddress,
  newNumber,
  PASSWORD,
  signUp,
} from "../testing/visitor.ts";

const RACERS = 20;

/** One of twenty posts wins; the others are told that it was used, or that they came too late for a code. */
function expectOneWinner(answers: Answer[]): Answer {
  const won = answers.filter(({ status }) => status === 200);
  expect(won).toHaveLength(1);
  const lost = answers.filter((answer) => !won.includes(answer));
  for (const { status, body } of lost) {
    expect(["410 token_spent", "400 invalid_token"]).toContain(`${status} ${body.code}`);
  }
  return won[0] as Answer;
}

it("a link or code that signs in has one winner, one account and one session", async () => {
  const email = newAddress();
  const { challengeId, code } = await sendCode(email);
  const byCode = expectOneWinner(
    await times(RACERS, () => createVisitor().post("/api/auth/otp/verify", { challengeId, code })),
  );
  await createVisitor().post("/api/auth/magic-link/send", { email });
  const token = await tokenFor("magic-link", email);
  const byLink = expectOneWinner(
    await times(RACERS, () => createVisitor().post("/api/auth/magic-link/verify", { token })),
  );
  expect([byCode.body.newUser, byLink.body.newUser]).toEqual([true, false]);
  expect(byLink.body.user.id).toBe(byCode.body.user.id);
  expect(await tallyOf(byCode.body.user.id)).toEqual({
    sign_up: 1,
    email_verified: 1,
    sign_in: 2,
    link_sent: 1,
  });
});

it("a reset sets one of twenty passwords, by link and by code", async () => {
  const { email, user } = await signUp(createVisitor());
  for (const way of ["token", "code"] as const) {
    const { token, code } = await forgot(email);
    const proof = way === "token" ? { token } : { email, code };
    const passwords = Array.from({ length: RACERS }, (_, i) => `${way} password number ${i}`);
    const answers = await times(RACERS, (i) =>
      createVisitor().post("/api/auth/password/reset", { ...proof, password: passwords[i] }),
    );
    const winner = answers.indexOf(expectOneWinner(answers));
    const logins = await times(RACERS, (i) =>
      createVisitor().post("/api/auth/login", { identifier: email, password: passwords[i] }),
    );
    expect(logins.map(({ status }) => status)).toEqual(passwords.map((_, i) => (i === winner ? 200 : 401)));
  }
  expect(await tallyOf(user.id)).toMatchObject({ password_reset: 2, link_sent: 2 });
  const notices = (await mailTo(email)).filter(({ subject }) => /password.*changed/i.test(subject));
  expect(notices).toHaveLength(2);
});

it("a change of address is confirmed once and undone once", async () => {
  const owner = createVisitor();
  const { email, user } = await signUp(owner);
  const to = newAddress();
  const { confirm, undo } = await askForAddress(owner, { from: email, to, password: PASSWORD });
  const confirmed = await times(RACERS, () =>
    createVisitor().post("/api/auth/email/change/confirm", { token: confirm }),
  );
  expect(expectOneWinner(confirmed).body.user.email).toBe(to);
  const undone = await times(RACERS, () =>
    createVisitor().post("/api/auth/email/change/undo", { token: undo }),
  );
  expect(expectOneWinner(undone).body).toEqual({ status: "reverted" });
  expect(await tallyOf(user.id)).toMatchObject({ email_changed: 1, email_change_undone: 1 });
  // About the sign-up, the request, the change and its undoing.
  expect(await mailTo(email)).toHaveLength(4);
});

it("a session is disowned once", async () => {
  const { email, user } = await signUp(createVisitor());
  await createVisitor().post("/api/auth/login", { identifier: email, password: PASSWORD });
  const token = await tokenFor("not-me", email);
  const answers = await times(RACERS, () => createVisitor().post("/api/auth/session/disown", { token }));
  expect(expectOneWinner(answers).body).toEqual({ status: "session_ended" });
  expect(await tallyOf(user.id)).toMatchObject({ session_revoked: 1, link_sent: 1 });
  const resets = (await mailTo(email)).filter(({ links }) =>
    links.some((l) => l.includes("/reset-password#")),
  );
  expect(resets).toHaveLength(1);
});

it("a number is set once", async () => {
  const owner = createVisitor();
  const { email, user } = await signUp(owner);
  const phone = newNumber();
  const { body } = await owner.post("/api/me/phone", { phone });
  const [message] = await mailTo(phone);
  const proof = { challengeId: body.challengeId, code: message?.code };
  const answers = await times(RACERS, () => owner.post("/api/me/phone/confirm", proof));
  expect(expectOneWinner(answers).body.user).toMatchObject({ phone, phoneVerified: true });
  expect(await tallyOf(user.id)).toMatchObject({ phone_changed: 1, code_sent: 1 });
  expect(await mailTo(email)).toHaveLength(2);
  const removed = await times(5, () => owner.send("DELETE", "/api/me/phone"));
  expect(removed.map(({ status, body: { user: left } }) => [status, left.phone])).toEqual(
    Array.from({ length: 5 }, () => [200, null]),
  );
  expect(await tallyOf(user.id)).toMatchObject({ phone_changed: 2 });
  expect(await mailTo(email)).toHaveLength(3);
});

it("a code proves once who is signed in, and the session goes on for the winner", async () => {
  const { email } = await signUp(createVisitor());
  const login = { identifier: email, password: PASSWORD, delivery: "token" };
  const { body } = await createVisitor().post("/api/auth/login", login);
  const owner = createVisitor({ headers: { authorization: `Bearer ${body.tokens.accessToken}` } });
  const asked = await owner.post("/api/me/reauth/send", { channel: "email" });
  const [message] = await mailTo(email);
  const proof = { challengeId: asked.body.challengeId, code: message?.code };
  const winner = expectOneWinner(await times(RACERS, () => owner.post("/api/me/reauth", proof)));
  const { refreshToken } = winner.body.tokens;
  expect((await createVisitor().post("/api/auth/refresh", { refreshToken })).status).toBe(200);
});

it("an account is deleted once, with one mail", async () => {
  const owner = createVisitor();
  const { email, user } = await signUp(owner);
  const cookie = [...owner.cookies].map((pair) => pair.join("=")).join("; ");
  const answers = await times(10, () =>
    createVisitor().send("DELETE", "/api/me", { password: PASSWORD }, { cookie }),
  );
  const done = answers.filter(({ status }) => status === 202);
  expect(new Set(done.map(({ body }) => body.purgeAt)).size).toBe(1);
  for (const { status } of answers) expect([202, 401]).toContain(status);
  expect(await tallyOf(user.id)).toMatchObject({ deletion_scheduled: 1 });
  expect(await mailTo(email)).toHaveLength(2);

  const back = await times(5, () =>
    createVisitor().post("/api/auth/login", { identifier: email, password: PASSWORD }),
  );
  expect(back.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  expect(await tallyOf(user.id)).toMatchObject({ deletion_cancelled: 1 });
});

it("one of twenty changes of the password at once counts, and the others learn that it isn't the current one any more", async () => {
  const { email, user } = await signUp(createVisitor());
  const login = { identifier: email, password: PASSWORD, delivery: "token" };
  const { body } = await createVisitor().post("/api/auth/login", login);
  const owner = createVisitor({ headers: { authorization: `Bearer ${body.tokens.accessToken}` } });
  const answers = await times(RACERS, (i) =>
    owner.post("/api/me/password", { currentPassword: PASSWORD, newPassword: `${NEXT} ${i}` }),
  );
  const won = answers.filter(({ status }) => status === 200);
  expect(won).toHaveLength(1);
  for (const { status, body: problem } of answers.filter((answer) => !won.includes(answer))) {
    expect(["403 wrong_password", "503 unavailable"]).toContain(`${status} ${problem.code}`);
  }
  const newPassword = `${NEXT} ${answers.indexOf(won[0] as Answer)}`;
  const again = { identifier: email, password: newPassword };
  expect((await createVisitor().post("/api/auth/login", again)).status).toBe(200);
  expect(await tallyOf(user.id)).toMatchObject({ password_changed: 1 });
  const { refreshToken } = won[0]?.body.tokens ?? {};
  expect((await createVisitor().post("/api/auth/refresh", { refreshToken })).status).toBe(200);
});
