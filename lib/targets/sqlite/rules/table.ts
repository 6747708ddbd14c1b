import type { Table } from "../../../model";
import type { KindRules } from "../../target";
import { quote, sameName } from "../lexical";
import { createTable, surroundingsOf } from "../print-table";
import { isKey, rebuildTable } from "../rebuild";

/** Tables: foreign keys stand in CREATE TABLE because SQLite cannot add them later. */
export const table: KindRules["table"] = {
  createsForeignKeys: true,
  create: (created, context) => [{ sql: createTable(created, surroundingsOf(context)) }],
  drop(dropped, context) {
    const drop = { sql: `DROP TABLE ${quote(dropped.name)}`, loss: `all rows of ${dropped.name}` };
    const referenced = context.from.tables.some((other) => other.id !== dropped.id && other.foreignKeys.some((key) => key.referencedTable === dropped.id));
    // DROP TABLE deletes the rows first, which other tables of a reference cycle would refuse, and a reference to what is no key any more.
    const mismatched = dropped.foreignKeys.some((key) => context.to.tables.some((parent) => parent.id === key.referencedTable && !isKey(key.referencedColumns, parent)));
    return referenced || mismatched ? [{ sql: "PRAGMA foreign_keys = OFF", transaction: "outside" }, drop, { sql: "PRAGMA foreign_keys = ON", transaction: "outside" }] : [drop];
  },
  rename: (from, to) => (from.name === to.name ? [] : steps(from, to).map(([a, b]) => ({ sql: `ALTER TABLE ${quote(a)} RENAME TO ${quote(b)}` }))),
  // Comments have no place in SQLite.
  alter: (_from, _to, changed) => (changed.includes("options") ? "rebuild" : []),
  rebuild: (from, to, dependants, context) => rebuildTable(from, to, dependants, context),
};

/** A new name that differs in case only is "already there" for SQLite, so it goes by way of another. */
function steps(from: Table, to: Table): readonly (readonly [string, string])[] {
  return sameName(from.name, to.name) ? [[from.name, `renamed_${to.name}`], [`renamed_${to.name}`, to.name]] : [[from.name, to.name]];
}
