import type { LintRule } from "../rule";
import { shown } from "../show";

/** An enum type is created */
export const creatingEnum: LintRule = {
  code: "creating-enum",
  aliases: ["W13"],
  targets: ["postgresql"],
  severity: "info",
  category: "style",
  summary: "An enum type is created",
  explanation: "Removing or reordering values takes a new type and a rewrite of every table that uses it.",
  fix: "Where values come and go: a table of values with a foreign key, or a text column with a check.",
  act(act) {
    if (act.kind !== "create enum") return undefined;
    return { message: `Values of enum ${shown(act.type)} can be added and renamed, but never removed.` };
  },
};
