import { eq } from "drizzle-orm";
import { afterEach, describe, expect, it, vi } from "vitest";
import { enterByCode, signUpByPhone } from "../testing/acts.ts";
import { tallyOf } from "../testing/history.ts";
import { onPostgres, openDatabase } from "../testing/open-database.ts";
import {
  type Answer,
  createVisitor,
  mailTo,
  newAddress,
  newNumber,
  PASSWORD,
  signUp,
  tripsOf,
} from "../testing/visitor.ts";
import { withStatements } from "../testing/watched-database.ts";
import { withSettings } from "../testing/with-settings.ts";

const BATCH = onPostgres ? 3 : 1;

afterEach(() => vi.restoreAllMocks());

/** Every call that sends something to an address or number, whoever has it. */
const CALLS = {
  "otp/send by mail": (to: unknown) => ["otp/send", { channel: "email", to }] as const,
  "magic-link/send": (to: unknown) => ["magic-link/send", { email: to }] as const,
  "password/forgot": (to: unknown) => ["password/forgot", { email: to }] as const,
  "email/resend": (to: unknown) => ["email/resend", { email: to }] as const,
};

/** All that somebody sees of an answer, but for what is random. */
function seen({ status, headers, body }: Answer) {
  const { requestId: _, challengeId, ...rest } = body;
  const shown = [...headers].filter(([name]) => !["x-request-id", "server-timing"].includes(name));
  return { status, keys: Object.keys(body), ...rest, ...(challengeId && { challengeId: "otp_" }), shown };
}

/** Somebody with an account who was sent nothing of this kind so far. */
async function newMember(kind: string): Promise<string> {
  if (kind !== "email/resend") return (await signUp(createVisitor())).email;
  return (await enterByCode(newAddress())).body.user.email;
}

describe.each(Object.entries(CALLS))("%s", (name, call) => {
  it("answers known, waiting, leaving, disabled and unknown addresses alike, by the very same statements", async () => {
    const waiting = newAddress();
    await createVisitor().post("/api/auth/signup", { email: waiting, password: PASSWORD });
    const leaving = createVisitor();
    const left = await signUp(leaving);
    await leaving.send("DELETE", "/api/me", { password: PASSWORD });
    const known = await signUp(createVisitor());
    const { fetch, statements } = withStatements();
    const visitor = createVisitor({ fetch });
    await visitor.get("/healthz");
    const costs = [];
    const stranger = newAddress();
    for (const email of [stranger, known.email, waiting, left.email]) {
      const [path, body] = call(email);
      statements.length = 0;
      const answer = await visitor.post(`/api/auth/${path}`, body);
      expect([answer.status, tripsOf(answer)]).toEqual([202, BATCH]);
      // What the outbox does comes after the answer; sockets and the health monitor ask on their own.
      const answered = statements.filter(isOfSending);
      costs.push({ ...seen(answer), answered });
    }
    for (const cost of costs) expect(cost).toEqual(costs[0]);
    // A commit that writes takes longer than one that doesn't: there is always something to write.
    const { orm, tables } = openDatabase();
    const rows = await orm.select().from(tables.oneTime).where(eq(tables.oneTime.subject, stranger));
    expect(rows).toHaveLength(1);
    expect(costs[0]?.answered.length).toBeGreaterThan(1);
  });

  it("is once a minute, then up to its limit, the same for known and unknown in any spelling", async () => {
    const strict = withSettings({ LIMIT_SCALE: "1" });
    const hourly = withSettings({ LIMIT_SCALE: "2", MAIL_LIMIT: "1/1h", OTP_LIMIT: "1/1h" });
    const [known, other] = [await newMember(name), await newMember(name)];
    const refusals = [];
    for (const [fetch, allowed, [first, second]] of [
      [strict, 1, [known, newAddress()]],
      [hourly, 2, [other, newAddress()]],
    ] as const) {
      for (const email of [first, second]) {
        const answers = [];
        for (let i = 0; i <= allowed; i++) {
          const spelled = i % 2 === 0 ? email : email.toUpperCase();
          const [path, body] = call(spelled);
          answers.push(await createVisitor({ fetch }).post(`/api/auth/${path}`, body));
        }
        expect(answers.map(({ status }) => status)).toEqual([...Array(allowed).fill(202), 429]);
        const refused = answers[allowed] as Answer;
        const { retryAfterSeconds } = refused.body;
        expect(refused.headers.get("retry-after")).toBe(String(retryAfterSeconds));
        expect(retryAfterSeconds).toBeGreaterThan(allowed === 1 ? 30 : 3_500);
        expect(retryAfterSeconds).toBeLessThanOrEqual(allowed === 1 ? 60 : 3_600);
        refusals.push([refused.body.code, Object.keys(refused.body)]);
      }
    }
    for (const refusal of refusals) expect(refusal).toEqual(refusals[0]);
  });
});

/** Whether a statement is about what is sent and noted. */
const isOfSending = (text: string) => /"one_time"|"events"|insert into "outbox"/.test(text);

