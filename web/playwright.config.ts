import { defineConfig } from "@playwright/test";
import { CHROMIUM, CHROMIUM_FLAGS } from "./chromium.ts";
import { serviceOf } from "./e2e/service.ts";

/** Each worker has a service of its own: tests that raced each other in one would trip its limits. */
const WORKERS = 2;

export default defineConfig({
  testDir: "e2e",
  outputDir: "../test-results",
  workers: WORKERS,
  // Some stories need several people in several browsers, on a computer that may be busy.
  timeout: 60_000,
  forbidOnly: Boolean(process.env.CI),
  reporter: process.env.CI ? "line" : "list",
  use: {
    contextOptions: { reducedMotion: "reduce" },
    // A trace costs a third of a test, and nobody takes it from a computer that is gone.
    trace: process.env.CI ? "off" : "retain-on-failure",
    launchOptions: {
      executablePath: CHROMIUM,
      args: CHROMIUM_FLAGS,
    },
  },
  webServer: Array.from({ length: WORKERS }, (_, index) => ({
    command: "node scripts/e2e-server.mjs",
    cwd: "..",
    url: `${serviceOf(index)}/healthz`,
    env: { PORT: new URL(serviceOf(index)).port },
    timeout: 120_000,
    reuseExistingServer: !process.env.CI,
  })),
});
