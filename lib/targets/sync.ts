import type { ColumnType, Schema, SchemaObject, Table } from "../model";
import type { Statement } from "./statement";

/**
 * How a target keeps two forms of the same data in step while two versions of an application run, and what else it needs
 * to change a busy database by phases. Expressions name columns of the row unqualified; names of objects are chosen by the
 * caller, short enough for `suffixBytes` to be added.
 */
export interface SyncFacility {
  /** A trigger can set columns before NOT NULL is checked: each version may leave out the other's columns. */
  readonly fillsBeforeChecks: boolean;
  /** Triggers of two tables may write to each other's table (MySQL: error 1442). */
  readonly bothWays: boolean;
  /** Keys without a name of their own keep the one they got from the table's name when that changes. */
  readonly keepsAutomaticNames: boolean;
  /** What implementations add to a name at most. */
  readonly suffixBytes: number;
  /** Two values differ, NULL being a value like others. */
  different(left: string, right: string): string;
  /** An expression as another type. */
  convert(expression: string, type: ColumnType, schema: Pick<Schema, "enums">): string;
  /** First word of a text, the rest after it, and texts joined by a space (empty ones and NULL left out). */
  readonly words: { first(column: string): string; rest(column: string): string; join(columns: readonly string[]): string };
  /** Triggers that carry two groups of columns of one table, in both directions. */
  exchange(spec: ColumnExchange): readonly SchemaObject[];
  /** A trigger that runs statements after a row of a table was written. */
  afterRow(spec: AfterRow): readonly SchemaObject[];
  /** A trigger that gives a column of a new row a value where it has none; `value` speaks of the row as NEW. */
  fillInserted(spec: FillInserted): readonly SchemaObject[];
  /** Triggers that refuse new rows for which the predicate is false, and updates that make it false; for targets without unchecked constraints. */
  guard(spec: RowGuard): readonly SchemaObject[];
  /** A second name under which a table can be read and written. */
  alias(spec: TableAlias): readonly SchemaObject[];
  /** INSERT of rows; those whose key is there already update `update`, or stay when it is empty. */
  insertOrUpdate(spec: InsertOrUpdate): string;
  /** Fails, with the message, unless the query (one row, one number) gives 0. */
  assertZero(query: string, message: string): readonly Statement[];
  /** Makes a key of a unique index that is there already; absent where a key cannot be made so. */
  keyFromIndex?(table: Table, kind: "primary key" | "unique", name: string, index: string): readonly Statement[];
  /** Sets the counter of a column that numbers rows past the highest value there; absent where the engine sees to it. */
  restartIdentity?(table: Table, column: string): readonly Statement[];
  /** Gives a name to a table while its alias takes the old one, so that no moment is without either; absent where DDL is transactional. */
  swapAlias?(table: Table, to: Table): { readonly up: readonly Statement[]; readonly down: readonly Statement[] };
  /** Tools that change a large table beside its use; absent where the engine needs none. */
  onlineTools?(alteration: OnlineAlteration): readonly OnlineTool[];
}

/** One column and the expression that gives its value. */
export interface ColumnValue {
  readonly column: string;
  readonly expression: string;
}

/** `forward` gives the new columns from the old, `backward` the old from the new. */
export interface ColumnExchange {
  readonly name: string;
  /** With the columns of both forms. */
  readonly table: Table;
  readonly forward: readonly ColumnValue[];
  readonly backward: readonly ColumnValue[];
}

/** `body`: statements that speak of the row as NEW and OLD. */
export interface AfterRow {
  readonly name: string;
  readonly table: Table;
  readonly event: "insert" | "update" | "delete";
  /** Over NEW and OLD; absent: always. */
  readonly when?: string;
  readonly body: readonly string[];
}

export interface FillInserted {
  readonly name: string;
  readonly table: Table;
  readonly column: string;
  readonly value: string;
}

export interface RowGuard {
  readonly name: string;
  readonly table: Table;
  /** Over the columns, unqualified. */
  readonly predicate: string;
  readonly message: string;
}

/** The view `name` shows and takes rows of `table`. */
export interface TableAlias {
  readonly name: string;
  readonly namespace?: string;
  readonly table: Table;
  readonly schema: Schema;
}

export interface InsertOrUpdate {
  /** As statements write it. */
  readonly into: string;
  readonly columns: readonly string[];
  /** `VALUES (...)` or `SELECT ... WHERE ...`. */
  readonly source: string;
  /** The unique key that rows are recognised by. */
  readonly key: readonly string[];
  readonly update: readonly string[];
}

/** What a phase does to one table that was there before. */
export interface OnlineAlteration {
  readonly table: Table;
  readonly schema: Schema;
  /** All statements of the phase; those that alter the table are meant. */
  readonly statements: readonly string[];
}

/** A command line with the tool's documented limits, each checked against the schema. */
export interface OnlineTool {
  readonly title: string;
  readonly text: string;
  readonly command: string;
  readonly limits: readonly { readonly text: string; readonly met: boolean }[];
}

/**
 * An expression over a trigger's row: `NEW.name`, or a subquery in which the row's columns stand under their own names, so that
 * the expression need not be rewritten.
 */
export function overRow(expression: string, table: Table, row: "NEW" | "OLD", quote: (name: string) => string): string {
  const text = expression.trim();
  const direct = table.columns.find((column) => text === quote(column.name) || text === column.name);
  if (direct !== undefined) return `${row}.${quote(direct.name)}`;
  const lower = text.toLowerCase();
  const named = table.columns.filter((column) => column.generated === undefined && lower.includes(column.name.toLowerCase()));
  if (named.length === 0) return `(${text})`;
  return `(SELECT ${text} FROM (SELECT ${named.map((column) => `${row}.${quote(column.name)} AS ${quote(column.name)}`).join(", ")}) AS written)`;
}

/** Ids of objects that a sync makes: the same for the same object, so that plans recognise them. */
export function syncObjectId(table: Table, kind: string, name: string): string {
  return `sync ${table.id} ${kind} ${name}`;
}
