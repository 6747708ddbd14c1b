import type { ForeignKey, Id, Table } from "../../model";
import type { ColumnValues } from "./column-values";
import { nullableColumn } from "./table-order";
import type { RawValue } from "./value-seed";

/** A row: values by column id. Absent: NULL. Columns not generated are all known to be one or the other. */
export type Row = ReadonlyMap<Id, RawValue>;

/** What a candidate row is made from. */
export interface CandidateSource {
  readonly table: Table;
  readonly values: readonly ColumnValues[];
  readonly later: readonly ForeignKey[];
  /** Rows that went into the other tables. */
  readonly filled: ReadonlyMap<Id, readonly Row[]>;
  /** How many rows are wanted: candidates beyond them vary more. */
  readonly wanted: number;
}

/**
 * The n-th row that a table might take. The first rows are plain and full, the second has NULL wherever it may;
 * later ones mix in values that checks name. Undefined when a foreign key finds nothing to refer to.
 */
export function candidate(source: CandidateSource, n: number): Row | undefined {
  const { table, values, later, filled, wanted } = source;
  const row = new Map<Id, RawValue>();
  const empty = new Set<Id>();
  const round = Math.floor(n / wanted);
  const sparse = isSparse(n, wanted);
  const nullable = new Set(table.columns.filter((column) => column.nullable).map((column) => column.id));
  for (const key of later) for (const id of key.columns) if (nullable.has(id)) empty.add(id);

  for (const [index, key] of table.foreignKeys.entries()) {
    if (key.referencedTable === table.id || later.includes(key)) continue;
    if (key.columns.some((id) => empty.has(id))) continue;
    const rows = (filled.get(key.referencedTable) ?? []).filter((referenced) => fits(key, row, referenced));
    // Checks often ask for one reference of several: later rounds leave some out.
    const without = sparse || (round > 0 && hash(`reference ${index} ${n}`) % 2 === 0);
    const referenced = without && nullableColumn(table, key) !== undefined ? undefined : rows[(n + round * index) % Math.max(rows.length, 1)];
    if (referenced === undefined) {
      const free = key.columns.filter((id) => nullable.has(id) && !row.has(id));
      if (free.length === 0) return undefined;
      for (const id of free) empty.add(id);
      continue;
    }
    for (const [at, id] of key.columns.entries()) {
      const value = referenced.get(key.referencedColumns[at] ?? "");
      if (value !== undefined) row.set(id, value);
    }
  }
  for (const { column, choices, plain } of values) {
    if (row.has(column.id) || empty.has(column.id) || (sparse && column.nullable)) continue;
    if (round > 1 && column.nullable && choices.length === 0 && hash(`empty ${column.name} ${n}`) % 3 === 0) continue;
    const value = choose(choices, plain(n), n, round, column.name);
    if (value === "null" && column.nullable) continue;
    const made = value === "null" ? plain(n) : value;
    if (made !== undefined) row.set(column.id, made);
  }
  for (const key of table.foreignKeys) {
    if (key.referencedTable !== table.id || later.includes(key)) continue;
    for (const [at, id] of key.columns.entries()) {
      const own = row.get(key.referencedColumns[at] ?? "");
      if (own !== undefined) row.set(id, own);
    }
  }
  return row;
}

/** Whether the n-th candidate has NULL wherever it may. */
export function isSparse(n: number, wanted: number): boolean {
  return n % wanted === 1;
}

/** Whether a referenced row agrees with what earlier foreign keys already put into shared columns. */
function fits(key: ForeignKey, row: Row, referenced: Row): boolean {
  return key.columns.every((id, at) => {
    const value = referenced.get(key.referencedColumns[at] ?? "");
    return value !== undefined && (!row.has(id) || row.get(id)?.text === value.text);
  });
}

function choose(choices: readonly RawValue[], plain: RawValue | undefined, n: number, round: number, name: string): RawValue | "null" | undefined {
  if (choices.length === 0 || round === 0 && n % 2 === 0) return plain;
  const options = [plain, ...choices];
  const pick = hash(`${name} ${n}`) % (options.length + (round > 1 ? 1 : 0));
  return pick === options.length ? "null" : options[pick];
}

/** FNV-1a, so that the same row always gets the same values. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  // The low bits of FNV repeat; the high ones do not.
  return (value ^ (value >>> 15)) >>> 0;
}
