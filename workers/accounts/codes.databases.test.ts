import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { enterByCode, forgot, NEXT, sendCode, times, wrongCode } from "../testing/acts.ts";
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
import { withSettings } from "../testing/with-settings.ts";

const VERIFY = "/api/auth/otp/verify";

/** Every place that takes a code: who posts it, where, with what beside it. */
const PLACES = {
  async "otp/verify"() {
    const { challengeId, code } = await sendCode(newAddress());
    return { visitor: createVisitor(), path: VERIFY, proof: { challengeId }, code };
  },
  async "email/verify"() {
    const email = newAddress();
    const visitor = createVisitor();
    await visitor.post("/api/auth/signup", { email, password: PASSWORD });
    const [message] = await mailTo(email);
    return { visitor, path: "/api/auth/email/verify", proof: { email }, code: message?.code ?? "" };
  },
  async "password/reset"() {
    const visitor = createVisitor();
    const { email } = await signUp(visitor);
    const { code } = await forgot(email);
    return { visitor, path: "/api/auth/password/reset", proof: { email, password: NEXT }, code };
  },
  async "phone/confirm"() {
    const visitor = createVisitor();
    await signUp(visitor);
    return { visitor, path: "/api/me/phone/confirm", ...(await askForNumber(visitor)) };
  },
  async reauth() {
    const visitor = createVisitor();
    const { email } = await signUp(visitor);
    const { body } = await visitor.post("/api/me/reauth/send", { channel: "email" });
    const [message] = await mailTo(email);
    const { challengeId } = body;
    return { visitor, path: "/api/me/reauth", proof: { challengeId }, code: message?.code ?? "" };
  },
} satisfies Record<
  string,
  () => Promise<{ visitor: TestVisitor; path: string; proof: Record<string, string>; code: string }>
>;

async function askForNumber(visitor: TestVisitor, phone = newNumber()) {
  const { body } = await visitor.post("/api/me/phone", { phone });
  const [message] = await mailTo(phone);
  return { proof: { challengeId: body.challengeId as string }, code: message?.code ?? "", phone };
}

async function rowOf(challengeId: string) {
  const { orm, tables } = openDatabase();
  const [row] = await orm.select().from(tables.oneTime).where(eq(tables.oneTime.id, challengeId));
  return row;
}

describe.each(Object.entries(PLACES))("a code at %s", (_, prepare) => {
  it("is six digits in a text and nothing else, and what is none of that costs no try", async () => {
    const { visitor, path, proof, code } = await prepare();
    const fullWidth = [...code].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join("");
    const others = ["", ` ${code}`, `${code}\n`, `0${code}`, code.slice(1), fullWidth, "-12345", "1e5000"];
    for (const text of [...others, "\u0000", `${code}\u0000`, "1".repeat(5_000)]) {
      const { status, body } = await visitor.post(path, { ...proof, code: text });
      expect([text, status, body.code]).toEqual([text, 400, "invalid_token"]);
    }
    for (const value of [Number(code), [code], { code }, true, null]) {
      const { status, body } = await visitor.post(path, { ...proof, code: value });
      expect([status, body.code, body.errors?.[0]?.path]).toEqual([422, "validation_failed", "code"]);
    }
    const unknown = await visitor.post(path, { ...proof, code, isAdmin: true });
    expect([unknown.status, unknown.body.errors]).toEqual([
      422,
      [{ path: "isAdmin", code: "unknown_key", message: expect.any(String) }],
    ]);
    const { challengeId } = proof as { challengeId?: string };
    for (const bad of challengeId === undefined ? [] : [7, null, [challengeId], "otp_\u0000", "otp_\ud800"]) {
      const { status, body } = await visitor.post(path, { ...proof, challengeId: bad, code });
      expect([status, body.code]).toEqual([422, "validation_failed"]);
    }
    expect((await visitor.post(path, { ...proof, code })).status).toBe(200);
  });

  it("has five tries, and a burst of wrong ones has no more", async () => {
    const { visitor, path, proof, code } = await prepare();
    const wrong = await times(20, () => visitor.post(path, { ...proof, code: wrongCode(code) }));
    expect(new Set(wrong.map(({ status, body }) => `${status} ${body.code}`))).toEqual(
      new Set(["400 invalid_token"]),
    );
    const late = await visitor.post(path, { ...proof, code });
    expect([late.status, late.body.code]).toEqual([400, "invalid_token"]);
  });

  it("still works at the fifth try", async () => {
    const { visitor, path, proof, code } = await prepare();
    for (let i = 0; i < 4; i++) await visitor.post(path, { ...proof, code: wrongCode(code) });
    expect((await visitor.post(path, { ...proof, code })).status).toBe(200);
  });

  it("is not looked at by GET, HEAD, OPTIONS or an override of the method", async () => {
    const { visitor, path, proof, code } = await prepare();
    for (const method of ["GET", "HEAD", "OPTIONS", "PUT"]) {
      const { status } = await visitor.send(method, `${path}?code=${code}&${new URLSearchParams(proof)}`);
      expect([method, status]).toEqual([method, 405]);
    }
    const get = { "x-http-method-override": "POST" };
    expect((await visitor.send("GET", path, undefined, get)).status).toBe(405);
    expect((await visitor.post(path, { ...proof, code })).status).toBe(200);
  });
});

