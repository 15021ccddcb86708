import { beforeAll, describe, expect, it } from "vitest";
import { FEED } from "../testing/feed.ts";
import { OPERATOR } from "../testing/operator.ts";
import { serviceWith } from "../testing/service-with.ts";
import { createVisitor, PASSWORD, signUp } from "../testing/visitor.ts";
import { openApiDocument } from "./openapi-document.ts";

interface Operation {
  security?: Record<string, unknown>[];
  requestBody?: { required?: boolean };
  responses: Record<string, unknown>;
}

const FORGED = ["Bearer x", "Bearer", "Basic eDp5", `Bearer ${btoa('{"alg":"none"}')}.e30.`];

/** Who shows a token of the operator's making, where, and by which setting. */
const HOLDERS = [
  { scheme: "operator", folder: "/api/admin", setting: "ADMIN_TOKEN", holder: OPERATOR, others: FEED },
  { scheme: "feed", folder: "/api/feed", setting: "FEED_TOKEN", holder: FEED, others: OPERATOR },
];

const visitor = createVisitor();
let routes: { method: string; path: string; operation: Operation }[] = [];

beforeAll(async () => {
  const { body } = await visitor.get("/openapi.json");
  routes = Object.entries<Record<string, Operation>>(body.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      operation,
    })),
  );
});

const mutating = () => routes.filter(({ method }) => method !== "GET");
const call = (method: string, path: string, body?: string, headers: Record<string, string> = {}) =>
  visitor.send(method, path.replace(/\{\w+\}/g, "x"), body, headers);
const securedBy = (scheme: string) =>
  routes.filter(({ operation }) => operation.security?.some((each) => scheme in each));

async function expectUnauthenticated(method: string, path: string, headers: Record<string, string>) {
  const { status, body, headers: answered } = await call(method, path, undefined, headers);
  expect([method, path, headers, status, body.code]).toEqual([method, path, headers, 401, "unauthenticated"]);
  expect(answered.get("www-authenticate")).toBe("Bearer");
}

describe("the OpenAPI document", () => {
  it("says of every route what it is for and what it may answer", () => {
    expect(routes.length).toBeGreaterThan(8);
    for (const { operation } of routes) {
      expect(operation).toMatchObject({ summary: expect.any(String), tags: [expect.any(String)] });
    }
  });

  it("is of the routes as they are now: whoever changes one builds anew", async () => {
    const { body } = await visitor.get("/openapi.json");
    expect(body).toEqual(JSON.parse(JSON.stringify(openApiDocument())));
  });

  it("bears the name of the product, and speaks of the server that it came from", async () => {
    const response = await serviceWith({ APP_NAME: "Ryokan" })("/openapi.json");
    const document = await response.json();
    expect(document).toMatchObject({ info: { title: "Ryokan" }, servers: [{ url: "/" }] });
    expect(response.headers.get("cache-control")).toBe("public, max-age=300");
  });
});

