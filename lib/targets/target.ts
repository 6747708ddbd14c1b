import type { Check, Column, ColumnType, EnumType, ForeignKey, Id, Index, PrimaryKey, Schema, SchemaObject, Table, TechnologyId, UniqueKey } from "../model";
import type { Mapped, NativeFacility, NativeInput } from "./native/native";
import type { Statement } from "./statement";
import type { SyncFacility } from "./sync";

/**
 * What shared code knows of a technology: everything Strata does with a database goes through this interface.
 * Shared code asks `capabilities`; it never compares a target's id.
 */
export interface Target {
  readonly id: TechnologyId;
  readonly label: string;
  /** Newest first. The first is the default of a new design. */
  readonly versions: readonly TargetVersion[];
  readonly capabilities: Capabilities;
  readonly types: TypeSystem;
  /** The further objects (SchemaObject.kind) this target knows, with the word for people and for DROP. */
  readonly objectKinds: Readonly<Record<string, ObjectKind>>;
  /** Quotes an identifier when it needs it, escaping whatever it contains. Refuses (throws) only what no identifier can hold: NUL, the empty name. */
  quote(identifier: string): string;
  /** Quotes a text as a literal. */
  literal(text: string): string;
  /** One rule set per kind of the model; forgetting a kind does not compile. */
  readonly rules: KindRules;
  /** Whole schema as one script, in an order that loads into an empty database. Statements without trailing semicolons. */
  createSchema(schema: Schema, version?: string): readonly Statement[];
  /** Reads the whole catalog through `query` (rows as objects). Ids are fresh; references are resolved. */
  introspect(query: CatalogQuery): Promise<Introspection>;
  /** Reads the statements of a script without an engine, as far as text can say; absent: only by an engine. */
  readStatements?(statements: readonly string[], version?: string): TextReading;
  /** The version of a server by the text it gives as its version; absent: its engine comes in one version. */
  versionOf?(server: string): string;
  /** How values are written and read as text; absent: CAST to the column's own type, as in standard SQL. */
  readonly values?: ValueForms;
  /** How it writes what every database can say in words of its own; for conversion between targets. Absent: standard SQL. */
  readonly spellings?: Spellings;
  /** What evolutions need of it to change a database in use; absent: every change is made directly. */
  readonly sync?: SyncFacility;
  /** Present where the database has a shape of its own, derived from the entities: then rules, createSchema and introspect are not asked. */
  readonly native?: NativeFacility;
  /**
   * Present where a database in SQL has more to it than the entities say, which follows from access patterns and loads: what is released is the
   * derived schema. Deterministic; keeps ids; never throws on a resolved schema.
   */
  derive?(input: NativeInput): DerivedSchema;
}

/** The entities with what the technology adds to them, and why. */
export interface DerivedSchema extends Pick<Mapped, "decisions" | "diagnostics" | "plans"> {
  readonly schema: Schema;
}

/** How a technology writes single values, where CAST(x AS <column type>) and standard literals do not do. */
export interface ValueForms {
  /** A literal that says its type, for a place where no column does. */
  cast(literal: string, type: ColumnType, schema: Pick<Schema, "enums">): string;
  /** The text of a column's value, equal for equal values. */
  asText(column: string, type: ColumnType): string;
  /** What follows `INSERT INTO table` for a row of defaults only. */
  readonly defaultRow: string;
  /**
   * A value for types of its own, and for those whose literals differ; undefined for others. `row` counts from 0, `position` is the column's: later
   * columns get later moments; `bare` texts are no strings.
   */
  sample(type: ColumnType, row: number, position: number): { readonly text: string; readonly bare: boolean } | undefined;
}

/** What reading text alone found. */
export interface TextReading extends Introspection {
  /** Statements that were not understood, by their place in the list, and why; `at` is a 0-based offset in the statement. */
  readonly refused: readonly { readonly statement: number; readonly reason: string; readonly at?: number }[];
}

/** Expressions that mean the same everywhere and are written differently. */
export interface Spellings {
  /** The present moment: `now()`. */
  readonly now: string;
  /** A random (version 4) UUID. */
  readonly randomUuid?: string;
  /** A query written with numbered parameters and ON CONFLICT, in its own words; absent: as it stands. */
  query?(sql: string): string;
  /** `x::type` is understood. */
  readonly casts: boolean;
}

/** A version of the technology that a design may be for. */
export interface TargetVersion {
  /** `18`, `17`, `3.54`. */
  readonly id: string;
  readonly label: string;
}

/** Runs one catalog query and gives its rows. Values are what the engine's driver gives; JSON columns arrive parsed. */
export type CatalogQuery = (sql: string, parameters?: readonly unknown[]) => Promise<readonly Readonly<Record<string, unknown>>[]>;

/** What reading an engine found: the schema, and what could not be kept of it. */
export interface Introspection {
  readonly schema: Schema;
  /** What exists but is not modelled, by name and kind: reported, never skipped silently. */
  readonly unmodelled: readonly { readonly kind: string; readonly name: string }[];
}

