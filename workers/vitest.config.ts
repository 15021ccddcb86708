import { dirname } from "node:path";
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";
import { bundledPg } from "./testing/bundle-pg.ts";
import { postgresForTests } from "./testing/postgres-for-tests.ts";

const root = dirname(import.meta.dirname);
const migrations = await readD1Migrations(`${root}/migrations/d1`);
/** One half of the projects, for two runs beside each other: `d1` or `postgres`; else all. */
const on = process.env.TEST_ON;
const postgres = on === "d1" ? null : await postgresForTests();
const pg = await bundledPg();

/** Runs on each database there is. */
const ON_BOTH = "workers/**/*.databases.test.ts";
const IN_WORKERD = "workers/**/*.workerd.test.ts";

/** One project of tests inside workerd, with the bindings of wrangler.toml. */
function inWorkerd(name: string, include: string[], hyperdrive: string | null) {
  return {
    root,
    plugins: [
      pg,
      cloudflareTest({
        main: "./workers/index.ts",
        wrangler: { configPath: `${root}/wrangler.toml` },
        miniflare: {
          bindings: {
            GENKAN_SECRET: "a secret for tests, thirty-two bytes or more",
            ADMIN_TOKEN: "an operator's token for tests, long enough",
            DATABASE: hyperdrive === null ? "d1" : "postgres",
            LIMIT_SCALE: "1000",
            // The cheapest parameters that settings allow: what is tested here is not how slow a hash is.
            ARGON2_MEMORY_KIB: "1024",
            ARGON2_PASSES: "1",
            // Whatever .dev.vars says: no test sends real mail, or counts in a real database of somebody.
            RESEND_API_KEY: "",
            TWILIO_ACCOUNT_SID: "",
            TWILIO_AUTH_TOKEN: "",
            TWILIO_FROM: "",
            UPSTASH_REDIS_REST_URL: "",
            UPSTASH_REDIS_REST_TOKEN: "",
            TEST_MIGRATIONS: migrations,
          },
          ...(hyperdrive !== null && { hyperdrives: { HYPERDRIVE: hyperdrive } }),
        },
      }),
    ],
    test: {
      name,
      include,
      setupFiles: [`${root}/workers/testing/migrate.setup.ts`],
      globalSetup: [`${root}/workers/testing/stand-ins.ts`],
      testTimeout: 30_000,
    },
  };
}

/** The rules, without the platform. */
function inNode() {
  return {
    root,
    test: {
      name: "node",
      include: ["workers/**/*.test.ts", "web/client/**/*.test.ts", "scripts/**/*.test.ts"],
      exclude: [IN_WORKERD, ON_BOTH],
      testTimeout: 30_000,
    },
  };
}

export default defineConfig({
  root,
  test: {
    // The service's own lines about ordinary requests would bury what a failing test has to say.
    onConsoleLog: (line) => !line.startsWith('{"level":"info"'),
    projects: [
      ...(on === "postgres" ? [] : [inNode(), inWorkerd("workerd on D1", [IN_WORKERD, ON_BOTH], null)]),
      ...(postgres === null ? [] : [inWorkerd("workerd on Postgres", [ON_BOTH], postgres)]),
    ],
  },
});
