import { defineConfig } from "@playwright/test";

/** A thousand tables on the canvas. */
const undisturbed = /large\.spec\.ts/;

/** Each worker starts a server of its own on a free port with an empty data directory (fixtures/server.ts). */
export default defineConfig({
  testDir: ".",
  outputDir: "../test-results",
  fullyParallel: false,
  // Files go to two browsers with a server each; mostly they wait for one another. What is worth asserting undisturbed runs after them.
  workers: 2,
  projects: [
    { name: "pages", testIgnore: undisturbed },
    { name: "undisturbed", testMatch: undisturbed, dependencies: ["pages"] },
  ],
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
