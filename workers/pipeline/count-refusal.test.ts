import { describe, expect, it } from "vitest";
import { AppError, type AppErrorOptions, type ErrorCode } from "../shared/errors.ts";
import { hearEvents } from "../testing/heard-events.ts";
import { countRefusal } from "./count-refusal.ts";

/** What is counted of one refusal. */
function counted(route: string, code: ErrorCode, options: AppErrorOptions = {}) {
  const { metrics, points } = hearEvents();
  countRefusal(metrics, route, new AppError(code, options));
  return points.map(({ name, labels }) => [name, labels]);
}

describe("a refusal", () => {
  it("by a limit is counted by its route and the limit's kind", () => {
    expect(counted("/api/auth/login", "rate_limited", { layer: "lockout" })).toEqual([
      ["rate_limited", { route: "/api/auth/login", layer: "lockout" }],
    ]);
  });

  it.each(["validation_failed", "password_rejected", "username_taken", "rate_limited"] as const)(
    "of a sign-up for %s is a registration refused",
    (code) => {
      expect(counted("/api/auth/signup", code)).toEqual([["registrations", { outcome: "refused" }]]);
    },
  );

  it.each(["invalid_json", "csrf_rejected", "payload_too_large", "unavailable", "internal"] as const)(
    "of a sign-up for %s is none of a person's",
    (code) => {
      expect(counted("/api/auth/signup", code)).toEqual([]);
    },
  );

  it("of a refresh by the flood guard is a refresh that was limited", () => {
    expect(counted("/api/auth/refresh", "rate_limited", { layer: "flood" })).toEqual([
      ["rate_limited", { route: "/api/auth/refresh", layer: "flood" }],
      ["token_refresh", { outcome: "limited" }],
    ]);
  });

  it("of anything else is nothing by itself", () => {
    expect(counted("/api/me", "validation_failed")).toEqual([]);
  });
});
