import { defineConfig } from "@playwright/test";

/** Each worker starts a server of its own on a free port with an empty data directory (fixtures/server.ts). */
export default defineConfig({
  testDir: ".",
  outputDir: "../test-results",
  fullyParallel: false,
  // Two cores do one browser and one server well (two of each take as long), and frame rates are only worth asserting undisturbed.
  workers: 1,
  retries: 0,
  forbidOnly: process.env.CI !== undefined,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  use: {
    browserName: "chromium",
    viewport: { width: 1440, height: 900 },
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: process.env.STRATA_CHROMIUM === undefined ? {} : { executablePath: process.env.STRATA_CHROMIUM },
  },
});
