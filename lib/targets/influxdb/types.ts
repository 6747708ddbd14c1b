import type { ColumnType } from "../../model";
import type { InColumn, InType } from "./model";

/** Type and form of a field of a column's values. */
export function fieldForm(type: ColumnType): { readonly type: InType; readonly form: InColumn["form"]; readonly factor: number } {
  switch (type.kind) {
    case "int16": case "int32": case "int64": return { type: "int64", form: "plain", factor: 1 };
    case "float32": case "float64": case "decimal": return { type: "float64", form: "plain", factor: 1 };
    case "boolean": return { type: "bool", form: "plain", factor: 1 };
    case "timestamptz": case "timestamp": case "date": return { type: "int64", form: "millis", factor: 1 };
    default: return { type: "utf8", form: "text", factor: 1 };
  }
}

/** What is lost of a type, as a sentence; undefined when nothing. */
export function typeLoss(type: ColumnType): string | undefined {
  switch (type.kind) {
    case "decimal": return "kept as a float64 of about 15 digits, or as whole minor units";
    case "timestamptz": case "timestamp": return "the row's own time is kept in nanoseconds of UTC; further moments are whole milliseconds since 1970";
    case "date": return "kept as milliseconds since 1970 of its midnight in UTC";
    case "time": case "interval": return "kept as text: neither compared nor added up";
    case "json": case "array": case "vector": return "kept as JSON text: nothing looks inside";
    case "bytes": return "binary values have no place here: keep them in another store";
    case "enum": return "any value is accepted";
    case "native": return `"${type.text}" is unknown here and kept as text`;
    default: return undefined;
  }
}
