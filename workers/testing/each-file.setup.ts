import { applyD1Migrations } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterAll, afterEach } from "vitest";
import { closeDatabases } from "./open-database.ts";
import { closeSockets } from "./socket.ts";

// Hooks stand here: the helpers' own modules are loaded once for all files, this one for each.
afterEach(closeDatabases);
afterAll(closeSockets);

await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);
