import { eq } from "drizzle-orm";
import { decodeJwt } from "jose";
import { describe, expect, it } from "vitest";
import { askForAddress, enterByCode, sendCode, tokenFor } from "../testing/acts.ts";
import { tallyOf } from "../testing/history.ts";
import { onPostgres, openDatabase } from "../testing/open-database.ts";
import {
  createVisitor,
  mailedToken,
  mailTo,
  newAddress,
  newNumber,
  ORIGIN,
  PASSWORD,
  signUp,
  type TestVisitor,
  tripsOf,
} from "../testing/visitor.ts";
import { withSettings } from "../testing/with-settings.ts";

const BATCH = onPostgres ? 3 : 1;
const USER_KEYS = ["id", "email", "emailVerified", "username", "name", "phone", "phoneVerified", "createdAt"];
const SESSION_KEYS = [
  "id",
  "createdAt",
  "lastSeenAt",
  "expiresAt",
  "method",
  "device",
  "ip",
  "location",
  "current",
  "online",
];

/** What each way in asks for before, and what it is told then. */
const WAYS = {
  async email_otp(to: string) {
    const { challengeId, code } = await sendCode(to);
    return { path: "/api/auth/otp/verify", proof: { challengeId, code } };
  },
  async sms_otp(to: string) {
    const { challengeId, code } = await sendCode(to);
    return { path: "/api/auth/otp/verify", proof: { challengeId, code } };
  },
  async magic_link(to: string) {
    const asked = await createVisitor().post("/api/auth/magic-link/send", { email: to });
    expect([asked.status, asked.body]).toEqual([202, { status: "sent" }]);
    return { path: "/api/auth/magic-link/verify", proof: { token: await tokenFor("magic-link", to) } };
  },
};
const AMR = { email_otp: ["otp"], sms_otp: ["sms", "otp"], magic_link: ["otp"] };

async function disable(userId: string, disabledAt: Date | null) {
  const { orm, tables } = openDatabase();
  await orm.update(tables.users).set({ disabledAt }).where(eq(tables.users.id, userId));
}

describe.each(Object.keys(WAYS) as (keyof typeof WAYS)[])("a way in by %s", (method) => {
  const newContact = () => (method === "sms_otp" ? newNumber() : newAddress());

  it("makes the account at the first time and signs in at the next, in cookies or in tokens", async () => {
    const to = newContact();
    const visitor = createVisitor();
    const first = await WAYS[method](to);
    const entered = await visitor.post(first.path, first.proof);
    expect([entered.status, Object.keys(entered.body)]).toEqual([200, ["user", "session", "newUser"]]);
    expect([Object.keys(entered.body.user), Object.keys(entered.body.session)]).toEqual([
      USER_KEYS,
      SESSION_KEYS,
    ]);
    const isMail = method !== "sms_otp";
    expect(entered.body).toMatchObject({
      newUser: true,
      user: {
        email: isMail ? to : null,
        emailVerified: isMail,
        phone: isMail ? null : to,
        phoneVerified: !isMail,
        username: null,
        name: null,
      },
      session: { method, current: true, online: false },
    });
    expect([...visitor.cookies.keys()]).toEqual(["genkan_at", "genkan_rt", "genkan_device"]);
    expect(entered.headers.get("cache-control")).toBe("no-store");
    expect((await visitor.get("/api/me")).body.user).toEqual(entered.body.user);

    const next = await WAYS[method](to);
    const back = await createVisitor().post(next.path, { ...next.proof, delivery: "token" });
    expect(Object.keys(back.body)).toEqual(["user", "session", "newUser", "tokens"]);
    expect(back.headers.getSetCookie()).toEqual([]);
    expect(back.body).toMatchObject({ newUser: false, user: entered.body.user });
    expect(decodeJwt(back.body.tokens.accessToken)).toMatchObject({
      sub: entered.body.user.id,
      sid: back.body.session.id,
      amr: AMR[method],
    });
    // Only now: the first token of all cost the reading of the signing keys too.
    expect(tripsOf(back)).toBe(method === "magic_link" ? 1 + BATCH : 2 * BATCH);
  });

  it("is closed to a disabled account, whose link or code waits", async () => {
    const to = newContact();
    const first = await WAYS[method](to);
    const { body } = await createVisitor().post(first.path, first.proof);
    const { path, proof } = await WAYS[method](to);
    await disable(body.user.id, new Date());
    const closed = await createVisitor().post(path, proof);
    expect([closed.status, closed.body.code]).toEqual([403, "account_disabled"]);
    await disable(body.user.id, null);
    expect((await createVisitor().post(path, proof)).status).toBe(200);
  });

  it("takes its fields and a way of delivery, and nothing else", async () => {
    const to = newContact();
    const { path, proof } = await WAYS[method](to);
    for (const wrong of [
      { delivery: "letter" },
      { delivery: null },
      { newUser: true },
      { email: "x@example.com" },
    ]) {
      expect((await createVisitor().post(path, { ...proof, ...wrong })).status).toBe(422);
    }
    expect((await createVisitor().post(path, {})).status).toBe(422);
    for (const verb of ["GET", "HEAD"]) {
      const { status } = await createVisitor().send(verb, `${path}?${new URLSearchParams(proof)}`);
      expect(status).toBe(405);
    }
    const foreign = await createVisitor().post(path, proof, { origin: "https://evil.example" });
    expect([foreign.status, foreign.body.code]).toEqual([403, "csrf_rejected"]);
    expect((await createVisitor().post(path, proof)).status).toBe(200);
  });

  it("clears the password of a sign-up that nobody had confirmed", async () => {
    if (method === "sms_otp") return;
    const email = newAddress();
    await createVisitor().post("/api/auth/signup", { email, password: PASSWORD, name: "Squatter" });
    const link = await tokenFor("confirm", email);
    const { path, proof } = await WAYS[method](email);
    expect((await createVisitor().post(path, proof)).body.user.name).toBeNull();
    const login = await createVisitor().post("/api/auth/login", { identifier: email, password: PASSWORD });
    expect(login.body.code).toBe("invalid_credentials");
    const { body } = await createVisitor().post("/api/auth/email/verify", { token: link });
    expect(body.code).toBe("token_spent");
  });
});

