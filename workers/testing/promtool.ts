import { spawnSync } from "node:child_process";
import { recorded, serveLocally } from "./local-server.ts";

/** Prometheus's own tool, for tests that have no processes: what is posted is checked, and what it says is the answer. Null without one. */
export async function startPromtool() {
  if (spawnSync("promtool", ["--version"]).error) return null;
  return serveLocally(async (incoming, outgoing) => {
    const { body } = await recorded(incoming);
    const { status, stdout, stderr } = spawnSync("promtool", ["check", "metrics"], { input: body });
    outgoing.setHeader("content-type", "application/json");
    outgoing.end(JSON.stringify({ status, output: `${stdout}${stderr}` }));
  });
}
