import { address, qualified, type Column, type ColumnType, type Diagnostic, type Id, type Schema, type SchemaObject, type Table } from "../model";
import { translateDefault, translateExpression, type Translation } from "./conversion-expression";
import { Losses, type Converting } from "./conversion-losses";
import { convertMembers } from "./conversion-members";
import { NamePool, tableNames } from "./conversion-names";
import type { Target } from "./target";

/** A schema in another target's language, and what did not come along. */
export interface Conversion {
  readonly schema: Schema;
  readonly losses: readonly Diagnostic[];
}

/**
 * Puts a schema into another target's language: types, defaults, enums, identity, arrays, index methods, options, further objects.
 * Ids stay, so the design's layout and patterns keep their tables. What has no equal is left out and listed; the result is
 * meant to load in the other engine, which is the judge of the rest. Between versions of one target nothing changes.
 */
export function convertSchema(schema: Schema, from: Target, to: Target, _version: string): Conversion {
  if (from === to) return { schema, losses: [] };
  const converting: Converting = { from, to, losses: new Losses(), pool: new NamePool(to.capabilities.identifierBytes) };
  const { losses } = converting;
  const names = tableNames(schema, to, converting.pool);
  const tables = schema.tables.map((table): Table => {
    const { name, namespace } = names.get(table.id) ?? table;
    if (name !== table.name || namespace !== table.namespace) losses.add("conversion-name", "warning", "The name changed", `${qualified(table.namespace, table.name)} to ${qualified(namespace, name)}`, table.id);
    const columns = convertColumns(table, schema, converting);
    const { namespace: _, comment: __, ...rest } = table;
    return {
      ...rest, name, ...(namespace === undefined ? {} : { namespace }), ...comment(table, table.name, converting),
      columns, options: tableOptions(table, converting), ...convertMembers(table, columns, converting),
    };
  });
  const enums = schema.enums.map((type) => {
    if (!to.capabilities.enumTypes) losses.add("conversion-enum", "info", "The enum becomes a check of its columns", type.name, type.id);
    const { namespace, comment: _, ...rest } = type;
    return { ...rest, ...(namespace === undefined || !to.capabilities.namespaces ? {} : { namespace }), ...comment(type, type.name, converting) };
  });
  return { schema: { tables, enums, objects: convertObjects(schema, names, converting) }, losses: losses.list() };
}

function comment(record: { readonly id: Id; readonly comment?: string }, place: string, { to, losses }: Converting): { readonly comment?: string } {
  if (record.comment === undefined || to.capabilities.comments) return record.comment === undefined ? {} : { comment: record.comment };
  losses.add("conversion-comment", "warning", "Comments are not stored", place, record.id);
  return {};
}

function tableOptions(table: Table, { to, losses }: Converting): Table["options"] {
  const known = Object.entries(table.options).filter(([option]) => {
    const kept = Object.hasOwn(to.capabilities.tableOptions, option);
    if (!kept) losses.add("conversion-option", "warning", `The table option ${option} does not exist`, table.name, table.id);
    return kept;
  });
  return Object.fromEntries(known);
}

