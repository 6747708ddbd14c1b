import { writes, type AccessPattern, type ColumnType, type Id, type Table, type TableLoad } from "../model";

/** What a design says around its access patterns. */
export interface PatternGround {
  readonly tables: readonly Table[];
  readonly loads: ReadonlyMap<Id, TableLoad>;
  readonly patterns: readonly AccessPattern[];
}

/** Points from which a table is a good candidate for a time series. */
const enough = 8;

/**
 * Tables that are series of events or measurements: what is inserted into them is appended. Told outright by a time window or a span
 * of history; else by the points of Timescale's guide (sources.hypertableGuide): a time column 3, inserted and never changed 2, read
 * by time 2, aggregated 2, a million rows 2, many inserts 1, old rows known not to change 1.
 */
export function seriesTables(ground: PatternGround): ReadonlySet<Id> {
  return new Set(ground.tables.filter((table) => isSeries(table, ground)).map(({ id }) => id));
}

function isSeries(table: Table, ground: PatternGround): boolean {
  const times = timeColumns([table]);
  const load = ground.loads.get(table.id);
  const patterns = ground.patterns.filter(({ tableId }) => tableId === table.id);
  if (times.size === 0) return false;
  if (patterns.some(({ operation, window, historyDays }) => operation === "aggregate" && window !== undefined || historyDays !== undefined)) return true;
  // What is looked up by other things than time gains nothing, however large it is.
  if (!patterns.some((pattern) => readsByTime(pattern, times) || pattern.operation === "aggregate")) return false;
  const inserts = patterns.filter(({ operation }) => operation === "insert");
  const changed = patterns.some((pattern) => writes(pattern) && pattern.operation !== "insert");
  const rate = inserts.reduce((sum, { rate: now = 0, rateInYear = now }) => sum + rateInYear, 0);
  const points = 3
    + (inserts.length > 0 && !changed ? 2 : 0)
    + (patterns.some((pattern) => readsByTime(pattern, times)) ? 2 : 0)
    + (patterns.some(({ operation }) => operation === "aggregate") ? 2 : 0)
    + ((load?.rowsInYear ?? load?.rows ?? 0) >= 1_000_000 ? 2 : 0)
    + (rate >= 100 ? 1 : 0)
    + (load?.oldRowsChange === false ? 1 : 0);
  return points >= enough;
}

/** Whether a pattern reads a range of time. The latest of something, sorted by time, is a look-up by that something. */
function readsByTime({ range }: AccessPattern, times: ReadonlySet<Id>): boolean {
  return range !== undefined && times.has(range);
}

const timeKinds: readonly ColumnType["kind"][] = ["timestamp", "timestamptz", "date"];

export function timeColumns(tables: readonly Table[]): ReadonlySet<Id> {
  return new Set(tables.flatMap(({ columns }) => columns).filter(({ type }) => timeKinds.includes(type.kind)).map(({ id }) => id));
}
