import { columnNames, type Target } from "../../targets/target";
import type { Column, EnumType, Id, Index, Schema, Table } from "../../model";
import { oneLine } from "../escape";
import type { DocumentInput, ExportFormat } from "../input";
import { dbmlBlockString, dbmlDefault, dbmlExpression, dbmlName, dbmlPath, dbmlString, dbmlType, settings } from "./dbml-words";

/** DBML (dbml.org, as @dbml/core 10 reads it). What DBML has no word for stands beside it as a comment. */
export const dbml: ExportFormat = { id: "dbml", label: "DBML", extension: "dbml", mediaType: "text/plain", write: writeDbml };

function writeDbml({ schema, target, groups = [], notes = [] }: DocumentInput): string {
  const blocks = [
    ...schema.enums.map(writeEnum),
    ...schema.tables.map((table) => writeTable(table, schema, target)),
    ...(schema.tables.some((table) => table.foreignKeys.length > 0) ? [schema.tables.flatMap((table) => writeRefs(table, schema)).join("\n")] : []),
    ...groups.filter((group) => group.tables.length > 0).map((group) => writeGroup(group, schema)),
    ...notes.map((note, i) => `Note note_${i + 1} {\n  ${dbmlBlockString(note)}\n}`),
    ...(schema.objects.length === 0 ? [] : [schema.objects.map((object) => `// Not in DBML: ${object.kind} ${oneLine(object.name)}`).join("\n")]),
  ];
  return blocks.length === 0 ? "" : `${blocks.join("\n\n")}\n`;
}

function writeEnum(type: EnumType): string {
  const values = type.values.map((value) => (value === "" ? "  // Not in DBML: the empty value" : `  ${dbmlName(value)}`));
  return [...lead(type.comment), `Enum ${dbmlPath(type)} {`, ...values, "}"].join("\n");
}

/** Enums have no notes. */
function lead(comment: string | undefined): readonly string[] {
  return comment === undefined ? [] : [`// ${oneLine(comment)}`];
}

function writeTable(table: Table, schema: Schema, target: Target): string {
  const note = table.comment === undefined ? "" : ` [note: ${dbmlString(table.comment)}]`;
  const indexes = indexLines(table);
  const checks = table.checks.map((check) => `    ${dbmlExpression(check.expression)}${settings([named(check.name)])}`);
  return [
    `Table ${dbmlPath(table)}${note} {`,
    ...table.columns.map((column) => columnLine(column, table, schema, target)),
    ...(indexes.length === 0 ? [] : ["", "  indexes {", ...indexes, "  }"]),
    ...(checks.length === 0 ? [] : ["", "  checks {", ...checks, "  }"]),
    "}",
  ].join("\n");
}

function columnLine(column: Column, table: Table, schema: Schema, target: Target): string {
  const key = table.primaryKey;
  const isKey = key !== undefined && inColumn(key) && key.columns[0] === column.id;
  const unique = table.uniques.some((other) => inColumn(other) && other.columns[0] === column.id);
  const inKey = key?.columns.includes(column.id) ?? false;
  const said = [
    ...(isKey ? ["pk"] : []), ...(column.identity === undefined ? [] : ["increment"]),
    ...(column.nullable || inKey ? [] : ["not null"]), ...(unique ? ["unique"] : []),
    ...(column.default === undefined ? [] : [`default: ${dbmlDefault(column.default, target)}`]),
    ...(column.comment === undefined ? [] : [`note: ${dbmlString(column.comment)}`]),
  ];
  const unsaid = [
    ...(column.generated === undefined ? [] : [`generated as (${column.generated.expression})`]),
    ...(column.collation === undefined ? [] : [`collate ${column.collation}`]),
  ];
  return `  ${dbmlName(column.name)} ${dbmlType(column.type, schema, target)}${settings(said)}${remark(unsaid)}`;
}

/** A key that a word at its column says whole. */
function inColumn(key: { readonly name?: string; readonly columns: readonly Id[]; readonly comment?: string }): boolean {
  return key.columns.length === 1 && key.name === undefined && key.comment === undefined;
}

function indexLines(table: Table): readonly string[] {
  const key = table.primaryKey;
  const list = (ids: readonly Id[]): string => `(${columnNames(table, ids).map(dbmlName).join(", ")})`;
  return [
    ...(key === undefined || inColumn(key) ? [] : [`    ${list(key.columns)}${settings(["pk", named(key.name), noted(key.comment)])}`]),
    ...table.uniques.filter((unique) => !inColumn(unique)).map((unique) => `    ${list(unique.columns)}${settings(["unique", named(unique.name), noted(unique.comment)])}`),
    ...table.indexes.map((index) => indexLine(index, table)),
  ];
}

function indexLine(index: Index, table: Table): string {
  const parts = index.parts.map((part) => (part.column === undefined ? dbmlExpression(part.expression ?? "") : columnNames(table, [part.column]).map(dbmlName).join("")));
  const plain = index.parts.every((part) => part.column !== undefined);
  // A unique index of plain columns reads as a unique key unless it names its method.
  const method = index.method ?? (index.unique && plain ? "btree" : undefined);
  const said = [...(index.unique ? ["unique"] : []), named(index.name), ...(method === undefined ? [] : [`type: ${dbmlName(method)}`]), noted(index.comment)];
  const unsaid = [
    ...(index.where === undefined ? [] : [`where ${index.where}`]),
    ...index.parts.flatMap((part, i) => [part.order, part.nulls === undefined ? undefined : `nulls ${part.nulls}`, part.operatorClass, part.collation].flatMap((word) => (word === undefined ? [] : [`${i + 1}: ${word}`]))),
    ...(index.include === undefined ? [] : [`include ${columnNames(table, index.include).join(", ")}`]),
  ];
  return `    (${parts.join(", ")})${settings(said)}${remark(unsaid)}`;
}

function named(name: string | undefined): string {
  return name === undefined ? "" : `name: ${dbmlString(name)}`;
}

function noted(comment: string | undefined): string {
  return comment === undefined ? "" : `note: ${dbmlString(comment)}`;
}

function remark(unsaid: readonly string[]): string {
  return unsaid.length === 0 ? "" : ` // Not in DBML: ${oneLine(unsaid.join("; "))}`;
}

function writeRefs(table: Table, schema: Schema): readonly string[] {
  return table.foreignKeys.flatMap((key) => {
    const parent = schema.tables.find((other) => other.id === key.referencedTable);
    if (parent === undefined) return [];
    const end = (owner: Table, ids: readonly Id[]): string => {
      const names = columnNames(owner, ids).map(dbmlName);
      return `${dbmlPath(owner)}.${names.length === 1 ? names.join("") : `(${names.join(", ")})`}`;
    };
    const actions = [...(key.onDelete === "no action" ? [] : [`delete: ${key.onDelete}`]), ...(key.onUpdate === "no action" ? [] : [`update: ${key.onUpdate}`])];
    return [`Ref${key.name === undefined ? "" : ` ${dbmlName(key.name)}`}: ${end(table, key.columns)} > ${end(parent, key.referencedColumns)}${settings(actions)}`];
  });
}

function writeGroup(group: { readonly name: string; readonly tables: readonly Id[] }, schema: Schema): string {
  const members = schema.tables.filter((table) => group.tables.includes(table.id)).map((table) => `  ${dbmlPath(table)}`);
  return [`TableGroup ${dbmlName(group.name)} {`, ...members, "}"].join("\n");
}
