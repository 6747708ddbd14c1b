// npm test: everything of npm run check, and the end-to-end tests in a real Chromium against the built server.
import { findChromium } from "./chromium.mjs";
import { conclude, endToEndTests, importRules, lint, runStages, types, unitTests } from "./stages.mjs";
import { buildAll, checkNode, prepare } from "./steps.mjs";

checkNode();
let built = false;
conclude(await runStages([
  ["Prepare", prepare],
  ["Types", types],
  ["Lint", lint],
  ["Import rules", importRules],
  ["Unit tests", unitTests],
  ["Build", async () => {
    await buildAll();
    built = true;
    return { passed: 1, failed: 0, skipped: 0 };
  }],
  ["End-to-end tests", async () => {
    if (!built) throw new Error("Not run: there is no build.");
    return endToEndTests(await findChromium(), process.argv.slice(2));
  }],
]));
