import type { Column, ColumnType } from "../../model";

type Group = "text" | "number" | "time" | "other";

function group(type: ColumnType): Group {
  switch (type.kind) {
    case "text": case "string": case "char": return "text";
    case "int16": case "int32": case "int64": case "decimal": case "float32": case "float64": return "number";
    case "date": case "timestamp": case "timestamptz": return "time";
    default: return "other";
  }
}

/** `varbit(3)` and `varbit(5)` are one type with different parameters. */
function nativeBase(type: ColumnType): string | undefined {
  return type.kind === "native" ? type.text.replace(/\(.*$/, "") : undefined;
}

function alike(a: ColumnType, b: ColumnType): boolean {
  if (a.kind === "array" && b.kind === "array") return alike(a.of, b.of);
  if (group(a) !== "other") return group(a) === group(b);
  if (a.kind === "native" && b.kind === "native") return nativeBase(a) === nativeBase(b);
  return a.kind === b.kind && a.kind !== "enum";
}

/**
 * The USING expression a change of type needs, or undefined where the engine converts by itself (an assignment cast:
 * within texts, numbers, dates and times, anything to text). Types without a cast of their own go through text.
 */
export function conversion(column: string, from: ColumnType, to: ColumnType, printed: string): string | undefined {
  if (alike(from, to) || (group(to) === "text" && from.kind !== "native")) return undefined;
  const textual = group(from) === "text";
  const direct = textual || (from.kind === "boolean" && to.kind === "int32") || (from.kind === "int32" && to.kind === "boolean")
    || (from.kind === "array" && to.kind === "array") || (from.kind === "vector" && to.kind === "array") || (from.kind === "array" && to.kind === "vector")
    || (from.kind === "timestamp" && to.kind === "time") || (from.kind === "timestamptz" && to.kind === "time") || group(to) === "text";
  if (from.kind === "array" && to.kind === "array" && conversion(column, from.of, to.of, "") !== undefined && group(from.of) !== "text" && group(to.of) !== "text") return `${column}::text[]::${printed}`;
  return direct ? `${column}::${printed}` : `${column}::text::${printed}`;
}

/** Whether the engine converts an existing default along with the type; otherwise it is dropped before and set after. */
export function keepsDefault(from: Column, to: Column): boolean {
  return group(from.type) !== "other" && alike(from.type, to.type);
}
