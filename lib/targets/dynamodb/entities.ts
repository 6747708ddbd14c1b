import type { Column, Id, JsonValue, Schema, Table } from "../../model";
import { checkParts, simpleCheck, simpleDefault } from "../native/simple-expression";
import { attributeType, keyType, textFormat } from "./attribute-types";
import { parts, type Layout } from "./layout";
import type { Attribute, Entity } from "./model";
import { utf8, valueBytes } from "./sizes";

/** When items of a table go by themselves. */
export interface Expiry {
  readonly attribute: string;
  /** The column that is the moment itself; absent: an attribute computed from `of` and days. */
  readonly column?: Id;
  readonly of?: string;
  readonly days: number;
}

/** The items of an entity: its columns as attributes, then what its keys and its expiry need besides. */
export function entityOf(layout: Layout, keyed: ReadonlySet<Id>, expiry: Expiry | undefined, schema: Schema): Entity {
  const { table, keys, names } = layout;
  const columns = table.columns.map((column) => columnAttribute(column, table, names.get(column.id) ?? column.name, keyed.has(column.id), expiry?.column === column.id, schema));
  const known = new Set(columns.map(({ name }) => name));
  const joined = [...keys.hash, ...keys.range].filter(({ attribute }) => !known.has(attribute)).map((key): Attribute => {
    const from = parts(key.columns, table, names);
    const bytes = from.length * 12 + (layout.mark?.length ?? 0);
    const base = { id: `${table.id}#${key.attribute}`, name: key.attribute, type: key.type, required: true, bytes } as const;
    if (layout.made === key.attribute) return { ...base, bytes: 36, source: { kind: "column" }, format: "uuid", comment: "The design has no key: writers give each item a random UUID" };
    if (from.length === 0) return { ...base, source: { kind: "constant", value: layout.mark ?? table.name }, comment: "What kind of item this is in its collection" };
    const prefix = layout.mark === undefined ? undefined : `${layout.mark}#`;
    return { ...base, source: { kind: "joined", ...(prefix === undefined ? {} : { prefix }), parts: from }, comment: `${[...(prefix === undefined ? [] : [`'${prefix}'`]), ...from.map(({ attribute }) => attribute)].join(" + ")}, written with the item` };
  });
  const expires: Attribute[] = expiry === undefined || expiry.column !== undefined ? [] : [{
    id: `${table.id}#${expiry.attribute}`, name: expiry.attribute, type: "N", required: true, bytes: 6, comment: `Seconds since 1970 after which DynamoDB deletes the item: ${expiry.of ?? "the time of writing"} and ${expiry.days} days`,
    source: { kind: "expiry", days: expiry.days, ...(expiry.of === undefined ? {} : { of: expiry.of }) },
  }];
  const attributes = [...columns, ...joined, ...expires];
  return {
    id: table.id, name: table.name, table: layout.home, attributes, bytes: attributes.reduce((sum, { name, bytes }) => sum + utf8(name) + bytes, 0),
    ...(table.comment === undefined ? {} : { comment: table.comment }),
  };
}

function columnAttribute(column: Column, table: Table, name: string, keyed: boolean, expires: boolean, schema: Schema): Attribute {
  const { type } = column;
  const format = expires ? undefined : textFormat(type);
  const values = type.kind === "enum" ? schema.enums.find(({ id }) => id === type.enumId)?.values : undefined;
  const value = column.default === undefined || expires ? undefined : defaultValue(column.default, keyed ? keyType(type) ?? attributeType(type) : attributeType(type));
  const comment = [column.comment, ...(expires ? ["Seconds since 1970; DynamoDB deletes the item after it"] : []), ...(column.default !== undefined && value === undefined ? [`Writers set it: ${column.default}`] : [])].filter((text) => text !== undefined).join(". ");
  return {
    id: column.id, name, type: expires ? "N" : keyed ? keyType(type) ?? attributeType(type) : attributeType(type), required: !column.nullable || table.primaryKey?.columns.includes(column.id) === true,
    source: { kind: "column" }, bytes: expires ? 6 : valueBytes(type),
    ...meaning(column, table), ...bounds(column, table),
    ...(comment === "" ? {} : { comment }), ...(value === undefined ? {} : { default: value }), ...(format === undefined ? {} : { format }), ...(values === undefined ? {} : { values }),
  };
}

function meaning({ id, type }: Column, { foreignKeys }: Table): Pick<Attribute, "refers" | "length" | "scale"> {
  const key = foreignKeys.find(({ columns }) => columns.includes(id));
  const refers = key?.referencedColumns[key.columns.indexOf(id)];
  return {
    ...(refers === undefined ? {} : { refers }), ...((type.kind === "string" || type.kind === "char") && type.length !== undefined ? { length: type.length } : {}),
    ...(type.kind === "decimal" && type.scale !== undefined ? { scale: type.scale } : type.kind === "float32" || type.kind === "float64" ? { scale: 3 } : {}),
  };
}

/** What simple checks say of a number, for the item's JSON Schema. */
function bounds({ id }: Column, table: Table): Pick<Attribute, "minimum" | "maximum"> {
  const found: { minimum?: number; maximum?: number } = {};
  for (const { expression } of table.checks) {
    const check = simpleCheck(expression, table.columns);
    for (const part of check === undefined ? [] : checkParts(check)) {
      if (part.kind === "between" && part.column === id && typeof part.low.value === "number" && typeof part.high.value === "number") Object.assign(found, { minimum: part.low.value, maximum: part.high.value });
      if (part.kind !== "compare" || part.column !== id || typeof part.value.value !== "number") continue;
      if (part.operator === ">=" || part.operator === ">") found.minimum = part.value.value;
      if (part.operator === "<=" || part.operator === "<") found.maximum = part.value.value;
    }
  }
  return found;
}

/** A literal default in DynamoDB's JSON; undefined for those that writers compute, and for those that mean nothing in the type. */
function defaultValue(text: string, type: Attribute["type"]): JsonValue | undefined {
  const read = simpleDefault(text);
  if (read?.kind !== "literal" || read.value === null) return undefined;
  switch (type) {
    case "S": return { S: read.text };
    case "N": return typeof read.value === "boolean" ? { N: read.value ? "1" : "0" } : /^-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(read.text) ? { N: read.text } : undefined;
    case "BOOL": return typeof read.value === "boolean" ? { BOOL: read.value } : undefined;
    default: return undefined;
  }
}
