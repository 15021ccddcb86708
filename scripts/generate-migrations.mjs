// Writes the migrations that workers/db/tables.ts asks for, in both dialects: npm run db:generate -- --name what_changed
import { execFileSync } from "node:child_process";

for (const DIALECT of ["sqlite", "postgres"]) {
  execFileSync("drizzle-kit", ["generate", ...process.argv.slice(2)], {
    stdio: "inherit",
    env: { ...process.env, DIALECT },
  });
}
