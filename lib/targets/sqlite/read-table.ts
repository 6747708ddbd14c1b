import type { Check, Column, ForeignKey, Id, Index, PrimaryKey, Table, UniqueKey } from "../../model";
import type { CatalogQuery } from "../target";
import { countForeignKeys, readColumns, type CatalogColumn, type CatalogEntry } from "./catalog";
import { readEnumCheck, type EnumReader } from "./enums";
import { normaliseExpression, sameName } from "./lexical";
import { optionNames, writeConflict } from "./options";
import { parseIndex } from "./parse-index";
import { parseTable, type ParsedColumn, type ParsedConstraint, type ParsedForeignKey, type ParsedTable } from "./parse-table";
import { sqliteTypes } from "./types";

/** What exists in the catalog and has no place in the model. */
export interface Unmodelled { readonly kind: string; readonly name: string }

/** A table whose foreign keys still speak in names. */
export interface DraftTable {
  readonly table: Table;
  readonly foreignKeys: readonly ParsedForeignKey[];
}

interface Reading {
  readonly nextId: () => Id;
  readonly enums: EnumReader;
  readonly unmodelled: Unmodelled[];
}

/** Reads one table but its foreign keys and indexes. */
export async function readTable(entry: CatalogEntry, query: CatalogQuery, reading: Reading): Promise<DraftTable> {
  const { nextId, unmodelled } = reading;
  const parsed: ParsedTable = parseTable(entry.sql) ?? { name: entry.name, columns: [], constraints: [], strict: false, withoutRowid: false };
  const catalog = await readColumns(query, entry.name);
  const foreignKeys = parsed.constraints.filter((c): c is ParsedForeignKey => c.kind === "foreign key");
  if (parsed.columns.length !== catalog.length || foreignKeys.length !== (await countForeignKeys(query, entry.name))) {
    unmodelled.push({ kind: "table text", name: entry.name });
  }

  const names = catalog.map((column) => column.name);
  const checks: Check[] = [];
  const enumIds = new Map<string, Id>();
  for (const constraint of parsed.constraints) {
    if (constraint.kind !== "check") continue;
    const inEnum = readEnumCheck(constraint.name, constraint.expression);
    const column = catalog.find((c) => inEnum !== undefined && sameName(c.name, inEnum.column));
    if (inEnum !== undefined && column !== undefined && column.type === "TEXT" && !enumIds.has(column.name)) {
      const id = reading.enums.idOf(inEnum.name, inEnum.values);
      if (id !== undefined) { enumIds.set(column.name, id); continue; }
    }
    checks.push({ id: nextId(), ...named(constraint), expression: normaliseExpression(constraint.expression, names) });
  }
  const autoincrement = parsed.constraints.some((c) => c.kind === "primary key" && c.autoincrement);
  const columns = catalog.map((column): Column => {
    const text = parsed.columns.find((c) => sameName(c.name, column.name));
    return readColumn(column, text, { names, enumId: enumIds.get(column.name), parsed, autoincrement, reading, table: entry.name });
  });
  const idOf = (name: string): Id => columns.find((c) => sameName(c.name, name))?.id ?? missing(entry.name, name);
  const keyColumns = (constraint: ParsedConstraint & { kind: "primary key" | "unique" }): readonly Id[] => {
    const textColumn = (name: string): ParsedColumn | undefined => parsed.columns.find((c) => sameName(c.name, name));
    if (constraint.parts.some((p) => (p.descending && constraint.kind === "unique") || (p.collation !== undefined && !sameName(p.collation, textColumn(p.name)?.collation ?? "BINARY")))) {
      unmodelled.push({ kind: `order or collation of a ${constraint.kind}`, name: entry.name });
    }
    return constraint.parts.map((p) => idOf(p.name));
  };
  let primaryKey: PrimaryKey | undefined;
  const uniques: UniqueKey[] = [];
  for (const constraint of parsed.constraints) {
    if (constraint.kind === "primary key") primaryKey = { id: nextId(), ...named(constraint), columns: keyColumns(constraint) };
    // A column UNIQUE twice, or UNIQUE and PRIMARY KEY, has one index; the second adds nothing but is kept as written.
    if (constraint.kind === "unique") uniques.push({ id: nextId(), ...named(constraint), columns: keyColumns(constraint) });
  }
  const options: Record<string, string> = {};
  if (parsed.strict) options[optionNames.strict] = "true";
  if (parsed.withoutRowid) options[optionNames.withoutRowid] = "true";
  const table: Table = {
    id: nextId(), name: entry.name, columns, ...(primaryKey === undefined ? {} : { primaryKey }),
    uniques, foreignKeys: [], checks, indexes: [], options,
  };
  return { table, foreignKeys };
}

function named(constraint: { readonly name?: string }): { readonly name?: string } {
  return constraint.name === undefined ? {} : { name: constraint.name };
}

function missing(table: string, column: string): never {
  throw new Error(`SQLite names a key column ${column} that table ${table} does not have`);
}

interface ColumnReading {
  readonly names: readonly string[];
  readonly enumId: Id | undefined;
  readonly parsed: ParsedTable;
  readonly autoincrement: boolean;
  readonly reading: Reading;
  readonly table: string;
}

