import { diffSchemas } from "../diff";
import type { Column, ColumnType, Id, Schema, Table } from "../model";
import type { Rename } from "../plan/plan";

/** A table of the base that the goal still has, with the columns whose values must come through unchanged. */
export interface Survivor {
  readonly base: Table;
  readonly goal: Table;
  /** Pairs of the same column before and after. */
  readonly columns: readonly (readonly [Column, Column])[];
  /** Columns that stay, but whose values may change: their type, expression or enum changed. */
  readonly converted: readonly Column[];
}

/** What of the base's rows the goal must still hold. */
export function survivorsOf(base: Schema, goal: Schema, renames: readonly Rename[]): Survivor[] {
  const { differences, matching } = diffSchemas(base, goal, { renames });
  const changed = new Set<Id>();
  const enums = new Set<Id>();
  for (const difference of differences) {
    if (difference.verb !== "alter") continue;
    const { kind, from, properties } = difference;
    if (kind === "column" && properties.some((property) => property === "type" || property === "generated")) changed.add(from.id);
    if (kind === "enum" && properties.includes("values") && losesValues(base, goal, from.id, difference.to.id)) enums.add(from.id);
  }
  const goalTables = new Map(goal.tables.map((table) => [table.id, table]));
  return base.tables.flatMap((table): Survivor[] => {
    const after = goalTables.get(matching.goalOf(table.id) ?? "");
    if (after === undefined) return [];
    const columns: [Column, Column][] = [];
    const converted: Column[] = [];
    for (const column of table.columns) {
      const found = after.columns.find((candidate) => candidate.id === matching.goalOf(column.id));
      if (found === undefined) continue;
      if (changed.has(column.id) || usesEnum(column.type, enums)) converted.push(column);
      else columns.push([column, found]);
    }
    return [{ base: table, goal: after, columns, converted }];
  });
}

function losesValues(base: Schema, goal: Schema, from: Id, to: Id): boolean {
  const after = goal.enums.find((type) => type.id === to)?.values ?? [];
  return (base.enums.find((type) => type.id === from)?.values ?? []).some((value) => !after.includes(value));
}

function usesEnum(type: ColumnType, enums: ReadonlySet<Id>): boolean {
  return type.kind === "array" ? usesEnum(type.of, enums) : type.kind === "enum" && enums.has(type.enumId);
}
