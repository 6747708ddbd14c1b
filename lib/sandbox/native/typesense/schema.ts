import { isJsonObject, type JsonObject, type JsonValue } from "../../../model";
import { refuse } from "./refusal";

/** The field types (Typesense 30, collections: field types). `auto` and `string*` guess: nothing of ours may. */
export const fieldTypes: ReadonlySet<string> = new Set(["string", "string[]", "int32", "int32[]", "int64", "int64[]", "float", "float[]", "bool", "bool[]", "geopoint", "geopoint[]", "geopolygon", "object", "object[]", "string*", "image", "auto"]);

const parameters = new Set(["name", "type", "facet", "optional", "index", "store", "sort", "infix", "locale", "num_dim", "vec_dist", "hnsw_params", "reference", "async_reference", "cascade_delete", "range_index", "stem", "stem_dictionary", "truncate_len", "token_separators", "symbols_to_index", "embed", "drop"]);
const switches = ["facet", "optional", "index", "store", "sort", "infix", "range_index", "stem", "async_reference", "drop"];

export interface Schema {
  fields: Map<string, JsonObject>;
  readonly defaultSort: string | undefined;
  readonly nested: boolean;
  readonly rest: JsonObject;
}

/** Reads the body of `POST /collections`; refuses what the server refuses. */
export function readSchema(body: JsonObject, version: string): Schema {
  const known = ["name", "fields", "default_sorting_field", "token_separators", "symbols_to_index", "enable_nested_fields", "metadata", "voice_query_model", ...(version === "29" ? [] : ["synonym_sets", "curation_sets"])];
  for (const key of Object.keys(body)) if (!known.includes(key)) refuse(`Unknown parameter \`${key}\` of a collection.`);
  const nested = body["enable_nested_fields"] === true;
  const list = body["fields"];
  if (!Array.isArray(list) || list.length === 0 || !list.every(isJsonObject)) return refuse("The `fields` value should be an array of objects containing `name`, `type`, `optional` and `facet` properties.");
  const fields = new Map<string, JsonObject>();
  for (const field of list) {
    const name = checkField(field, nested);
    if (fields.has(name)) refuse("There are duplicate field names in the schema.");
    fields.set(name, withoutDefaults(field));
  }
  for (const key of ["token_separators", "symbols_to_index"]) {
    const symbols = body[key];
    if (symbols !== undefined && !(Array.isArray(symbols) && symbols.every((symbol) => typeof symbol === "string" && [...symbol].length === 1))) refuse(`Parameter \`${key}\` should be an array of character symbols.`);
  }
  const defaultSort = body["default_sorting_field"];
  if (defaultSort !== undefined) checkDefaultSort(defaultSort, fields);
  const { name: _name, fields: _fields, default_sorting_field: _sort, enable_nested_fields: _nested, ...rest } = body;
  return { fields, defaultSort: typeof defaultSort === "string" ? defaultSort : undefined, nested, rest };
}

function checkDefaultSort(name: JsonValue, fields: ReadonlyMap<string, JsonObject>): void {
  if (typeof name !== "string") return refuse("`default_sorting_field` should be a string.");
  const field = fields.get(name);
  if (field === undefined) return refuse(`Default sorting field is defined as \`${name}\` but is not found in the schema.`);
  if (!["int32", "int64", "float"].includes(String(field["type"])) && !(field["type"] === "string" && field["sort"] === true)) refuse(`Default sorting field \`${name}\` is not a sortable type.`);
  if (field["optional"] === true) refuse(`Default sorting field \`${name}\` cannot be an optional field.`);
  if (field["index"] === false) refuse(`Default sorting field \`${name}\` is not indexed.`);
}

/** Refuses a field that the server refuses; gives its name. */
export function checkField(field: JsonObject, nested: boolean): string {
  const { name, type } = field;
  if (typeof name !== "string" || name === "") return refuse("Wrong format for `fields`. It should be an array of objects containing `name`, `type`, `optional` and `facet` properties.");
  for (const key of Object.keys(field)) if (!parameters.has(key)) refuse(`Unknown parameter \`${key}\` of field \`${name}\`.`);
  for (const key of switches) if (field[key] !== undefined && typeof field[key] !== "boolean") refuse(`The \`${key}\` property of the field \`${name}\` should be a boolean.`);
  if (typeof type !== "string" || !fieldTypes.has(type)) return refuse(`Field \`${name}\` has an invalid data type \`${String(type)}\`, see docs for supported data types.`);
  if (name === "id" && type !== "string") refuse("Field `id` must be a string.");
  if ((type === "object" || type === "object[]") && !nested) refuse("Type `object` or `object[]` can be used only when nested fields are enabled by setting` enable_nested_fields` to true.");
  if (field["index"] === false && field["optional"] !== true) refuse(`Field \`${name}\` must be optional since it is marked as non-indexable.`);
  if (field["index"] === false && field["facet"] === true) refuse(`Field \`${name}\` cannot be a facet since it's marked as non-indexable.`);
  const text = type === "string" || type === "string[]" || type === "string*" || type === "auto";
  if (field["infix"] === true && !text) refuse(`Field \`${name}\`: infix search is only for strings.`);
  if (field["stem"] === true && !text) refuse(`The \`stem\` property is only allowed for string and string[] fields (\`${name}\`).`);
  if (field["sort"] === true && (type.endsWith("[]") || type === "object" || type === "image" || type === "geopolygon")) refuse(`Field \`${name}\` cannot be sortable: it is ${type}.`);
  if (field["range_index"] === true && !/^(?:int32|int64|float)(?:\[\])?$/.test(type)) refuse(`Field \`${name}\`: range_index is only for numbers.`);
  const dimensions = field["num_dim"];
  if (dimensions !== undefined && (type !== "float[]" || typeof dimensions !== "number" || dimensions < 1)) refuse("Property `num_dim` is only allowed on a float array field, and must be a positive integer.");
  if (field["vec_dist"] !== undefined && field["vec_dist"] !== "cosine" && field["vec_dist"] !== "ip") refuse("Property `vec_dist` is invalid.");
  const reference = field["reference"];
  if (reference !== undefined && !(typeof reference === "string" && /^[^.]+\.[^.].*$/.test(reference))) refuse(`Invalid reference \`${String(reference)}\`.`);
  if (field["async_reference"] === true && reference === undefined) refuse(`Field \`${name}\` is an async_reference to nothing.`);
  if (field["locale"] !== undefined && !(typeof field["locale"] === "string" && /^(?:[a-z]{2})?$/.test(field["locale"]))) refuse(`The \`locale\` value of the field \`${name}\` is not valid.`);
  return name;
}

/** Without what only says the default. */
export function withoutDefaults(field: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(field).filter(([key, value]) => key !== "drop" && !(value === false && key !== "index" && key !== "store")));
}