function readColumn(column: CatalogColumn, text: ParsedColumn | undefined, context: ColumnReading): Column {
  const type = context.enumId === undefined ? sqliteTypes.parse(column.type, { enums: [] }) : { kind: "enum" as const, enumId: context.enumId };
  const options: Record<string, string> = {};
  if (context.enumId === undefined && sqliteTypes.print(type, { enums: [] }) !== column.type) options[optionNames.declaredType] = column.type;
  if (text?.notNullConflict !== undefined) options[optionNames.notNullConflict] = text.notNullConflict;
  const keys = context.parsed.constraints.filter((c) => c.kind === "primary key" || c.kind === "unique").filter((c) => c.parts[0] !== undefined && sameName(c.parts[0].name, column.name));
  for (const key of keys) {
    if (keys.some((other) => other.kind === key.kind && other.parts.length === key.parts.length && other.conflict !== key.conflict)) {
      context.reading.unmodelled.push({ kind: "conflict clause", name: `${context.table}.${column.name}` });
    } else if (key.conflict !== undefined) {
      const option = key.kind === "unique" ? optionNames.uniqueConflict : optionNames.keyConflict;
      const conflicts = new Set(options[option]?.split(", "));
      options[option] = [...conflicts.add(writeConflict(key.conflict, key.parts.length))].join(", ");
    }
  }
  if (text?.notNullName !== undefined && !column.notNull) context.reading.unmodelled.push({ kind: "not null constraint name", name: text.notNullName });
  else if (text?.notNullName !== undefined) options[optionNames.notNullName] = text.notNullName;
  const key = context.parsed.constraints.find((c) => c.kind === "primary key");
  const numbered = context.autoincrement && key?.kind === "primary key" && key.parts.some((p) => sameName(p.name, column.name));
  if (key?.kind === "primary key" && key.parts.some((p) => p.descending && sameName(p.name, column.name))) options[optionNames.keyOrder] = "desc";
  const generated = text?.generated;
  return {
    id: context.reading.nextId(), name: column.name, type, nullable: !column.notNull,
    ...(column.default === undefined ? {} : { default: normaliseExpression(column.default, []) }),
    ...(generated === undefined ? {} : { generated: { expression: normaliseExpression(generated.expression, context.names), stored: generated.stored } }),
    ...(numbered ? { identity: { mode: "by default" as const } } : {}),
    ...(text?.collation === undefined ? {} : { collation: text.collation }),
    ...(Object.keys(options).length === 0 ? {} : { options }),
  };
}

/** Turns names into ids. A reference to what does not exist (SQLite allows it) is reported. */
export function resolveForeignKeys(draft: DraftTable, all: readonly DraftTable[], nextId: () => Id, unmodelled: Unmodelled[]): readonly ForeignKey[] {
  return draft.foreignKeys.flatMap((key) => {
    const target = all.find((other) => sameName(other.table.name, key.table))?.table;
    const own = key.columns.map((name) => draft.table.columns.find((c) => sameName(c.name, name))?.id);
    const referenced = key.referenced.length > 0
      ? key.referenced.map((name) => target?.columns.find((c) => sameName(c.name, name))?.id)
      : target?.primaryKey?.columns ?? [];
    const columns = own.filter((id) => id !== undefined);
    const referencedColumns = referenced.filter((id) => id !== undefined);
    if (target === undefined || columns.length !== key.columns.length || referencedColumns.length !== columns.length) {
      unmodelled.push({ kind: "foreign key to what does not exist", name: `${draft.table.name} (${key.columns.join(", ")}) to ${key.table}` });
      return [];
    }
    if (key.match !== undefined && key.match !== "full" && key.match !== "simple") unmodelled.push({ kind: "foreign key match", name: key.match });
    return [{
      id: nextId(), ...named(key), columns, referencedTable: target.id, referencedColumns, onDelete: key.onDelete, onUpdate: key.onUpdate,
      ...(key.match === "full" ? { match: "full" as const } : {}), ...(key.deferral === undefined ? {} : { deferral: key.deferral }),
    }];
  });
}

/** Reads one index made by CREATE INDEX. */
export function readIndex(entry: CatalogEntry, draft: DraftTable, nextId: () => Id, unmodelled: Unmodelled[]): readonly Index[] {
  const parsed = parseIndex(entry.sql);
  if (parsed === undefined) { unmodelled.push({ kind: "index", name: entry.name }); return []; }
  const names = draft.table.columns.map((c) => c.name);
  const parts = parsed.parts.map((part) => {
    const { name } = part;
    const column = name === undefined ? undefined : draft.table.columns.find((c) => sameName(c.name, name));
    return {
      ...(column === undefined ? { expression: normaliseExpression(part.text, names) } : { column: column.id }),
      ...(part.collation === undefined ? {} : { collation: part.collation }),
      ...(part.descending ? { order: "desc" as const } : {}),
    };
  });
  return [{
    id: nextId(), name: entry.name, unique: /^\s*create\s+unique\b/i.test(entry.sql), parts,
    ...(parsed.where === undefined ? {} : { where: normaliseExpression(parsed.where, names) }),
  }];
}
