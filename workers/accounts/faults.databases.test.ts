import { eq, inArray, or } from "drizzle-orm";
import { afterEach, describe, expect, it, vi } from "vitest";
import { askForAddress, forgot, NEXT, sendCode, tokenFor } from "../testing/acts.ts";
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
import { withLostBatch, withoutDatabase } from "../testing/watched-database.ts";
import { withSettings } from "../testing/with-settings.ts";

afterEach(() => vi.restoreAllMocks());

interface Person {
  owner: TestVisitor;
  email: string;
  user: { id: string };
}

/** What is about to be done: by whom, and in which of its batches it takes place. */
interface Act {
  method?: string;
  path: string;
  body?: unknown;
  status?: number;
  batch?: number;
  /** Whose rows it may touch besides the person's. */
  also?: string;
}

const ACTS: Record<string, (person: Person) => Promise<Act>> = {
  "a sign-in": async ({ email }) => ({
    path: "/api/auth/login",
    body: { identifier: email, password: PASSWORD },
  }),
  async "a sign-in by code"({ email }) {
    const { challengeId, code } = await sendCode(email);
    return { path: "/api/auth/otp/verify", body: { challengeId, code }, batch: 2 };
  },
  async "a sign-up by link"() {
    const also = newAddress();
    await createVisitor().post("/api/auth/magic-link/send", { email: also });
    return { path: "/api/auth/magic-link/verify", body: { token: await tokenFor("magic-link", also) }, also };
  },
  "asking for a code": async ({ email }) => ({
    path: "/api/auth/otp/send",
    body: { channel: "email", to: email },
    status: 202,
  }),
  "asking for a reset": async ({ email }) => ({
    path: "/api/auth/password/forgot",
    body: { email },
    status: 202,
  }),
  async "a reset"({ email }) {
    const { token } = await forgot(email);
    return { path: "/api/auth/password/reset", body: { token, password: NEXT } };
  },
  async "a reset by code"({ email }) {
    const { code } = await forgot(email);
    return { path: "/api/auth/password/reset", body: { email, code, password: NEXT }, batch: 2 };
  },
  "a change of the password": async () => ({
    path: "/api/me/password",
    body: { currentPassword: PASSWORD, newPassword: NEXT },
  }),
  async "asking for another address"() {
    const also = newAddress();
    return { path: "/api/me/email", body: { newEmail: also, password: PASSWORD }, status: 202, also };
  },
  async "confirming another address"({ owner, email }) {
    const also = newAddress();
    const { confirm } = await askForAddress(owner, { from: email, to: also, password: PASSWORD });
    return { path: "/api/auth/email/change/confirm", body: { token: confirm }, also };
  },
  async "undoing a change of address"({ owner, email }) {
    const also = newAddress();
    const { confirm, undo } = await askForAddress(owner, { from: email, to: also, password: PASSWORD });
    await createVisitor().post("/api/auth/email/change/confirm", { token: confirm });
    return { path: "/api/auth/email/change/undo", body: { token: undo }, also };
  },
  async "disowning a session"({ email }) {
    await createVisitor().post("/api/auth/login", { identifier: email, password: PASSWORD });
    return { path: "/api/auth/session/disown", body: { token: await tokenFor("not-me", email) } };
  },
  async "setting a number"({ owner }) {
    const phone = newNumber();
    const { body } = await owner.post("/api/me/phone", { phone });
    const code = (await mailTo(phone))[0]?.code;
    return { path: "/api/me/phone/confirm", body: { challengeId: body.challengeId, code }, batch: 2 };
  },
  async "removing a number"({ owner }) {
    const phone = newNumber();
    const { body } = await owner.post("/api/me/phone", { phone });
    const code = (await mailTo(phone))[0]?.code;
    await owner.post("/api/me/phone/confirm", { challengeId: body.challengeId, code });
    return { method: "DELETE", path: "/api/me/phone" };
  },
  async "proving again by code"({ owner, email }) {
    const { body } = await owner.post("/api/me/reauth/send", { channel: "email" });
    const code = (await mailTo(email))[0]?.code;
    return { path: "/api/me/reauth", body: { challengeId: body.challengeId, code }, batch: 2 };
  },
  "deleting the account": async () => ({
    method: "DELETE",
    path: "/api/me",
    body: { password: PASSWORD },
    status: 202,
  }),
  "signing out everywhere": async () => ({ path: "/api/auth/logout-all", status: 204 }),
};

/** All that the database holds on a person, tries at codes apart: these are counted before anything else is done. */
async function stateOf({ user, email }: Person, also: string | undefined) {
  const { orm, tables } = openDatabase();
  const { users, sessions, events, oneTime } = tables;
  const addresses = also === undefined ? [email] : [email, also];
  const requests = await orm
    .select()
    .from(oneTime)
    .where(or(eq(oneTime.userId, user.id), inArray(oneTime.subject, addresses)))
    .orderBy(oneTime.id);
  return {
    users: await orm
      .select()
      .from(users)
      .where(or(eq(users.id, user.id), inArray(users.email, addresses)))
      .orderBy(users.id),
    sessions: await orm.select().from(sessions).where(eq(sessions.userId, user.id)).orderBy(sessions.id),
    events: await orm.select().from(events).where(eq(events.userId, user.id)).orderBy(events.id),
    requests: requests.map((row) => ({ ...row, attempts: 0 })),
    mails: (await Promise.all(addresses.map(mailTo))).map((mails) => mails.map(({ id }) => id)),
  };
}

