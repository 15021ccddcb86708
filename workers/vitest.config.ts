import { dirname } from "node:path";
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";
import { bundledPg } from "./testing/bundle-pg.ts";
import { postgresForTests } from "./testing/postgres-for-tests.ts";

const root = dirname(import.meta.dirname);
const migrations = await readD1Migrations(`${root}/migrations/d1`);
const postgres = await postgresForTests();
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
            DATABASE: hyperdrive === null ? "d1" : "postgres",
            LIMIT_SCALE: "1000",
            // The cheapest parameters that settings allow: what is tested here is not how slow a hash is.
            ARGON2_MEMORY_KIB: "1024",
            ARGON2_PASSES: "1",
            // Whatever .dev.vars says: no test sends real mail.
            RESEND_API_KEY: "",
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

export default defineConfig({
  root,
  test: {
    // The service's own lines about ordinary requests would bury what a failing test has to say.
    onConsoleLog: (line) => !line.startsWith('{"level":"info"'),
    projects: [
      {
        root,
        test: {
          name: "node",
          include: ["workers/**/*.test.ts", "web/client/**/*.test.ts"],
          exclude: [IN_WORKERD, ON_BOTH],
          testTimeout: 30_000,
        },
      },
      inWorkerd("workerd on D1", [IN_WORKERD, ON_BOTH], null),
      ...(postgres === null ? [] : [inWorkerd("workerd on Postgres", [ON_BOTH], postgres)]),
    ],
  },
});
