import { eq } from "drizzle-orm";
import { afterEach, describe, expect, it, vi } from "vitest";
import { askForAddress, forgot, NEXT, sendCode, tokenFor } from "../testing/acts.ts";
import { tallyOf } from "../testing/history.ts";
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
import { withPause } from "../testing/watched-database.ts";

afterEach(() => vi.restoreAllMocks());

/** A request that has read all it needs, and is overtaken before it writes. */
interface Overtaken {
  method?: string;
  path: string;
  body?: unknown;
  /** Which of its batches writes. */
  batch?: number;
  answer: string;
}

const ACTS: Record<string, (owner: TestVisitor, email: string) => Promise<Overtaken>> = {
  "a sign-in with the old password": async (_, email) => ({
    path: "/api/auth/login",
    body: { identifier: email, password: PASSWORD },
    answer: "401 invalid_credentials",
  }),
  async "a sign-in by code"(_, email) {
    const { challengeId, code } = await sendCode(email);
    const path = "/api/auth/otp/verify";
    return { path, body: { challengeId, code }, batch: 2, answer: "410 token_spent" };
  },
  async "a sign-in by link"(_, email) {
    await createVisitor().post("/api/auth/magic-link/send", { email });
    const token = await tokenFor("magic-link", email);
    return { path: "/api/auth/magic-link/verify", body: { token }, answer: "410 token_spent" };
  },
  "a change of the password": async () => ({
    path: "/api/me/password",
    body: { currentPassword: PASSWORD, newPassword: "a thief's password" },
    answer: "401 unauthenticated",
  }),
  "asking for another address": async () => ({
    path: "/api/me/email",
    body: { newEmail: newAddress(), password: PASSWORD },
    answer: "401 unauthenticated",
  }),
  async "confirming another address"(owner, email) {
    const { confirm } = await askForAddress(owner, { from: email, to: newAddress(), password: PASSWORD });
    return { path: "/api/auth/email/change/confirm", body: { token: confirm }, answer: "410 token_spent" };
  },
  async "setting a number"(owner) {
    const phone = newNumber();
    const { body } = await owner.post("/api/me/phone", { phone });
    const code = (await mailTo(phone))[0]?.code;
    const proof = { challengeId: body.challengeId, code };
    return { path: "/api/me/phone/confirm", body: proof, batch: 2, answer: "401 unauthenticated" };
  },
  async "proving again by code"(owner, email) {
    const { body } = await owner.post("/api/me/reauth/send", { channel: "email" });
    const code = (await mailTo(email))[0]?.code;
    const proof = { challengeId: body.challengeId, code };
    return { path: "/api/me/reauth", body: proof, batch: 2, answer: "410 token_spent" };
  },
  "a change of the username": async () => ({
    method: "PATCH",
    path: "/api/me",
    body: { username: `u_${newAddress().slice(0, 12)}` },
    answer: "401 unauthenticated",
  }),
  "deleting the account": async () => ({
    method: "DELETE",
    path: "/api/me",
    body: { password: PASSWORD },
    answer: "401 unauthenticated",
  }),
};

describe.each(Object.entries(ACTS))("%s", (name, prepare) => {
  it("that a reset overtakes comes to nothing", async () => {
    const owner = createVisitor();
    const { email, user } = await signUp(owner);
    const { token } = await forgot(email);
    const { method = "POST", path, body, batch = 1, answer } = await prepare(owner, email);
    const fetch = withPause(batch, async () => {
      const reset = await createVisitor().post("/api/auth/password/reset", { token, password: NEXT });
      expect(reset.status).toBe(200);
    });
    const late = createVisitor({ fetch });
    if (path.startsWith("/api/me")) for (const cookie of owner.cookies) late.cookies.set(...cookie);
    const { status, body: problem } = await late.send(method, path, body);
    vi.restoreAllMocks();
    expect([name, `${status} ${problem.code}`]).toEqual([name, answer]);

    const { orm, tables } = openDatabase();
    const { users, sessions, oneTime } = tables;
    const [row] = await orm.select().from(users).where(eq(users.id, user.id));
    expect(row).toMatchObject({ email, phone: null, username: null, purgeAt: null });
    const pending = await orm.select().from(oneTime).where(eq(oneTime.userId, user.id));
    expect(pending.filter(({ purpose }) => purpose !== "none")).toEqual([]);
    const open = await orm.select().from(sessions).where(eq(sessions.userId, user.id));
    expect(open.filter(({ endedAt }) => endedAt === null)).toEqual([]);
    const events = await tallyOf(user.id);
    expect(events).toMatchObject({ password_reset: 1, sign_in: 1 });
    for (const type of [
      "password_changed",
      "email_changed",
      "phone_changed",
      "deletion_scheduled",
    ] as const) {
      expect(events[type]).toBeUndefined();
    }
    const login = { identifier: email, password: NEXT };
    expect((await createVisitor().post("/api/auth/login", login)).body.user.id).toBe(user.id);
  });
});

describe("a sign-in by the old address", () => {
  it("that a change of it overtakes comes to nothing", async () => {
    const owner = createVisitor();
    const { email } = await signUp(owner);
    const to = newAddress();
    const { confirm } = await askForAddress(owner, { from: email, to, password: PASSWORD });
    const fetch = withPause(1, async () => {
      await createVisitor().post("/api/auth/email/change/confirm", { token: confirm });
    });
    const login = { identifier: email, password: PASSWORD };
    const late = await createVisitor({ fetch }).post("/api/auth/login", login);
    expect([late.status, late.body.code]).toEqual([401, "invalid_credentials"]);
  });
});

describe("a sign-in to an account that is being left", () => {
  it("brings it back, whichever comes first", async () => {
    const owner = createVisitor();
    const { email, user } = await signUp(owner);
    const fetch = withPause(1, async () => {
      await owner.send("DELETE", "/api/me", { password: PASSWORD });
    });
    const visitor = createVisitor({ fetch });
    const back = await visitor.post("/api/auth/login", { identifier: email, password: PASSWORD });
    expect([back.status, back.body.user.id]).toEqual([200, user.id]);
    expect((await visitor.get("/api/me")).status).toBe(200);
    expect(await tallyOf(user.id)).toMatchObject({ deletion_scheduled: 1, deletion_cancelled: 1 });
  });
});
