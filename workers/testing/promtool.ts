import { spawnSync } from "node:child_process";
import { createServer } from "node:http";
import { portOf, recorded } from "./resend-stand-in.ts";

/** Prometheus's own tool, for tests that have no processes: what is posted is checked, and what it says is the answer. Null without one. */
export async function startPromtool() {
  if (spawnSync("promtool", ["--version"]).error) return null;
  const server = createServer(async (incoming, outgoing) => {
    const { body } = await recorded(incoming);
    const { status, stdout, stderr } = spawnSync("promtool", ["check", "metrics"], { input: body });
    outgoing.setHeader("content-type", "application/json");
    outgoing.end(JSON.stringify({ status, output: `${stdout}${stderr}` }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${portOf(server.address())}`, close: () => void server.close() };
}
