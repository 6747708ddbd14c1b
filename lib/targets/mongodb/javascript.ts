import { isJsonObject, type JsonValue } from "../../model";

/** Types of the driver by the property that stands for them in extended JSON. */
const wrappers: Readonly<Record<string, (value: JsonValue) => string | undefined>> = {
  $uuid: (value) => (typeof value === "string" ? `new UUID(${text(value)})` : undefined),
  $date: (value) => (typeof value === "string" ? `new Date(${text(value)})` : undefined),
  $numberDecimal: (value) => (typeof value === "string" ? `Decimal128.fromString(${text(value)})` : undefined),
  $numberLong: (value) => (typeof value === "string" ? `Long.fromString(${text(value)})` : undefined),
  $numberDouble: (value) => (typeof value === "string" ? `new Double(${value})` : undefined),
  $oid: (value) => (typeof value === "string" ? `new ObjectId(${text(value)})` : undefined),
  $binary: (value) => (isJsonObject(value) && typeof value["base64"] === "string" && value["subType"] === "00" ? `new Binary(Buffer.from(${text(value["base64"])}, "base64"))` : undefined),
};

/** The classes of the driver that a text of `javascript` uses. */
export function driverClasses(source: string): readonly string[] {
  return ["Binary", "Decimal128", "Double", "Long", "ObjectId", "UUID"].filter((name) => new RegExp(`\\b(?:new )?${name}[.(]`).test(source));
}

/** A string literal of JavaScript that no text can end early, also within a script element or across lines. */
export function text(value: string): string {
  return JSON.stringify(value).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029").replaceAll("</", "<\\/");
}

/** A property's name: bare where it can be, computed where a literal would set the prototype. */
export function property(name: string): string {
  if (name === "__proto__") return '["__proto__"]';
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : text(name);
}

/** Extended JSON as an expression of JavaScript with the driver's types. `indent` spaces stand before its lines; short values stay in one. */
export function javascript(value: JsonValue, indent = 0, width = 120): string {
  const flat = oneLine(value);
  if (flat.length + indent <= width || !(typeof value === "object" && value !== null) || wrapped(value) !== undefined) return flat;
  const inner = " ".repeat(indent + 2);
  const lines = isJsonObject(value)
    ? Object.entries(value).map(([key, item]) => `${inner}${property(key)}: ${javascript(item, indent + 2, width)},`)
    : Array.isArray(value) ? value.map((item: JsonValue) => `${inner}${javascript(item, indent + 2, width)},`) : [];
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  return `${open}\n${lines.join("\n")}\n${" ".repeat(indent)}${close}`;
}

function oneLine(value: JsonValue): string {
  if (typeof value === "string") return text(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (!isJsonObject(value)) return `[${value.map(oneLine).join(", ")}]`;
  const entries = Object.entries(value);
  return wrapped(value) ?? (entries.length === 0 ? "{}" : `{ ${entries.map(([key, item]) => `${property(key)}: ${oneLine(item)}`).join(", ")} }`);
}

function wrapped(value: JsonValue): string | undefined {
  if (!isJsonObject(value)) return undefined;
  const [[key, item] = ["", null], ...more] = Object.entries(value);
  const wrapper = Object.hasOwn(wrappers, key) ? wrappers[key] : undefined;
  return more.length > 0 || wrapper === undefined ? undefined : wrapper(item);
}

/** A text as a comment of one or more lines; nothing in it can end it. */
export function comment(value: string, indent = ""): string {
  return value.split(/[\r\n\u2028\u2029]+/).map((line) => `${indent}// ${line}`).join("\n");
}

/** A collection of `db`: by its name where that is a word mongosh does not use itself, else by getCollection. */
export function shellCollection(name: string): string {
  return /^[A-Za-z][\w]*$/.test(name) && !reserved.has(name) ? `db.${name}` : `db.getCollection(${text(name)})`;
}

const reserved = new Set(["admin", "aggregate", "constructor", "version", "stats", "help", "watch", "hello", "logout", "printCollectionStats", "toString", "valueOf", "getName", "getCollection", "runCommand", "serverStatus", "currentOp", "auth"]);
