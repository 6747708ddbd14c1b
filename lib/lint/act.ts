/** A name as SQL resolves it: folded, with its namespace when written. */
export interface ObjectName {
  readonly namespace: string | undefined;
  readonly name: string;
}

/** A type as written, resolved as far as the grammar does: `int` is `int4`, `varchar(10)` is `varchar` with a modifier. */
export interface TypeFacts {
  /** Canonical name without namespace: `int4`, `varchar`, `timestamptz`, `mood`. */
  readonly name: string;
  readonly modifiers: readonly number[];
  readonly array: boolean;
  /** 0-based offset in the file. */
  readonly at: number;
}

/** What an expression can cost when the engine evaluates it for rows that are there. */
export interface ExpressionFacts {
  /** Every function called, folded, with the number of its arguments. */
  readonly functions: readonly { readonly name: string; readonly namespace: string | undefined; readonly arguments: number }[];
  /** Columns that must not be null for it to be true: `c IS NOT NULL`, alone or joined by AND. */
  readonly notNull: readonly string[];
}

export type ConstraintKind = "check" | "foreign key" | "unique" | "primary key" | "exclude" | "not null";

export interface ConstraintFacts {
  readonly kind: ConstraintKind;
  readonly name: string | undefined;
  readonly columns: readonly string[];
  readonly references: ObjectName | undefined;
  /** NOT VALID or NOT ENFORCED: rows that are there are not checked. */
  readonly notValid: boolean;
  /** The index it takes over (USING INDEX). */
  readonly usingIndex: string | undefined;
  readonly expression: ExpressionFacts | undefined;
  readonly at: number;
}

export interface ColumnFacts {
  readonly name: string;
  readonly type: TypeFacts | undefined;
  readonly notNull: boolean;
  readonly default: ExpressionFacts | undefined;
  readonly generated: "stored" | "virtual" | undefined;
  readonly identity: boolean;
  readonly constraints: readonly ConstraintFacts[];
  /** What else the definition says that an engine loses when it is not repeated (MySQL: comment, charset, collate, on update, auto_increment). */
  readonly attributes: readonly string[];
  readonly at: number;
}

/** Kinds of objects that CREATE, DROP and RENAME name. */
export type ObjectKindName =
  | "table" | "index" | "view" | "materialized view" | "sequence" | "type" | "domain" | "function" | "trigger" | "rule" | "policy"
  | "schema" | "database" | "extension" | "constraint" | "column" | "enum value" | "other";

/** USING of a type change: `cast` is what the engine would do anyway, the column itself or a cast of it. */
export type Using = "none" | "cast" | "expression";

/**
 * One thing a statement does, whichever way its dialect writes it: what rules look at. ALTER TABLE with several actions gives several.
 * `at` is the 0-based offset in the file.
 */
