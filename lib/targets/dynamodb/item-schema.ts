import { isJsonObject, type JsonObject, type JsonValue } from "../../model";
import type { Attribute, Entity } from "./model";

/** An item, unmarshalled, as a JSON Schema for writers: DynamoDB itself checks keys only. */
export function itemSchema(entity: Entity): JsonObject {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema", title: entity.name, ...(entity.comment === undefined ? {} : { description: entity.comment }), type: "object",
    properties: Object.fromEntries(entity.attributes.map((attribute) => [attribute.name, property(attribute)])),
    required: entity.attributes.filter(({ required }) => required).map(({ name }) => name), additionalProperties: false,
  };
}

function property(attribute: Attribute): JsonObject {
  const { type, format, values, length, comment, default: value, minimum, maximum, source } = attribute;
  const plain = plainDefault(value);
  return {
    ...typed(type), ...(comment === undefined ? {} : { description: comment }), ...(plain === undefined ? {} : { default: plain }),
    ...(source.kind === "constant" ? { const: source.value } : {}), ...(values === undefined ? {} : { enum: values }), ...(length === undefined ? {} : { maxLength: length }),
    ...(type === "S" && (format === "uuid" || format === "date-time" || format === "date" || format === "time" || format === "duration") ? { format } : {}),
    ...(minimum === undefined ? {} : { minimum }), ...(maximum === undefined ? {} : { maximum }),
  };
}

function typed(type: Attribute["type"]): JsonObject {
  switch (type) {
    case "N": return { type: "number" };
    case "BOOL": return { type: "boolean" };
    case "L": return { type: "array" };
    case "M": return { type: "object" };
    case "B": return { type: "string", contentEncoding: "base64" };
    default: return { type: "string" };
  }
}

function plainDefault(value: JsonValue | undefined): JsonValue | undefined {
  if (!isJsonObject(value)) return undefined;
  return value["S"] ?? value["BOOL"] ?? (typeof value["N"] === "string" ? Number(value["N"]) : undefined);
}
