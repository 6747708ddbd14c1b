import type { LintRule } from "../rule";
import { shown } from "../show";
import { typeChangeCost } from "../type-change";

/** A type change that writes every row anew */
export const changingColumnType: LintRule = {
  code: "changing-column-type",
  aliases: ["E5"],
  targets: ["postgresql"],
  severity: "error",
  category: "rewrite",
  summary: "A type change that writes every row anew",
  explanation: "Unless the old values are valid as they are stored (a longer varchar, varchar to text, more digits of numeric), every row and every index on the column is written anew under ACCESS EXCLUSIVE; code of the version before may also fail on the new type.",
  fix: "Add a column of the new type, keep both equal with a trigger, fill it in batches, then switch and drop the old column.",
  act(act, { known, version }) {
    if (act.kind !== "change type" || known.isNew(act.table)) return undefined;
    const what = `${shown(act.table)}.${shown(act.column)}`;
    const before = known.column(act.table, act.column)?.type;
    const cost = typeChangeCost(before, act.type, act.using, known.settings.get("timezone")?.value, version);
    if (cost === "none") return undefined;
    return cost === "rewrite"
      ? { message: `Changing the type of ${what} rewrites the whole table and its indexes under a lock that stops reads and writes.` }
      : { severity: "warning", message: `Changing the type of ${what} to ${act.type.name}${act.type.modifiers.length > 0 ? `(${act.type.modifiers.join(", ")})` : ""} rewrites the whole table unless the old type is stored the same way; that cannot be told from this text.`, fix: "Lint with --base, so that the old type is known. If it rewrites: a new column, a trigger that keeps both equal, a batched backfill, then the switch." };
  },
};
