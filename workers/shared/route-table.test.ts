import { describe, expect, it } from "vitest";
import { createRouteTable, rawPath } from "./route-table.ts";

const entry = (method: string, template: string) => ({
  method,
  template,
  access: "anyone" as const,
  withSessions: false,
  bodyRequired: false,
});
const table = createRouteTable([
  entry("GET", "/api/me"),
  entry("PATCH", "/api/me"),
  entry("GET", "/api/things/:id"),
  entry("DELETE", "/api/things/:id"),
]);

describe("the route table", () => {
  it("tells a route, a path with other methods, and nothing apart", () => {
    expect(table.match("PATCH", "/api/me")).toMatchObject({ found: "route", route: { template: "/api/me" } });
    expect(table.match("HEAD", "/api/me")).toMatchObject({ found: "route", route: { method: "GET" } });
    expect(table.match("PUT", "/api/me")).toEqual({ found: "path", methods: ["GET", "HEAD", "PATCH"] });
    expect(table.match("GET", "/api/Me")).toEqual({ found: "nothing" });
  });

  it("matches a parameter by one segment that is neither empty nor encoded", () => {
    expect(table.match("DELETE", "/api/things/x")).toMatchObject({
      found: "route",
      route: { template: "/api/things/:id" },
    });
    for (const path of [
      "/api/things/",
      "/api/things",
      "/api/things/x/y",
      "/apiXthings/x",
      "/api/things/%78",
    ]) {
      expect(table.match("GET", path)).toEqual({ found: "nothing" });
    }
  });
});

describe("the raw path", () => {
  it.each([
    ["http://localhost/", "/"],
    ["http://localhost/a%2Fb//c/?q=/d#e", "/a%2Fb//c/"],
    ["http://localhost/?x", "/"],
  ])("of %s is %s", (url, path) => {
    expect(rawPath(new Request(url))).toBe(path);
  });
});
