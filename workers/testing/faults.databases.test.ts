import { createExecutionContext, createScheduledController, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { eq, isNotNull } from "drizzle-orm";
import { afterEach, describe, expect, inject, it, vi } from "vitest";
import worker from "../index.ts";
import { onPostgres, openDatabase } from "./open-database.ts";
import { serviceWith } from "./service-with.ts";
import { createVisitor, mailedToken, mailTo, newAddress, ORIGIN, PASSWORD, signUp } from "./visitor.ts";

const post = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: "POST",
  headers: { "content-type": "application/json", ...headers },
  body: JSON.stringify(body),
});

afterEach(() => vi.restoreAllMocks());

describe("a wrong setting", () => {
  it.each([
    [{ GENKAN_SECRET: "short" }, "GENKAN_SECRET"],
    [{ GENKAN_SECRET: undefined }, "GENKAN_SECRET"],
    [{ ACCESS_TOKEN_TTL: "5 minutes" }, "ACCESS_TOKEN_TTL"],
    [{ ENVIRONMENT: "prod" }, "ENVIRONMENT"],
    [{ ENVIRONMENT: "production" }, "RESEND_API_KEY"],
    [{ LOGIN_LIMIT: "5" }, "LOGIN_LIMIT"],
    [{ APP_URL: "http://localhost:8787/path" }, "APP_URL"],
    [{ PASSWORD_MIN_LENGTH: "7" }, "PASSWORD_MIN_LENGTH"],
    [{ CROSS_SITE_COOKIES: "maybe" }, "CROSS_SITE_COOKIES"],
  ])("stops every request with 503: %o; the log names it, never its content", async (changes, name) => {
    const lines = vi.spyOn(console, "log").mockImplementation(() => undefined);
    const fetchWith = serviceWith(changes);
    for (const path of ["/healthz", "/", "/api/me", "/openapi.json", "/nothing"]) {
      const response = await fetchWith(path);
      const body: { code: string } = await response.json();
      expect([path, response.status, body.code]).toEqual([path, 503, "unavailable"]);
      expect(response.headers.get("retry-after")).not.toBeNull();
    }
    const logged = lines.mock.calls.flat().join("\n");
    expect(logged).toContain(name);
    for (const value of Object.values(changes))
      if (typeof value === "string" && value.length > 1) expect(logged).not.toContain(`"${value}`);
  });
});

// D1 is a part of the platform here: only Postgres can be taken away.
if (onPostgres) {
  describe("a database that is away", () => {
    const refusing = { HYPERDRIVE: { connectionString: "postgres://nobody:nothing@127.0.0.1:9/none" } };
    const silent = { HYPERDRIVE: { connectionString: inject("silentDatabase") } };

    it.each([
      ["down", refusing],
      ["silent", silent],
    ])("(%s) gives 503, leaves cookies alone, and is no 401", async (_, changes) => {
      const visitor = createVisitor();
      const { email } = await signUp(visitor);
      const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
      const fetchWith = serviceWith(changes);
      const answers = await Promise.all([
        fetchWith("/api/me", { headers: { cookie } }),
        fetchWith("/api/auth/login", post({ identifier: email, password: PASSWORD })),
        fetchWith("/api/auth/refresh", { method: "POST", headers: { cookie } }),
        fetchWith("/api/auth/logout", { method: "POST", headers: { cookie } }),
        fetchWith("/api/auth/signup", post({ email: newAddress(), password: PASSWORD })),
      ]);
      for (const answer of answers) {
        const { code }: { code: string } = await answer.json();
        expect([answer.url, answer.status, code]).toEqual([answer.url, 503, "unavailable"]);
        expect(answer.headers.get("retry-after")).toMatch(/^\d+$/);
        expect(answer.headers.getSetCookie()).toEqual([]);
      }
      expect((await fetchWith("/healthz")).status).toBe(200);
      // It is back: the very same cookies still work.
      expect((await visitor.get("/api/me")).status).toBe(200);
      expect((await visitor.post("/api/auth/refresh")).status).toBe(200);
    });
  });
}

describe("production", () => {
  const production = { ENVIRONMENT: "production", RESEND_API_KEY: "re_test_key_for_the_stand_in" };

  it("knows no developer's mailbox, by any method, and tells no timings", async () => {
    const fetchWith = serviceWith(production);
    for (const path of [
      "/__dev",
      "/__dev/mail",
      "/__dev/empty",
      "/__dev/messages/msg_x",
      "/__dev/style.css",
      "/__dev/mailbox.js",
      "/__dev/mark.svg",
    ]) {
      for (const method of ["GET", "POST", "DELETE", "OPTIONS"]) {
        const response = await fetchWith(path, { method, headers: { origin: "https://evil.example" } });
        expect([method, path, response.status]).toEqual([method, path, 404]);
        expect(response.headers.get("server-timing")).toBeNull();
      }
    }
  });
});

