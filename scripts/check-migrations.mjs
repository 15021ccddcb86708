// Fails when workers/db/tables.ts says something that the committed migrations don't: generates both dialects into a
// scratch folder and looks whether anything came out.
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const scratch = mkdtempSync(join(tmpdir(), "genkan-migrations-"));
const missing = [];
for (const [dialect, folder, schema] of [
  ["sqlite", "d1", "sqlite"],
  ["postgresql", "postgres", "postgres"],
]) {
  const out = join(scratch, folder);
  cpSync(`migrations/${folder}`, out, { recursive: true });
  const before = readdirSync(out).length;
  const flags = [
    "generate",
    "--dialect",
    dialect,
    "--schema",
    `workers/db/schema.${schema}.ts`,
    "--out",
    out,
  ];
  execFileSync("drizzle-kit", flags, { stdio: "pipe" });
  if (readdirSync(out).length !== before) missing.push(folder);
}
rmSync(scratch, { recursive: true });
if (missing.length > 0) {
  console.error(
    `workers/db/tables.ts has changes without a migration for: ${missing.join(", ")}. Run: npm run db:generate -- --name what_changed`,
  );
  process.exit(1);
}
console.log("Migrations are up to date.");
