import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** Tests that open no engine and keep nothing: they share what is loaded, which is most of their time. */
const pure = [
  "components/**/*.test.ts", "lib/{advisor,diff,model}/**/*.test.ts",
  "lib/targets/{dgraph,dynamodb,elasticsearch,firestore,influxdb,mongodb,native,neo4j,redis,typesense}/**/*.test.ts",
];

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)) } },
  test: {
    // Two workers: each may hold a WebAssembly engine of several hundred megabytes.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: "engines", include: ["lib/**/*.test.ts", "scripts/**/*.test.ts"], exclude: ["**/node_modules/**", ...pure] } },
      { extends: true, test: { name: "pure", include: pure, isolate: false } },
    ],
  },
});
