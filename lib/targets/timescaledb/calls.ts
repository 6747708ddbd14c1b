import type { Column, Table } from "../../model";
import { literal, qualify, quote } from "../postgresql/lexical";

// How TimescaleDB is asked, by its documentation of 2.31 (docs.tigerdata.com/api, seen 2026-11-23). Definitions are the form in which the
// catalog is read back, so each is written in one place.

/** A table as an argument of the type regclass. */
export function relation(table: Pick<Table, "name" | "namespace">): string {
  return literal(qualify(table.namespace, table.name));
}

export function interval(text: string): string {
  return `INTERVAL ${literal(text)}`;
}

/** Makes a table a hypertable; rows that are there move into chunks, for which the table is locked. */
export function createHypertable(table: string, column: string, chunk: string): string {
  return `SELECT create_hypertable(${table}, by_range(${literal(column)}, ${interval(chunk)}), create_default_indexes => false, migrate_data => true)`;
}

export interface ColumnstoreSettings {
  /** Names in order, unquoted. */
  readonly segmentBy: readonly string[];
  readonly orderBy: string;
  /** Chunks older than this are turned to columns. */
  readonly after: string;
}

/** Turns the columnstore on and sets when chunks go there: one definition of two statements. `table` is the quoted name. */
export function enableColumnstore(table: string, argument: string, { segmentBy, orderBy, after }: ColumnstoreSettings): string {
  const segments = segmentBy.length === 0 ? "" : `, timescaledb.segmentby = ${literal(segmentBy.map(quote).join(", "))}`;
  return `ALTER TABLE ${table} SET (timescaledb.enable_columnstore = true${segments}, timescaledb.orderby = ${literal(`${quote(orderBy)} DESC`)});\nCALL add_columnstore_policy(${argument}, after => ${interval(after)})`;
}

export function addRetention(table: string, after: string): string {
  return `SELECT add_retention_policy(${table}, drop_after => ${interval(after)})`;
}

export interface Rollup {
  readonly table: Pick<Table, "name" | "namespace">;
  readonly time: Pick<Column, "name">;
  readonly by: readonly Pick<Column, "name">[];
  readonly values: readonly Pick<Column, "name">[];
  readonly bucket: string;
}

/** The query of a continuous aggregate: one row per bucket and key, with count and, per value, average, least and greatest. */
export function rollupQuery({ table, time, by, values, bucket }: Rollup): string {
  const keys = by.map(({ name }) => quote(name));
  const columns = [
    `time_bucket(${interval(bucket)}, ${quote(time.name)}) AS bucket`, ...keys, "count(*) AS n",
    ...values.flatMap(({ name }) => [`avg(${quote(name)}) AS ${quote(`${name}_avg`)}`, `min(${quote(name)}) AS ${quote(`${name}_min`)}`, `max(${quote(name)}) AS ${quote(`${name}_max`)}`]),
  ];
  return `SELECT ${columns.join(", ")} FROM ${qualify(table.namespace, table.name)} GROUP BY ${[1, ...keys].join(", ")}`;
}

/** A continuous aggregate that fills in the background, and when it does. */
export function createRollup(name: string, query: string, { start, end, every }: { readonly start: string; readonly end: string; readonly every: string }): string {
  return `CREATE MATERIALIZED VIEW ${name} WITH (timescaledb.continuous) AS ${query} WITH NO DATA;\nSELECT add_continuous_aggregate_policy(${literal(name)}, start_offset => ${interval(start)}, end_offset => ${interval(end)}, schedule_interval => ${interval(every)})`;
}

/** "07:00:00" as the engine prints it -> "7 hours"; other intervals stay as they are printed. */
export function plainInterval(printed: string): string {
  const clock = /^(\d+):(\d{2}):(\d{2})$/.exec(printed);
  if (clock === null) return printed;
  const [hours, minutes, seconds] = [Number(clock[1]), Number(clock[2]), Number(clock[3])];
  const total = hours * 3600 + minutes * 60 + seconds;
  return total % 3600 === 0 ? counted(total / 3600, "hour") : total % 60 === 0 ? counted(total / 60, "minute") : counted(total, "second");
}

/** Seconds as an interval: 60 -> "1 minute", 604800 -> "7 days". */
export function intervalOf(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds));
  for (const [unit, size] of [["day", 86_400], ["hour", 3600], ["minute", 60]] as const) if (whole % size === 0) return counted(whole / size, unit);
  return counted(whole, "second");
}

function counted(n: number, unit: string): string {
  return `${n} ${unit}${n === 1 ? "" : "s"}`;
}
