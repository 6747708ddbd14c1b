import type { Check, Column, ColumnType, EnumType, ForeignKey, Id, Index, IndexPart, PrimaryKey, ReferentialAction, Table, UniqueKey } from "../../../model";
import { stable, withoutOuterParentheses } from "../expression";
import { automaticName } from "../lexical";
import { sequenceName, sequenceParameters } from "../sequences";
import { types } from "../types";
import { grouped } from "./grouped";
import type { ColumnRow, ConstraintRow, EnumRow, IndexRow, TableRow } from "./table-rows";

/** Gives one id per catalog object of this reading; never the same in another reading. */
export type IdOf = (kind: string, ...key: readonly (string | number)[]) => Id;

export interface TableRows {
  readonly tables: readonly TableRow[];
  readonly columns: readonly ColumnRow[];
  readonly constraints: readonly ConstraintRow[];
  readonly indexes: readonly IndexRow[];
  readonly enums: readonly EnumRow[];
}

export function buildEnums(rows: readonly EnumRow[], idOf: IdOf): EnumType[] {
  return rows.map((row) => ({
    id: idOf("enum", row.oid), name: row.name, ...present("namespace", row.namespace), values: row.values, ...present("comment", row.comment),
  }));
}

/** Constraints that the model's keys cannot say; they are kept as further objects. */
export function beyondModel(row: ConstraintRow, tables: ReadonlySet<number>): boolean {
  return row.kind === "x" || row.period === true || row.enforced === false || (row.set_columns ?? []).length > 0
    || (row.kind === "f" && !tables.has(row.referenced_table ?? 0));
}

export function buildTables(rows: TableRows, enums: readonly EnumType[], idOf: IdOf): Table[] {
  const known = new Set(rows.tables.map((t) => t.oid));
  const columns = grouped(rows.columns, (row) => row.table);
  const constraints = grouped(rows.constraints.filter((row) => !beyondModel(row, known)), (row) => row.table);
  const indexes = grouped(rows.indexes, (row) => row.table);
  const parseType = remembering((text) => types.parse(text, { enums }));
  return rows.tables.map((row) => {
    const own = constraints.get(row.oid) ?? [];
    const primary = own.find((c) => c.kind === "p");
    return {
      id: idOf("table", row.oid), name: row.name, ...present("namespace", row.namespace), ...present("comment", row.comment),
      columns: (columns.get(row.oid) ?? []).map((c) => buildColumn(c, row, parseType, idOf)),
      ...(primary === undefined ? {} : { primaryKey: buildKey(primary, idOf) }),
      uniques: own.filter((c) => c.kind === "u").map((c) => ({ ...buildKey(c, idOf), ...(c.nulls_not_distinct === true ? { nullsNotDistinct: true } : {}) })),
      foreignKeys: own.filter((c) => c.kind === "f").map((c) => buildForeignKey(c, idOf)),
      checks: own.filter((c) => c.kind === "c").map((c) => buildCheck(c, idOf)),
      indexes: (indexes.get(row.oid) ?? []).map((i) => buildIndex(i, idOf)),
      options: tableOptions(row),
    };
  });
}

/** A thousand tables have some twenty different types. */
function remembering(parse: (text: string) => ColumnType): (text: string) => ColumnType {
  const known = new Map<string, ColumnType>();
  return (text) => {
    const found = known.get(text) ?? parse(text);
    known.set(text, found);
    return found;
  };
}

function buildColumn(row: ColumnRow, table: TableRow, parseType: (text: string) => ColumnType, idOf: IdOf): Column {
  const options = {
    ...present("storage", row.storage), ...present("compression", row.compression),
    ...present("statistics", row.statistics), ...present("with", row.attributes), ...notNullOptions(row),
  };
  return {
    id: idOf("column", row.table, row.number), name: row.name, type: parseType(row.type), nullable: !row.not_null,
    ...(row.expression === undefined || row.generated !== "" ? {} : { default: stable(row.expression) }),
    ...(row.generated === "" ? {} : { generated: { expression: bare(row.expression ?? ""), stored: row.generated === "s" } }),
    ...(row.identity === "" ? {} : { identity: { mode: row.identity === "a" ? "always" as const : "by default" as const, ...present("options", identityOptions(row, table)) } }),
    ...present("collation", row.collation), ...present("comment", row.comment),
    ...(Object.keys(options).length === 0 ? {} : { options }),
  };
}

/** What a NOT NULL constraint says beyond NOT NULL. Names that end as the engine's own do are its own: it keeps them through renames. */
function notNullOptions(row: ColumnRow): Record<string, string> {
  return {
    ...(row.not_null_name === undefined || /_not_null\d*$/.test(row.not_null_name) ? {} : { notNullName: row.not_null_name }),
    ...(row.not_null_valid === false ? { notNullValid: "false" } : {}), ...(row.not_null_inherited === false ? { notNullInherited: "false" } : {}),
    ...present("notNullComment", row.not_null_comment),
  };
}

