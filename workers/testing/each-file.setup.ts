import { applyD1Migrations } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach } from "vitest";
import { closeDatabases } from "./open-database.ts";

afterEach(closeDatabases);

await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);
