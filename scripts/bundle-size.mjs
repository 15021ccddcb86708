// Prints what a deploy would upload and fails above the budget: every cold start loads it.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const BUDGET_KIB = 300;
const out = mkdtempSync(join(tmpdir(), "genkan-bundle-"));
execFileSync("wrangler", ["deploy", "--dry-run", "--outdir", out], {
  stdio: "pipe",
  env: { ...process.env, WRANGLER_SEND_METRICS: "false" },
});
const sizes = readdirSync(out)
  .filter((name) => /\.(js|wasm|bin)$/.test(name))
  .map((name) => ({ name, kib: gzipSync(readFileSync(join(out, name)), { level: 9 }).length / 1024 }));
rmSync(out, { recursive: true });
for (const { name, kib } of sizes) console.log(`${kib.toFixed(1).padStart(8)} KiB gzip  ${name}`);
const total = sizes.reduce((sum, { kib }) => sum + kib, 0);
console.log(`${total.toFixed(1).padStart(8)} KiB gzip  of ${BUDGET_KIB}`);
if (total > BUDGET_KIB) {
  console.error(`The Worker is over its budget of ${BUDGET_KIB} KiB.`);
  process.exit(1);
}