/** What differs from what the engine would choose: `START WITH 100 INCREMENT BY 10`. */
function identityOptions(row: ColumnRow, table: TableRow): string | undefined {
  const parts: string[] = [];
  if (row.sequence !== undefined && row.sequence !== automaticName(table.name, row.name, "seq")) parts.push(`SEQUENCE NAME ${sequenceName(row.sequence, table.namespace)}`);
  parts.push(...sequenceParameters(row));
  if (row.sequence_persistence !== undefined && row.sequence_persistence !== table.persistence) parts.push(row.sequence_persistence === "u" ? "UNLOGGED" : "LOGGED");
  return parts.length === 0 ? undefined : parts.join(" ");
}

function buildKey(row: ConstraintRow, idOf: IdOf): PrimaryKey & UniqueKey {
  const all = row.index_columns ?? row.columns ?? [];
  const keys = row.key_columns ?? all.length;
  const columns = all.map((n) => idOf("column", row.table, n));
  return {
    id: idOf("constraint", row.oid), name: row.name, columns: columns.slice(0, keys),
    ...(all.length > keys ? { include: columns.slice(keys) } : {}), ...deferral(row), ...present("comment", row.comment),
  };
}

const actions: Readonly<Record<string, ReferentialAction>> = { a: "no action", r: "restrict", c: "cascade", n: "set null", d: "set default" };

function buildForeignKey(row: ConstraintRow, idOf: IdOf): ForeignKey {
  const referenced = row.referenced_table ?? 0;
  return {
    id: idOf("constraint", row.oid), name: row.name, columns: (row.columns ?? []).map((n) => idOf("column", row.table, n)),
    referencedTable: idOf("table", referenced), referencedColumns: (row.referenced_columns ?? []).map((n) => idOf("column", referenced, n)),
    onDelete: actions[row.on_delete] ?? "no action", onUpdate: actions[row.on_update] ?? "no action",
    ...(row.match === "f" ? { match: "full" as const } : {}), ...deferral(row), ...(row.validated ? {} : { notValid: true }), ...present("comment", row.comment),
  };
}

function buildCheck(row: ConstraintRow, idOf: IdOf): Check {
  return {
    id: idOf("constraint", row.oid), name: row.name, expression: bare(row.expression ?? ""),
    ...(row.validated ? {} : { notValid: true }), ...(row.no_inherit ? { noInherit: true } : {}), ...present("comment", row.comment),
  };
}

function buildIndex(row: IndexRow, idOf: IdOf): Index {
  const parts = row.parts.slice(0, row.keys).map((part): IndexPart => {
    const descending = row.ordered && (part.option & 1) !== 0;
    const nullsFirst = (part.option & 2) !== 0;
    return {
      ...(part.expression === undefined ? { column: idOf("column", row.table, part.column) } : { expression: bare(part.expression) }),
      ...(descending ? { order: "desc" as const } : {}),
      // Nulls come last in ascending order, first in descending, unless said otherwise.
      ...(row.ordered && nullsFirst !== descending ? { nulls: nullsFirst ? "first" as const : "last" as const } : {}),
      ...present("collation", part.collation), ...present("operatorClass", part.operator_class),
    };
  });
  const include = row.parts.slice(row.keys).map((part) => idOf("column", row.table, part.column));
  return {
    id: idOf("index", row.oid), name: row.name, unique: row.unique, ...(row.method === "btree" ? {} : { method: row.method }), parts,
    ...(include.length === 0 ? {} : { include }), ...(row.predicate === undefined ? {} : { where: bare(row.predicate) }),
    ...(row.nulls_not_distinct === true ? { nullsNotDistinct: true } : {}),
    ...(row.parameters.length === 0 ? {} : { options: Object.fromEntries(row.parameters.map(splitParameter)) }), ...present("comment", row.comment),
  };
}

/** `fillfactor=70` as name and value. */
function splitParameter(text: string): [string, string] {
  const at = text.indexOf("=");
  return [text.slice(0, at), text.slice(at + 1)];
}

function tableOptions(row: TableRow): Record<string, string> {
  const replica = { d: undefined, n: "nothing", f: "full", i: row.replica_index }[row.replica_identity];
  return {
    ...present("partitionBy", row.partition_by),
    ...(row.is_partition ? { ...present("partitionOf", row.parents[0]), ...present("bound", row.bound) } : row.parents.length > 0 ? { inherits: row.parents.join(", ") } : {}),
    ...(row.persistence === "u" ? { unlogged: "true" } : {}),
    ...(row.force_row_security ? { rowSecurity: row.row_security ? "forced" : "forced, disabled" } : row.row_security ? { rowSecurity: "enabled" } : {}),
    ...present("replicaIdentity", replica), ...(row.parameters.length > 0 ? { with: row.parameters.join(", ") } : {}),
    ...present("ofType", row.of_type), ...present("accessMethod", row.access_method),
  };
}

function deferral(row: ConstraintRow): { deferral?: { deferrable: boolean; initiallyDeferred: boolean } } {
  return row.deferrable ? { deferral: { deferrable: true, initiallyDeferred: row.deferred } } : {};
}

/** An expression as the model keeps it. */
function bare(expression: string): string {
  return withoutOuterParentheses(stable(expression));
}

/** A property only when there is a value: the model's optional properties are absent, not undefined. */
export function present<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  const found: { [P in K]?: V } = {};
  if (value !== undefined) found[key] = value;
  return found;
}
