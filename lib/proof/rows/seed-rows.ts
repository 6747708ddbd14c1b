import type { ForeignKey, Id, Schema, Table } from "../../model";
import { SandboxError, type Sandbox } from "../../sandbox/sandbox";
import type { Target } from "../../targets/target";
import { candidate, isSparse, type CandidateSource, type Row } from "./candidates";
import { columnValues, namesIn, type ColumnValues } from "./column-values";
import { passing } from "./passing";
import { sqlLiteral, tableName } from "./sql-literal";
import { tableOrder } from "./table-order";

/** What went into one table. */
export interface SeededTable {
  readonly table: Table;
  readonly rows: number;
  /** Why it has no rows, in the engine's words where it said something. */
  readonly reason?: string;
}

/** Where only some tables are to be filled, beside others that have rows already. */
export interface SeedPart {
  /** The tables to fill. */
  readonly only: ReadonlySet<Id>;
  /** Rows of the others, for foreign keys to refer to. */
  readonly present: ReadonlyMap<Id, readonly Row[]>;
}

/** How many rows each table gets; fewer where there are many tables. */
export function rowsPerTable(tables: number): number {
  return tables <= 100 ? 7 : 3;
}

/** Candidates made for a table whose checks have to be satisfied by trying. */
const tries = 96;

/**
 * Puts rows into every table of a loaded schema, or a part of them: the same rows for the same schema, respecting keys, checks, enums, domains
 * and lengths. The engine is the judge: what it refuses is tried with other values, and a table that stays empty says why.
 */
export async function seedRows(sandbox: Sandbox, target: Target, schema: Schema, signal?: AbortSignal, part?: SeedPart): Promise<SeededTable[]> {
  const wanted = rowsPerTable(part?.only.size ?? schema.tables.length);
  const filled = new Map<Id, readonly Row[]>(part?.present);
  const seeded: SeededTable[] = [];
  const postponed: { readonly table: Table; readonly keys: readonly ForeignKey[] }[] = [];
  for (const { table, later } of tableOrder(schema)) {
    signal?.throwIfAborted();
    if (part?.only.has(table.id) === false) continue;
    const values = await columnValues(table, schema, target, sandbox.query);
    const insert = new Inserter(sandbox, target, schema, table, values);
    await insert.fill(await candidates({ table, values, later, filled, wanted }, schema, target, sandbox), wanted);
    filled.set(table.id, insert.rows);
    seeded.push({ table, rows: insert.rows.length, ...(insert.rows.length > 0 ? {} : { reason: insert.reason ?? "no row satisfies its keys and checks" }) });
    if (later.length > 0 && insert.rows.length > 0) postponed.push({ table, keys: later });
  }
  for (const { table, keys } of postponed) await connect(sandbox, target, schema, table, keys, filled);
  return seeded;
}

/** Rows that keys and checks let through, best first, as far as that can be said before inserting them. */
async function candidates(source: CandidateSource, schema: Schema, target: Target, sandbox: Sandbox): Promise<Row[]> {
  const { table, wanted } = source;
  const checks = table.checks.map((check) => check.expression);
  const restricted = source.values.some(({ choices }) => choices.length > 0);
  const made = Array.from({ length: restricted || checks.length > 0 ? tries : wanted * 3 }, (_, n) => ({ row: candidate(source, n), sparse: isSparse(n, wanted) }))
    .flatMap(({ row, sparse }) => (row === undefined ? [] : [{ row, sparse }]));
  const named = new Set(checks.flatMap((check) => [...namesIn(check)]));
  const judged = source.values.filter(({ column }) => named.has(column.name.toLowerCase()));
  const rows = made.map(({ row }) => judged.map(({ column, type }) => ({ name: column.name, type, value: row.get(column.id) })));
  const passed = made.length === 0 ? undefined : await passing(rows, table.name, checks, schema, target, sandbox.query);
  // Where none pass the casts may be to blame (SQLite makes a number of a time it is to cast): the table itself then judges.
  const fit = passed === undefined || passed.size === 0 ? made : made.filter((_, index) => passed.has(index));
  // A full row and one of NULLs before all others: a migration meets both in real tables.
  const [first, ...full] = fit.filter(({ sparse }) => !sparse);
  const sparse = fit.filter((entry) => entry.sparse);
  const kept = new Set(distinct(table, [...(first === undefined ? [] : [first]), ...sparse, ...full].map(({ row }) => row)));
  const [nulls, ...moreNulls] = sparse.filter(({ row }) => kept.has(row));
  return [first, nulls, ...full, ...moreNulls].flatMap((entry) => (entry !== undefined && kept.has(entry.row) ? [entry.row] : []));
}

