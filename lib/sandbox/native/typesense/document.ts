import { isJsonObject, type JsonObject, type JsonValue } from "../../../model";
import { refuse } from "./refusal";
import type { Schema } from "./schema";

/** Refuses a document that the schema does not take (dirty_values: reject; nothing is coerced). Fields outside of the schema are kept and not looked at. */
export function checkDocument(document: JsonObject, schema: Schema): void {
  for (const [name, field] of schema.fields) {
    if (name === "id") continue;
    const type = String(field["type"]);
    const values = name.includes(".") && schema.nested ? inside(document, name.split(".")) : [Object.hasOwn(document, name) ? document[name] : undefined];
    const present = values.filter((value) => value !== undefined && value !== null);
    if (present.length === 0) {
      if (field["optional"] !== true) refuse(`Field \`${name}\` has been declared in the schema, but is not found in the document.`);
      continue;
    }
    if (field["index"] === false) continue;
    for (const value of present) if (value !== undefined) checkValue(name, type, name.includes(".") && schema.nested && type.endsWith("[]") && !Array.isArray(value) ? [value] : value, field);
  }
}

/** Values at a path, through lists of objects. */
function inside(value: JsonValue | undefined, path: readonly string[]): readonly (JsonValue | undefined)[] {
  if (path.length === 0) return [value];
  if (Array.isArray(value)) return value.flatMap((item) => inside(item, path));
  const [first = "", ...rest] = path;
  return isJsonObject(value) ? inside(Object.hasOwn(value, first) ? value[first] : undefined, rest) : [undefined];
}

function checkValue(name: string, type: string, value: JsonValue, field: JsonObject): void {
  if (type.endsWith("[]")) {
    if (!Array.isArray(value)) return refuse(`Field \`${name}\` must be an array.`);
    const dimensions = field["num_dim"];
    if (typeof dimensions === "number" && value.length !== dimensions) refuse(`Field \`${name}\` must have ${dimensions} dimensions.`);
    for (const item of value) checkOne(name, type.slice(0, -2), item);
    return;
  }
  checkOne(name, type, value);
}

function checkOne(name: string, type: string, value: JsonValue): void {
  const ok = type === "string" ? typeof value === "string"
    : type === "bool" ? typeof value === "boolean"
      : type === "float" ? typeof value === "number"
        : type === "int32" ? typeof value === "number" && Number.isInteger(value) && value >= -(2 ** 31) && value < 2 ** 31
          : type === "int64" ? typeof value === "number" && Number.isInteger(value)
            : type === "object" ? isJsonObject(value) : true;
  if (!ok) refuse(`Field \`${name}\` must be ${type === "int32" ? "an int32" : type === "int64" ? "an int64" : `a ${type}`}.`);
}
