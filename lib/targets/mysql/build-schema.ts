import { referentialActions, type Check, type Column, type ColumnType, type EnumType, type ForeignKey, type Id, type Index, type ReferentialAction, type Schema, type Table, type UniqueKey } from "../../model";
import { charsetOf, sameName } from "./lexical";
import { columnOptions, indexOptions, tableOptions } from "./options";
import type { ParsedColumn, ParsedKey, ParsedTable } from "./parsed";
import { tokenize } from "./tokenizer";
import { readTypeText } from "./type-names";
import { isText, mysqlTypes } from "./types";
import { hideImplied } from "./hide-implied";
import type { VersionFacts } from "./versions";

/** What reading needs besides the text. */
export interface Reading {
  readonly facts: VersionFacts;
  readonly nextId: () => Id;
  /** The collation a character set has by itself. */
  defaultCollation(charset: string): string;
  /** What has no place in the model, collected. */
  readonly unmodelled: { readonly kind: string; readonly name: string }[];
}

/** Tables as read, as a schema: names become ids, what the engine adds by itself goes. */
export function buildTables(parsed: readonly ParsedTable[], reading: Reading): Pick<Schema, "tables" | "enums"> {
  const enums: EnumType[] = [];
  const drafts = parsed.map((table) => ({ table, built: buildTable(table, enums, reading) }));
  const tables = drafts.map(({ table, built }) => hideImplied({ ...built, foreignKeys: foreignKeysOf(table, built, drafts.map((draft) => draft.built), reading) }));
  return { tables, enums };
}

function buildTable(parsed: ParsedTable, enums: EnumType[], reading: Reading): Table {
  const { facts, nextId } = reading;
  for (const clause of parsed.unmodelled) reading.unmodelled.push({ kind: clause, name: parsed.name });
  const collation = normalCollation(parsed.collation ?? (parsed.charset === undefined ? undefined : reading.defaultCollation(parsed.charset)) ?? facts.collation);
  const columns = parsed.columns.map((column) => buildColumn(column, parsed, collation, enums, reading));
  const idOf = (name: string): Id => columns.find((column) => sameName(column.name, name))?.id ?? missing(parsed.name, name);
  const primary = parsed.keys.find(({ kind }) => kind === "primary");
  if (primary?.parts.some((part) => part.descending) === true) reading.unmodelled.push({ kind: "descending primary key", name: parsed.name });
  const keyPrefix = primary?.parts.some((part) => part.length !== undefined) === true ? { [tableOptions.keyPrefix]: primary.parts.map(({ length }) => length ?? "-").join() } : {};
  const inKey = new Set(primary?.parts.flatMap(({ column }) => (column === undefined ? [] : [idOf(column)])));
  const others = parsed.keys.filter(({ kind }) => kind !== "primary");
  const names = keyNames(others);
  const plain = (key: ParsedKey): boolean => key.kind === "unique" && (key.method === undefined || key.method === "btree") && !key.hidden && key.keyBlockSize === undefined
    && key.parts.every((part) => part.column !== undefined && part.length === undefined && !part.descending);
  const options = Object.entries(parsed.options).filter(([name, value]) => name !== tableOptions.autoIncrement && !(name === tableOptions.engine && sameName(value, "InnoDB")));
  return {
    id: nextId(), name: parsed.name,
    columns: columns.map((column) => (inKey.has(column.id) ? { ...column, nullable: false } : column)),
    ...(primary === undefined ? {} : { primaryKey: { id: nextId(), columns: [...inKey] } }),
    uniques: others.flatMap((key, i): UniqueKey[] => (plain(key)
      ? [{ id: nextId(), name: names[i] ?? "", columns: key.parts.map((part) => idOf(part.column ?? "")), ...(key.comment ? { comment: key.comment } : {}) }] : [])),
    indexes: others.flatMap((key, i) => (plain(key) ? [] : [buildIndex(key, names[i] ?? "", idOf, parsed, reading)])),
    checks: parsed.checks.map((check, i): Check => ({
      id: nextId(), name: check.name ?? (facts.flavour === "mysql" ? `${parsed.name}_chk_${i + 1}` : `CONSTRAINT_${i + 1}`), expression: check.expression, ...(check.enforced ? {} : { notValid: true }),
    })),
    foreignKeys: [],
    options: { ...Object.fromEntries(options), ...keyPrefix, ...(collation === facts.collation ? {} : { [tableOptions.collation]: collation }) },
    ...(parsed.comment === undefined || parsed.comment === "" ? {} : { comment: parsed.comment }),
  };
}

/** The engine calls a key without a name after its first column, with a number when that is taken. */
function keyNames(keys: readonly ParsedKey[]): string[] {
  const names: string[] = [];
  const taken = (name: string): boolean => [...names, ...keys.flatMap((key) => key.name ?? [])].some((other) => sameName(other, name));
  for (const key of keys) {
    const base = key.name ?? key.parts[0]?.column ?? "functional_index";
    let name = base;
    for (let n = 2; key.name === undefined && taken(name); n += 1) name = `${base}_${n}`;
    names.push(name);
  }
  return names;
}

