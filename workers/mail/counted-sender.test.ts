import { describe, expect, it } from "vitest";
import { heard, hearEvents } from "../testing/heard-events.ts";
import { countedSender } from "./counted-sender.ts";
import type { SendResult } from "./mailer.ts";

/** What one try is, and what was counted of it. */
async function sending(result: SendResult) {
  const { metrics, points } = hearEvents();
  const sender = countedSender({ provider: "resend", send: async () => result }, metrics);
  expect(await sender.send({})).toBe(result);
  return { durations: heard(points, "dependency_duration"), errors: heard(points, "dependency_errors") };
}

const durations = [{ dependency: "mail", operation: "send" }];

describe("a provider", () => {
  it("that takes a message, or says it never will, does its work", async () => {
    for (const result of [{ outcome: "sent" }, { outcome: "refused", reason: "x" }] as const) {
      expect(await sending(result)).toEqual({ durations, errors: [] });
    }
  });

  it.each([
    ["timeout", "timeout"],
    ["no answer", "away"],
    ["rate_limit_exceeded 429", "refused"],
  ])("that fails with %s is counted as %s", async (reason, kind) => {
    const errors = [{ dependency: "mail", kind }];
    expect(await sending({ outcome: "retry", reason })).toEqual({ durations, errors });
  });
});
