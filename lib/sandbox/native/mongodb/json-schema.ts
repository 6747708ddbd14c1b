import { asNumber, bsonAliases, bsonTypes, isDocument, writeExtended, type Document } from "./bson-type";

/** Answers why a document breaks a schema, or undefined when it keeps to it. */
export type SchemaCheck = (value: unknown) => string | undefined;

const counts = ["maxItems", "minItems", "maxLength", "minLength", "maxProperties", "minProperties"];
const known = new Set([
  ...counts, "additionalItems", "additionalProperties", "allOf", "anyOf", "bsonType", "dependencies", "description", "enum", "exclusiveMaximum", "exclusiveMinimum", "items", "maximum", "minimum", "multipleOf", "not", "oneOf", "pattern",
  "patternProperties", "properties", "required", "title", "type", "uniqueItems",
]);

/** What MongoDB refuses in a schema: its keywords are those of draft 4 with bsonType (mongodb.com/docs/manual/reference/operator/query/jsonSchema). */
export function schemaFault(schema: unknown, path = "$jsonSchema"): string | undefined {
  if (!isDocument(schema)) return `${path} must be an object`;
  for (const [key, value] of Object.entries(schema)) {
    if (!known.has(key)) return `${path}: unknown keyword ${key}`;
    const fault = keywordFault(key, value, schema, `${path}.${key}`);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function keywordFault(key: string, value: unknown, schema: Document, path: string): string | undefined {
  const texts = (list: unknown): boolean => Array.isArray(list) && list.length > 0 && list.every((item) => typeof item === "string") && new Set(list).size === list.length;
  switch (key) {
    case "bsonType": case "type": {
      const names = Array.isArray(value) ? value : [value];
      const aliases = key === "bsonType" ? bsonAliases : new Set(["object", "array", "number", "boolean", "string", "null"]);
      if (names.length === 0 || names.some((name) => typeof name !== "string" || !aliases.has(name))) return `${path}: unknown type name alias: ${writeExtended(value)}`;
      return new Set(names).size === names.length ? undefined : `${path} names a type twice`;
    }
    case "required": return texts(value) ? undefined : `${path} must be a non-empty array of different names`;
    case "enum": return Array.isArray(value) && value.length > 0 ? new Set(value.map((item) => writeExtended({ item }))).size === value.length ? undefined : `${path} has a value twice` : `${path} must be a non-empty array`;
    case "properties": case "patternProperties": return isDocument(value) ? first(Object.entries(value), ([name, inner]) => schemaFault(inner, `${path}.${name}`)) : `${path} must be an object`;
    case "items": return Array.isArray(value) ? first(value, (inner) => schemaFault(inner, path)) : schemaFault(value, path);
    case "not": return schemaFault(value, path);
    case "allOf": case "anyOf": case "oneOf": return Array.isArray(value) && value.length > 0 ? first(value, (inner) => schemaFault(inner, path)) : `${path} must be a non-empty array`;
    case "additionalProperties": case "additionalItems": return typeof value === "boolean" ? undefined : schemaFault(value, path);
    case "minimum": case "maximum": case "multipleOf": return asNumber(value) === undefined ? `${path} must be a number` : undefined;
    case "exclusiveMinimum": case "exclusiveMaximum": {
      const other = key === "exclusiveMinimum" ? "minimum" : "maximum";
      return typeof value !== "boolean" ? `${path} must be a boolean, as in draft 4` : schema[other] === undefined ? `${path} must have ${other} beside it` : undefined;
    }
    case "uniqueItems": return typeof value === "boolean" ? undefined : `${path} must be a boolean`;
    case "pattern": return typeof value === "string" && pattern(value) !== undefined ? undefined : `${path} must be a regular expression`;
    case "title": case "description": return typeof value === "string" ? undefined : `${path} must be a string`;
    default: return counts.includes(key) && !(typeof value === "number" && Number.isInteger(value) && value >= 0) ? `${path} must be a whole number, zero or more` : undefined;
  }
}

function first<T>(list: readonly T[], fault: (item: T) => string | undefined): string | undefined {
  for (const item of list) {
    const found = fault(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

function pattern(text: string): RegExp | undefined {
  try {
    return new RegExp(text, "u");
  } catch {
    return undefined;
  }
}

/** Why a value breaks a schema that has no fault itself. Keywords speak of values of their type only, as in MongoDB. */
export function violation(schema: Document, value: unknown, path = ""): string | undefined {
  const at = path === "" ? "the document" : path;
  const types = bsonTypes(value);
  const wanted = schema["bsonType"];
  if (wanted !== undefined && !(Array.isArray(wanted) ? wanted : [wanted]).some((name) => types.includes(String(name)))) return `${at} is ${types[0] ?? "unknown"}, not ${String(wanted)}`;
  const json = schema["type"];
  if (json !== undefined && !(Array.isArray(json) ? json : [json]).some((name) => types.includes(name === "boolean" ? "bool" : String(name)))) return `${at} is ${types[0] ?? "unknown"}, not ${String(json)}`;
  const values = schema["enum"];
  if (Array.isArray(values) && !values.some((item) => same(item, value))) return `${at} is none of the values allowed`;
  const { not, allOf, anyOf, oneOf } = schema;
  if (isDocument(not) && violation(not, value, path) === undefined) return `${at} is what it must not be`;
  if (Array.isArray(allOf)) for (const inner of allOf) { const fault = isDocument(inner) ? violation(inner, value, path) : undefined; if (fault !== undefined) return fault; }
  const holds = (inner: unknown): boolean => isDocument(inner) && violation(inner, value, path) === undefined;
  if (Array.isArray(anyOf) && !anyOf.some(holds)) return `${at} keeps to none of anyOf`;
  if (Array.isArray(oneOf) && oneOf.filter(holds).length !== 1) return `${at} does not keep to exactly one of oneOf`;
  const number = asNumber(value);
  if (number !== undefined) return numberFault(schema, number, at);
  if (typeof value === "string") return textFault(schema, value, at);
  if (Array.isArray(value)) return arrayFault(schema, value, path, at);
  return isDocument(value) ? objectFault(schema, value, path, at) : undefined;
}

function numberFault(schema: Document, value: number, at: string): string | undefined {
  const [low, high] = [asNumber(schema["minimum"]), asNumber(schema["maximum"])];
  if (low !== undefined && (schema["exclusiveMinimum"] === true ? value <= low : value < low)) return `${at} is below ${low}`;
  return high !== undefined && (schema["exclusiveMaximum"] === true ? value >= high : value > high) ? `${at} is above ${high}` : undefined;
}

function textFault(schema: Document, value: string, at: string): string | undefined {
  const length = [...value].length;
  if (typeof schema["maxLength"] === "number" && length > schema["maxLength"]) return `${at} has ${length} characters, more than ${schema["maxLength"]}`;
  if (typeof schema["minLength"] === "number" && length < schema["minLength"]) return `${at} has ${length} characters, less than ${schema["minLength"]}`;
  return typeof schema["pattern"] === "string" && pattern(schema["pattern"])?.test(value) === false ? `${at} does not match ${schema["pattern"]}` : undefined;
}

function arrayFault(schema: Document, value: readonly unknown[], path: string, at: string): string | undefined {
  if (typeof schema["maxItems"] === "number" && value.length > schema["maxItems"]) return `${at} has ${value.length} items, more than ${schema["maxItems"]}`;
  if (typeof schema["minItems"] === "number" && value.length < schema["minItems"]) return `${at} has ${value.length} items, less than ${schema["minItems"]}`;
  const { items } = schema;
  return isDocument(items) ? first([...value.entries()], ([i, item]) => violation(items, item, `${path}[${i}]`)) : undefined;
}

function objectFault(schema: Document, value: Document, path: string, at: string): string | undefined {
  const { required, properties, additionalProperties } = schema;
  if (Array.isArray(required)) for (const name of required) if (!Object.hasOwn(value, String(name)) || value[String(name)] === undefined) return `${at} has no ${String(name)}`;
  const inside = isDocument(properties) ? properties : {};
  if (additionalProperties === false) for (const name of Object.keys(value)) if (!Object.hasOwn(inside, name)) return `${at} has ${name}, which is not foreseen`;
  return first(Object.entries(inside), ([name, inner]) => (Object.hasOwn(value, name) && value[name] !== undefined && isDocument(inner) ? violation(inner, value[name], path === "" ? name : `${path}.${name}`) : undefined));
}

function same(a: unknown, b: unknown): boolean {
  const [x, y] = [asNumber(a), asNumber(b)];
  return x !== undefined && y !== undefined ? x === y : writeExtended({ value: a }) === writeExtended({ value: b });
}
