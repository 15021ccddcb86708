import { spawnSync } from "node:child_process";
import { skipped } from "../workers/testing/skipped.ts";

/** Whether Prometheus's own checker is there; says loudly what is left out without it. */
export function hasPromtool(what: string): boolean {
  const found = spawnSync("promtool", ["--version"]).error === undefined;
  if (!found) skipped(what, "promtool is not on PATH (Debian's package prometheus has it)");
  return found;
}

/** What promtool complains about; empty when it is content. */
export function promtool(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync("promtool", args, { encoding: "utf8" });
  return status === 0 ? "" : `${stdout}${stderr}` || `promtool ended with ${status}`;
}
