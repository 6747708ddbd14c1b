import type { Column, Id, Schema, Table } from "../../model";
import { SandboxError, type Sandbox } from "../../sandbox/sandbox";
import type { SyncFacility } from "../../targets/sync";
import type { Target } from "../../targets/target";
import { candidate, type Row } from "../rows/candidates";
import { columnValues, type ColumnValues } from "../rows/column-values";
import { presentRows } from "../rows/present-rows";
import { castLiteral, sqlLiteral, tableName } from "../rows/sql-literal";

/** The engine, and how its SQL is written. */
export interface Bench {
  readonly sandbox: Sandbox;
  readonly target: Target;
  readonly sync: SyncFacility;
}

/** First of the rows made here: those that were seeded have lower numbers. */
const firstRow = 60;
const tries = 24;

/** Rows that a version of the application writes to a table as it knows it. */
export class RowWriter {
  private constructor(
    private readonly bench: Bench, private readonly schema: Schema, readonly table: Table,
    private readonly values: readonly ColumnValues[], private readonly present: ReadonlyMap<Id, readonly Row[]>,
  ) {}

  /** `shape`: all tables as the writing version knows them. */
  static async open(bench: Bench, shape: Schema, table: Table): Promise<RowWriter> {
    const { sandbox, target } = bench;
    const values = await columnValues(table, shape, target, sandbox.query);
    const filled = await presentRows(shape, new Set([table.id]), target, sandbox.query);
    return new RowWriter(bench, shape, table, values, filled);
  }

  /** Rows like those of the table, referring to the rows of other tables that are given, or that were there. */
  private candidates(parents: ReadonlyMap<Id, readonly Row[]>): Row[] {
    const filled = new Map([...this.present, ...parents]);
    return Array.from({ length: tries }, (_, n) => candidate({ table: this.table, values: this.values, later: [], filled, wanted: 1_000 }, firstRow + n)).flatMap((row) => row ?? []);
  }

  /** Inserts a row that was not there; the row, or the engine's last refusal. */
  async insert(parents: ReadonlyMap<Id, readonly Row[]>): Promise<{ readonly row: Row } | { readonly error: string; readonly sql: string }> {
    const { target, sandbox } = this.bench;
    let refused = { error: "no row satisfies its keys and checks", sql: `INSERT INTO ${tableName(this.table, target)}` };
    for (const row of this.candidates(parents)) {
      const columns = this.settable().filter((column) => row.has(column.id));
      const always = columns.some((column) => column.identity?.mode === "always") ? " OVERRIDING SYSTEM VALUE" : "";
      const sql = `INSERT INTO ${tableName(this.table, target)} (${columns.map((column) => target.quote(column.name)).join(", ")})${always} VALUES (${columns.map((column) => this.literal(row, column)).join(", ")})`;
      const error = await attempt(sandbox, sql);
      if (error === undefined) return { row };
      refused = { error, sql };
    }
    return refused;
  }

  /** Updates the row's other columns to those of a row made later; the row as it is then. */
  async update(row: Row, key: readonly string[], parents: ReadonlyMap<Id, readonly Row[]>): Promise<{ readonly row: Row } | { readonly error: string; readonly sql: string }> {
    const { target, sandbox } = this.bench;
    // A row that refers to itself goes on doing so.
    const own = this.table.foreignKeys.filter((reference) => reference.referencedTable === this.table.id).flatMap(({ columns }) => columns);
    const fixed = new Set([...key, ...this.settable().filter(({ id }) => own.includes(id)).map(({ name }) => name), ...this.settable().filter((column) => column.identity !== undefined).map(({ name }) => name)]);
    let refused = { error: "there is nothing to update", sql: `UPDATE ${tableName(this.table, target)}` };
    for (const later of this.candidates(parents).toReversed()) {
      const changed = this.settable().filter(({ id, name }) => !fixed.has(name) && later.get(id)?.text !== row.get(id)?.text);
      if (changed.length === 0) continue;
      const sql = `UPDATE ${tableName(this.table, target)} SET ${changed.map((column) => `${target.quote(column.name)} = ${this.literal(later, column)}`).join(", ")} WHERE ${this.where(row, key)}`;
      const error = await attempt(sandbox, sql);
      if (error === undefined) return { row: new Map([...row].filter(([id]) => !changed.some((column) => column.id === id)).concat(changed.flatMap(({ id }) => { const value = later.get(id); return value === undefined ? [] : [[id, value] as const]; }))) };
      refused = { error, sql };
    }
    return refused;
  }

  /** A predicate that finds the row by the named columns, written for a table whose columns are called `names`. */
  where(row: Row, key: readonly string[], names: readonly string[] = key): string {
    return key.map((name, at) => {
      const column = this.column(name);
      const value = row.get(column.id);
      const other = this.bench.target.quote(names[at] ?? name);
      return value === undefined ? `${other} IS NULL` : `${other} = ${sqlLiteral(value, column.type, this.schema, this.bench.target)}`;
    }).join(" AND ");
  }

  /** The row as a table of one row that expressions can be asked of. */
  source(row: Row): string {
    const { target, sync } = this.bench;
    const typed = (column: Column): string => {
      const value = row.get(column.id);
      return column.type.kind === "bytes" ? castLiteral(value, column.type, this.schema, target) : sync.convert(sqlLiteral(value, column.type, this.schema, target), column.type, this.schema);
    };
    return `(SELECT ${this.settable().map((column) => `${typed(column)} AS ${target.quote(column.name)}`).join(", ")}) AS written`;
  }

  column(name: string): Column {
    const column = this.table.columns.find((candidate) => candidate.name === name);
    if (column === undefined) throw new Error(`${this.table.name} has no column ${name}`);
    return column;
  }

  settable(): readonly Column[] {
    return this.table.columns.filter((column) => column.generated === undefined);
  }

  private literal(row: Row, column: Column): string {
    return sqlLiteral(row.get(column.id), column.type, this.schema, this.bench.target);
  }
}

/** A statement inside a savepoint of its own, so that a refusal leaves the transaction usable. */
async function attempt(sandbox: Sandbox, sql: string): Promise<string | undefined> {
  await sandbox.run("SAVEPOINT strata_try");
  try {
    await sandbox.run(sql);
    await sandbox.run("RELEASE SAVEPOINT strata_try");
    return undefined;
  } catch (error) {
    if (!(error instanceof SandboxError)) throw error;
    await sandbox.run("ROLLBACK TO SAVEPOINT strata_try");
    await sandbox.run("RELEASE SAVEPOINT strata_try");
    return error.message;
  }
}
