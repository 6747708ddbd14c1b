import type { ColumnType } from "./column-type";
import type { Id } from "./id";

/**
 * A database schema as plain immutable data: what a design describes, what an engine's catalog says,
 * what a release froze. References inside a schema are ids, never names.
 * Expressions (defaults, checks, predicates, generated columns) are text in the target's language.
 */
export interface Schema {
  /** In drawing order. */
  readonly tables: readonly Table[];
  readonly enums: readonly EnumType[];
  /** Views, functions, triggers, policies, sequences, domains, extensions, ...: kept, compared, ordered, migrated. */
  readonly objects: readonly SchemaObject[];
}

export const emptySchema: Schema = { tables: [], enums: [], objects: [] };

export interface Table {
  readonly id: Id;
  readonly name: string;
  /** Database namespace ("schema" in PostgreSQL); absent means the target's default one. */
  readonly namespace?: string;
  readonly comment?: string;
  /** In table order. */
  readonly columns: readonly Column[];
  readonly primaryKey?: PrimaryKey;
  readonly uniques: readonly UniqueKey[];
  readonly foreignKeys: readonly ForeignKey[];
  readonly checks: readonly Check[];
  readonly indexes: readonly Index[];
  /** Target-specific table properties, by the names the target documents in `capabilities.tableOptions`. */
  readonly options: Readonly<Record<string, string>>;
}

export interface Column {
  readonly id: Id;
  readonly name: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
  /** SQL expression, without the word DEFAULT: `now()`, `'draft'`, `0`. */
  readonly default?: string;
  readonly generated?: { readonly expression: string; readonly stored: boolean };
  /** Numbers the rows by itself. `always` refuses values from the application unless overridden. SQLite: AUTOINCREMENT. */
  readonly identity?: { readonly mode: "always" | "by default"; readonly options?: string };
  readonly collation?: string;
  readonly comment?: string;
  /** Target-specific attributes (PostgreSQL: `storage`, `compression`). */
  readonly options?: Readonly<Record<string, string>>;
}

export interface Deferral {
  readonly deferrable: boolean;
  readonly initiallyDeferred: boolean;
}

export interface PrimaryKey {
  readonly id: Id;
  readonly name?: string;
  /** Ids of the table's columns, in key order. */
  readonly columns: readonly Id[];
  readonly include?: readonly Id[];
  readonly deferral?: Deferral;
  readonly comment?: string;
}

export interface UniqueKey {
  readonly id: Id;
  readonly name?: string;
  readonly columns: readonly Id[];
  readonly include?: readonly Id[];
  readonly nullsNotDistinct?: boolean;
  readonly deferral?: Deferral;
  readonly comment?: string;
}

export const referentialActions = ["no action", "restrict", "cascade", "set null", "set default"] as const;
export type ReferentialAction = (typeof referentialActions)[number];

export interface ForeignKey {
  readonly id: Id;
  readonly name?: string;
  /** Referencing columns of this table, in order; pairs up with `referencedColumns`. */
  readonly columns: readonly Id[];
  readonly referencedTable: Id;
  readonly referencedColumns: readonly Id[];
  readonly onDelete: ReferentialAction;
  readonly onUpdate: ReferentialAction;
  readonly match?: "full";
  readonly deferral?: Deferral;
  /** Declared but not checked against old rows (PostgreSQL NOT VALID). */
  readonly notValid?: boolean;
  readonly comment?: string;
}

export interface Check {
  readonly id: Id;
  readonly name?: string;
  /** Without the word CHECK and its outer parentheses: `price > 0`. */
  readonly expression: string;
  readonly notValid?: boolean;
  readonly noInherit?: boolean;
  readonly comment?: string;
}

/** What an index sorts by: a column or an expression. */
export interface IndexPart {
  /** Exactly one of `column` and `expression` is present. */
  readonly column?: Id;
  readonly expression?: string;
  readonly order?: "asc" | "desc";
  readonly nulls?: "first" | "last";
  readonly collation?: string;
  /** PostgreSQL operator class with its parameters, e.g. `gin_trgm_ops`. */
  readonly operatorClass?: string;
}

export interface Index {
  readonly id: Id;
  readonly name: string;
  readonly unique: boolean;
  /** Absent: the target's default (b-tree). */
  readonly method?: string;
  readonly parts: readonly IndexPart[];
  readonly include?: readonly Id[];
  /** Partial index predicate, without WHERE. */
  readonly where?: string;
  readonly nullsNotDistinct?: boolean;
  /** Storage parameters, e.g. `fillfactor`. */
  readonly options?: Readonly<Record<string, string>>;
  readonly comment?: string;
}

export interface EnumType {
  readonly id: Id;
  readonly name: string;
  readonly namespace?: string;
  /** In sort order. */
  readonly values: readonly string[];
  readonly comment?: string;
}

/**
 * A database object outside the drawn model. Its text is the truth: `definition` creates it as the engine printed it.
 * Equal kind, name and definition means equal.
 */
export interface SchemaObject {
  readonly id: Id;
  /** One of the target's `objectKinds`: `view`, `function`, `trigger`, `policy`, ... */
  readonly kind: string;
  readonly namespace?: string;
  /** Functions carry their argument types: `total(integer, date)`. */
  readonly name: string;
  /** The table it belongs to (trigger, policy, rule, exclusion constraint, statistics). */
  readonly tableId?: Id;
  /** Complete statement(s) without a trailing semicolon; several are separated by `;\n`. */
  readonly definition: string;
  /** Addresses (address.ts) of what must exist before it. */
  readonly dependsOn: readonly string[];
  readonly comment?: string;
}
