import { isJsonObject, type JsonObject, type JsonValue } from "../../../model";

/** A command without the title and description of its schemas, which check nothing and which DocumentDB does not read. */
export function withoutAnnotations(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(withoutAnnotations);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, key === "$jsonSchema" && isJsonObject(inner) ? bare(inner) : withoutAnnotations(inner)]));
}

function bare(schema: JsonObject): JsonObject {
  const inside = (value: JsonValue): JsonValue => (isJsonObject(value) ? bare(value) : Array.isArray(value) ? value.map(inside) : value);
  return Object.fromEntries(Object.entries(schema).flatMap(([key, value]): [string, JsonValue][] => {
    if (key === "title" || key === "description") return [];
    if ((key === "properties" || key === "patternProperties") && isJsonObject(value)) return [[key, Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, inside(inner)]))]];
    return [[key, ["items", "not", "allOf", "anyOf", "oneOf", "additionalProperties"].includes(key) ? inside(value) : value]];
  }));
}
