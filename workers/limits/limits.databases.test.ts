import { abortAllDurableObjects, createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import worker from "../index.ts";
import {
  createVisitor,
  mailedToken,
  newAddress,
  newNumber,
  ORIGIN,
  PASSWORD,
  signUp,
} from "../testing/visitor.ts";

const serviceWith = (changes: Record<string, string>) =>
  Object.assign(Object.create(Object.getPrototypeOf(env)), env, changes) as Env;

/** The service with the limits of real life; the test run's own are a thousand times wider. */
const strict = serviceWith({ LIMIT_SCALE: "1" });

async function post(path: string, body: object, headers: Record<string, string> = {}, service = strict) {
  const context = createExecutionContext();
  const init = {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  };
  const response = await worker.fetch(new Request(`${ORIGIN}${path}`, init), service, context);
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

type Answer = Awaited<ReturnType<typeof post>>;

/** The seconds that a 429 tells to wait, in its header and in its body. */
function countdownOf({ status, headers, body }: Answer): number {
  expect([status, body.code]).toEqual([429, "rate_limited"]);
  expect(headers.get("retry-after")).toBe(String(body.retryAfterSeconds));
  expect(Number.isInteger(body.retryAfterSeconds)).toBe(true);
  return body.retryAfterSeconds;
}

/** A browser in which this user has signed in. */
async function knownBrowser(email: string): Promise<{ cookie: string }> {
  const { headers } = await logIn(email, PASSWORD, client());
  return { cookie: /genkan_device=[^;]+/.exec(headers.getSetCookie().join())?.[0] ?? "" };
}

/** Wrong passwords, four of each client: none is over a limit of its own. */
async function crowdFails(identifier: string, times: number): Promise<void> {
  const crowd = Array.from({ length: times / 4 }, client).flatMap((from) => Array(4).fill(from));
  for (let failed = 0; failed < times; failed += 20) {
    const wave = crowd.slice(failed, failed + 20).map((from) => logIn(identifier, "wrong", from));
    expect(new Set((await Promise.all(wave)).map(({ status }) => status))).toEqual(new Set([401]));
  }
}

afterEach(() => vi.useRealTimers());

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
    expect(countdownOf(await logIn(newAddress(), "wrong", from))).toBeGreaterThan(600);
  });

  it("over many identifiers leave known browsers behind the same address alone", async () => {
    const { email } = await signUp(createVisitor());
    const browser = await knownBrowser(email);
    const from = client();
    for (let i = 0; i < 20; i++) await logIn(newAddress(), "wrong", from);
    expect(countdownOf(await logIn(email, PASSWORD, from))).toBeLessThanOrEqual(900);
    expect((await logIn(email, PASSWORD, { ...from, ...browser })).status).toBe(200);
  });

  it("close a known browser's own lane, whoever it was, and no other", async () => {
    const { email } = await signUp(createVisitor());
    const [browser, another] = [await knownBrowser(email), await knownBrowser(email)];
    const left = [];
    for (let i = 0; i < 5; i++)
      left.push((await logIn(email, "wrong", { ...client(), ...browser })).body.attemptsLeft);
    expect(left).toEqual([4, 3, 2, 1, 0]);
    expect(countdownOf(await logIn(email, PASSWORD, { ...client(), ...browser }))).toBeGreaterThan(600);
    expect((await logIn(email, PASSWORD, { ...client(), ...another })).status).toBe(200);
  });

  it("a hundred in a row, from anywhere, close an account for all but known browsers; unknown ones alike", async () => {
    const { email } = await signUp(createVisitor());
    const browser = await knownBrowser(email);
    for (const identifier of [email, newAddress()]) {
      await crowdFails(identifier, 100);
      const countdown = countdownOf(await logIn(identifier, PASSWORD, client()));
      expect(countdown).toBeGreaterThan(86_000);
      expect(countdown).toBeLessThanOrEqual(86_400);
    }
    expect((await logIn(email, PASSWORD, { ...client(), ...browser })).status).toBe(200);
    expect((await logIn(email, PASSWORD, client())).status).toBe(429);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 86_400_000 });
    expect((await logIn(email, PASSWORD, client())).status).toBe(200);
  }, 60_000);

  it("never close the way back by mail, and that opens the account for everybody", async () => {
    const { email } = await signUp(createVisitor());
    const guesser = client();
    await crowdFails(email, 96);
    for (let i = 0; i < 4; i++) await logIn(email, "wrong", guesser);
    for (const from of [guesser, client()]) countdownOf(await logIn(email, PASSWORD, from));
    expect((await post("/api/auth/password/forgot", { email }, guesser)).status).toBe(202);
    const token = await mailedToken(email);
    const password = "another horse, another battery";
    expect((await post("/api/auth/password/reset", { token, password }, guesser)).status).toBe(200);
    for (const from of [guesser, client()]) expect((await logIn(email, password, from)).status).toBe(200);
  }, 60_000);

  it("are forgotten when the countdown is over, and not a second sooner", async () => {
    const { email } = await signUp(createVisitor());
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
    const from = client();
    for (let i = 0; i < 5; i++) await logIn(email, "wrong", from);
    expect(countdownOf(await logIn(email, PASSWORD, from))).toBe(900);
    vi.advanceTimersByTime(899_000);
    expect(countdownOf(await logIn(email, PASSWORD, from))).toBe(1);
    vi.advanceTimersByTime(1_000);
    expect((await logIn(email, PASSWORD, from)).status).toBe(200);
  });

  it("survive a restart", async () => {
    const [{ email }, from] = [await signUp(createVisitor()), client()];
    for (let i = 0; i < 4; i++) await logIn(email, "wrong", from);
    await abortAllDurableObjects();
    expect((await logIn(email, "wrong", from)).body.attemptsLeft).toBe(0);
    await abortAllDurableObjects();
    expect(countdownOf(await logIn(email, PASSWORD, from))).toBeGreaterThan(800);
  });

  it("are as many as the settings say, times the scale", async () => {
    const wider = serviceWith({ LIMIT_SCALE: "2", LOGIN_LIMIT: "3/1h" });
    const body = { identifier: newAddress(), password: "wrong" };
    const from = client();
    const left = [];
    for (let i = 0; i < 6; i++)
      left.push((await post("/api/auth/login", body, from, wider)).body.attemptsLeft);
    expect(left).toEqual([5, 4, 3, 2, 1, 0]);
    expect(countdownOf(await post("/api/auth/login", body, from, wider))).toBeGreaterThan(3_500);
  });
});