/** What the technology can do. Shared code asks these, never which target it has. */
export interface Capabilities {
  /** DDL can be rolled back with its transaction. */
  readonly transactionalDdl: boolean;
  /** The shell whose script syntax its SQL files use (quoting, bodies, meta commands); absent: standard SQL. */
  readonly scripts?: "psql" | "sqlite3" | "mysql";
  /** Named enum types exist; otherwise an enum column becomes a checked text. */
  readonly enumTypes: boolean;
  /** The values of an enum stand with each of its columns: the catalog gives every column an enum of its own, named after table and column. */
  readonly inlineEnums?: true;
  readonly comments: boolean;
  readonly namespaces: boolean;
  readonly arrays: boolean;
  readonly partialIndexes: boolean;
  readonly expressionIndexes: boolean;
  readonly includeColumns: boolean;
  /** Index methods by name, the default first. */
  readonly indexMethods: readonly string[];
  /** Indexes can be built while the table is written (CREATE INDEX CONCURRENTLY). */
  readonly concurrentIndexes: boolean;
  /** The statement that bounds how long statements of the transaction wait for a lock: whoever waits makes all others wait behind it. */
  readonly lockTimeout?: string;
  /** Constraints can be added unchecked and validated later. */
  readonly notValidConstraints: boolean;
  readonly deferrableConstraints: boolean;
  readonly identity: readonly ("always" | "by default")[];
  /** Identity works only on a single-column primary key of this type; absent: on any integer column. */
  readonly identityOnlyAs?: ColumnType;
  readonly generated: readonly ("stored" | "virtual")[];
  readonly collations: readonly string[];
  /** The names allowed in Table.options with a sentence of help each. */
  readonly tableOptions: Readonly<Record<string, string>>;
  /** Names that differ only in letter case are the same name. Absent: they are two. */
  readonly caseInsensitiveNames?: boolean;
  /** Names and comments hold only characters of the Basic Multilingual Plane, and names no space at their end. */
  readonly basicPlaneNames?: true;
  /** A required column added without a default gets zero or the empty text in the rows that are there. */
  readonly implicitDefaults?: true;
  /** A primary key has no name of its own. */
  readonly namelessPrimaryKeys?: true;
  /** Types of columns that cannot stand whole in a key or index. */
  readonly unkeyedTypes?: readonly ColumnType["kind"][];
  /** Views, triggers and routines name things without holding them: those can change and go under them, and their text follows no rename. */
  readonly lateBinding?: true;
  /** A foreign key gets an index of its own where no key begins with its columns. */
  readonly foreignKeyIndexes?: true;
  /** How its b-tree indexes are stored, for reckoning their size; absent: its indexes are derived by rules of its own. */
  readonly btree?: BtreeStorage;
  /** Longest identifier, in bytes of UTF-8; longer ones are cut or refused by the engine. */
  readonly identifierBytes: number;
  /** Most columns a table can have. */
  readonly columnsPerTable: number;
}

/** What an entry of a b-tree index takes on disk, by the technology's documentation. */
export interface BtreeStorage {
  readonly pageBytes: number;
  /** Part of a page that entries fill, 0 to 1. */
  readonly fill: number;
  /** Bytes of an entry besides its key: header, pointer to the row, place in the page. */
  readonly entryBytes: number;
  /** Keys are rounded up to a multiple of this. */
  readonly align: number;
  /** Entries carry the primary key, by which rows are found. */
  readonly carriesPrimaryKey?: true;
  /** The rule in a sentence, with its source. */
  readonly rule: string;
}

/** The technology's column types: between its own text and the model's. */
export interface TypeSystem {
  /** Native text of a logical type: `character varying(255)`. */
  print(type: ColumnType, schema: Pick<Schema, "enums">): string;
  /**
   * Logical type of a native text, in any spelling the target accepts; what is outside the vocabulary becomes `native`, normalised.
   * parse(print(x)) equals x, or normal(x), for every type the target has.
   */
  parse(text: string, schema: Pick<Schema, "enums">): ColumnType;
  /** What the catalog gives back of a type, where the technology does not tell all of them apart (no number of digits is six); absent: the type itself. */
  normal?(type: ColumnType): ColumnType;
  /** What a logical type loses here, as a sentence ("time zone is not kept"), or undefined when nothing. */
  loss(type: ColumnType): string | undefined;
  /** Closest logical type of a native one, for conversion to another target; absent: text. */
  nearest?(text: string): ColumnType;
  /** What the type picker offers, most used first; `text` is what print gives. */
  readonly common: readonly string[];
}

