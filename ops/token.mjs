// `npm run ops:token`: lets Prometheus in. Takes METRICS_TOKEN from .dev.vars, or makes one and writes it there, and puts it
// into the file that ops/prometheus/prometheus.yml names.
import { randomBytes } from "node:crypto";
import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";

const root = join(import.meta.dirname, "..");
const varsFile = join(root, ".dev.vars");
const vars = existsSync(varsFile) ? readFileSync(varsFile, "utf8") : undefined;
if (vars === undefined) {
  console.error("There is no .dev.vars yet: run `npm start` once, which writes it.");
  process.exit(1);
}

const set = parseEnv(vars).METRICS_TOKEN;
const token = set || randomBytes(36).toString("base64url");
if (!set) {
  appendFileSync(varsFile, `${vars.endsWith("\n") ? "" : "\n"}METRICS_TOKEN="${token}"\n`);
  console.log("Wrote METRICS_TOKEN into .dev.vars. Start the service anew: it reads its settings once.");
}
// Readable for all: the Prometheus of the container is another user.
writeFileSync(join(root, "ops/prometheus/metrics-token"), `${token}\n`, { mode: 0o644 });
console.log("Wrote ops/prometheus/metrics-token.");