describe("a client", () => {
  const addressed = (address: string) => ({ "cf-connecting-ip": address });

  it.each([
    [
      "IPv6 network of 64 bits, however it is spelled",
      ["2001:db8:1:2::1", "2001:DB8:1:2:ffff::2", "2001:0db8:0001:0002:0:0:0:3", "2001:db8:1:2:3:4:5:6"],
      "2001:db8:1:3::1",
    ],
    ["IPv4 address, in IPv6 too", ["198.18.0.1", "::ffff:198.18.0.1", "::FFFF:c612:1"], "198.18.0.2"],
    ["stranger who has no address", ["", "nonsense", "198.18.0.300", "198.18.0.3, 198.18.0.4"], "198.18.0.5"],
  ])("is one %s", async (_, spellings, another) => {
    const identifier = newAddress();
    const left = [];
    for (let i = 0; i < 5; i++) {
      const from = addressed(spellings[i % spellings.length] ?? "");
      left.push((await logIn(identifier, "wrong", from)).body.attemptsLeft);
    }
    expect(left).toEqual([4, 3, 2, 1, 0]);
    for (const spelling of spellings) countdownOf(await logIn(identifier, "wrong", addressed(spelling)));
    expect((await logIn(identifier, "wrong", addressed(another))).body.attemptsLeft).toBe(4);
  });

  it("is not who it says it is", async () => {
    const [from, identifier] = [client(), newAddress()];
    const left = [];
    for (const [i, header] of [
      "x-forwarded-for",
      "x-real-ip",
      "forwarded",
      "true-client-ip",
      "x-client-ip",
    ].entries()) {
      left.push(
        (await logIn(identifier, "wrong", { ...from, [header]: `203.0.113.${i}` })).body.attemptsLeft,
      );
    }
    expect(left).toEqual([4, 3, 2, 1, 0]);
    const nameless = { "x-forwarded-for": "203.0.113.9", "x-real-ip": "203.0.113.9" };
    countdownOf(await logIn(identifier, "wrong", { ...from, ...nameless }));
  });

  it("finds no second door to the same handler", async () => {
    const [from, identifier] = [client(), newAddress()];
    for (let i = 0; i < 5; i++) await logIn(identifier, "wrong", from);
    const body = { identifier, password: "wrong" };
    for (const path of [
      "//api/auth/login",
      "/api//auth/login",
      "/api/auth/login/",
      "/api/auth/Login",
      "/api/auth/%6cogin",
      "/api/auth/login%20",
      "/api/auth/login.",
      "/api/auth/login;x=1",
    ]) {
      expect([path, (await post(path, body, from)).status]).toEqual([path, 404]);
    }
    for (const path of ["/api/auth/login?x=1", "/api/auth/x/../login", "/api/auth/./login#x"]) {
      countdownOf(await post(path, body, from));
    }
  });
});

