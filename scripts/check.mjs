// npm run check: types, lint, import rules and unit tests.
import { conclude, importRules, lint, runStages, types, unitTests } from "./stages.mjs";
import { checkNode, prepare } from "./steps.mjs";

checkNode();
conclude(await runStages([["Prepare", prepare], ["Types", types], ["Lint", lint], ["Import rules", importRules], ["Unit tests", unitTests]]));
