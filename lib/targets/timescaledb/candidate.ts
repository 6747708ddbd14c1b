import type { AccessPattern, Column, Id, Schema, Table, TableLoad } from "../../model";
import { writes } from "../../model";

/** Whether a table is a series of moments: points by the published rule of pg-aiguide (find-hypertable-candidates, b4f11a4, 2026-06-26). */
export interface Candidate {
  /** The column that says when; undefined where no column can. */
  readonly time: Column | undefined;
  readonly points: number;
  /** What gave points, each with its number: "a timestamp (3)". */
  readonly because: readonly string[];
  /** Why it cannot be one however many points it has. */
  readonly obstacle?: string;
}

/** From this many points on a table is made a hypertable. */
export const enough = 8;

const moments: ReadonlySet<string> = new Set(["timestamp", "timestamptz", "date"]);

export function candidateOf(table: Table, schema: Schema, patterns: readonly AccessPattern[], load: TableLoad | undefined): Candidate {
  const own = patterns.filter(({ tableId }) => tableId === table.id);
  const time = timeColumn(table, own);
  if (time === undefined) return { time, points: 0, because: [] };
  const because: string[] = ["a timestamp (3)"];
  let points = 3;
  const add = (given: boolean, words: string, worth: number): void => {
    if (!given) return;
    points += worth;
    because.push(`${words} (${worth})`);
  };
  const rows = Math.max(load?.rows ?? 0, load?.rowsInYear ?? 0);
  const inKey = table.primaryKey?.columns.includes(time.id) === true;
  add(own.some(({ operation }) => operation === "insert") || inKey, inKey ? "time in the key" : "written as it happens", 2);
  add(own.some(({ range, sort }) => range === time.id || sort?.[0]?.column === time.id), "read by ranges of time", 2);
  add(own.some(({ operation, window }) => operation === "aggregate" && window !== undefined), "summed up by time", 2);
  add(rows >= 1_000_000, `${(rows / 1_000_000).toFixed(rows < 10_000_000 ? 1 : 0)} million rows`, 2);
  add(load?.retentionDays !== undefined, "kept for a time", 1);
  const updated = own.some((pattern) => writes(pattern) && pattern.operation === "update");
  if (updated) { points -= 3; because.push("rows are updated (-3)"); }
  const referenced = schema.tables.find((other) => other.foreignKeys.some(({ referencedTable }) => referencedTable === table.id));
  return { time, points, because, ...(referenced === undefined ? {} : { obstacle: `${referenced.name} references it, and a foreign key to a hypertable would have to name its time too` }) };
}

/** The moment that patterns read by, else the one in the key, else one named so; the first of several. */
function timeColumn(table: Table, patterns: readonly AccessPattern[]): Column | undefined {
  const candidates = table.columns.filter(({ type }) => moments.has(type.kind));
  const asked = new Set<Id>(patterns.flatMap(({ range, sort }) => [...(range === undefined ? [] : [range]), ...(sort ?? []).map(({ column }) => column)]));
  return candidates.find(({ id }) => asked.has(id)) ?? candidates.find(({ id }) => table.primaryKey?.columns.includes(id) === true)
    ?? candidates.find(({ name }) => /^(?:at|time|ts|timestamp|created|occurred|recorded|measured|observed|received)/i.test(name)) ?? candidates[0];
}

/** Rows a day, from growth where both ends are known, else from the rows and how long they stay. */
export function rowsPerDay({ rows, rowsInYear, retentionDays }: TableLoad = {}): number | undefined {
  if (rowsInYear !== undefined && rowsInYear > (rows ?? 0)) return (rowsInYear - (rows ?? 0)) / 365;
  return rows !== undefined && retentionDays !== undefined && retentionDays > 0 ? rows / retentionDays : undefined;
}
