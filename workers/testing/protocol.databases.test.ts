import { describe, expect, it } from "vitest";
import { codeOf, JSON_TYPE, LOGIN, raw } from "./raw.ts";
import { createVisitor, ORIGIN } from "./visitor.ts";

const visitor = createVisitor();
const credentials = { identifier: "nobody@example.com", password: "whatever" };

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
    expect(await codeOf(await raw("/api/me", { method: "PATCH", headers: JSON_TYPE, body: "x" }))).toEqual([
      401,
      "unauthenticated",
    ]);
    expect(await codeOf(await raw(LOGIN, { headers: JSON_TYPE, body: "x" }))).toEqual([400, "invalid_json"]);
    expect(await codeOf(await raw(LOGIN, { headers: JSON_TYPE, body: "{}" }))).toEqual([
      422,
      "validation_failed",
    ]);
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
        await codeOf(
          await raw(path, { method, headers: JSON_TYPE, ...(method === "POST" && { body: "{}" }) }),
        ),
      ).toEqual([404, "not_found"]);
    }
  });

  it("names its methods when another is used, HEAD beside GET", async () => {
    for (const method of ["GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS"]) {
      const { status, headers } = await raw(LOGIN, { method });
      expect([method, status, headers.get("allow")]).toEqual([method, 405, "POST"]);
    }
    const me = await raw("/api/me", { method: "PUT" });
    const allowed = me.headers.get("allow")?.split(", ").toSorted();
    expect(allowed).toEqual(["DELETE", "GET", "HEAD", "PATCH"]);
    const head = await raw("/healthz", { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
    expect(
      (await raw(LOGIN, { headers: { ...JSON_TYPE, "x-http-method-override": "GET" }, body: "{}" })).status,
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
    expect(
      await codeOf(await raw(LOGIN, { headers: JSON_TYPE, ...(body !== undefined && { body }) })),
    ).toEqual([400, "invalid_json"]);
  });

  it("is counted however it is sent", async () => {
    const big = JSON.stringify({ ...credentials, password: "x".repeat(17 * 1024) });
    const stream = () => new Response(big).body;
    expect(await codeOf(await raw(LOGIN, { headers: JSON_TYPE, body: big }))).toEqual([
      413,
      "payload_too_large",
    ]);
    expect(await codeOf(await raw(LOGIN, { headers: JSON_TYPE, body: stream() }))).toEqual([
      413,
      "payload_too_large",
    ]);
    expect(await codeOf(await raw(LOGIN, { body: "x".repeat(1_000_000) }))).toEqual([
      413,
      "payload_too_large",
    ]);
    const whole = JSON.stringify({ ...credentials, password: "x".repeat(16 * 1024 - 60) });
    expect((await raw(LOGIN, { headers: JSON_TYPE, body: whole })).status).toBe(401);
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
});

describe("a browser's request", () => {
  const post = (headers: Record<string, string>) =>
    raw(LOGIN, { headers: { ...JSON_TYPE, ...headers }, body: JSON.stringify(credentials) });

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
