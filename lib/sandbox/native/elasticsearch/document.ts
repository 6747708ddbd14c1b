import { isJsonObject, type JsonObject, type JsonValue } from "../../../model";
import { objectAt, propertiesOf, typeOf } from "./mapping";
import { refuse } from "./refusal";

const ranges: Readonly<Record<string, readonly [bigint, bigint]>> = {
  byte: [-128n, 127n], short: [-32_768n, 32_767n], integer: [-2_147_483_648n, 2_147_483_647n], long: [-(2n ** 63n), 2n ** 63n - 1n], unsigned_long: [0n, 2n ** 64n - 1n],
};

/** Refuses a document that the mapping does not take. */
export function checkDocument(document: JsonObject, mappings: JsonObject): void {
  let nested = 0;
  const object = (value: JsonObject, definition: JsonObject, path: string, inherited: JsonValue): void => {
    if (definition["enabled"] === false) return;
    const dynamic = definition["dynamic"] ?? inherited;
    const properties = propertiesOf(definition);
    for (const [name, inner] of Object.entries(value)) {
      const [first = name, ...rest] = name.split(".");
      const field = Object.hasOwn(properties, first) ? properties[first] : undefined;
      const here = path === "" ? first : `${path}.${first}`;
      if (!isJsonObject(field)) {
        if (dynamic === "strict") refuse(`mapping set to strict, dynamic introduction of [${first}] within [${path === "" ? "_doc" : path}] is not allowed`);
        continue;
      }
      field_(rest.length === 0 ? inner : { [rest.join(".")]: inner }, field, here, dynamic);
    }
  };
  const field_ = (value: JsonValue, definition: JsonObject, path: string, dynamic: JsonValue): void => {
    const type = typeOf(definition);
    if (definition["enabled"] === false || value === null) return;
    if (type === "alias") refuse(`Cannot write to a field alias [${path}].`);
    if (type === "dense_vector") return vector(value, definition, path);
    if (Array.isArray(value)) {
      for (const item of value) field_(item, definition, path, dynamic);
      return;
    }
    if (type === "object" || type === "nested") {
      if (!isJsonObject(value)) return refuse(`object mapping for [${path}] tried to parse field [${path}] as object, but found a concrete value`);
      if (type === "nested" && (nested += 1) > 10_000) refuse("The number of nested documents has exceeded the allowed limit of [10000]. This limit can be set by changing the [index.mapping.nested_objects.limit] index level setting.");
      return object(value, definition, path, dynamic);
    }
    if (!accepts(value, type, definition)) refuse(`failed to parse field [${path}] of type [${type}]: ${JSON.stringify(value).slice(0, 100)}`);
    for (const inner of Object.values(objectAt(definition, "fields"))) if (isJsonObject(inner)) field_(value, inner, path, dynamic);
  };
  object(document, { ...mappings, type: "object" }, "", true);
}

function vector(value: JsonValue, { dims }: JsonObject, path: string): void {
  if (!Array.isArray(value) || !value.every((item) => typeof item === "number")) refuse(`failed to parse field [${path}] of type [dense_vector]`);
  else if (typeof dims === "number" && value.length !== dims) refuse(`The [dense_vector] field [${path}] has a different number of dimensions [${value.length}] than defined in the mapping [${dims}]`);
}

function accepts(value: JsonValue, type: string, definition: JsonObject): boolean {
  if (type === "flattened") return isJsonObject(value);
  if (isJsonObject(value)) return definition["ignore_malformed"] === true;
  switch (type) {
    case "boolean": return value === true || value === false || value === "true" || value === "false" || value === "";
    case "byte": case "short": case "integer": case "long": case "unsigned_long": return whole(value, type);
    case "half_float": case "float": case "double": case "scaled_float": return typeof value === "number" || (typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value)));
    case "date": case "date_nanos": return date(value, typeof definition["format"] === "string" ? definition["format"] : "strict_date_optional_time||epoch_millis", type);
    case "binary": return typeof value === "string" && /^[A-Za-z0-9+/_-]*={0,2}$/.test(value);
    case "keyword": {
      const text = String(value);
      if (typeof definition["ignore_above"] === "number" && text.length > definition["ignore_above"]) return true;
      if (definition["index"] === false && definition["doc_values"] === false) return true;
      if (new TextEncoder().encode(text).length > 32_766) refuse("Document contains at least one immense term (whose UTF8 encoding is longer than the max length 32766), all of which were skipped.");
      return true;
    }
    default: return true;
  }
}

function whole(value: JsonValue, type: string): boolean {
  if (typeof value === "boolean" || value === null) return false;
  const text = String(value).trim();
  if (!/^[+-]?\d+(?:\.\d*)?(?:e[+-]?\d+)?$/i.test(text)) return false;
  const [low = 0n, high = 0n] = ranges[type] ?? [];
  const number = /^[+-]?\d+$/.test(text) ? BigInt(text) : BigInt(Math.trunc(Number(text)));
  return number >= low && number <= high;
}

function date(value: JsonValue, format: string, type: string): boolean {
  if (typeof value === "boolean" || value === null) return false;
  return format.split("||").some((one) => {
    if (one === "epoch_millis" || one === "epoch_second") return /^-?\d+(?:\.\d+)?$/.test(String(value));
    if (typeof value !== "string") return false;
    if (one === "strict_date") return day(value);
    if (one === "strict_date_optional_time" || one === "strict_date_optional_time_nanos" || one === "date_optional_time") {
      const match = /^(\d{4,}-\d\d-\d\d)(?:T\d\d(?::\d\d(?::\d\d(?:[.,]\d{1,9})?)?)?(?:Z|[+-]\d\d(?::?\d\d)?)?)?$/.exec(value);
      if (match !== null && type === "date_nanos" && (value < "1970" || value > "2262-04-11")) return false;
      return match !== null ? day(match[1] ?? "") : /^\d{4}(?:-\d\d)?$/.test(value);
    }
    // Another pattern: read by nobody here.
    return true;
  });
}

function day(text: string): boolean {
  const [year = 0, month = 0, of = 0] = text.split("-").map(Number);
  if (!/^\d{4,}-\d\d-\d\d$/.test(text)) return false;
  const made = new Date(Date.UTC(year, month - 1, of));
  return made.getUTCMonth() === month - 1 && made.getUTCDate() === of;
}
