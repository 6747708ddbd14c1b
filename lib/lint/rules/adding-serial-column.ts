import type { LintRule } from "../rule";
import { shown } from "../show";

/** A new serial or identity column on a table that is there */
export const addingSerialColumn: LintRule = {
  code: "adding-serial-column",
  aliases: ["E11"],
  targets: ["postgresql"],
  severity: "error",
  category: "rewrite",
  summary: "A new serial or identity column on a table that is there",
  explanation: "Each row gets its own number from the sequence, so the table and its indexes are written anew under ACCESS EXCLUSIVE.",
  fix: "Add a nullable column, give it the sequence as default, fill the rows in batches, then set it not null by a validated check.",
  act(act, { known }) {
    if (act.kind !== "add column" || known.isNew(act.table)) return undefined;
    const { name, identity, type } = act.column;
    if (!identity && !/^(?:small|big)?serial[248]?$/.test(type?.name ?? "")) return undefined;
    return { message: `Adding ${shown(act.table)}.${shown(name)} numbers every row: the whole table is rewritten under a lock that stops reads and writes.` };
  },
};
