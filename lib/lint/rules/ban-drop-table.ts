import { isRebuilt } from "../rebuild";
import type { LintRule } from "../rule";
import { shown } from "../show";

/** A table is dropped */
export const banDropTable: LintRule = {
  code: "ban-drop-table",
  targets: ["postgresql", "mysql", "sqlite"],
  severity: "warning",
  category: "loss",
  summary: "A table is dropped",
  explanation: "All rows are gone; ACCESS EXCLUSIVE is taken on the table and on every table its foreign keys refer to.",
  fix: "Rename it out of the way first, and drop it when nobody asked for it for a while.",
  act(act, { known, statements, index }) {
    if (act.kind !== "drop" || act.what !== "table") return undefined;
    const gone = act.names.filter((name) => !known.isNew(name) && !isRebuilt(name, statements.slice(index + 1)));
    return gone.length === 0 ? undefined : { message: `Dropping ${gone.map(shown).join(", ")} loses all rows, and locks every table that its foreign keys point to.` };
  },
};
