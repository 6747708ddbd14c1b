import type { Index } from "../../../model";
import type { MemberRules } from "../../target";
import { quote } from "../lexical";
import { createIndex } from "../print-table";

/** Indexes are made and dropped; there is no ALTER INDEX. */
export const index: MemberRules<Index> = {
  create: (added, table) => [{ sql: createIndex(added, table) }],
  drop: (dropped) => [{ sql: `DROP INDEX ${quote(dropped.name)}` }],
  rename: (from, to, table) => [{ sql: `DROP INDEX ${quote(from.name)}` }, { sql: createIndex({ ...from, name: to }, table) }],
  alter: (_from, _to, changed) => (changed.every((property) => property === "comment") ? [] : "replace"),
};
