// A Genkan of its own for the browser tests: a fresh database, and access tokens and proofs of identity that expire while one watches.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const port = process.env.PORT ?? "8790";
const state = mkdtempSync(join(tmpdir(), "genkan-e2e-"));
const env = { ...process.env, CI: "true", WRANGLER_SEND_METRICS: "false" };
const vars = {
  APP_URL: `http://localhost:${port}`,
  GENKAN_SECRET: "a secret for the browser tests, long enough",
  ACCESS_TOKEN_TTL: "5s",
  REAUTH_WINDOW: "10s",
  // All visitors of a run share one address; the other limits are as in real life.
  SIGNUP_LIMIT: "1000/1h",
  ...(process.env.DATABASE && { DATABASE: process.env.DATABASE }),
};

const migrated = spawnSync(
  "wrangler",
  ["d1", "migrations", "apply", "DB", "--local", "--persist-to", state],
  {
    env,
    encoding: "utf8",
  },
);
if (migrated.status !== 0) throw new Error(migrated.stdout + migrated.stderr);

const flags = Object.entries(vars).flatMap(([name, value]) => ["--var", `${name}:${value}`]);
const server = spawn(
  "wrangler",
  ["dev", "--port", port, "--inspector-port", "0", "--persist-to", state, ...flags],
  {
    env,
    stdio: "inherit",
  },
);
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => server.kill(signal));
server.on("exit", (code) => {
  rmSync(state, { recursive: true, force: true });
  process.exit(code ?? 0);
});