describe("a number", () => {
  it("gets codes alike, known or not, within one limit for all its spellings", async () => {
    const { phone } = await signUpByPhone(createVisitor());
    const { fetch, statements } = withStatements();
    const costs = [];
    for (const to of [newNumber(), phone]) {
      statements.length = 0;
      const answer = await createVisitor({ fetch }).post("/api/auth/otp/send", { channel: "sms", to });
      const answered = statements.filter(isOfSending);
      costs.push({ ...seen(answer), answered, trips: tripsOf(answer) });
    }
    expect(costs[1]).toEqual(costs[0]);
    const strict = withSettings({ LIMIT_SCALE: "1" });
    const owner = createVisitor();
    await signUp(owner);
    const known = newNumber();
    const { body } = await owner.post("/api/me/phone", { phone: known });
    const proof = { challengeId: body.challengeId, code: (await mailTo(known))[0]?.code };
    expect((await owner.post("/api/me/phone/confirm", proof)).status).toBe(200);
    for (const to of [newNumber(), known]) {
      const spelled = `${to.slice(0, 3)} ${to.slice(3, 5)}-${to.slice(5, 9)}-${to.slice(9)}`;
      const statuses = [];
      for (const each of [to, spelled]) {
        const asked = await createVisitor({ fetch: strict }).post("/api/auth/otp/send", {
          channel: "sms",
          to: each,
        });
        statuses.push(asked.status);
      }
      expect(statuses).toEqual([202, 429]);
    }
  });
});

describe("limits", () => {
  it("are each purpose's own, and hold for what one sends when signed in", async () => {
    const fetch = withSettings({ LIMIT_SCALE: "1" });
    const owner = createVisitor({ fetch });
    const email = newAddress();
    const from = { "cf-connecting-ip": "203.0.113.220" };
    await owner.post("/api/auth/signup", { email, password: PASSWORD }, from);
    const [message] = await mailTo(email);
    await owner.post("/api/auth/email/verify", { email, code: message?.code });
    const [phone, newEmail] = [newNumber(), newAddress()];
    const calls = [
      ["/api/auth/otp/send", { channel: "email", to: email }],
      ["/api/auth/magic-link/send", { email }],
      ["/api/auth/password/forgot", { email }],
      ["/api/me/reauth/send", { channel: "email" }],
      ["/api/me/phone", { phone }],
      ["/api/me/email", { newEmail, password: PASSWORD }],
    ] as const;
    for (const status of [202, 429]) {
      for (const [path, body] of calls) {
        expect([path, (await owner.post(path, body)).status]).toEqual([path, status]);
      }
    }
  });

  it("are kept by an answer that says how long a code lives and when the next may be asked for", async () => {
    const fetch = withSettings({ OTP_TTL: "90s" });
    const owner = createVisitor({ fetch });
    await signUp(owner);
    const challenge = { challengeId: expect.stringMatching(/^otp_/), expiresIn: 90, resendIn: 60 };
    for (const [path, body] of [
      ["/api/auth/otp/send", { channel: "email", to: newAddress() }],
      ["/api/auth/otp/send", { channel: "sms", to: newNumber() }],
      ["/api/me/reauth/send", { channel: "email" }],
      ["/api/me/phone", { phone: newNumber() }],
    ] as const) {
      const { status, body: answer } = await owner.post(path, body);
      expect([path, status, answer]).toEqual([path, 202, challenge]);
    }
  });
});

describe("what is sent", () => {
  it("is in the history of whoever has the address, and in nobody's for a stranger's", async () => {
    const { email, user } = await signUp(createVisitor());
    for (const call of Object.values(CALLS)) {
      const [path, body] = call(email);
      await createVisitor().post(`/api/auth/${path}`, body);
    }
    expect(await tallyOf(user.id)).toMatchObject({ code_sent: 1, link_sent: 2 });
    const stranger = newAddress();
    for (const call of Object.values(CALLS)) {
      const [path, body] = call(stranger);
      await createVisitor().post(`/api/auth/${path}`, body);
    }
    // A code and a link, either makes an account; no reset, nothing to confirm.
    expect(await mailTo(stranger)).toHaveLength(2);
    const { body } = await enterByCode(stranger);
    expect(await tallyOf(body.user.id)).toEqual({ sign_up: 1, email_verified: 1, sign_in: 1 });
  });

  it("can be neither addressed to two people nor hold what was typed", async () => {
    const email = newAddress();
    const bad = [
      `${email},x@example.com`,
      `${email}\r\nBcc: x@example.com`,
      `${email}\u0000`,
      "",
      "x",
      `＠${email}`,
    ];
    for (const call of Object.values(CALLS)) {
      for (const each of bad) {
        const [path, body] = call(each);
        const { status, body: problem } = await createVisitor().post(`/api/auth/${path}`, body);
        expect([path, status, problem.code]).toEqual([path, 422, "validation_failed"]);
      }
      for (const each of [[email], { email }, 7, null, undefined, true]) {
        const [path, body] = call(each);
        expect((await createVisitor().post(`/api/auth/${path}`, body)).status).toBe(422);
      }
    }
    for (const body of [
      { channel: "sms", to: email },
      { channel: "email", to: newNumber() },
      { channel: "fax", to: email },
      { to: email },
      { channel: "email", to: email, purpose: "reset" },
    ]) {
      expect((await createVisitor().post("/api/auth/otp/send", body)).status).toBe(422);
    }
    expect(await mailTo(email)).toEqual([]);
  });
});
