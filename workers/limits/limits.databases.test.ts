import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import worker from "../index.ts";
import { createVisitor, newAddress, ORIGIN, PASSWORD, signUp } from "../testing/visitor.ts";

/** The service with the limits of real life; the test run's own are a thousand times wider. */
const strict = Object.assign(Object.create(Object.getPrototypeOf(env)), env, { LIMIT_SCALE: "1" }) as Env;

async function post(path: string, body: object, headers: Record<string, string> = {}) {
  const context = createExecutionContext();
  const init = {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  };
  const response = await worker.fetch(new Request(`${ORIGIN}${path}`, init), strict, context);
  await waitOnExecutionContext(context);
  // biome-ignore lint/suspicious/noExplicitAny: tests read whatever an answer holds
  const answer: any = await response.json();
  return { status: response.status, headers: response.headers, body: answer };
}

let last = 0;
/** An address of one's own, so that tests don't share a client. */
const client = () => {
  last += 1;
  return { "cf-connecting-ip": `198.51.${Math.floor(last / 250)}.${(last % 250) + 1}` };
};
const logIn = (identifier: string, password: string, headers: Record<string, string>) =>
  post("/api/auth/login", { identifier, password }, headers);

describe("failed sign-ins", () => {
  it("count down to 0, then close for this account and client, right password or not; unknown identifiers alike", async () => {
    const { email } = await signUp(createVisitor());
    const series = async (identifier: string) => {
      const from = client();
      const answers = [];
      for (let i = 0; i < 6; i++) answers.push(await logIn(identifier, i === 5 ? PASSWORD : "wrong", from));
      return answers.map(({ status, body, headers }) => ({
        status,
        code: body.code,
        left: body.attemptsLeft,
        hasCountdown: headers.get("retry-after") === String(body.retryAfterSeconds ?? null),
      }));
    };
    const known = await series(email);
    expect(known.map(({ status, left }) => [status, left])).toEqual([
      [401, 4],
      [401, 3],
      [401, 2],
      [401, 1],
      [401, 0],
      [429, undefined],
    ]);
    expect(known[5]).toMatchObject({ code: "rate_limited", hasCountdown: true });
    expect(await series(newAddress())).toEqual(known);
    expect((await logIn(email, PASSWORD, client())).status).toBe(200);
  });

  it("count all spellings and the username together, and a success clears them", async () => {
    const username = `u_${newAddress().slice(0, 12)}`;
    const { email } = await signUp(createVisitor(), { username });
    const from = client();
    const left = [];
    for (const identifier of [email, email.toUpperCase(), username]) {
      left.push((await logIn(identifier, "wrong", from)).body.attemptsLeft);
    }
    expect(left).toEqual([4, 3, 2]);
    expect((await logIn(username.toUpperCase(), PASSWORD, from)).status).toBe(200);
    expect((await logIn(email, "wrong", from)).body.attemptsLeft).toBe(4);
  });

  it("reach the comparison five times of a burst of fifty, and never refuse fifteen right ones at once", async () => {
    const { email } = await signUp(createVisitor());
    const from = client();
    const burst = await Promise.all(Array.from({ length: 50 }, () => logIn(email, "wrong", from)));
    expect(burst.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(burst.filter(({ status }) => status === 429)).toHaveLength(45);
    const other = client();
    const right = await Promise.all(Array.from({ length: 15 }, () => logIn(email, PASSWORD, other)));
    expect(right.map(({ status }) => status)).toEqual(Array.from({ length: 15 }, () => 200));
  });

  it("of others never close a browser in which this user has signed in before", async () => {
    const { email } = await signUp(createVisitor());
    const shared = client();
    const first = await logIn(email, PASSWORD, shared);
    const device = /genkan_device=([^;]+)/.exec(first.headers.getSetCookie().join())?.[1];
    for (let i = 0; i < 6; i++) await logIn(email, "wrong", shared);
    expect((await logIn(email, PASSWORD, shared)).status).toBe(429);
    const cookie = `genkan_device=${device}`;
    expect((await logIn(email, PASSWORD, { ...shared, cookie })).status).toBe(200);
    const stranger = await signUp(createVisitor());
    expect((await logIn(stranger.email, "wrong", { ...shared, cookie })).body.attemptsLeft).toBe(4);
  });

  it("over many identifiers close for a client, whatever other headers it sends", async () => {
    const from = client();
    for (let i = 0; i < 20; i++) {
      const disguise = { "x-forwarded-for": `203.0.113.${i}`, "true-client-ip": `203.0.113.${i}` };
      expect((await logIn(newAddress(), "wrong", { ...from, ...disguise })).status).toBe(401);
    }
    const next = await logIn(newAddress(), "wrong", from);
    expect([next.status, next.body.code]).toEqual([429, "rate_limited"]);
  });
});

describe("sending", () => {
  it("is once a minute for one recipient, whoever asks, by signing up or asking again", async () => {
    for (const path of ["signup", "email/resend"]) {
      const email = newAddress();
      const body = path === "signup" ? { email, password: PASSWORD } : { email };
      const first = await post(`/api/auth/${path}`, body, client());
      const second = await post("/api/auth/email/resend", { email: email.toUpperCase() }, client());
      expect([first.status, second.status, second.body.code]).toEqual([202, 429, "rate_limited"]);
      expect(second.body.retryAfterSeconds).toBeGreaterThan(50);
      expect(second.body.retryAfterSeconds).toBeLessThanOrEqual(60);
    }
  });

  it("lets a client sign up three times an hour", async () => {
    const from = client();
    const asked = [];
    for (let i = 0; i < 4; i++)
      asked.push(await post("/api/auth/signup", { email: newAddress(), password: PASSWORD }, from));
    expect(asked.map(({ status }) => status)).toEqual([202, 202, 202, 429]);
    expect(Number(asked[3]?.headers.get("retry-after"))).toBeGreaterThan(3_000);
  });

  it("lets no client that is over its limit use up what others may send to an address", async () => {
    const from = client();
    for (let i = 0; i < 3; i++)
      await post("/api/auth/signup", { email: newAddress(), password: PASSWORD }, from);
    const email = newAddress();
    expect((await post("/api/auth/signup", { email, password: PASSWORD }, from)).status).toBe(429);
    expect((await post("/api/auth/signup", { email, password: PASSWORD }, client())).status).toBe(202);
  });

  it("gives everybody without a client address one shared allowance, not none", async () => {
    const asked = [];
    for (let i = 0; i < 4; i++)
      asked.push(await post("/api/auth/signup", { email: newAddress(), password: PASSWORD }));
    expect(asked.map(({ status }) => status)).toContain(429);
  });
});
