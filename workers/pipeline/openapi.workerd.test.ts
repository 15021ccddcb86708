import { beforeAll, describe, expect, it } from "vitest";
import { createVisitor } from "../testing/visitor.ts";

interface Operation {
  security?: unknown[];
  requestBody?: { required?: boolean };
  responses: Record<string, unknown>;
}

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

describe("the OpenAPI document", () => {
  it("says of every route what it is for and what it may answer", () => {
    expect(routes.length).toBeGreaterThan(8);
    for (const { operation } of routes) {
      expect(operation).toMatchObject({ summary: expect.any(String), tags: [expect.any(String)] });
    }
  });
});

describe("every route", () => {
  it("that is documented as signed in refuses no token, garbage and an unsigned one", async () => {
    const guarded = routes.filter(({ operation }) => operation.security);
    expect(guarded.length).toBeGreaterThan(2);
    for (const { method, path } of guarded) {
      for (const authorization of [
        undefined,
        "Bearer x",
        "Basic eDp5",
        `Bearer ${btoa('{"alg":"none"}')}.e30.`,
      ]) {
        const { status, body, headers } = await call(
          method,
          path,
          undefined,
          authorization ? { authorization } : {},
        );
        expect([path, status, body.code]).toEqual([path, 401, "unauthenticated"]);
        expect(headers.get("www-authenticate")).toBe("Bearer");
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
