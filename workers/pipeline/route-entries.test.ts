import { createRoute } from "@hono/zod-openapi";
import { describe, expect, it } from "vitest";
import { ADMIN, createRouter, FEED, SIGNED_IN, WITH_SESSIONS } from "../shared/http.ts";
import { routeEntries } from "./route-entries.ts";

type Security = Record<string, string[]>[];

function appWith(path: string, security?: Security, extra: object = {}) {
  const route = createRoute({
    method: "get",
    path,
    ...(security && { security }),
    ...extra,
    responses: { 204: { description: "Done" } },
  });
  return createRouter().openapi(route, (c) => c.body(null, 204));
}

describe("the routes of an app", () => {
  it.each([
    ["/api/auth/x", undefined, "anyone"],
    ["/api/auth/x", SIGNED_IN, "user"],
    ["/api/me", SIGNED_IN, "user"],
    ["/api/me/x/{id}", SIGNED_IN, "user"],
    ["/api/admin/x", ADMIN, "operator"],
    ["/api/feed/x", FEED, "feed"],
  ] as const)("%s with %j is for %s", (path, security, access) => {
    const [entry] = routeEntries(appWith(path, security as Security | undefined));
    expect(entry).toMatchObject({ access, withSessions: false, bodyRequired: false });
  });

  it("say whether authenticating reads all sessions of the caller", () => {
    const [entry] = routeEntries(appWith("/api/me/x", SIGNED_IN, WITH_SESSIONS));
    expect(entry).toMatchObject({ access: "user", withSessions: true });
  });

  it.each([
    ["/api/me", undefined],
    ["/api/me/x", undefined],
    ["/api/me/x", ADMIN],
    ["/api/admin/x", undefined],
    ["/api/admin/x/{id}", SIGNED_IN],
    ["/api/auth/x", ADMIN],
    ["/api/feed/x", undefined],
    ["/api/feed/x", ADMIN],
    ["/api/admin/x", FEED],
    ["/api/auth/x", FEED],
    ["/api/auth/x", [{ bearer: [] }]],
    ["/api/auth/x", [{}, { bearer: [] }]],
  ] as const)("can't be %s with %j: nothing starts", (path, security) => {
    expect(() => routeEntries(appWith(path, security as Security | undefined))).toThrow(/security/);
  });

  it("can't be undocumented where only some may come", () => {
    const app = createRouter();
    app.get("/api/admin/x", (c) => c.body(null, 204));
    expect(() => routeEntries(app)).toThrow("/api/admin/x");
  });
});