describe("settings of a long life", () => {
  it("give cookies no longer one than browsers take", async () => {
    const { email } = await signUp(createVisitor());
    const fetchWith = serviceWith({ REFRESH_IDLE_TTL: "500d", SESSION_MAX_AGE: "900d" });
    const response = await fetchWith("/api/auth/login", post({ identifier: email, password: PASSWORD }));
    expect(response.status).toBe(200);
    expect(response.headers.getSetCookie()[1]).toContain("Max-Age=34560000");
  });
});

describe("a change of the secret", () => {
  it("signs nobody out, not even who repeats a refresh across it", async () => {
    const { email } = await signUp(createVisitor());
    const login = { identifier: email, password: PASSWORD, delivery: "token" };
    const { body } = await createVisitor().post("/api/auth/login", login);
    const presented = { refreshToken: body.tokens.refreshToken };
    const before = await createVisitor().post("/api/auth/refresh", presented);
    const fetchWith = serviceWith({
      GENKAN_SECRET: "the next secret for tests, of thirty-two bytes",
      GENKAN_SECRET_PREVIOUS: Reflect.get(env, "GENKAN_SECRET"),
    });
    const repeated = await fetchWith("/api/auth/refresh", post(presented));
    const { tokens }: { tokens: { refreshToken: string } } = await repeated.json();
    expect([repeated.status, tokens.refreshToken]).toEqual([200, before.body.tokens.refreshToken]);
    expect((await fetchWith("/api/auth/refresh", post({ refreshToken: tokens.refreshToken }))).status).toBe(
      200,
    );
  });
});

describe("another site's front end", () => {
  it("reads answers and gets partitioned cookies when it is listed, and only then", async () => {
    const { email } = await signUp(createVisitor());
    const app = "https://app.example";
    const fetchWith = serviceWith({ ALLOWED_ORIGINS: app, CROSS_SITE_COOKIES: "true" });
    const preflight = await fetchWith("/api/auth/login", {
      method: "OPTIONS",
      headers: { origin: app, "access-control-request-method": "POST" },
    });
    expect([preflight.status, preflight.headers.get("access-control-allow-methods")]).toEqual([204, "POST"]);
    const login = post(
      { identifier: email, password: PASSWORD },
      { origin: app, "sec-fetch-site": "cross-site" },
    );
    const response = await fetchWith("/api/auth/login", login);
    expect(response.status).toBe(200);
    expect(response.headers.get("access-control-allow-origin")).toBe(app);
    expect(response.headers.get("vary")).toBe("Origin");
    const [access, refresh] = response.headers.getSetCookie();
    for (const line of [access, refresh]) expect(line).toMatch(/; Secure; SameSite=None; Partitioned$/);
    const other = await fetchWith(
      "/api/auth/login",
      post({ identifier: email, password: PASSWORD }, { origin: "https://other.example" }),
    );
    expect([other.status, other.headers.get("access-control-allow-origin")]).toEqual([403, null]);
  });
});

describe("passwords", () => {
  it("are rehashed at sign-in when the parameters have changed, and no earlier", async () => {
    const { email, user } = await signUp(createVisitor());
    const hashOf = async () => {
      const { orm, tables } = openDatabase();
      const rows = await orm
        .select({ id: tables.users.id, hash: tables.users.passwordHash })
        .from(tables.users);
      return rows.find(({ id }) => id === user.id)?.hash;
    };
    const before = await hashOf();
    expect(before).toMatch(/^\$argon2id\$v=19\$m=1024,t=1,p=1\$/);
    await createVisitor().post("/api/auth/login", { identifier: email, password: PASSWORD });
    expect(await hashOf()).toBe(before);

    const stronger = serviceWith({ ARGON2_MEMORY_KIB: "2048", ARGON2_PASSES: "2" });
    expect((await stronger("/api/auth/login", post({ identifier: email, password: "wrong" }))).status).toBe(
      401,
    );
    expect(await hashOf()).toBe(before);
    expect((await stronger("/api/auth/login", post({ identifier: email, password: PASSWORD }))).status).toBe(
      200,
    );
    expect(await hashOf()).toMatch(/^\$argon2id\$v=19\$m=2048,t=2,p=1\$/);
    expect(
      (await createVisitor().post("/api/auth/login", { identifier: email, password: PASSWORD })).status,
    ).toBe(200);
  });

  it("of a disabled account get in nowhere, and only who knows it is told so", async () => {
    const visitor = createVisitor();
    const { email, user } = await signUp(visitor);
    const { orm, tables } = openDatabase();
    await orm.update(tables.users).set({ disabledAt: new Date() }).where(eq(tables.users.id, user.id));
    const wrong = await createVisitor().post("/api/auth/login", { identifier: email, password: "wrong" });
    expect(wrong.body.code).toBe("invalid_credentials");
    const right = await createVisitor().post("/api/auth/login", { identifier: email, password: PASSWORD });
    expect([right.status, right.body.code]).toEqual([403, "account_disabled"]);
    expect((await visitor.get("/api/me")).status).toBe(401);
    expect((await visitor.post("/api/auth/refresh")).body.code).toBe("refresh_invalid");
  });
});