/** One kind of further object: how it is created, replaced and dropped. */
export interface ObjectKind {
  /** For people: "materialized view". */
  readonly label: string;
  /** Others use such objects without saying so (extensions): they are made first and go last. */
  readonly foundation?: boolean;
  /** The namespaces between which an object moves with all it holds, so that what is built on that follows by itself; empty for the one that names leave out. */
  carries?(from: SchemaObject, to: SchemaObject): { readonly from: string; readonly to: string } | undefined;
  /** Its names are unique in the whole database, also of objects that belong to different tables. */
  readonly uniqueNames?: boolean;
  /** Other names texts know it by (the multirange of a range type). */
  names?(object: SchemaObject): readonly string[];
  /** Statements that create it, without its comment; absent where its definition is what to run. May be none when another change of the plan makes it. */
  create?(object: SchemaObject, context: RuleContext): Statement[];
  /** Statement that drops the object. May be none when another change of the plan takes it along. */
  drop(object: SchemaObject, context: RuleContext): Statement[];
  /** Present when CREATE OR REPLACE can turn `from` into `to` in place; may answer undefined when this very change cannot be replaced. */
  replace?(from: SchemaObject, to: SchemaObject, context: RuleContext): Statement[] | undefined;
  /** Sets the object's comment, or removes it when it has none; absent where objects of this kind cannot carry one. */
  comment?(object: SchemaObject, context: RuleContext): Statement[];
}

export type { Statement } from "./statement";

/** The two schemas a change lies between; rules look up names and neighbours here. */
export interface RuleContext {
  /** Before the whole plan. */
  readonly from: Schema;
  /** After the whole plan. */
  readonly to: Schema;
  /** What the whole plan leads to in the direction that is run, where `to` is only the next moment. Absent: `to`. */
  readonly goal?: Schema;
  readonly version: string;
  /** Ask for the form that does not block (concurrent index builds, NOT VALID then VALIDATE) where there is one. */
  readonly online: boolean;
}

/** `rebuild`: the engine cannot alter this in place, so the table is rebuilt once for all its such changes. `replace`: drop and create. */
export type Alteration = readonly Statement[] | "rebuild" | "replace";

/** How objects of one kind are created, dropped, renamed and altered. `table` is the table as it is when the statement runs. */
export interface MemberRules<T> {
  create(member: T, table: Table, context: RuleContext): Alteration;
  drop(member: T, table: Table, context: RuleContext): Alteration;
  rename(member: T, to: string, table: Table, context: RuleContext): Alteration;
  /** From one state to another with the name already equal; `changed` are the property names that differ. */
  alter(from: T, to: T, changed: readonly string[], table: Table, context: RuleContext): Alteration;
}

/** The statements of each kind of thing; the only place that knows them. */
export interface KindRules {
  readonly table: {
    /** The table with columns, primary key, uniques and checks, comments; not its foreign keys and indexes, which follow as members. */
    create(table: Table, context: RuleContext): readonly Statement[];
    drop(table: Table, context: RuleContext): readonly Statement[];
    /** New name, new namespace, or both. */
    rename(from: Table, to: Table, context: RuleContext): readonly Statement[];
    /** Where the table is a part of another (a partition): whose, and its share, which no other part may overlap. */
    part?(table: Table): { readonly of: string; readonly share: string } | undefined;
    /** The same table standing by itself. */
    apart?(table: Table): Table;
    /** Indexes that leave out the table's parts: made when all parts are there, since a part that comes later gets its share. */
    withoutParts?(table: Table): readonly Id[];
    /** Columns whose type is fixed while the table stands (what its parts are told apart by): the table is made anew for it, its parts stay. */
    holds?(table: Table): readonly Id[];
    /** Comment and options. */
    alter(from: Table, to: Table, changed: readonly string[], context: RuleContext): Alteration;
    /** Columns that `alter` changes so that foreign keys from and to them must be gone meanwhile. */
    disturbs?(from: Table, to: Table, context: RuleContext): readonly Id[];
    /** Builds the table anew with its rows: for targets that answer "rebuild" somewhere. `dependants` are views and triggers to restore. */
    rebuild?(from: Table, to: Table, dependants: readonly SchemaObject[], context: RuleContext): readonly Statement[];
    /** Whether a table created by `create` already contains its foreign keys (targets that cannot add them later). */
    readonly createsForeignKeys: boolean;
  };
  readonly column: MemberRules<Column>;
  readonly primaryKey: MemberRules<PrimaryKey>;
  readonly unique: MemberRules<UniqueKey>;
  readonly foreignKey: MemberRules<ForeignKey>;
  readonly check: MemberRules<Check>;
  readonly index: MemberRules<Index>;
  readonly enum: {
    create(type: EnumType, context: RuleContext): readonly Statement[];
    drop(type: EnumType, context: RuleContext): readonly Statement[];
    rename(from: EnumType, to: EnumType, context: RuleContext): readonly Statement[];
    /** Values added, renamed, removed, reordered; `users` are the columns of the type as [table, column]. */
    alter(from: EnumType, to: EnumType, users: readonly (readonly [Table, Column])[], context: RuleContext): readonly Statement[];
  };
}

/** Column names for ids, in order. Throws when an id is not a column of the table: schemas are resolved before they come here. */
export function columnNames(table: Table, ids: readonly Id[]): readonly string[] {
  return ids.map((id) => {
    const column = table.columns.find((c) => c.id === id);
    if (column === undefined) throw new Error(`Table ${table.name} has no column with id ${id}`);
    return column.name;
  });
}