describe("every route", () => {
  it("that is documented as signed in refuses no token, garbage, an unsigned one and the operator's", async () => {
    const guarded = securedBy("bearer");
    expect(guarded.length).toBeGreaterThan(7);
    for (const { method, path } of guarded) {
      for (const authorization of [...FORGED, OPERATOR.authorization]) {
        await expectUnauthenticated(method, path, { authorization });
      }
      await expectUnauthenticated(method, path, {});
    }
  });

  it("of the operator or a server refuses everybody else, whoever is signed in among them", async () => {
    expect(securedBy("operator").length).toBeGreaterThan(4);
    expect(securedBy("feed").length).toBeGreaterThan(0);
    const person = createVisitor();
    const { email } = await signUp(person);
    const { body } = await createVisitor().post("/api/auth/login", {
      identifier: email,
      password: PASSWORD,
      delivery: "token",
    });
    const cookie = `genkan_at=${person.cookies.get("genkan_at")}`;
    for (const { scheme, holder, others } of HOLDERS) {
      const [, secret] = holder.authorization.split("Bearer ");
      for (const { method, path } of securedBy(scheme)) {
        const forged = [
          ...FORGED,
          `Bearer ${body.tokens.accessToken}`,
          `Bearer ${body.tokens.refreshToken}`,
          others.authorization,
        ];
        const near = [
          `${holder.authorization}x`,
          holder.authorization.slice(0, -1),
          `Basic ${secret}`,
          secret ?? "",
        ];
        for (const authorization of [...forged, ...near]) {
          await expectUnauthenticated(method, path, { authorization });
        }
        await expectUnauthenticated(method, path, { cookie });
        await expectUnauthenticated(method, path, { cookie: `genkan_at=${secret}` });
        await expectUnauthenticated(method, `${path}?access_token=${encodeURIComponent(secret ?? "")}`, {});
      }
    }
  });

  it("of the operator or a server lets them through", async () => {
    for (const { scheme, holder } of HOLDERS) {
      for (const { method, path } of securedBy(scheme)) {
        const { status } = await call(method, path, undefined, holder);
        expect([path, status]).toEqual([path, path.includes("{id}") ? 404 : 200]);
      }
    }
  });

  it("of the operator or a server does not exist while there is no token for it, by any method", async () => {
    for (const { scheme, folder, holder, setting } of HOLDERS) {
      const fetchWithout = serviceWith({ [setting]: "" });
      const paths = [...securedBy(scheme).map(({ path }) => path), `${folder}/nothing`, folder];
      for (const path of new Set(paths)) {
        for (const method of ["GET", "POST", "DELETE", "OPTIONS"]) {
          for (const headers of [{}, holder, { authorization: "Bearer " }]) {
            const response = await fetchWithout(path.replace("{id}", "x"), { method, headers });
            const { code }: { code: string } = await response.json();
            expect([method, path, response.status, code]).toEqual([method, path, 404, "not_found"]);
          }
        }
      }
    }
  });

  it("that changes something refuses a foreign browser, a large body and another type, in this order", async () => {
    expect(mutating().length).toBeGreaterThan(6);
    for (const { method, path } of mutating()) {
      const foreign = await call(method, path, "x".repeat(20_000), { origin: "https://evil.example" });
      expect([path, foreign.status, foreign.body.code]).toEqual([path, 403, "csrf_rejected"]);
      const large = await call(method, path, "x".repeat(20_000), { "content-type": "text/plain" });
      expect([path, large.status, large.body.code]).toEqual([path, 413, "payload_too_large"]);
      const typed = await call(method, path, "{}", { "content-type": "text/plain" });
      expect([path, typed.status, typed.body.code]).toEqual([path, 415, "unsupported_media_type"]);
    }
  });

  it("that takes a body refuses broken JSON and unknown keys", async () => {
    for (const { method, path } of mutating().filter(({ operation }) => !operation.security)) {
      const broken = await call(method, path, "{");
      expect([path, broken.status, broken.body.code]).toEqual([path, 400, "invalid_json"]);
      const unknown = await call(method, path, '{"surprise":1}');
      expect([path, unknown.status, unknown.body.code]).toEqual([path, 422, "validation_failed"]);
      expect(unknown.body.errors).toContainEqual({
        path: "surprise",
        code: "unknown_key",
        message: expect.any(String),
      });
    }
  });

  it("answers 405 with its methods for any other", async () => {
    const byPath = Map.groupBy(routes, ({ path }) => path);
    for (const [path, known] of byPath) {
      const methods = known.map(({ method }) => method);
      for (const method of ["PUT", "PATCH", "DELETE", "POST", "GET"].filter(
        (each) => !methods.includes(each),
      )) {
        const { status, headers } = await call(method, path);
        expect([method, path, status]).toEqual([method, path, 405]);
        for (const each of methods) expect(headers.get("allow")).toContain(each);
      }
    }
  });
});
