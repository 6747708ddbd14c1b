import { simpleDefault } from "../native/simple-expression";
import { string } from "./cypher";
import type { PropertyModel } from "./model";
import type { PropertyType } from "./types";

/** A Cypher expression for a column's default, or undefined where it says more than can be carried over. */
export function defaultOf(text: string, { type, encoding, scale }: PropertyType): string | undefined {
  const value = simpleDefault(text);
  switch (value?.kind) {
    case undefined: return undefined;
    case "now": return present[type];
    case "today": return type === "DATE" ? "date()" : present[type];
    case "uuid": return type === "STRING" ? "randomUUID()" : undefined;
    case "literal": return value.value === null ? undefined : valueOf(value.text, { type, ...(encoding === undefined ? {} : { encoding }), ...(scale === undefined ? {} : { scale }) });
  }
}

const present: Readonly<Record<string, string>> = { "ZONED DATETIME": "datetime()", "LOCAL DATETIME": "localdatetime()", DATE: "date()", "LOCAL TIME": "localtime()" };
const constructors: Readonly<Record<string, string>> = { "ZONED DATETIME": "datetime", "LOCAL DATETIME": "localdatetime", DATE: "date", "LOCAL TIME": "localtime", DURATION: "duration" };

/** A value written as SQL text, as a Cypher literal of a property's type; undefined where it is none. */
export function valueOf(text: string, { type, encoding, scale }: PropertyType): string | undefined {
  if (type.startsWith("LIST<")) return listOf(text, { type: type.slice(5, -10), ...(encoding === undefined ? {} : { encoding }), ...(scale === undefined ? {} : { scale }) });
  if (type === "STRING") return string(text);
  if (type === "BOOLEAN") return /^(?:true|t|1)$/i.test(text) ? "true" : /^(?:false|f|0)$/i.test(text) ? "false" : undefined;
  if (type === "INTEGER") return encoding === "minor units" ? minorUnits(text, scale ?? 0) : /^-?\d{1,19}$/.test(text) ? text : undefined;
  if (type === "FLOAT") return /^-?\d+$/.test(text) ? `${text}.0` : /^-?(?:\d+\.\d+|\.\d+)(?:e-?\d+)?$/i.test(text) ? text.replace(/^(-?)\./, "$10.") : undefined;
  const make = constructors[type];
  if (make === undefined) return undefined;
  const iso = text.trim().replace(/^(\d{4}-\d\d-\d\d) (\d)/, "$1T$2").replace(/([+-]\d\d)$/, "$1:00");
  if (type === "DURATION") return /^P[\dYMWDTHS.]+$/.test(iso) ? `duration(${string(iso)})` : undefined;
  const zoned = type === "ZONED DATETIME" && !/(?:Z|[+-]\d\d:?\d\d)$/.test(iso) ? `${iso.includes("T") ? iso : `${iso}T00:00:00`}Z` : iso;
  return shapes[type]?.test(zoned) === true ? `${make}(${string(zoned)})` : undefined;
}

const shapes: Readonly<Record<string, RegExp>> = {
  DATE: /^\d{4}-\d\d-\d\d$/, "LOCAL TIME": /^\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/, "LOCAL DATETIME": /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?$/,
  "ZONED DATETIME": /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/,
};

function minorUnits(text: string, scale: number): string | undefined {
  const match = /^(-?)(\d+)(?:\.(\d*))?$/.exec(text);
  if (match === null || (match[3] ?? "").length > scale) return undefined;
  return String(BigInt(`${match[1]}${match[2]}${(match[3] ?? "").padEnd(scale, "0")}`));
}

/** PostgreSQL's array text of plain items: `{}`, `{a,b}`. */
function listOf(text: string, of: PropertyType): string | undefined {
  const inner = /^\{([^{}"\\]*)\}$/.exec(text)?.[1];
  if (inner === undefined) return undefined;
  const items = inner.trim() === "" ? [] : inner.split(",").map((item) => valueOf(item.trim(), of));
  return items.some((item) => item === undefined) ? undefined : `[${items.join(", ")}]`;
}

/** Something of a property's type for nodes that have nothing: the empty text, zero, the beginning of 1970. */
export function placeholder({ type, values }: Pick<PropertyModel, "type" | "values">): string {
  const [first] = values ?? [];
  if (first !== undefined) return string(first);
  if (type.startsWith("LIST<")) return "[]";
  switch (type) {
    case "INTEGER": return "0";
    case "FLOAT": return "0.0";
    case "BOOLEAN": return "false";
    case "DATE": return "date('1970-01-01')";
    case "LOCAL TIME": return "localtime('00:00:00')";
    case "LOCAL DATETIME": return "localdatetime('1970-01-01T00:00:00')";
    case "ZONED DATETIME": return "datetime('1970-01-01T00:00:00Z')";
    case "DURATION": return "duration('PT0S')";
    case "POINT": return "point({longitude: 0.0, latitude: 0.0})";
    default: return "''";
  }
}
