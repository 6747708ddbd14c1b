import type { LintRule } from "../rule";
import { shown } from "../show";
import { isRebuilt } from "../rebuild";

/** A table rebuilt while foreign keys may be on */
export const sqliteRebuildDeletesChildren: LintRule = {
  code: "sqlite-rebuild-deletes-children",
  targets: ["sqlite"],
  severity: "error",
  category: "loss",
  summary: "A table rebuilt while foreign keys may be on",
  explanation: "DROP TABLE deletes its rows first, with everything that ON DELETE does to tables that refer to it.",
  fix: "PRAGMA foreign_keys = OFF before the transaction, PRAGMA foreign_key_check before COMMIT, and ON again afterwards.",
  act(act, { known, statements, index }) {
    if (act.kind !== "drop" || act.what !== "table" || !isRebuilt(act.names[0], statements.slice(index + 1))) return undefined;
    const value = known.settings.get("foreign_keys")?.value;
    if (value === "off" || value === "0" || value === "false" || value === "no") return undefined;
    return { message: `With foreign keys on, dropping ${shown(act.names[0])} to rebuild it deletes the rows of tables that refer to it (ON DELETE CASCADE), or fails.` };
  },
};
