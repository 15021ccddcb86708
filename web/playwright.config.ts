import { defineConfig } from "@playwright/test";

const port = process.env.PORT ?? "8790";
const url = `http://localhost:${port}`;

export default defineConfig({
  testDir: "e2e",
  outputDir: "../test-results",
  // One service with one clock for its limits: tests that raced each other would trip them.
  workers: 1,
  // Some stories need several people in several browsers, on a computer that may be busy.
  timeout: 60_000,
  forbidOnly: Boolean(process.env.CI),
  reporter: process.env.CI ? "line" : "list",
  use: {
    baseURL: url,
    contextOptions: { reducedMotion: "reduce" },
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
      args: [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  webServer: {
    command: "node scripts/e2e-server.mjs",
    cwd: "..",
    url: `${url}/healthz`,
    env: { PORT: port },
    timeout: 120_000,
    reuseExistingServer: !process.env.CI,
  },
});
