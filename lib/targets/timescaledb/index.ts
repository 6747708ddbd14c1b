import { postgresql } from "../postgresql";
import type { Column, Table } from "../../model";
import type { Alteration, KindRules, RuleContext, Target } from "../target";
import { derive } from "./derive";
import { introspect } from "./introspect";
import { disableColumnstore, objectKinds } from "./object-kinds";

/** Types of columns of chunks that are columns do not change: all chunks become rows first, and may become columns again after. */
const column: KindRules["column"] = {
  ...postgresql.rules.column,
  alter(from: Column, to: Column, changed: readonly string[], table: Table, context: RuleContext): Alteration {
    const altered = postgresql.rules.column.alter(from, to, changed, table, context);
    const store = changed.includes("type") ? context.from.objects.find(({ kind, tableId }) => kind === "columnstore" && tableId === table.id) : undefined;
    if (store === undefined || typeof altered === "string") return altered;
    return [...disableColumnstore(table).map((sql) => ({ sql })), ...altered, ...store.definition.split(";\n").map((sql) => ({ sql }))];
  },
};

/** TimescaleDB 2.31 on PostgreSQL 18: PostgreSQL with hypertables. Editions are versions, since the Apache-licensed build lacks policies, columnstore and continuous aggregates. */
export const timescaledb: Target = {
  ...postgresql,
  id: "timescaledb",
  label: "TimescaleDB",
  versions: [{ id: "community", label: "TimescaleDB 2.31 Community" }, { id: "apache", label: "TimescaleDB 2.31 Apache" }],
  objectKinds,
  rules: { ...postgresql.rules, column },
  introspect,
  derive,
};