function convertColumns(table: Table, schema: Schema, converting: Converting): readonly Column[] {
  const { to, losses } = converting;
  const pool = new NamePool(to.capabilities.identifierBytes);
  return table.columns.map((column): Column => {
    const place = `${table.name}.${column.name}`;
    const lose = (code: string, message: string): void => losses.add(code, "warning", message, place, column.id);
    const name = pool.take(column.name);
    if (name !== column.name) lose("conversion-name", `The name became ${name}`);
    const numbering = identity(table, column, converting);
    const type = numbering?.type ?? keyedType(convertType(column.type, schema, place, column.id, converting), column, table, place, converting);
    let generated = column.generated;
    if (generated !== undefined) {
      const translated = translateExpression(generated.expression, to);
      const way = generated.stored ? "stored" as const : "virtual" as const;
      const other = to.capabilities.generated.includes(way) ? way : to.capabilities.generated[0];
      if ("lost" in translated || other === undefined) {
        lose("conversion-generated", `The column is not computed any more, because ${"lost" in translated ? translated.lost : "there are no generated columns"}`);
        generated = undefined;
      } else generated = { expression: translated.sql, stored: other === "stored" };
    }
    const collation = column.collation !== undefined && to.capabilities.collations.includes(column.collation) ? { collation: column.collation } : {};
    if (column.collation !== undefined && collation.collation === undefined) lose("conversion-collation", `The collation ${column.collation} does not exist`);
    const value = numbering?.identity !== undefined || generated !== undefined ? undefined : convertDefault(column, type, to, lose);
    return {
      id: column.id, name, type, ...collation, ...comment(column, place, converting),
      nullable: column.nullable && !(table.primaryKey?.columns.includes(column.id) ?? false),
      ...(value === undefined ? {} : { default: value }), ...(generated === undefined ? {} : { generated }),
      ...(numbering?.identity === undefined ? {} : { identity: numbering.identity }),
    };
  });
}

function convertDefault(column: Column, type: ColumnType, to: Target, lose: (code: string, message: string) => void): string | undefined {
  if (column.default === undefined) return undefined;
  // Where booleans are numbers, their defaults are too.
  if (type.kind === "boolean" && /^'?[01]'?$/.test(column.default.trim())) return column.default.includes("1") ? "true" : "false";
  const translated: Translation = translateDefault(column.default, to);
  if ("sql" in translated) return translated.sql;
  lose("conversion-default", `The default ${column.default} is gone, because ${translated.lost}`);
  return undefined;
}

/** Numbering of rows by the database: an identity, a sequence behind a default, or a key that numbers by its type. */
function identity(table: Table, column: Column, { to, losses }: Converting): { readonly type?: ColumnType; readonly identity?: NonNullable<Column["identity"]> } | undefined {
  const sequence = /^\s*nextval\(/i.test(column.default ?? "");
  const only = to.capabilities.identityOnlyAs;
  const isKey = table.primaryKey?.columns.length === 1 && table.primaryKey.columns[0] === column.id;
  const isInteger = column.type.kind === "int16" || column.type.kind === "int32" || column.type.kind === "int64";
  if (only !== undefined && isKey && isInteger && column.identity === undefined && !sequence) return { type: only };
  if (column.identity === undefined && !sequence) return undefined;
  const place = `${table.name}.${column.name}`;
  const mode = column.identity?.mode ?? "by default";
  const allowed = to.capabilities.identity.includes(mode) ? mode : to.capabilities.identity[0];
  if (allowed === undefined || (only !== undefined && !isKey)) {
    losses.add("conversion-identity", "warning", "Rows are not numbered any more", place, column.id);
    return {};
  }
  if (allowed !== mode) losses.add("conversion-identity", "info", `Numbers are given "${allowed}"`, place, column.id);
  if (column.identity?.options !== undefined) losses.add("conversion-identity", "warning", "Start and step of the numbering are gone", place, column.id);
  return { ...(only === undefined ? {} : { type: only }), identity: { mode: allowed } };
}

/** A type that may stand in the keys and indexes its column is in. */
function keyedType(type: ColumnType, column: Column, table: Table, place: string, { to, losses }: Converting): ColumnType {
  if (to.capabilities.unkeyedTypes?.includes(type.kind) !== true) return type;
  const keys = [...(table.primaryKey === undefined ? [] : [table.primaryKey]), ...table.uniques, ...table.foreignKeys].flatMap((key) => key.columns);
  const indexed = table.indexes.flatMap((index) => index.parts.flatMap((part) => part.column ?? []));
  if (!keys.includes(column.id) && !indexed.includes(column.id)) return type;
  losses.add("conversion-type", "warning", "At most 255 characters, because longer texts cannot stand in a key or index", place, column.id);
  return { kind: "string", length: 255 };
}

function convertType(type: ColumnType, schema: Schema, place: string, id: Id, converting: Converting): ColumnType {
  const { from, to, losses } = converting;
  const text = from.types.print(type, schema);
  if (type.kind === "array" && !to.capabilities.arrays) {
    losses.add("conversion-type", "warning", `${text} becomes JSON`, place, id);
    return { kind: "json" };
  }
  if (type.kind === "array") return { kind: "array", of: convertType(type.of, schema, place, id, converting) };
  if (type.kind === "native") {
    const known = to.types.parse(type.text, schema);
    const nearest = known.kind === "native" ? from.types.nearest?.(type.text) ?? { kind: "text" } : known;
    losses.add("conversion-type", "warning", `${type.text === "" ? "A column without a type" : type.text} becomes ${to.types.print(nearest, schema)}`, place, id);
    return nearest;
  }
  const loss = to.types.loss(type);
  if (loss !== undefined && from.types.loss(type) !== loss) losses.add("conversion-type", "info", `${to.types.print(type, schema)}: ${loss}`, place, id);
  return type;
}

/** Names of the sequences behind keys that number their rows by themselves in the other target. */
function replacedSequences(schema: Schema, to: Target): ReadonlySet<string> {
  const columns = schema.tables.flatMap((table) => table.columns.filter((column) =>
    to.capabilities.identity.length > 0 && (to.capabilities.identityOnlyAs === undefined || (table.primaryKey?.columns.length === 1 && table.primaryKey.columns[0] === column.id))));
  return new Set(columns.flatMap((column) => {
    const text = /^\s*nextval\('((?:[^']|'')+)'/i.exec(column.default ?? "")?.[1]?.replaceAll("''", "'");
    const name = text === undefined ? undefined : /(?:^|\.)(?:"((?:[^"]|"")+)"|([^".]+))$/.exec(text);
    return name === null || name === undefined ? [] : [name[1]?.replaceAll('""', '"') ?? name[2] ?? ""];
  }));
}

