import { nameKey } from "../act";
import type { LintRule } from "../rule";
import { shown } from "../show";

/** A rebuild that renames the old table first */
export const sqliteRebuildRenamesFirst: LintRule = {
  code: "sqlite-rebuild-renames-first",
  targets: ["sqlite"],
  severity: "error",
  category: "breaking",
  summary: "A rebuild that renames the old table first",
  explanation: "From SQLite 3.26 on, RENAME rewrites references in other tables; they stay with the old table when it is dropped.",
  fix: "Create the new table, copy, drop the old one, rename the new one - or PRAGMA legacy_alter_table = ON.",
  act(act, { known, statements, index, version }) {
    if (act.kind !== "rename" || act.what !== "table" || act.of === undefined || known.isNew(act.of) || version < 3.26) return undefined;
    const key = nameKey(act.of);
    if (!statements.slice(index + 1).some(({ acts }) => acts.some((other) => other.kind === "create table" && nameKey(other.table) === key))) return undefined;
    if (known.settings.get("legacy_alter_table")?.value === "on" || known.settings.get("legacy_alter_table")?.value === "1") return undefined;
    return { message: `Renaming ${shown(act.of)} away before the new one is made takes foreign keys, triggers and views of other tables along: they then refer to ${shown(act.to)}.` };
  },
};