function clientOf({ owner }: Person, fetch: (request: Request) => Promise<Response>): TestVisitor {
  const visitor = createVisitor({ fetch });
  for (const [name, value] of owner.cookies) visitor.cookies.set(name, value);
  return visitor;
}

describe.each(Object.entries(ACTS))("%s", (name, prepare) => {
  it("happens wholly or not at all, and again when the database is back", async () => {
    const owner = createVisitor();
    const person = { owner, ...(await signUp(owner)) };
    const { method = "POST", path, body, status = 200, batch = 1, also } = await prepare(person);
    const before = await stateOf(person, also);
    for (const lose of [withoutDatabase, () => withLostBatch(batch)]) {
      const visitor = clientOf(person, lose());
      const lost = await visitor.send(method, path, body);
      expect([name, lost.status, lost.body.code]).toEqual([name, 503, "unavailable"]);
      expect([lost.headers.get("retry-after"), lost.headers.getSetCookie()]).toEqual(["2", []]);
      vi.restoreAllMocks();
      expect(await stateOf(person, also)).toEqual(before);
    }
    const done = await clientOf(person, withSettings({})).send(method, path, body);
    expect([name, done.status]).toEqual([name, status]);
    expect(await stateOf(person, also)).not.toEqual(before);
  });
});

describe("a reset whose answer was lost", () => {
  it("is told from one that never came: its link is spent and the new password works", async () => {
    const { email } = await signUp(createVisitor());
    const { token, code } = await forgot(email);
    await createVisitor().post("/api/auth/password/reset", { token, password: NEXT });
    for (const proof of [{ token }, { email, code }]) {
      const again = await createVisitor().post("/api/auth/password/reset", { ...proof, password: NEXT });
      expect([again.status, again.body.code]).toEqual([410, "token_spent"]);
    }
    const login = await createVisitor().post("/api/auth/login", { identifier: email, password: NEXT });
    expect(login.status).toBe(200);
  });
});

describe("a limiter that can't be reached", () => {
  const down = () => Promise.reject(new Error("the object is away"));
  const away = { take: down, begin: down, fail: down, succeed: down, abandon: down, forgive: down };
  const fetch = withSettings({ LIMITER: { getByName: () => away } });

  it("lets nothing be sent or tried uncounted, and keeps no reset from being done", async () => {
    const { email } = await signUp(createVisitor());
    const { token } = await forgot(email);
    const visitor = createVisitor({ fetch });
    for (const [path, body] of [
      ["otp/send", { channel: "email", to: email }],
      ["magic-link/send", { email }],
      ["password/forgot", { email }],
      ["login", { identifier: email, password: PASSWORD }],
    ] as const) {
      const { status, body: problem } = await visitor.post(`/api/auth/${path}`, body);
      expect([path, status, problem.code]).toEqual([path, 503, "unavailable"]);
    }
    expect(await mailTo(email)).toHaveLength(2);
    expect((await visitor.post("/api/auth/password/reset", { token, password: NEXT })).status).toBe(200);
    const login = { identifier: email, password: NEXT };
    expect((await createVisitor().post("/api/auth/login", login)).status).toBe(200);
  });
});

describe("mail that can't leave", () => {
  it("changes no answer, and waits for its provider", async () => {
    const fetch = withSettings({
      RESEND_API_KEY: "re_test_key_for_nobody",
      RESEND_BASE_URL: "http://127.0.0.1:9",
      TWILIO_ACCOUNT_SID: "AC0123456789abcdef",
      TWILIO_AUTH_TOKEN: "a_token_for_nobody",
      TWILIO_FROM: "+15005550006",
      TWILIO_BASE_URL: "http://127.0.0.1:9",
    });
    const { email } = await signUp(createVisitor());
    const phone = newNumber();
    for (const [path, body] of [
      ["otp/send", { channel: "email", to: email }],
      ["otp/send", { channel: "sms", to: phone }],
      ["magic-link/send", { email }],
      ["password/forgot", { email }],
    ] as const) {
      const well = await createVisitor().post(`/api/auth/${path}`, body);
      const ill = await createVisitor({ fetch }).post(`/api/auth/${path}`, body);
      const { challengeId: _, ...expected } = well.body;
      expect([ill.status, ill.body]).toMatchObject([202, expected]);
    }
    const { token } = await forgot(email);
    const visitor = createVisitor({ fetch });
    expect((await visitor.post("/api/auth/password/reset", { token, password: NEXT })).status).toBe(200);
    const { challengeId, code } = await sendCode(email);
    expect((await visitor.post("/api/auth/otp/verify", { challengeId, code })).status).toBe(200);
    // Sent ones of a real provider are wiped: these still wait.
    expect((await mailTo(phone)).length).toBe(2);
  });
});