describe("the right code", () => {
  it("in a burst of fifty wrong ones is found by nobody after the fifth", async () => {
    for (let round = 0; round < 3; round++) {
      const { challengeId, code } = await sendCode(newAddress());
      const guesses = Array.from({ length: 50 }, (_, i) => (i === 25 ? code : wrongCode(code)));
      const answers = await times(50, (i) => createVisitor().post(VERIFY, { challengeId, code: guesses[i] }));
      const row = await rowOf(challengeId);
      // A database with fifty at one row may keep some waiting for too long: these have tried nothing.
      const tried = answers.filter(({ status }) => status !== 503);
      expect(row?.attempts).toBeGreaterThanOrEqual(tried.length);
      expect(tried.length).toBeGreaterThan(5);
      const isFound = answers[25]?.status === 200;
      expect(isFound).toBe(row?.usedBy !== null);
      expect(tried.filter(({ status }) => status !== 400)).toHaveLength(isFound ? 1 : 0);
      const after = await createVisitor().post(VERIFY, { challengeId, code });
      expect([after.status, after.body.code]).toEqual([400, "invalid_token"]);
    }
  });

  it("is spent once used, and wrong once it has expired, was replaced, or its tries are up", async () => {
    const email = newAddress();
    const first = await sendCode(email);
    const second = await sendCode(email);
    expect(second.challengeId).not.toBe(first.challengeId);
    const replaced = await createVisitor().post(VERIFY, { challengeId: first.challengeId, code: first.code });
    const used = { challengeId: second.challengeId, code: second.code };
    expect((await createVisitor().post(VERIFY, used)).status).toBe(200);
    const again = await createVisitor().post(VERIFY, used);
    const wrong = await createVisitor().post(VERIFY, { ...used, code: wrongCode(second.code) });
    const short = createVisitor({ fetch: withSettings({ OTP_TTL: "1s" }) });
    const third = await sendCode(email, short);
    expect(third.asked.body.expiresIn).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 1_050));
    const expired = await createVisitor().post(VERIFY, { challengeId: third.challengeId, code: third.code });
    expect([replaced, again, wrong, expired].map(({ status, body }) => `${status} ${body.code}`)).toEqual([
      "400 invalid_token",
      "410 token_spent",
      "400 invalid_token",
      "400 invalid_token",
    ]);
  });

  it("is good for one purpose, one subject and one session only, and elsewhere costs no try", async () => {
    const phone = newNumber();
    const owner = createVisitor();
    const { email, user } = await signUp(owner);
    const other = createVisitor();
    await other.post("/api/auth/login", { identifier: email, password: PASSWORD });
    const stranger = createVisitor();
    await signUp(stranger);

    const entry = await sendCode(email);
    const sms = await sendCode(phone);
    const number = await askForNumber(owner);
    const { body: challenge } = await owner.post("/api/me/reauth/send", { channel: "email" });
    const [message] = await mailTo(email);
    const reauth = { challengeId: challenge.challengeId, code: message?.code };
    const byMail = { challengeId: entry.challengeId, code: entry.code };
    const byPhone = { challengeId: sms.challengeId, code: sms.code };
    const forPhone = { ...number.proof, code: number.code };
    const misuses = [
      [owner, "/api/me/phone/confirm", byMail],
      [owner, "/api/me/phone/confirm", byPhone],
      [owner, "/api/me/phone/confirm", reauth],
      [owner, "/api/me/reauth", byMail],
      [owner, "/api/me/reauth", forPhone],
      [other, "/api/me/reauth", reauth],
      [stranger, "/api/me/reauth", reauth],
      [stranger, "/api/me/phone/confirm", forPhone],
      [createVisitor(), VERIFY, reauth],
      [createVisitor(), VERIFY, forPhone],
      [createVisitor(), "/api/auth/email/verify", { email, code: entry.code }],
      [createVisitor(), "/api/auth/password/reset", { email, code: entry.code, password: NEXT }],
    ] as const;
    for (const [visitor, path, proof] of misuses) {
      const { status, body } = await visitor.post(path, proof);
      expect([path, status, body.code]).toEqual([path, 400, "invalid_token"]);
    }
    for (const { challengeId } of [byMail, byPhone, forPhone, reauth]) {
      expect((await rowOf(challengeId))?.attempts).toBe(0);
    }
    expect((await owner.post("/api/me/reauth", reauth)).status).toBe(200);
    expect((await other.post("/api/me/phone/confirm", forPhone)).status).toBe(200);
    expect((await createVisitor().post(VERIFY, byMail)).body.user.id).toBe(user.id);
  });

  it("is nowhere in the database", async () => {
    const { challengeId, code } = await sendCode(newAddress());
    expect(JSON.stringify(await rowOf(challengeId))).not.toContain(code);
  });
});

it("a code for nobody we know is refused like a wrong one", async () => {
  const { challengeId, code } = await sendCode(newAddress());
  const visitor = createVisitor();
  const wrong = await visitor.post(VERIFY, { challengeId, code: wrongCode(code) });
  const unknown = await visitor.post(VERIFY, { challengeId: "otp_AAAAAAAAAAAAAAAAAAAAAA", code });
  const strip = ({ requestId: _, ...body }: Record<string, unknown>) => body;
  expect([unknown.status, strip(unknown.body)]).toEqual([wrong.status, strip(wrong.body)]);
});

it("five wrong codes are in the history of their owner, those beyond and a stranger's are not", async () => {
  const fetch = withSettings({});
  const email = newAddress();
  const { body } = await enterByCode(email);
  const { challengeId, code } = await sendCode(email);
  await times(12, () => createVisitor({ fetch }).post(VERIFY, { challengeId, code: wrongCode(code) }));
  expect(await tallyOf(body.user.id)).toMatchObject({ sign_in_failed: 5, code_sent: 1, sign_in: 1 });
});