describe("mail through Resend", () => {
  const resend = {
    RESEND_API_KEY: "re_test_key_for_the_stand_in",
    RESEND_BASE_URL: inject("resendUrl"),
    MAIL_FROM: "Genkan <hello@example.com>",
  };
  const control = async (path: string, body?: unknown) => {
    const response = await fetch(`${inject("resendControl")}${path}`, body === undefined ? {} : post(body));
    return (await response.json()) as { to: string; key: string; text: string; subject: string }[];
  };
  const delivered = async (email: string) => (await control("/deliveries")).filter(({ to }) => to === email);

  async function runScheduled() {
    const changed = Object.assign(Object.create(Object.getPrototypeOf(env)), env, resend) as Env;
    const context = createExecutionContext();
    await worker.scheduled(createScheduledController(), changed, context);
    await waitOnExecutionContext(context);
  }

  /** As if the back-off had passed. */
  async function makeDue() {
    const { orm, tables } = openDatabase();
    await orm
      .update(tables.outbox)
      .set({ nextAttemptAt: new Date(Date.now() - 1) })
      .where(isNotNull(tables.outbox.nextAttemptAt));
  }

  it("goes out behind the answer, once, with its id as Idempotency-Key, and is wiped here", async () => {
    const email = newAddress();
    const asked = await serviceWith(resend)("/api/auth/signup", post({ email, password: PASSWORD }));
    expect(asked.status).toBe(202);
    const [mail, ...others] = await delivered(email);
    expect(others).toEqual([]);
    expect(mail?.key).toMatch(/^msg_/);
    expect(mail?.text).toContain(`${ORIGIN}/confirm#token=`);
    await runScheduled();
    expect(await delivered(email)).toHaveLength(1);
    expect(await mailTo(email)).toEqual([]);
  });

  it.each([
    ["429", { kind: "error", status: 429, name: "rate_limit_exceeded", headers: { "retry-after": "7" } }],
    ["500", { kind: "error", status: 500, name: "internal_server_error" }],
    ["a reset connection", { kind: "reset" }],
    ["a reset after it was taken", { kind: "reset", delivered: true }],
  ])("survives %s: the answer is the same, the scheduled handler sends it, once", async (_, behaviour) => {
    const email = newAddress();
    await control("/behave", behaviour);
    const asked = await serviceWith(resend)("/api/auth/signup", post({ email, password: PASSWORD }));
    expect(asked.status).toBe(202);
    await runScheduled();
    await makeDue();
    await Promise.all([runScheduled(), runScheduled()]);
    await runScheduled();
    const mails = await delivered(email);
    expect(mails).toHaveLength(1);
    const token = new URL(/\S+#token=\S+/.exec(mails[0]?.text ?? "")?.[0] ?? "http://none/").hash.slice(
      "#token=".length,
    );
    expect((await createVisitor().post("/api/auth/email/verify", { token })).status).toBe(200);
  });
});

describe("the log", () => {
  it("never holds a password, an address, a code or a token", async () => {
    const lines: string[] = [];
    vi.spyOn(console, "log").mockImplementation((line: string) => void lines.push(line));
    const visitor = createVisitor({ headers: { "cf-connecting-ip": "203.0.113.77" } });
    const email = newAddress();
    const password = "canary password 8d1f";
    await visitor.post("/api/auth/signup", { email, password, name: "Canary Name" });
    const [message] = await mailTo(email);
    const token = await mailedToken(email);
    await visitor.post("/api/auth/email/verify", { email, code: "000000" });
    await visitor.post("/api/auth/email/verify", { token });
    await visitor.post("/api/auth/login", { identifier: email, password: `${password} wrong` });
    const { body } = await visitor.post("/api/auth/login", {
      identifier: email,
      password,
      delivery: "token",
    });
    await createVisitor().get(`/api/me?token=${token}`, {
      authorization: `Bearer ${body.tokens.accessToken}`,
    });
    await visitor.post("/api/auth/refresh", { refreshToken: body.tokens.refreshToken });
    const secrets = [
      email,
      password,
      message?.code,
      token,
      body.tokens.accessToken,
      body.tokens.refreshToken,
      "203.0.113.77",
      "Canary Name",
    ];
    const logged = lines.join("\n");
    expect(lines.length).toBeGreaterThan(5);
    for (const secret of secrets) expect(logged).not.toContain(secret);
    for (const line of lines)
      expect(JSON.parse(line)).toMatchObject({
        level: expect.any(String),
        requestId: expect.stringMatching(/^req_/),
      });
  });
});
