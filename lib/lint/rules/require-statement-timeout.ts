import type { LintRule } from "../rule";
import { changesSchema } from "../waits-for-locks";

/** A change of the schema without statement_timeout */
export const requireStatementTimeout: LintRule = {
  code: "require-statement-timeout",
  aliases: ["require-timeout-settings"],
  targets: ["postgresql"],
  severity: "info",
  category: "timeout",
  once: true,
  summary: "A change of the schema without statement_timeout",
  explanation: "A statement that turns out to be slow holds its locks until it is done.",
  fix: "SET statement_timeout before it.",
  statement({ acts, at }, { known }) {
    if (known.settings.has("statement_timeout") || !acts.some((act) => changesSchema(act))) return undefined;
    return { at, message: "No statement_timeout is set before this: nothing ends it when it takes much longer than expected." };
  },
};
