// npm run check: types, lint, import rules and unit tests.
import { conclude, importRules, lint, runStages, types, unitTests } from "./stages.mjs";
import { checkNode, generate, install } from "./steps.mjs";

checkNode();
await install();
await generate();
conclude(await runStages([["Types", types], ["Lint", lint], ["Import rules", importRules], ["Unit tests", unitTests]]));
