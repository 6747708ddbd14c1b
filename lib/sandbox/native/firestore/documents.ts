import { canonicalJson, isJsonObject, type JsonObject, type JsonValue } from "../../../model";

/** Applies the operations of a data migration to a document's data, as its script does. */
export function changed(data: JsonObject, operations: readonly JsonValue[], path: string): JsonObject {
  const next = new Map(Object.entries(data));
  for (const operation of operations) {
    if (!isJsonObject(operation) || typeof operation["field"] !== "string") throw new Error("An operation names a field");
    const { field } = operation;
    const held = next.get(field);
    if (typeof operation["copy"] === "string") {
      const other = next.get(operation["copy"]);
      if (held === undefined && other !== undefined) next.set(field, other);
    } else if (operation["fill"] !== undefined || operation["now"] === true) {
      if (held === undefined || held === null) next.set(field, operation["now"] === true ? { $timestamp: new Date().toISOString() } : operation["fill"] ?? null);
    } else if (typeof operation["convert"] === "string") {
      if (held !== undefined) next.set(field, converted(held, operation["convert"]));
    } else if (typeof operation["above"] === "string") next.set(field, idAbove(path, operation["above"]));
    else if (operation["remove"] === true) next.delete(field);
    else if (Array.isArray(operation["inside"])) {
      const inner = operation["inside"];
      if (Array.isArray(held)) next.set(field, held.map((item: JsonValue) => (isJsonObject(item) ? changed(item, inner, path) : item)));
      else if (isJsonObject(held)) next.set(field, changed(held, inner, path));
    } else throw new Error(`Nothing known is done to ${field}`);
  }
  return Object.fromEntries(next);
}

function converted(held: JsonValue, type: string): JsonValue {
  if (held === null) return held;
  const text = isJsonObject(held) && typeof held["$timestamp"] === "string" ? held["$timestamp"] : undefined;
  switch (type) {
    case "string": return typeof held === "string" ? held : text ?? JSON.stringify(held);
    case "int": case "number": {
      const number = typeof held === "string" && held.trim() === "" ? NaN : typeof held === "object" ? NaN : Number(held);
      return Number.isNaN(number) ? held : type === "int" ? Math.trunc(number) : number;
    }
    case "bool": return typeof held === "boolean" ? held : held === "true" || held === 1;
    case "timestamp": return typeof held === "string" && !Number.isNaN(Date.parse(held)) ? { $timestamp: new Date(held).toISOString() } : held;
    case "list": return Array.isArray(held) ? held : [held];
    default: return held;
  }
}

/** The document's own id (no collection), or that of the document above it in a collection. */
export function idAbove(path: string, collection: string): string {
  const segments = path.split("/");
  return (collection === "" ? segments.at(-1) : segments[segments.lastIndexOf(collection) + 1]) ?? "";
}

/** Whether a document lies in a collection, named as work names it: `products/*` + `/reviews`. */
export function liesIn(path: string, pattern: string): boolean {
  return path.split("/").filter((_, i) => i % 2 === 0).join("/") === pattern.split("/*/").map(decodeURIComponent).join("/");
}

/** Why a document cannot be stored, by the documented limits (firebase.google.com/docs/firestore/quotas). */
export function documentFault(path: string, data: JsonValue | undefined): string | undefined {
  const segments = path.split("/");
  if (segments.length % 2 === 1 || segments.some((segment) => segment === "" || segment === "." || segment === ".." || new TextEncoder().encode(segment).length > 1500)) return `${path} is no path of a document`;
  const reserved = segments.find((segment) => /^__.*__$/s.test(segment));
  if (reserved !== undefined) return `${reserved} is reserved`;
  if (segments.length > 200) return "A document lies at most 100 collections deep";
  if (!isJsonObject(data)) return "A document is a map";
  const bytes = new TextEncoder().encode(canonicalJson(data)).length;
  return bytes > 1_048_576 ? `The document has about ${bytes} bytes, more than 1 MiB` : valueFault(data, 0);
}

function valueFault(value: JsonValue, depth: number): string | undefined {
  if (depth > 20) return "Maps and lists lie at most 20 deep";
  const inner = Array.isArray(value) ? value : isJsonObject(value) ? Object.values(value) : [];
  if (Array.isArray(value) && value.some((item: JsonValue) => Array.isArray(item))) return "A list holds no lists";
  for (const key of isJsonObject(value) ? Object.keys(value) : []) if (key === "" || /^__.*__$/s.test(key)) return `${key === "" ? "The empty name" : key} is no name of a field`;
  for (const item of inner) {
    const fault = valueFault(item, depth + 1);
    if (fault !== undefined) return fault;
  }
  return undefined;
}
