import { writes, type AccessPattern, type Id } from "../model";
import type { AttributePattern } from "./attributes";
import type { PatternKind } from "./pattern-kinds";
import { seriesTables, timeColumns, type PatternGround } from "./series-tables";

/** A row written this often by itself is a counter, or as hot as one. A judgement. */
const counterWrites = 10;
/** What a pattern without a weight counts, as everywhere in a design. */
const defaultWeight = 3;

/** The access patterns of a design as the advisor weighs them, one for one and in the same order. */
export function attributePatterns(ground: PatternGround): readonly AttributePattern[] {
  const series = seriesTables(ground);
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
    case "aggregate": return pattern.window !== undefined || isTimeRange(pattern, ground) ? "window" : joined(pattern) ? "join" : "aggregate";
    default: break;
  }
  if (pattern.text !== undefined) return "text";
  if (joined(pattern)) return "join";
  if (pattern.operation === "get") return "point";
  return pattern.range !== undefined || (pattern.sort ?? []).length > 0 ? "range" : isWholeKey(pattern, ground) ? "point" : "filter";
}

function isTimeRange({ range }: AccessPattern, { tables }: PatternGround): boolean {
  return range !== undefined && timeColumns(tables).has(range);
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