/** Without rows that repeat a unique key of an earlier one. */
function distinct(table: Table, rows: readonly Row[]): Row[] {
  const keys = [
    ...(table.primaryKey === undefined ? [] : [table.primaryKey.columns]), ...table.uniques.map((key) => key.columns),
    ...table.indexes.filter((index) => index.unique && index.where === undefined && index.parts.every((part) => part.column !== undefined)).map((index) => index.parts.flatMap((part) => part.column ?? [])),
  ];
  const seen = keys.map(() => new Set<string>());
  return rows.filter((row) => {
    const tuples = keys.map((key) => (key.every((id) => row.has(id)) ? JSON.stringify(key.map((id) => row.get(id)?.text)) : undefined));
    if (tuples.some((tuple, at) => tuple !== undefined && seen[at]?.has(tuple))) return false;
    for (const [at, tuple] of tuples.entries()) if (tuple !== undefined) seen[at]?.add(tuple);
    return true;
  });
}

/** Inserts rows into one table: all at once, and one by one with more candidates where the engine refuses. */
class Inserter {
  rows: Row[] = [];
  reason: string | undefined;

  constructor(
    private readonly sandbox: Sandbox, private readonly target: Target, private readonly schema: Schema,
    private readonly table: Table, private readonly values: readonly ColumnValues[],
  ) {}

  async fill(candidates: readonly Row[], wanted: number): Promise<void> {
    const first = candidates.slice(0, wanted);
    if (first.length > 0 && await this.insert(first)) return;
    for (const row of candidates) {
      if (this.rows.length >= wanted) return;
      await this.insert([row]);
    }
  }

  private async insert(rows: readonly Row[]): Promise<boolean> {
    const { target, schema, table } = this;
    // A column that no row has a value for keeps its default where it has one.
    const columns = this.values.filter(({ column }) => column.default === undefined || rows.some((row) => row.has(column.id)));
    const names = columns.map(({ column }) => target.quote(column.name)).join(", ");
    const overriding = columns.some(({ column }) => column.identity?.mode === "always") ? " OVERRIDING SYSTEM VALUE" : "";
    const tuples = rows.map((row) => `(${columns.map(({ column, type }) => sqlLiteral(row.get(column.id), type, schema, target)).join(", ")})`);
    const into = `INSERT INTO ${tableName(table, target)}`;
    try {
      await this.sandbox.run(columns.length === 0 ? `${into} ${target.values?.defaultRow ?? "DEFAULT VALUES"}` : `${into} (${names})${overriding} VALUES ${tuples.join(", ")}`);
      this.rows.push(...rows);
      return true;
    } catch (error) {
      if (!(error instanceof SandboxError)) throw error;
      this.reason = error.message;
      return false;
    }
  }
}

/** Sets foreign keys that could not be set at once: the first row keeps NULL, the others refer to what is there now. */
async function connect(
  sandbox: Sandbox, target: Target, schema: Schema, table: Table, keys: readonly ForeignKey[], filled: ReadonlyMap<Id, readonly Row[]>,
): Promise<void> {
  const own = table.primaryKey?.columns ?? table.uniques[0]?.columns;
  if (own === undefined) return;
  const column = (id: Id): Table["columns"][number] => table.columns.find((found) => found.id === id) ?? unknownColumn(table, id);
  for (const key of keys) {
    const rows = filled.get(table.id) ?? [];
    const referenced = filled.get(key.referencedTable) ?? [];
    for (const [n, row] of rows.entries()) {
      const referencedRow = key.referencedTable === table.id ? referenced[0] : referenced[n % Math.max(referenced.length, 1)];
      if (n === 0 || referencedRow === undefined || own.some((id) => !row.has(id) || key.columns.includes(id))) continue;
      const set = key.columns.map((id, at) => `${target.quote(column(id).name)} = ${sqlLiteral(referencedRow.get(key.referencedColumns[at] ?? ""), column(id).type, schema, target)}`);
      const where = own.map((id) => `${target.quote(column(id).name)} = ${sqlLiteral(row.get(id), column(id).type, schema, target)}`);
      try {
        await sandbox.run(`UPDATE ${tableName(table, target)} SET ${set.join(", ")} WHERE ${where.join(" AND ")}`);
      } catch (error) {
        // The rows are there without this reference, which their keys and checks allow.
        if (!(error instanceof SandboxError)) throw error;
        break;
      }
    }
  }
}

function unknownColumn(table: Table, id: Id): never {
  throw new Error(`Table ${table.name} has no column with id ${id}`);
}
