import { defineConfig } from "drizzle-kit";

const postgres = process.env.DIALECT === "postgres";

export default defineConfig({
  dialect: postgres ? "postgresql" : "sqlite",
  schema: `workers/db/schema.${postgres ? "postgres" : "sqlite"}.ts`,
  out: `migrations/${postgres ? "postgres" : "d1"}`,
});