export type Act = { readonly at: number } & (
  | { readonly kind: "begin" | "commit" | "rollback" }
  | { readonly kind: "set"; readonly name: string; readonly value: string; readonly local: boolean }
  | {
      readonly kind: "create table"; readonly table: ObjectName; readonly temporary: boolean; readonly ifNotExists: boolean; readonly foreign: boolean;
      readonly columns: readonly ColumnFacts[]; readonly constraints: readonly ConstraintFacts[]; readonly partitionOf: ObjectName | undefined; readonly fromQuery: boolean;
    }
  | { readonly kind: "add column"; readonly table: ObjectName; readonly column: ColumnFacts; readonly ifNotExists: boolean; readonly placed: boolean }
  | { readonly kind: "drop column"; readonly table: ObjectName; readonly column: string; readonly ifExists: boolean }
  | { readonly kind: "change type"; readonly table: ObjectName; readonly column: string; readonly type: TypeFacts; readonly using: Using }
  | { readonly kind: "redefine column"; readonly table: ObjectName; readonly column: string; readonly definition: ColumnFacts; readonly placed: boolean }
  | { readonly kind: "set not null" | "drop not null" | "set default" | "drop default"; readonly table: ObjectName; readonly column: string }
  | { readonly kind: "add constraint"; readonly table: ObjectName; readonly constraint: ConstraintFacts }
  | { readonly kind: "validate constraint" | "drop constraint"; readonly table: ObjectName; readonly name: string; readonly ifExists: boolean }
  | { readonly kind: "drop foreign key"; readonly table: ObjectName; readonly name: string }
  | { readonly kind: "attach partition"; readonly table: ObjectName; readonly partition: ObjectName; readonly isDefault: boolean }
  | { readonly kind: "detach partition"; readonly table: ObjectName; readonly partition: ObjectName; readonly concurrently: boolean; readonly finalize: boolean }
  | { readonly kind: "rewrite table"; readonly table: ObjectName; readonly how: string }
  | { readonly kind: "alter table"; readonly table: ObjectName; readonly what: string; readonly lock: LockMode }
  | { readonly kind: "rename"; readonly what: ObjectKindName; readonly of: ObjectName | undefined; readonly from: string; readonly to: string }
  | { readonly kind: "set schema"; readonly what: ObjectKindName; readonly of: ObjectName; readonly to: string }
  | {
      readonly kind: "create index"; readonly table: ObjectName; readonly name: string | undefined; readonly columns: readonly string[]; readonly unique: boolean;
      readonly concurrently: boolean; readonly ifNotExists: boolean; readonly partial: boolean; readonly only: boolean; readonly method: string;
    }
  | { readonly kind: "drop"; readonly what: ObjectKindName; readonly names: readonly ObjectName[]; readonly cascade: boolean; readonly concurrently: boolean; readonly ifExists: boolean }
  | { readonly kind: "reindex"; readonly scope: string; readonly of: ObjectName | undefined; readonly concurrently: boolean }
  | { readonly kind: "cluster" | "vacuum full"; readonly table: ObjectName | undefined }
  | { readonly kind: "vacuum" }
  | { readonly kind: "refresh"; readonly view: ObjectName; readonly concurrently: boolean }
  | { readonly kind: "truncate"; readonly tables: readonly ObjectName[]; readonly cascade: boolean }
  | { readonly kind: "lock table"; readonly tables: readonly ObjectName[]; readonly mode: LockMode }
  | { readonly kind: "create enum"; readonly type: ObjectName }
  | { readonly kind: "add enum value"; readonly type: ObjectName; readonly value: string; readonly placed: boolean }
  | { readonly kind: "create domain"; readonly domain: ObjectName; readonly constraints: readonly ConstraintFacts[] }
  | { readonly kind: "alter domain"; readonly domain: ObjectName; readonly what: "add constraint" | "set not null" | "validate" | "other"; readonly notValid: boolean }
  | { readonly kind: "create function"; readonly name: ObjectName; readonly volatile: boolean }
  | { readonly kind: "create trigger" | "create rule" | "create policy"; readonly table: ObjectName; readonly name: string }
  | { readonly kind: "insert" | "update" | "delete" | "merge"; readonly table: ObjectName | undefined; readonly whole: boolean }
  | { readonly kind: "names twice"; readonly where: string; readonly name: string }
  | { readonly kind: "pragma"; readonly name: string; readonly value: string | undefined }
  | { readonly kind: "table option"; readonly table: ObjectName; readonly name: string; readonly value: string }
  | { readonly kind: "create"; readonly what: string; readonly ddl: boolean }
  | { readonly kind: "other"; readonly what: string; readonly ddl: boolean }
);

export type ActOf<K extends Act["kind"]> = Extract<Act, { readonly kind: K }>;

const alterations = ["add column", "drop column", "change type", "set not null", "drop not null", "set default", "drop default", "add constraint", "alter table"] as const;

/** Whether the act is one of those that ALTER TABLE takes together with others, separated by commas. */
export function altersTable(act: Act): act is ActOf<(typeof alterations)[number]> {
  return alterations.some((kind) => kind === act.kind);
}

/** PostgreSQL's table-level locks, weakest first (manual 13.3.1). */
export const lockModes = [
  "AccessShare", "RowShare", "RowExclusive", "ShareUpdateExclusive", "Share", "ShareRowExclusive", "Exclusive", "AccessExclusive",
] as const;
export type LockMode = (typeof lockModes)[number];

/** Whether writers of the table have to wait: Share and stronger conflict with RowExclusive. */
export function blocksWrites(mode: LockMode): boolean {
  return lockModes.indexOf(mode) >= lockModes.indexOf("Share");
}

/** One key for one object: the default namespace is not part of it. */
export function nameKey({ namespace, name }: ObjectName): string {
  return namespace === undefined || namespace === "public" ? name : `${namespace}.${name}`;
}
