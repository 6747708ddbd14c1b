// npm run bench: the figures as JSON on standard output; what it does meanwhile on standard error.
import path from "node:path";
import { findChromium } from "./chromium.mjs";
import { buildAll, checkNode, generate, install, root, run } from "./steps.mjs";

checkNode();
const log = console.log;
console.log = console.error;
try {
  await install();
  await generate();
  await buildAll();
  const chromium = await findChromium();
  // Bundled, not through tsx: that names functions by a helper which the browser, where some of them run, has not.
  const bundle = path.join(root, ".build/bench.mjs");
  const { build } = await import("esbuild");
  await build({ absWorkingDir: root, entryPoints: ["scripts/bench/main.ts"], outfile: bundle, bundle: true, platform: "node", format: "esm", target: "node20", packages: "external", logLevel: "warning" });
  await run(process.execPath, [bundle, ...process.argv.slice(2)], { env: { STRATA_CHROMIUM: chromium } });
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  console.log = log;
}
