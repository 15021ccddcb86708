import { exports } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { createVisitor, newAddress, ORIGIN, PASSWORD, signUp } from "./visitor.ts";

const visitor = createVisitor();

const LOGIN = "/api/auth/login";
const credentials = { identifier: "nobody@example.com", password: "whatever" };

function raw(path: string, init: RequestInit = {}): Promise<Response> {
  return exports.default.fetch(
    new Request(`${ORIGIN}${path}`, { method: "POST", redirect: "manual", ...init }),
  );
}

const json = { "content-type": "application/json" };

async function codeOf(response: Response) {
  const body: { code?: string } = await response.json();
  return [response.status, body.code];
}

describe("a problem", () => {
  it("is RFC 9457 with a code and the request's id, and nothing internal", async () => {
    const { status, body, headers } = await visitor.post(LOGIN, credentials);
    expect(status).toBe(401);
    expect(headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
    expect(body).toEqual({
      type: "urn:genkan:problem:invalid_credentials",
      title: expect.any(String),
      status: 401,
      code: "invalid_credentials",
      requestId: headers.get("x-request-id"),
      attemptsLeft: expect.any(Number),
    });
    expect(headers.get("cache-control")).toBe("no-store");
  });

  it("is found in one order: path, method, source, size, type, session, JSON, fields", async () => {
    const foreign = { origin: "https://evil.example" };
    const big = "x".repeat(17 * 1024);
    expect(
      await codeOf(await raw("/api/auth/nothing", { method: "PUT", headers: foreign, body: big })),
    ).toEqual([404, "not_found"]);
    expect(await codeOf(await raw(LOGIN, { method: "PUT", headers: foreign, body: big }))).toEqual([
      405,
      "method_not_allowed",
    ]);
    expect(await codeOf(await raw(LOGIN, { headers: foreign, body: big }))).toEqual([403, "csrf_rejected"]);
    expect(await codeOf(await raw(LOGIN, { body: big }))).toEqual([413, "payload_too_large"]);
    expect(await codeOf(await raw("/api/me", { method: "PATCH", body: "x" }))).toEqual([
      415,
      "unsupported_media_type",
    ]);
    expect(await codeOf(await raw("/api/me", { method: "PATCH", headers: json, body: "x" }))).toEqual([
      401,
      "unauthenticated",
    ]);
    expect(await codeOf(await raw(LOGIN, { headers: json, body: "x" }))).toEqual([400, "invalid_json"]);
    expect(await codeOf(await raw(LOGIN, { headers: json, body: "{}" }))).toEqual([422, "validation_failed"]);
  });
});

describe("a path", () => {
  it.each([
    "/api/auth/login/",
    "/api//auth/login",
    "/API/auth/login",
    "/api/auth/Login",
    "/api/auth/log%69n",
    "/api/auth/login%2F",
    "/api/auth/login.",
    "//api/auth/login",
    "/api/auth/login;x",
    "/api",
    "/api/",
    "/api/auth",
    "/Healthz",
    "/healthz/",
    "/.well-known/JWKS.json",
    "/.well-known/resource-that-should-not-exist-whose-status-code-should-not-be-200",
    "/index.html",
    "/docs.html",
    "/.dev.vars",
    "/wrangler.toml",
  ])("spelled %s is nothing", async (path) => {
    for (const method of ["GET", "POST"]) {
      expect(
        await codeOf(await raw(path, { method, headers: json, ...(method === "POST" && { body: "{}" }) })),
      ).toEqual([404, "not_found"]);
    }
  });

  it("names its methods when another is used, HEAD beside GET", async () => {
    for (const method of ["GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS"]) {
      const { status, headers } = await raw(LOGIN, { method });
      expect([method, status, headers.get("allow")]).toEqual([method, 405, "POST"]);
    }
    const me = await raw("/api/me", { method: "DELETE" });
    expect(me.headers.get("allow")).toBe("GET, HEAD, PATCH");
    const head = await raw("/healthz", { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
    expect(
      (await raw(LOGIN, { headers: { ...json, "x-http-method-override": "GET" }, body: "{}" })).status,
    ).toBe(422);
  });
});

describe("a body", () => {
  it.each([
    ["nothing", undefined],
    ["an array", "[]"],
    ["a number", "1"],
    ["null", "null"],
    ["text", '"x"'],
    ["broken", '{"identifier":'],
    ["two objects", "{}{}"],
    ["bad UTF-8", new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
    ["a byte order mark", "\uFEFF{}"],
    ["33 levels", `{"a":${"[".repeat(32)}${"]".repeat(32)}}`],
    ["thousands of levels", `{"a":${"[".repeat(7000)}${"]".repeat(7000)}}`],
    ["a key twice", '{"identifier":"a","identifier":"b","password":"c"}'],
  ])("of %s is invalid_json", async (_, body) => {
    expect(await codeOf(await raw(LOGIN, { headers: json, ...(body !== undefined && { body }) }))).toEqual([
      400,
      "invalid_json",
    ]);
  });

  it("is counted however it is sent", async () => {
    const big = JSON.stringify({ ...credentials, password: "x".repeat(17 * 1024) });
    const stream = () => new Response(big).body;
    expect(await codeOf(await raw(LOGIN, { headers: json, body: big }))).toEqual([413, "payload_too_large"]);
    expect(await codeOf(await raw(LOGIN, { headers: json, body: stream() }))).toEqual([
      413,
      "payload_too_large",
    ]);
    expect(await codeOf(await raw(LOGIN, { body: "x".repeat(1_000_000) }))).toEqual([
      413,
      "payload_too_large",
    ]);
    const whole = JSON.stringify({ ...credentials, password: "x".repeat(16 * 1024 - 60) });
    expect((await raw(LOGIN, { headers: json, body: whole })).status).toBe(401);
  });

  it.each([
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/jsonp",
    "text/json",
    "application/ld+json",
    "",
  ])("of type %s is refused", async (type) => {
    const body = new TextEncoder().encode(JSON.stringify(credentials));
    const headers = type === "" ? {} : { "content-type": type };
    expect(await codeOf(await raw(LOGIN, { headers, body }))).toEqual([415, "unsupported_media_type"]);
  });

  it("may say its charset, and its type in any case", async () => {
    for (const type of [
      "application/json; charset=utf-8",
      "Application/JSON",
      "application/json;charset=UTF-8",
      "application/json;",
      "application/json ; charset=utf-8",
      'application/json; x_y="a;b"',
    ]) {
      const response = await raw(LOGIN, {
        headers: { "content-type": type },
        body: JSON.stringify(credentials),
      });
      expect(response.status).toBe(401);
    }
  });

  it("says which fields are wrong, unknown ones included", async () => {
    const { status, body } = await visitor.post("/api/auth/signup", {
      email: "x",
      password: 7,
      username: "a b",
      isAdmin: true,
      __proto: 1,
    });
    expect([status, body.code]).toEqual([422, "validation_failed"]);
    expect(body.errors).toEqual(
      expect.arrayContaining([
        { path: "email", code: "invalid_email", message: expect.any(String) },
        { path: "password", code: "invalid_type", message: expect.any(String) },
        { path: "isAdmin", code: "unknown_key", message: expect.any(String) },
        { path: "__proto", code: "unknown_key", message: expect.any(String) },
      ]),
    );
    expect(body.errors.map(({ path }: { path: string }) => path)).toContain("username");
    const missing = await visitor.post(LOGIN, {});
    expect(missing.body.errors).toEqual([
      { path: "identifier", code: "required", message: expect.any(String) },
      { path: "password", code: "required", message: expect.any(String) },
    ]);
  });

  it.each(["__proto__", "constructor", "prototype", "toString"])(
    "with the key %s is refused and changes nothing",
    async (key) => {
      const text = `{"identifier":"a@example.com","password":"b","${key}":{"polluted":true}}`;
      const response = await raw(LOGIN, { headers: json, body: text });
      expect(await codeOf(response)).toEqual([422, "validation_failed"]);
      expect(Reflect.get({}, "polluted")).toBeUndefined();
    },
  );

  it.each([
    ["NUL", "a\u0000b"],
    ["a lone surrogate", "a\uD800b"],
  ])("with %s in any text is refused alike", async (_, bad) => {
    const email = newAddress();
    for (const [path, body] of [
      [LOGIN, { identifier: bad, password: "x" }],
      [LOGIN, { identifier: "x", password: bad }],
      ["/api/auth/signup", { email: `${bad}@example.com`, password: PASSWORD }],
      ["/api/auth/signup", { email, password: `${bad} and long enough` }],
      ["/api/auth/signup", { email, password: PASSWORD, name: bad }],
      ["/api/auth/signup", { email, password: PASSWORD, username: bad }],
      ["/api/auth/email/resend", { email: `x${bad}@example.com` }],
    ] as const) {
      const { status, body: problem } = await visitor.post(path, body);
      expect([path, status, problem.code]).toEqual([path, 422, "validation_failed"]);
    }
  });

  it("takes no number, array, object, boolean or null for a text", async () => {
    for (const wrong of [1, true, null, [], ["a"], {}, { a: 1 }]) {
      for (const [path, body] of [
        [LOGIN, { identifier: wrong, password: "x" }],
        [LOGIN, { identifier: "x", password: wrong }],
        [LOGIN, { ...credentials, delivery: wrong }],
        ["/api/auth/signup", { email: wrong, password: PASSWORD }],
        ["/api/auth/email/verify", { token: wrong }],
        ["/api/auth/email/verify", { email: "a@example.com", code: wrong }],
        ["/api/auth/refresh", { refreshToken: wrong }],
      ] as const) {
        expect((await visitor.post(path, body)).status).toBe(422);
      }
    }
  });

  it("has a token or a code of the right shape, or none that is valid", async () => {
    const email = newAddress();
    for (const proof of [
      { token: "" },
      { token: "x" },
      { token: "A".repeat(64) },
      { token: "g".repeat(9_000) },
      ...["", "12345", "1234567", " 123456", "１２３４５６", "12345a", "000000"].map((code) => ({
        email,
        code,
      })),
    ]) {
      const { status, body } = await visitor.post("/api/auth/email/verify", proof);
      expect([proof, status, body.code]).toEqual([proof, 400, "invalid_token"]);
    }
    for (const proof of [
      {},
      { email },
      { code: "123456" },
      { token: "x", email },
      { token: "x", code: "123456" },
    ]) {
      expect((await visitor.post("/api/auth/email/verify", proof)).status).toBe(422);
    }
  });
});

describe("a password", () => {
  it.each([
    ["too_short", "seven77"],
    ["too_long", "x".repeat(257)],
    ["too_long", "\u{1F600}".repeat(257)],
    ["breached", "password1"],
    ["breached", "PASSWORD1"],
    ["contains_name", "my GENKAN password"],
  ])("is rejected as %s", async (code, password) => {
    const { status, body } = await visitor.post("/api/auth/signup", { email: newAddress(), password });
    expect([status, body.code]).toEqual([422, "password_rejected"]);
    expect(body.errors).toContainEqual({ path: "password", code, message: expect.any(String) });
  });

  it("may not contain the address", async () => {
    const email = newAddress();
    const { body } = await visitor.post("/api/auth/signup", {
      email,
      password: `x ${email.split("@")[0]?.toUpperCase()} y`,
    });
    expect(body.errors).toEqual([
      { path: "password", code: "contains_address", message: expect.any(String) },
    ]);
  });

  it.each([
    `${"a".repeat(19)}b`,
    "fünf Wörter auf der Treppe",
    "正しい馬電池ホチキス",
    "🐎🔋📎🏠🚪🗝️🌙⭐",
    " spaces at both ends ",
  ])("needs no composition: %s", async (password) => {
    const email = newAddress();
    expect((await visitor.post("/api/auth/signup", { email, password })).status).toBe(202);
  });
});

describe("a browser's request", () => {
  const post = (headers: Record<string, string>) =>
    raw(LOGIN, { headers: { ...json, ...headers }, body: JSON.stringify(credentials) });

  it.each([
    [{ origin: "https://evil.example" }],
    [{ origin: "null" }],
    [{ origin: "https://localhost:8787" }],
    [{ origin: "http://localhost" }],
    [{ origin: "http://localhost:8787.evil.example" }],
    [{ origin: "http://evil-localhost:8787" }],
    [{ origin: "http://localhost:9999" }],
    [{ "sec-fetch-site": "cross-site" }],
    [{ "sec-fetch-site": "same-site" }],
    [{ origin: ORIGIN, "sec-fetch-site": "cross-site" }],
    [{ origin: "https://evil.example", "sec-fetch-site": "same-origin" }],
  ])("from %o is refused", async (headers) => {
    expect(await codeOf(await post(headers))).toEqual([403, "csrf_rejected"]);
  });

  it.each([
    [{}],
    [{ origin: ORIGIN }],
    [{ "sec-fetch-site": "same-origin" }],
    [{ origin: ORIGIN, "sec-fetch-site": "same-origin" }],
  ])("from %o passes", async (headers) => {
    expect((await post(headers)).status).toBe(401);
  });

  it("gets no CORS headers, preflight or not, while no origin is listed", async () => {
    const preflight = await raw(LOGIN, {
      method: "OPTIONS",
      headers: { origin: "https://app.example", "access-control-request-method": "POST" },
    });
    expect(preflight.status).toBe(405);
    const read = await raw("/healthz", { method: "GET", headers: { origin: "https://app.example" } });
    for (const { headers } of [preflight, read])
      expect(headers.get("access-control-allow-origin")).toBeNull();
  });
});

describe("every answer", () => {
  it("carries the security headers", async () => {
    for (const path of [
      "/healthz",
      "/api/me",
      "/nothing",
      "/.well-known/jwks.json",
      "/openapi.json",
      "/sign-in",
      "/__dev",
    ]) {
      const { headers } = await raw(path, { method: "GET", headers: { accept: "text/html" } });
      expect([path, headers.get("x-content-type-options"), headers.get("referrer-policy")]).toEqual([
        path,
        "nosniff",
        "no-referrer",
      ]);
      expect(headers.get("content-security-policy")).toMatch(/^default-src 'none'/);
      expect(headers.get("content-security-policy")).not.toContain("unsafe");
      expect(headers.get("x-request-id")).toMatch(/^req_/);
      expect(headers.get("content-type")).toMatch(/charset=utf-8$/i);
    }
  });

  it("is a page for people who navigate, found or not", async () => {
    const page = await raw("/sign-in", { method: "GET" });
    expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    const lost = await raw("/nowhere", { method: "GET", headers: { accept: "text/html,*/*" } });
    expect([lost.status, lost.headers.get("content-type")]).toEqual([404, "text/html; charset=utf-8"]);
    const api = await raw("/api/nowhere", { method: "GET", headers: { accept: "text/html,*/*" } });
    expect(api.headers.get("content-type")).toContain("problem+json");
  });
});

describe("the profile", () => {
  it("changes name and username, says when one is taken, and refuses what is no field", async () => {
    const ada = createVisitor();
    await signUp(ada);
    const username = `Ada_${newAddress().slice(0, 10)}`;
    const changed = await ada.patch("/api/me", { name: "  Ada Lovelace ", username });
    expect([changed.status, changed.body.user.name, changed.body.user.username]).toEqual([
      200,
      "Ada Lovelace",
      username,
    ]);
    expect((await ada.patch("/api/me", { username: username.toLowerCase() })).status).toBe(200);
    expect((await ada.patch("/api/me", { name: "" })).body.user.name).toBeNull();
    expect((await ada.patch("/api/me", {})).status).toBe(200);

    const both = await Promise.all([
      ada.patch("/api/me", { name: "A. L." }),
      ada.patch("/api/me", { username: `x${username}` }),
    ]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect((await ada.get("/api/me")).body.user).toMatchObject({ name: "A. L.", username: `x${username}` });
    await ada.patch("/api/me", { username });

    const eve = createVisitor();
    await signUp(eve);
    const taken = await eve.patch("/api/me", { username: username.toUpperCase() });
    expect([taken.status, taken.body.code]).toEqual([409, "username_taken"]);
    for (const body of [
      { email: "x@example.com" },
      { emailVerified: true },
      { name: "a\u202Eb" },
      { name: "x".repeat(101) },
      { name: null },
    ]) {
      expect((await eve.patch("/api/me", body)).status).toBe(422);
    }
  });
});