function buildColumn(parsed: ParsedColumn, table: ParsedTable, tableCollation: string, enums: EnumType[], reading: Reading): Column {
  const { facts } = reading;
  const own = parsed.collation ?? (parsed.charset === undefined ? undefined : reading.defaultCollation(parsed.charset)) ?? tableCollation;
  const collation = normalCollation(parsed.binary === true ? `${charsetOf(parsed.charset === undefined ? own : reading.defaultCollation(parsed.charset))}_bin` : own);
  const json = facts.flavour === "mariadb" && /^longtext$/i.test(parsed.type) && collation === "utf8mb4_bin" && parsed.options[columnOptions.check] === undefined
    && (parsed.check ?? "").startsWith("json_valid(");
  const type = json ? { kind: "json" } satisfies ColumnType : columnType(parsed, table, enums, reading);
  const check = json ? undefined : parsed.check;
  const options = { ...parsed.options, ...(check === undefined ? {} : { [columnOptions.check]: check }) };
  const text = parsed.default === undefined ? undefined : defaultOf(parsed.default, type);
  return {
    id: reading.nextId(), name: parsed.name, type, nullable: parsed.nullable && !parsed.autoIncrement,
    ...(text === undefined ? {} : { default: text }),
    ...(parsed.generated === undefined ? {} : { generated: parsed.generated }),
    ...(parsed.autoIncrement ? { identity: { mode: "by default" } } : {}),
    ...(collation !== tableCollation && isText(type) ? { collation } : {}),
    ...(parsed.comment === undefined || parsed.comment === "" ? {} : { comment: parsed.comment }),
    ...(Object.keys(options).length === 0 ? {} : { options }),
  };
}

function columnType(parsed: ParsedColumn, table: ParsedTable, enums: EnumType[], reading: Reading): ColumnType {
  const type = readTypeText(parsed.type);
  if (type?.name !== "enum") return mysqlTypes.parse(parsed.type, { enums: [] });
  const id = reading.nextId();
  enums.push({ id, name: `${table.name}_${parsed.name}`, values: type.args.map((arg) => tokenize(arg)[0]?.value ?? "") });
  return { kind: "enum", enumId: id };
}

/** A default as the model has it: numbers bare, truth values as words; the engine shows every literal in quotes. */
function defaultOf(text: string, type: ColumnType): string {
  const [token, more] = tokenize(text);
  const value = token?.kind === "string" && more === undefined ? token.value : text;
  if (type.kind === "boolean") return value === "0" ? "false" : value === "1" ? "true" : value.toLowerCase();
  const numeric = /^(?:int|float|decimal)/.test(type.kind) || (type.kind === "native" && /^(?:(?:tiny|small|medium|big)?int|float|double|decimal|year)\b/.test(type.text));
  return numeric && /^-?\d+(?:\.\d+)?(?:e[-+]?\d+)?$/i.test(value) ? value : text;
}

function buildIndex(key: ParsedKey, name: string, idOf: (name: string) => Id, table: ParsedTable, { nextId }: Reading): Index {
  const special = key.kind === "fulltext" || key.kind === "spatial";
  // Tables in memory have hash indexes unless they say otherwise.
  const usual = sameName(table.options[tableOptions.engine] ?? "", "MEMORY") ? "hash" : "btree";
  const method = special ? key.kind : (key.method ?? usual) === "btree" ? undefined : key.method ?? usual;
  // A spatial key always has a length of its own.
  const prefixes = key.kind !== "spatial" && key.parts.some(({ length }) => length !== undefined) ? key.parts.map(({ length }) => length ?? "-").join() : undefined;
  const options = {
    ...(prefixes === undefined ? {} : { [indexOptions.prefix]: prefixes }), ...(key.parser === undefined ? {} : { [indexOptions.parser]: key.parser }),
    ...(key.hidden ? { [indexOptions.hidden]: "true" } : {}), ...(key.keyBlockSize === undefined ? {} : { [indexOptions.keyBlockSize]: key.keyBlockSize }),
  };
  return {
    id: nextId(), name, unique: key.kind === "unique", ...(method === undefined ? {} : { method }),
    parts: key.parts.map((part) => ({ ...(part.column === undefined ? { expression: part.expression ?? "" } : { column: idOf(part.column) }), ...(part.descending ? { order: "desc" } : {}) })),
    ...(Object.keys(options).length === 0 ? {} : { options }), ...(key.comment ? { comment: key.comment } : {}),
  };
}

function foreignKeysOf(parsed: ParsedTable, own: Table, all: readonly Table[], { facts, nextId, unmodelled }: Reading): ForeignKey[] {
  return parsed.foreignKeys.flatMap((key, i): ForeignKey[] => {
    const name = key.name ?? `${parsed.name}_ibfk_${i + 1}`;
    // Names of tables are told apart by case where the file system does; then the exact one is meant.
    const parent = all.find((table) => table.name === key.table) ?? all.find((table) => sameName(table.name, key.table));
    const wanted = key.referencedColumns.length > 0 ? key.referencedColumns.map((column) => parent?.columns.find((c) => sameName(c.name, column))?.id) : parent?.primaryKey?.columns ?? [];
    const referencedColumns = wanted.flatMap((id) => id ?? []);
    const columns = key.columns.flatMap((column) => own.columns.find((c) => sameName(c.name, column))?.id ?? []);
    if (parent === undefined || referencedColumns.length !== key.columns.length || columns.length !== key.columns.length) {
      unmodelled.push({ kind: "foreign key to a table of another database", name });
      return [];
    }
    return [{ id: nextId(), name, columns, referencedTable: parent.id, referencedColumns, onDelete: action(key.onDelete, facts), onUpdate: action(key.onUpdate, facts) }];
  });
}

function action(text: string | undefined, facts: VersionFacts): ReferentialAction {
  return referentialActions.find((known) => known === text) ?? facts.defaultAction;
}

/** `utf8` is `utf8mb3` under its old name. */
export function normalCollation(collation: string): string {
  return collation.replace(/^utf8_/, "utf8mb3_");
}

function missing(table: string, column: string): never {
  throw new Error(`Table ${table} has no column ${column}`);
}