describe("sending", () => {
  it("is once a minute for one recipient, whoever asks, by signing up or asking again", async () => {
    for (const path of ["signup", "email/resend"]) {
      const email = newAddress();
      const body = path === "signup" ? { email, password: PASSWORD } : { email };
      const first = await post(`/api/auth/${path}`, body, client());
      const second = await post("/api/auth/email/resend", { email: email.toUpperCase() }, client());
      expect(first.status).toBe(202);
      const countdown = countdownOf(second);
      expect(countdown).toBeGreaterThan(50);
      expect(countdown).toBeLessThanOrEqual(60);
    }
  });

  it("is three times an hour for one recipient, known or not, with the time until the next", async () => {
    const { email: known } = await signUp(createVisitor());
    for (const email of [known, newAddress()]) {
      vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 86_400_000 });
      const ask = () => post("/api/auth/email/resend", { email }, client());
      for (const countdown of [60, 60, 3_480]) {
        expect((await ask()).status).toBe(202);
        expect(countdownOf(await ask())).toBe(countdown);
        vi.advanceTimersByTime(60_000);
      }
      expect(countdownOf(await ask())).toBe(3_420);
      vi.advanceTimersByTime(3_420_000);
      expect((await ask()).status).toBe(202);
      expect(countdownOf(await ask())).toBe(60);
    }
  });

  it("is counted for each purpose by itself", async () => {
    const { email } = await signUp(createVisitor());
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 86_400_000 });
    for (const path of ["email/resend", "magic-link/send", "password/forgot"]) {
      expect((await post(`/api/auth/${path}`, { email }, client())).status).toBe(202);
      expect(countdownOf(await post(`/api/auth/${path}`, { email: email.toUpperCase() }, client()))).toBe(60);
    }
  });

  it.each([
    ["email", () => newAddress(), (address: string) => address.toUpperCase()],
    ["sms", () => newNumber(), (number: string) => number.replace(/^(...)/, "$1 ")],
  ])(
    "is five codes an hour for one recipient by %s, once a minute, however it is spelled",
    async (channel, one, respelled) => {
      vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
      const to = one();
      const ask = (recipient: string) => post("/api/auth/otp/send", { channel, to: recipient }, client());
      for (const countdown of [60, 60, 60, 60, 3_360]) {
        expect((await ask(to)).status).toBe(202);
        expect(countdownOf(await ask(respelled(to)))).toBe(countdown);
        vi.advanceTimersByTime(60_000);
      }
      expect((await ask(one())).status).toBe(202);
    },
  );

  it("lets a client sign up three times an hour", async () => {
    const from = client();
    const asked = [];
    for (let i = 0; i < 4; i++)
      asked.push(await post("/api/auth/signup", { email: newAddress(), password: PASSWORD }, from));
    expect(asked.map(({ status }) => status)).toEqual([202, 202, 202, 429]);
    expect(asked.slice(3).map(countdownOf)).toEqual([expect.closeTo(3_600, -2)]);
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
