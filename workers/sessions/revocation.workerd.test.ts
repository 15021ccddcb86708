import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { FEED } from "../testing/feed.ts";
import { createVisitor } from "../testing/visitor.ts";
import { withStatements } from "../testing/watched-database.ts";

afterEach(() => vi.restoreAllMocks());

describe("the feed of revocations, on D1", () => {
  it("finds what ended by indexes: however many sessions there are, none is looked at in vain", async () => {
    const { fetch, statements } = withStatements();
    const { status } = await createVisitor({ fetch, headers: FEED }).get("/api/feed/revocations");
    expect([status, statements.length]).toEqual([200, 1]);
    const plan = await env.DB.prepare(
      `explain query plan ${statements[0]?.replaceAll("?", "1700000000000")}`,
    ).all<{ detail: string }>();
    const steps = plan.results.map(({ detail }) => detail);
    expect(steps).toContainEqual(expect.stringContaining("sessions_ended_at"));
    expect(steps).toContainEqual(expect.stringContaining("users_revoked_before"));
    expect(steps.filter((step) => /^SCAN/.test(step))).toEqual([]);
  });
});
