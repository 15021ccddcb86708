import { HEALTH_PROBE_MS, HEALTH_RETRY_MS } from "../shared/limits.ts";
import { findAppError } from "../shared/problem.ts";
import { LATE, within } from "../shared/within.ts";
import { better, type Finding, isGood } from "./health.ts";
import { type Probe, ProbeFailure } from "./probes.ts";

/** Asks a component, and once more when the answer is bad: the better one counts. Never rejects; HEALTH_PROBE_MS at most. */
export async function find(probe: Probe): Promise<Finding> {
  if (probe === "disabled") return { outcome: "disabled" };
  if (probe === "ok") return { outcome: "answered", latencyMs: 0 };
  const started = performance.now();
  const first = await ask(probe, HEALTH_PROBE_MS);
  const left = HEALTH_PROBE_MS - HEALTH_RETRY_MS - (performance.now() - started);
  if (isGood(first) || left <= 0) return first;
  await new Promise((resolve) => setTimeout(resolve, HEALTH_RETRY_MS));
  return better(first, await ask(probe, left));
}

async function ask(probe: () => Promise<void>, patienceMs: number): Promise<Finding> {
  const started = performance.now();
  const latency = () => ({ latencyMs: performance.now() - started });
  try {
    const result = await within(patienceMs, probe());
    return result === LATE
      ? { outcome: "failed", ...latency(), reason: "is silent" }
      : { outcome: "answered", ...latency() };
  } catch (error) {
    return { outcome: "failed", ...latency(), reason: reasonOf(error) };
  }
}

/** An AppError's message is our own too; the others' names have to do. */
function reasonOf(error: unknown): string {
  if (error instanceof ProbeFailure) return error.message;
  return findAppError(error)?.message ?? (error instanceof Error ? error.name : typeof error);
}
