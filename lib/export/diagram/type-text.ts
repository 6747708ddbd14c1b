import type { ColumnType, EnumType } from "../../model";

/** Short text of a logical type: `string(80)`, `decimal(10,2)`, `order_status[]`. Enums are called by name. */
export function typeText(type: ColumnType, enums: ReadonlyMap<string, EnumType>): string {
  switch (type.kind) {
    case "enum": return enums.get(type.enumId)?.name ?? "enum";
    case "array": return `${typeText(type.of, enums)}[]`;
    case "native": return type.text;
    case "vector": return `vector(${type.dimensions})`;
    case "decimal": return type.precision === undefined ? "decimal" : `decimal(${type.precision},${type.scale ?? 0})`;
    case "string": case "char": return type.length === undefined ? type.kind : `${type.kind}(${type.length})`;
    case "time": case "timestamp": case "timestamptz": return type.precision === undefined ? type.kind : `${type.kind}(${type.precision})`;
    default: return type.kind;
  }
}

/** The enum a type is made of, if any. */
export function enumOf(type: ColumnType): string | undefined {
  return type.kind === "enum" ? type.enumId : type.kind === "array" ? enumOf(type.of) : undefined;
}
