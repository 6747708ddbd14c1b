import { writes, type AccessPattern, type Id, type Table, type TableLoad } from "../model";
import type { AttributePattern } from "./attributes";
import type { PatternKind } from "./pattern-kinds";

/** What a design says around its access patterns. */
export interface PatternGround {
  readonly tables: readonly Table[];
  readonly loads: ReadonlyMap<Id, TableLoad>;
  readonly patterns: readonly AccessPattern[];
}

/** A row written this often by itself is a counter, or as hot as one. A judgement. */
const counterWrites = 10;
/** What a pattern without a weight counts, as everywhere in a design. */
const defaultWeight = 3;

/** The access patterns of a design as the advisor weighs them, one for one and in the same order. */
export function attributePatterns(ground: PatternGround): readonly AttributePattern[] {
  const series = seriesTables(ground.patterns);
  return ground.patterns.map((pattern) => {
    const kind = kindOf(pattern, ground, series);
    return {
      kind, name: pattern.name, weight: pattern.weight ?? defaultWeight,
      ...(kind === "traverse" ? { hops: pattern.hops } : {}),
      ...(kind === "join" ? { join_depth: pattern.joins?.length } : {}),
      ...(kind === "text" ? { text: pattern.text } : {}),
    };
  });
}

/** Tables that are read by time: an aggregate over time windows, or a span of history. What is inserted into them is appended. */
export function seriesTables(patterns: readonly AccessPattern[]): ReadonlySet<Id> {
  return new Set(patterns.flatMap(({ tableId, operation, window, historyDays }) =>
    tableId !== undefined && (operation === "aggregate" && window !== undefined || historyDays !== undefined) ? [tableId] : []));
}

function kindOf(pattern: AccessPattern, ground: PatternGround, series: ReadonlySet<Id>): PatternKind {
  const load = pattern.tableId === undefined ? undefined : ground.loads.get(pattern.tableId);
  const isSeries = pattern.tableId !== undefined && series.has(pattern.tableId);
  if (writes(pattern)) {
    if ((pattern.atomicWith ?? []).length > 0) return "write_tx";
    if (pattern.operation === "insert") return isSeries ? "append" : "write_point";
    if (isSeries && load?.oldRowsChange === true) return "update_history";
    return pattern.operation === "update" && (load?.hottestWrites ?? 0) >= counterWrites ? "counter" : "write_point";
  }
  if (pattern.adHoc === true) return "adhoc";
  switch (pattern.operation) {
    case "traverse": return "traverse";
    case "subscribe": return "sync";
    case "search": return "text";
    case "aggregate": return pattern.window !== undefined ? "window" : joined(pattern) ? "join" : "aggregate";
    default: break;
  }
  if (pattern.text !== undefined) return "text";
  if (joined(pattern)) return "join";
  if (pattern.operation === "get") return "point";
  return pattern.range !== undefined || (pattern.sort ?? []).length > 0 ? "range" : isWholeKey(pattern, ground) ? "point" : "filter";
}

function joined({ joins }: AccessPattern): boolean {
  return (joins ?? []).length > 0;
}

/** Whether equality names a whole primary or unique key: then there is one row to find. */
function isWholeKey({ tableId, equality }: AccessPattern, { tables }: PatternGround): boolean {
  const table = tables.find(({ id }) => id === tableId);
  const keys = [...(table?.primaryKey === undefined ? [] : [table.primaryKey]), ...table?.uniques ?? []];
  return keys.some(({ columns }) => columns.length > 0 && columns.every((column) => equality?.includes(column)));
}
