import { describe, expect, it } from "vitest";
import { enterByCode, sendCode, tokenFor } from "../testing/acts.ts";
import { historyOf, tallyOf } from "../testing/history.ts";
import {
  createVisitor,
  mailTo,
  newAddress,
  newNumber,
  PASSWORD,
  signUp,
  type TestVisitor,
} from "../testing/visitor.ts";

const DISOWN = "/api/auth/session/disown";

async function warnings(email: string) {
  return (await mailTo(email)).filter(({ links }) => links.some((link) => link.includes("/not-me#token=")));
}

const WAYS = {
  "a password": (visitor: TestVisitor, email: string) =>
    visitor.post("/api/auth/login", { identifier: email, password: PASSWORD }),
  "a code by mail": (visitor: TestVisitor, email: string) => enterByCode(email, visitor),
  "a code by SMS": (visitor: TestVisitor, _: string, phone: string) => enterByCode(phone, visitor),
  async "a link"(visitor: TestVisitor, email: string) {
    await visitor.post("/api/auth/magic-link/send", { email });
    return visitor.post("/api/auth/magic-link/verify", { token: await tokenFor("magic-link", email) });
  },
};

async function member() {
  const owner = createVisitor();
  const { email, user } = await signUp(owner);
  const phone = newNumber();
  const { body } = await owner.post("/api/me/phone", { phone });
  const [message] = await mailTo(phone);
  await owner.post("/api/me/phone/confirm", { challengeId: body.challengeId, code: message?.code });
  return { owner, email, user, phone };
}

describe.each(Object.entries(WAYS))("signing in with %s", (_, enter) => {
  it("in a browser for the first time is mailed once, later and elsewhere not", async () => {
    const { owner, email, phone } = await member();
    expect(await warnings(email)).toEqual([]);
    expect((await enter(owner, email, phone)).status).toBe(200);
    expect(await warnings(email)).toEqual([]);
    const stranger = createVisitor();
    expect((await enter(stranger, email, phone)).status).toBe(200);
    expect(await warnings(email)).toHaveLength(1);
    expect((await enter(stranger, email, phone)).status).toBe(200);
    await stranger.post("/api/auth/logout");
    expect((await enter(stranger, email, phone)).status).toBe(200);
    expect(await warnings(email)).toHaveLength(1);
  });
});

describe("the mail about a new device", () => {
  it("isn't sent for the session that an account begins with, whichever way", async () => {
    const [byCode, byLink] = [newAddress(), newAddress()];
    await enterByCode(byCode);
    await WAYS["a link"](createVisitor(), byLink);
    for (const email of [byCode, byLink]) expect(await mailTo(email)).toHaveLength(1);
  });

  it("isn't held off by somebody else's mark, a forged one, or one in another's name", async () => {
    const { email } = await member();
    const other = createVisitor();
    await signUp(other);
    const mark = other.cookies.get("genkan_device") ?? "";
    const cookies = [mark, `${mark}x`, "x", "", "a".repeat(5_000)];
    for (const [index, value] of cookies.entries()) {
      const visitor = createVisitor();
      visitor.cookies.set("genkan_device", value);
      const { status } = await WAYS["a password"](visitor, email);
      expect([status, (await warnings(email)).length]).toEqual([200, index + 1]);
    }
  });

  it("lets its reader end that very session; every browser is new again; a reset comes by mail", async () => {
    const { owner, email, user } = await member();
    const [thief, friend] = [createVisitor(), createVisitor()];
    await WAYS["a password"](friend, email);
    const entered = await WAYS["a password"](thief, email);
    const token = await tokenFor("not-me", email);
    const disowned = await createVisitor().post(DISOWN, { token });
    expect([disowned.status, disowned.body]).toEqual([200, { status: "session_ended" }]);
    expect((await thief.get("/api/me")).status).toBe(401);
    expect((await thief.post("/api/auth/refresh")).body.code).toBe("refresh_invalid");
    for (const visitor of [owner, friend]) expect((await visitor.get("/api/me")).status).toBe(200);
    const revoked = (await historyOf(user.id)).filter(({ type }) => type === "session_revoked");
    expect(revoked.map(({ sessionId }) => sessionId)).toEqual([entered.body.session.id]);

    const before = (await warnings(email)).length;
    await WAYS["a password"](thief, email);
    await WAYS["a password"](owner, email);
    expect(await warnings(email)).toHaveLength(before + 2);

    const reset = await tokenFor("reset-password", email);
    const password = "a password for the owner";
    expect((await createVisitor().post("/api/auth/password/reset", { token: reset, password })).status).toBe(
      200,
    );
    expect((await thief.get("/api/me")).status).toBe(401);
  });

  it("is read late: its link works when the session is long over, and once", async () => {
    const { email } = await member();
    const thief = createVisitor();
    await WAYS["a password"](thief, email);
    const token = await tokenFor("not-me", email);
    await thief.post("/api/auth/logout");
    for (const method of ["GET", "HEAD"]) {
      expect((await createVisitor().send(method, `${DISOWN}?token=${token}`)).status).toBe(405);
    }
    expect((await createVisitor().post(DISOWN, { token })).status).toBe(200);
    expect((await createVisitor().post(DISOWN, { token })).body.code).toBe("token_spent");
    for (const bad of ["", "x", `${token}x`, token.slice(1)]) {
      const { status, body } = await createVisitor().post(DISOWN, { token: bad });
      expect([status, body.code]).toEqual([400, "invalid_token"]);
    }
    for (const bad of [7, null, [token], undefined]) {
      expect((await createVisitor().post(DISOWN, { token: bad })).status).toBe(422);
    }
  });

  it("goes to nobody who has no address", async () => {
    const phone = newNumber();
    const { body } = await enterByCode(phone);
    await enterByCode(phone);
    expect(await tallyOf(body.user.id)).toEqual({ sign_up: 1, sign_in: 2, code_sent: 1 });
    expect((await sendCode(phone)).code).toMatch(/^\d{6}$/);
    expect(await mailTo(phone)).toHaveLength(3);
  });
});
