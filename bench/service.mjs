// A Genkan of its own for a bench: `wrangler dev` on a free port, with a state that is thrown away.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

const LOOPBACK = "127.0.0.1";
const START_MAX_MS = 120_000;
const STOP_MAX_MS = 10_000;

/** Starts it with these settings, migrated if it stands on D1. */
export async function startService(settings) {
  const env = { ...process.env, CI: "true", WRANGLER_SEND_METRICS: "false" };
  const state = mkdtempSync(join(tmpdir(), "genkan-bench-"));
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  if (settings.DATABASE !== "postgres") migrate(state, env);
  const vars = {
    APP_URL: origin,
    GENKAN_SECRET: "a secret for a bench, thirty-two bytes or more",
    ...settings,
  };
  const flags = Object.entries(vars).flatMap(([name, value]) => ["--var", `${name}:${value}`]);
  const service = spawn(
    "wrangler",
    ["dev", "--port", String(port), "--inspector-port", "0", "--persist-to", state, ...flags],
    { stdio: "ignore", env },
  );
  for (const end = Date.now() + START_MAX_MS; ; await wait(200)) {
    const response = await fetch(`${origin}/healthz`).catch(() => null);
    if (response?.ok) break;
    if (Date.now() > end || service.exitCode !== null) throw new Error("wrangler dev did not start");
  }
  return {
    origin,
    port,
    pid: service.pid,
    async stop() {
      const gone = new Promise((resolve) => service.once("exit", resolve));
      service.kill();
      const last = setTimeout(() => service.kill("SIGKILL"), STOP_MAX_MS);
      await gone;
      clearTimeout(last);
      rmSync(state, { recursive: true, force: true });
    },
  };
}

function migrate(state, env) {
  const { status, stdout, stderr } = spawnSync(
    "wrangler",
    ["d1", "migrations", "apply", "DB", "--local", "--persist-to", state],
    { env, encoding: "utf8" },
  );
  if (status !== 0) throw new Error(stdout + stderr);
}

/** The resident memory of a process, in bytes (Linux). */
export function memoryOf(pid) {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) * 1024;
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, LOOPBACK, () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