/** Views whose text means the same come along; all other objects are in the old language and are listed. */
function convertObjects(schema: Schema, names: ReturnType<typeof tableNames>, { to, losses }: Converting): readonly SchemaObject[] {
  const lost = new Set<string>();
  const replaced = replacedSequences(schema, to);
  const renamed = new Set(schema.tables.filter((table) => names.get(table.id)?.name !== table.name || names.get(table.id)?.namespace !== table.namespace).map(address.table));
  const kept: SchemaObject[] = [];
  for (const object of schema.objects) {
    const own = `${object.kind}:${qualified(object.namespace, object.name)}`;
    const lose = (why: string): void => {
      losses.add("conversion-object", "warning", `The ${object.kind} is gone, because ${why}`, object.name, object.id);
      lost.add(own);
    };
    if (to.objectKinds[object.kind] === undefined && replaced.has(object.name)) continue;
    if (to.objectKinds[object.kind] === undefined) { lose(`there is no ${object.kind}`); continue; }
    if (object.kind !== "view") { lose("it is written in the other language"); continue; }
    if (object.namespace !== undefined && !to.capabilities.namespaces) { lose("there are no namespaces"); continue; }
    const translated = translateExpression(object.definition.replace(/^\s*CREATE\s+OR\s+REPLACE\s/i, "CREATE ").replace(/;\s*$/, ""), to);
    if ("lost" in translated) { lose(translated.lost); continue; }
    // Some engines name the columns a view reads; the table stands for them.
    const dependsOn = [...new Set(object.dependsOn.map((need) => need.replace(/^column:(.*)\.[^.]*$/s, "table:$1")))].filter((need) => /^(?:table|view):/.test(need) || lost.has(need));
    if (dependsOn.some((need) => lost.has(need))) { lose("it reads another that is gone"); continue; }
    if (dependsOn.some((need) => renamed.has(need))) { lose("a table it reads has another name now"); continue; }
    const { comment: text, ...rest } = object;
    if (text !== undefined && !to.capabilities.comments) losses.add("conversion-comment", "warning", "Comments are not stored", object.name, object.id);
    kept.push({ ...rest, dependsOn, definition: translated.sql, ...(text === undefined || !to.capabilities.comments ? {} : { comment: text }) });
  }
  return kept;
}
