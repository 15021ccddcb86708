import { describe, expect, it } from "vitest";
import { createLog } from "../shared/log.ts";
import { heard, hearEvents } from "../testing/heard-events.ts";
import { runScheduled } from "./scheduled.ts";

const JOBS = ["outbox", "keys", "purge"] as const;

/** The jobs, of which one may fail; what ran, and what was logged. */
function jobs(failing: (typeof JOBS)[number] | null) {
  const ran: string[] = [];
  const lines: { job?: string; level: string; reason?: string }[] = [];
  const job = (name: (typeof JOBS)[number]) => async () => {
    ran.push(name);
    if (name === failing) throw new Error("the database is away");
  };
  const { metrics, points } = hearEvents();
  const log = createLog({ run: "test" }, (line) => lines.push(JSON.parse(line)));
  return {
    ran,
    lines,
    points,
    run: () => runScheduled({ outbox: job("outbox"), keys: job("keys"), purge: job("purge") }, metrics, log),
  };
}

describe("scheduled work", () => {
  it("is every job, and nothing to tell when all goes well", async () => {
    const { ran, lines, run } = jobs(null);
    await run();
    expect([ran, lines]).toEqual([JOBS, []]);
  });

  it.each(JOBS)("goes on when %s fails, and says which it was", async (name) => {
    const { ran, lines, points, run } = jobs(name);
    await run();
    expect(ran).toEqual(JOBS);
    const outcomes = JOBS.map((task) => ({ task, outcome: task === name ? "failure" : "success" }));
    expect(heard(points, "scheduled_runs")).toEqual(outcomes);
    expect(lines).toMatchObject([{ level: "error", job: name, reason: "the database is away" }]);
  });
});
