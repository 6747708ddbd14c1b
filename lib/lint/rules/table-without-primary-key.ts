import type { LintRule } from "../rule";
import { shown } from "../show";

/** A table without a primary key */
export const tableWithoutPrimaryKey: LintRule = {
  code: "table-without-primary-key",
  targets: ["postgresql", "mysql", "sqlite"],
  severity: "info",
  category: "style",
  summary: "A table without a primary key",
  explanation: "Logical replication, online schema change tools and batched work all need a key.",
  fix: "Give it a primary key.",
  act(act) {
    if (act.kind !== "create table" || act.temporary || act.fromQuery || act.foreign || act.partitionOf !== undefined || act.columns.length === 0) return undefined;
    const keyed = [...act.constraints, ...act.columns.flatMap((column) => column.constraints)].some(({ kind }) => kind === "primary key");
    return keyed ? undefined : { message: `${shown(act.table)} has no primary key: its rows have no name for replication, for tools that copy tables, and for people.` };
  },
};
