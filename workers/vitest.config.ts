import { availableParallelism } from "node:os";
import { dirname } from "node:path";
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";
import { bundledPg } from "./testing/bundle-pg.ts";
import { postgresForTests } from "./testing/postgres-for-tests.ts";

const root = dirname(import.meta.dirname);
const migrations = await readD1Migrations(`${root}/migrations/d1`);
const postgres = await postgresForTests("shared");
const unshared = postgres && (await postgresForTests("unshared"));
const pg = await bundledPg();

/** Runs on each database there is. */
const ON_BOTH = "workers/**/*.databases.test.ts";
/** These work on all rows there are, whoever made them: in a database of their own, one after another. */
const ON_ALL_ROWS = [
  "workers/scheduled/purge.databases.test.ts",
  "workers/sessions/key-store.databases.test.ts",
  "workers/mail/sms.databases.test.ts",
  "workers/mail/outbox-store.databases.test.ts",
  "workers/testing/faults.databases.test.ts",
];
const IN_WORKERD = "workers/**/*.workerd.test.ts";

/** One project of tests inside workerd, with the bindings of wrangler.toml. */
function inWorkerd(name: string, include: string[], hyperdrive: string | null, exclude: string[] = []) {
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
            FEED_TOKEN: "a feed's token for tests, long enough",
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
            CF_ACCOUNT_ID: "",
            CF_ANALYTICS_TOKEN: "",
            METRICS_TOKEN: "a scraper's token for tests, long enough",
            TEST_MIGRATIONS: migrations,
          },
          ...(hyperdrive !== null && { hyperdrives: { HYPERDRIVE: hyperdrive } }),
        },
      }),
    ],
    test: {
      name,
      include,
      exclude,
      setupFiles: [`${root}/workers/testing/each-file.setup.ts`],
      globalSetup: [`${root}/workers/testing/stand-ins.ts`],
      testTimeout: 30_000,
    },
  };
}

function oneByOne({ test, ...project }: ReturnType<typeof inWorkerd>) {
  return { ...project, test: { ...test, maxWorkers: 1, sequence: { groupOrder: 1 } } };
}

/** The rules, without the platform. */
function inNode() {
  return {
    root,
    test: {
      name: "node",
      include: [
        "workers/**/*.test.ts",
        "web/client/**/*.test.ts",
        "web/lighthouse/**/*.test.ts",
        "web/src/**/*.test.ts",
        "scripts/**/*.test.ts",
        "ops/**/*.test.ts",
      ],
      exclude: [IN_WORKERD, ON_BOTH],
      testTimeout: 30_000,
    },
  };
}

export default defineConfig({
  root,
  test: {
    // Loading the Worker into each file's own workerd is mostly waiting: more at once than there are cores.
    maxWorkers: Math.max(3, availableParallelism()),
    // The service's own lines about ordinary requests would bury what a failing test has to say.
    onConsoleLog: (line) => !line.startsWith('{"level":"info"'),
    projects: [
      inNode(),
      inWorkerd("workerd on D1", [IN_WORKERD, ON_BOTH], null),
      ...(postgres === null ? [] : [inWorkerd("workerd on Postgres", [ON_BOTH], postgres, ON_ALL_ROWS)]),
      ...(unshared === null
        ? []
        : [oneByOne(inWorkerd("workerd on Postgres, alone", ON_ALL_ROWS, unshared))]),
    ],
  },
});
