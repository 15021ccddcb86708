import type { ChildProcess } from "node:child_process";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { eventually, freePort, start, stop } from "./process.ts";

const START_MAX_MS = 60_000;

export const METRICS_TOKEN = "a scraper's token for this proof, long enough";
export const ADMIN_TOKEN = "an operator's token for this proof, long enough";

/** A Genkan with a database of its own under `folder`, which outlives its restarts. */
export async function createService(folder: string) {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const state = join(folder, "state");
  const vars = {
    APP_URL: origin,
    GENKAN_SECRET: "a secret for this proof, thirty-two bytes or more",
    METRICS_TOKEN,
    ADMIN_TOKEN,
    // Whatever .dev.vars says: nobody gets real mail from here.
    RESEND_API_KEY: "",
    TWILIO_ACCOUNT_SID: "",
    TWILIO_AUTH_TOKEN: "",
    TWILIO_FROM: "",
    UPSTASH_REDIS_REST_URL: "",
    UPSTASH_REDIS_REST_TOKEN: "",
  };
  const flags = Object.entries(vars).flatMap(([name, value]) => ["--var", `${name}:${value}`]);
  let running: ChildProcess | undefined;

  const migrated = spawnSync(
    "wrangler",
    ["d1", "migrations", "apply", "DB", "--local", "--persist-to", state],
    {
      encoding: "utf8",
      env: { ...process.env, CI: "true", WRANGLER_SEND_METRICS: "false" },
    },
  );
  if (migrated.status !== 0) throw new Error(migrated.stdout + migrated.stderr);

  return {
    port,
    origin,

    async start() {
      const child = start(
        "wrangler",
        ["dev", "--port", String(port), "--inspector-port", "0", "--persist-to", state, ...flags],
        join(folder, "service.log"),
      );
      running = child;
      await eventually("the service starts", START_MAX_MS, async () => {
        if (child.exitCode !== null) throw new Error(`wrangler dev ended: see ${folder}/service.log`);
        const answer = await fetch(`${origin}/healthz`).catch(() => undefined);
        return answer?.ok ? true : undefined;
      });
    },

    async stop() {
      if (running) await stop(running);
    },
  };
}