describe("a browser that signs in again", () => {
  it("leaves its old session, whoever's it was, with a word in that history", async () => {
    const visitor = createVisitor();
    const { user } = await signUp(visitor);
    const left = visitor.cookies.get("genkan_at");
    await enterByCode(newAddress(), visitor);
    const old = await createVisitor().get("/api/me", { authorization: `Bearer ${left}` });
    expect([old.status, old.body.code]).toEqual([401, "unauthenticated"]);
    expect(await tallyOf(user.id)).toMatchObject({ sign_out: 1 });
    expect((await visitor.get("/api/me")).status).toBe(200);
  });

  it("takes no notice of a sign-in that failed, which is in its owner's history", async () => {
    const visitor = createVisitor({ fetch: withSettings({}) });
    const { email, user } = await signUp(visitor);
    const wrong = await visitor.post("/api/auth/login", { identifier: email, password: "wrong" });
    expect(wrong.status).toBe(401);
    expect((await visitor.get("/api/me")).status).toBe(200);
    expect(await tallyOf(user.id)).toEqual({ sign_up: 1, email_verified: 1, sign_in: 1, sign_in_failed: 1 });
  });
});

describe("a mailed link", () => {
  it("points to the service's own address, whatever the request says it is", async () => {
    const email = newAddress();
    const visitor: TestVisitor = createVisitor({
      origin: "https://evil.example",
      headers: { "x-forwarded-host": "evil.example", forwarded: "host=evil.example" },
    });
    await visitor.post("/api/auth/magic-link/send", { email });
    await visitor.post("/api/auth/otp/send", { channel: "email", to: email });
    for (const { text, html, links } of await mailTo(email)) {
      expect(`${text} ${html}`).not.toContain("evil.example");
      for (const link of links) expect(link.startsWith(`${ORIGIN}/`)).toBe(true);
    }
    const token = await tokenFor("magic-link", email);
    const { orm, tables } = openDatabase();
    const rows = await orm.select().from(tables.oneTime).where(eq(tables.oneTime.subject, email));
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it("expires, dies when a newer one is asked for, and is no good elsewhere", async () => {
    const email = newAddress();
    const short = createVisitor({ fetch: withSettings({ LINK_TTL: "1s" }) });
    await short.post("/api/auth/magic-link/send", { email });
    const first = await mailedToken(email);
    await new Promise((resolve) => setTimeout(resolve, 1_050));
    const { proof } = await WAYS.magic_link(email);
    const second = (await WAYS.magic_link(email)).proof.token;
    const use = (path: string, token: string) => createVisitor().post(`/api/auth/${path}`, { token });
    for (const dead of [first, proof.token]) {
      const { status, body } = await use("magic-link/verify", dead);
      expect([status, body.code]).toEqual([410, "token_spent"]);
    }
    for (const path of ["email/verify", "email/change/confirm", "email/change/undo", "session/disown"]) {
      const { status, body } = await use(path, second);
      expect([path, status, body.code]).toEqual([path, 400, "invalid_token"]);
    }
    expect((await use("magic-link/verify", second)).status).toBe(200);
    expect((await use("magic-link/verify", second)).body.code).toBe("token_spent");
  });

  it("to change or restore the address of a disabled account waits", async () => {
    const owner = createVisitor();
    const { email, user } = await signUp(owner);
    const links = await askForAddress(owner, { from: email, to: newAddress(), password: PASSWORD });
    for (const [path, token] of [
      ["/api/auth/email/change/confirm", links.confirm],
      ["/api/auth/email/change/undo", links.undo],
    ] as const) {
      await disable(user.id, new Date());
      const closed = await createVisitor().post(path, { token });
      expect([closed.status, closed.body.code]).toEqual([403, "account_disabled"]);
      await disable(user.id, null);
      expect((await createVisitor().post(path, { token })).status).toBe(200);
    }
  });
});

describe("the budget", () => {
  it("of sending a code is one batch", async () => {
    for (const to of [newAddress(), newNumber()]) {
      const { asked } = await sendCode(to);
      expect([asked.status, tripsOf(asked)]).toEqual([202, BATCH]);
      expect(asked.body).toEqual({
        challengeId: expect.stringMatching(/^otp_/),
        expiresIn: 300,
        resendIn: 60,
      });
    }
  });
});
