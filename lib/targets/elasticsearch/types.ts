import type { ColumnType, JsonObject } from "../../model";

/** A keyword's value may have 32,766 bytes of UTF-8, four for each character at most (Lucene's longest term). */
export const keywordCharacters = 8191;

/** Mapping of a value that is no text; texts have a choice (map-field.ts). */
export function plainMapping(type: ColumnType): JsonObject {
  switch (type.kind) {
    case "int16": return { type: "short" };
    case "int32": return { type: "integer" };
    case "int64": return { type: "long" };
    case "float32": return { type: "float" };
    case "float64": return { type: "double" };
    case "boolean": return { type: "boolean" };
    case "date": return { type: "date", format: "strict_date" };
    case "timestamptz": case "timestamp": return { type: "date", format: "strict_date_optional_time||epoch_millis" };
    case "bytes": return { type: "binary" };
    case "vector": return { type: "dense_vector", dims: type.dimensions, index: true, similarity: "cosine" };
    case "json": return { type: "flattened" };
    case "decimal": return type.precision === undefined ? { type: "double" } : { type: "scaled_float", scaling_factor: 10 ** (type.scale ?? 0) };
    case "array": return plainMapping(type.of);
    case "string": case "text": case "native": return { type: "keyword", ignore_above: type.kind === "string" ? Math.min(type.length ?? keywordCharacters, keywordCharacters) : keywordCharacters };
    default: return { type: "keyword" };
  }
}

/** What is lost of a type, as a sentence; undefined when nothing. */
export function typeLoss(type: ColumnType): string | undefined {
  switch (type.kind) {
    case "decimal":
      if (type.precision === undefined) return "kept as a double: exact to about 15 digits";
      return type.precision > 15 ? `scaled_float counts in whole ${10 ** -(type.scale ?? 0)}, but reads JSON numbers as doubles: exact to about 15 of its ${type.precision} digits` : undefined;
    case "timestamptz": return (type.precision ?? 6) > 3 ? "date compares and sorts by milliseconds; the zone is kept in the document's text only" : "the zone is kept in the document's text only";
    case "timestamp": return "read as UTC, and compared by milliseconds";
    case "time": return "kept as text (10:30:00), which sorts by time of day but knows no arithmetic";
    case "interval": return "kept as text: it is neither compared nor added up";
    case "bytes": return "kept as base64 text and not searched";
    case "json": return "flattened: every value inside is a keyword, so numbers compare as text";
    case "char": return "kept without its padding";
    case "enum": return "any value is accepted: the primary store checks them";
    case "array": return type.of.kind === "array" ? "lists in lists become one list" : "order is kept in the document only, and a single value counts as a list";
    case "native": return `"${type.text}" is unknown here and kept as a keyword`;
    default: return undefined;
  }
}
