import type { LintRule } from "../rule";
import { shown } from "../show";

/** A table, view or schema is renamed */
export const renamingTable: LintRule = {
  code: "renaming-table",
  targets: ["postgresql", "mysql", "sqlite"],
  severity: "warning",
  category: "breaking",
  summary: "A table, view or schema is renamed",
  explanation: "The application runs in two versions while it is deployed, and one of them uses the name that is gone.",
  fix: "Rename the table and create an updatable view of the old name in the same transaction; drop the view when no code uses it.",
  act(act, { known }) {
    const moved = act.kind === "set schema" ? { what: act.what, of: act.of, from: act.of.name, to: `${act.to}.${act.of.name}` } : act.kind === "rename" ? act : undefined;
    if (moved === undefined || !["table", "view", "materialized view", "schema"].includes(moved.what) || (moved.of !== undefined && known.isNew(moved.of))) return undefined;
    return { message: `Renaming ${moved.what} ${shown(moved.from)} to ${shown(moved.to)} breaks running code that uses the old name at once.` };
  },
};
