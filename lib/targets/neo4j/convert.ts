import type { PropertyModel } from "./model";

type Kept = Pick<PropertyModel, "type" | "encoding" | "scale">;

/** An expression that turns a value of one property type into one of another; undefined where no expression can. `lossy` says what gets lost. */
export function conversion(from: Kept, to: Kept, value: string): { readonly expression: string; readonly lossy?: string } | undefined {
  if (from.type === to.type && from.encoding === to.encoding && from.scale === to.scale) return { expression: value };
  const unit = (scale: number | undefined): string => `1${"0".repeat(scale ?? 0)}.0`;
  const minorFrom = from.encoding === "minor units";
  const minorTo = to.encoding === "minor units";
  if (minorFrom && minorTo) return { expression: `toInteger(round(${value} / ${unit(from.scale)} * ${unit(to.scale)}))`, ...((to.scale ?? 0) < (from.scale ?? 0) ? { lossy: "digits behind the point" } : {}) };
  if (minorFrom) return to.type === "FLOAT" ? { expression: `${value} / ${unit(from.scale)}` } : to.type === "STRING" ? { expression: `toString(${value} / ${unit(from.scale)})` } : to.type === "INTEGER" ? { expression: `toInteger(round(${value} / ${unit(from.scale)}))`, lossy: "digits behind the point" } : undefined;
  if (minorTo) {
    const number = from.type === "FLOAT" || from.type === "INTEGER" ? value : from.type === "STRING" ? `toFloat(${value})` : undefined;
    return number === undefined ? undefined : { expression: `toInteger(round(${number} * ${unit(to.scale)}))`, ...(from.type === "INTEGER" ? {} : { lossy: `digits behind the ${to.scale ?? 0}th` }) };
  }
  if (from.type === to.type) return { expression: value };
  if (to.type.startsWith("LIST<") && to.type === `LIST<${from.type} NOT NULL>`) return { expression: `[${value}]` };
  if (from.type === `LIST<${to.type} NOT NULL>`) return { expression: `head(${value})`, lossy: "all items but the first" };
  if (from.type.startsWith("LIST<") || to.type.startsWith("LIST<") || from.type === "POINT" || to.type === "POINT") return undefined;
  if (to.type === "STRING") return { expression: `toString(${value})` };
  switch (`${from.type} to ${to.type}`) {
    case "INTEGER to FLOAT": return { expression: `toFloat(${value})` };
    case "FLOAT to INTEGER": return { expression: `toInteger(round(${value}))`, lossy: "digits behind the point" };
    case "BOOLEAN to INTEGER": return { expression: `toInteger(${value})` };
    case "INTEGER to BOOLEAN": return { expression: `toBoolean(${value})`, lossy: "numbers other than 0 and 1" };
    case "DATE to ZONED DATETIME": return { expression: `datetime({date: ${value}})` };
    case "DATE to LOCAL DATETIME": return { expression: `localdatetime({date: ${value}})` };
    case "LOCAL DATETIME to ZONED DATETIME": return { expression: `datetime({datetime: ${value}})` };
    case "ZONED DATETIME to LOCAL DATETIME": return { expression: `localdatetime({datetime: ${value}})`, lossy: "the time zone" };
    case "ZONED DATETIME to DATE": case "LOCAL DATETIME to DATE": return { expression: `date(${value})`, lossy: "the time of day" };
    default: break;
  }
  if (from.type !== "STRING") return undefined;
  const read: Readonly<Record<string, string>> = { INTEGER: "toInteger", FLOAT: "toFloat", BOOLEAN: "toBoolean", DATE: "date", "LOCAL TIME": "localtime", "LOCAL DATETIME": "localdatetime", "ZONED DATETIME": "datetime", DURATION: "duration" };
  const make = read[to.type];
  return make === undefined ? undefined : { expression: `${make}(${value})`, lossy: "texts that are no such value" };
}
