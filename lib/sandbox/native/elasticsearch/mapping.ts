import { canonicalJson, isJsonObject, type JsonObject, type JsonValue } from "../../../model";
import { builtInAnalyzers, changeable, parametersOf } from "./mapping-parameters";
import { refuse } from "./refusal";

const dynamics: readonly (JsonValue | undefined)[] = [undefined, true, false, "true", "false", "strict", "runtime"];

/** What a mapping is checked against: limits and analyzers of the index it belongs to. */
export interface MappingContext {
  readonly analyzers: ReadonlySet<string>;
  readonly nestedFields: number;
  /** Told what was not looked at. */
  note(text: string): void;
}

/** Refuses what the engine refuses when a mapping is put. */
export function checkMappings(mappings: JsonObject, context: MappingContext): void {
  for (const key of Object.keys(mappings)) if (!["dynamic", "properties", "_source", "_meta", "_routing", "_size", "dynamic_templates", "date_detection", "numeric_detection", "dynamic_date_formats", "runtime", "subobjects", "_data_stream_timestamp", "_field_names"].includes(key)) refuse(`Root mapping definition has unsupported parameters: [${key}]`);
  if (!dynamics.includes(mappings["dynamic"])) refuse(`Unknown value [${String(mappings["dynamic"])}] for field [dynamic]`);
  const properties = propertiesOf(mappings);
  let total = 0;
  let nested = 0;
  const visit = (fields: JsonObject, prefix: string, depth: number): void => {
    if (depth > 20) refuse(`Limit of mapping depth [20] has been exceeded due to object field [${prefix.slice(0, -1)}]`);
    for (const [name, definition] of Object.entries(fields)) {
      if (name.trim() === "" || name.split(".").some((part) => part.trim() === "")) refuse(`field name cannot be an empty string or contain only whitespace: [${name}]`);
      if (prefix === "" && /^_(?:id|index|source|type|routing|field_names|ignored|tier|doc_count|seq_no|primary_term|version|nested_path)$/.test(name)) refuse(`Field [${name}] is defined more than once: it is a metadata field`);
      if (!isJsonObject(definition)) return refuse(`Expected map for property [fields] on field [${name}] but got a class java.lang.String`);
      const type = typeOf(definition);
      const path = `${prefix}${name}`;
      total += 1 + Object.keys(objectAt(definition, "fields")).length;
      if (type === "nested") nested += 1;
      checkField(path, type, definition, context);
      if (type === "alias") checkAlias(path, definition, properties);
      visit(objectAt(definition, "properties"), `${path}.`, depth + 1);
    }
  };
  visit(properties, "", 1);
  if (total > 1000) refuse(`Limit of total fields [1000] has been exceeded: ${total}`);
  if (nested > context.nestedFields) refuse(`Limit of nested fields [${context.nestedFields}] has been exceeded: ${nested}`);
}

function checkField(path: string, type: string, definition: JsonObject, context: MappingContext): void {
  const parameters = parametersOf(type);
  if (parameters === undefined) refuse(`The mapper type [${type}] declared on field [${path}] does not exist. It might have been created within a future version or requires a plugin to be installed.`);
  if (parameters === "unchecked") {
    context.note(`parameters of ${type} fields`);
    return;
  }
  for (const key of Object.keys(definition)) if (!parameters.includes(key)) refuse(`unknown parameter [${key}] on mapper [${path}] of type [${type}]`);
  if (type === "scaled_float" && !(typeof definition["scaling_factor"] === "number" && definition["scaling_factor"] > 0)) refuse(`Failed to parse mapping: Field [scaling_factor] is required and must be positive on [${path}]`);
  if (type === "dense_vector") {
    const dims = definition["dims"];
    if (dims !== undefined && !(typeof dims === "number" && Number.isInteger(dims) && dims >= 1 && dims <= 4096)) refuse(`The number of dimensions for field [${path}] should be in the range [1, 4096] but was [${String(dims)}]`);
  }
  const above = definition["ignore_above"];
  if (above !== undefined && !(typeof above === "number" && above >= 0)) refuse(`Field [ignore_above] on [${path}] cannot be ${String(above)}`);
  for (const key of ["analyzer", "search_analyzer", "search_quote_analyzer"]) {
    const analyzer = definition[key];
    if (analyzer !== undefined && !(typeof analyzer === "string" && (builtInAnalyzers.has(analyzer) || context.analyzers.has(analyzer)))) refuse(`analyzer [${String(analyzer)}] has not been configured in mappings`);
  }
  for (const [name, inner] of Object.entries(objectAt(definition, "fields"))) {
    if (!isJsonObject(inner)) return refuse(`Expected map for property [fields] on field [${path}]`);
    const innerType = typeOf(inner);
    if (innerType === "object" || innerType === "nested" || innerType === "alias") refuse(`Type [${innerType}] cannot be used in multi field`);
    checkField(`${path}.${name}`, innerType, inner, context);
  }
}

function checkAlias(path: string, definition: JsonObject, properties: JsonObject): void {
  const target = definition["path"];
  if (typeof target !== "string") return refuse(`The [path] property must be specified for field [${path}].`);
  const field = fieldAt(properties, target);
  if (field === undefined) refuse(`Invalid [path] value [${target}] for field alias [${path}]: an alias must refer to an existing field in the mappings.`);
  if (typeOf(field) === "alias") refuse(`Invalid [path] value [${target}] for field alias [${path}]: an alias cannot refer to another alias.`);
  if (typeOf(field) === "object" || typeOf(field) === "nested") refuse(`Invalid [path] value [${target}] for field alias [${path}]: an alias must refer to a concrete field.`);
}

/** The mapping that results, or a refusal where a field would become another. */
export function mergeMappings(old: JsonObject, now: JsonObject): JsonObject {
  const merged: Record<string, JsonValue> = { ...old, ...now };
  if (old["properties"] !== undefined || now["properties"] !== undefined) merged["properties"] = mergeProperties(propertiesOf(old), propertiesOf(now), "");
  return merged;
}

function mergeProperties(old: JsonObject, now: JsonObject, prefix: string): JsonObject {
  const fields = new Map(Object.entries(old));
  for (const [name, field] of Object.entries(now)) {
    const before = fields.get(name);
    fields.set(name, before === undefined ? field : isJsonObject(before) && isJsonObject(field) ? mergeField(before, field, `${prefix}${name}`) : refuse(`Expected map for property [${prefix}${name}]`));
  }
  return Object.fromEntries(fields);
}

function mergeField(old: JsonObject, now: JsonObject, path: string): JsonObject {
  const [a, b] = [typeOf(old), typeOf(now)];
  if (a !== b) refuse(a === "object" || a === "nested" || b === "object" || b === "nested" ? `can't merge a non ${a} mapping [${path}] with a ${b} mapping` : `mapper [${path}] cannot be changed from type [${a}] to [${b}]`);
  if (a === "object" || a === "nested") {
    if ((old["enabled"] ?? true) !== (now["enabled"] ?? true)) refuse(`the [enabled] parameter can't be updated for the object mapping [${path}]`);
    return { ...old, ...now, ...(old["properties"] === undefined && now["properties"] === undefined ? {} : { properties: mergeProperties(propertiesOf(old), propertiesOf(now), `${path}.`) }) };
  }
  const merged: Record<string, JsonValue> = { ...old, ...now };
  for (const key of new Set([...Object.keys(old), ...Object.keys(now)])) {
    if (key === "fields" || changeable.has(key) || canonicalJson(old[key]) === canonicalJson(now[key])) continue;
    refuse(`Mapper for [${path}] conflicts with existing mapper: Cannot update parameter [${key}] from [${canonicalJson(old[key])}] to [${canonicalJson(now[key])}]`);
  }
  if (old["fields"] !== undefined || now["fields"] !== undefined) merged["fields"] = mergeProperties(objectAt(old, "fields"), objectAt(now, "fields"), `${path}.`);
  // What a field's own settings leave out goes back to the default.
  for (const key of changeable) if (key !== "fields" && now[key] === undefined) delete merged[key];
  return merged;
}

export function typeOf(definition: JsonObject): string {
  return typeof definition["type"] === "string" ? definition["type"] : "object";
}

export function propertiesOf(mappings: JsonObject): JsonObject {
  return objectAt(mappings, "properties");
}

export function objectAt(value: JsonObject, key: string): JsonObject {
  const found = Object.hasOwn(value, key) ? value[key] : undefined;
  return isJsonObject(found) ? found : {};
}

/** The field at a path with dots. */
export function fieldAt(properties: JsonObject, path: string): JsonObject | undefined {
  const [first = "", ...rest] = path.split(".");
  const field = Object.hasOwn(properties, first) ? properties[first] : undefined;
  if (!isJsonObject(field)) return undefined;
  return rest.length === 0 ? field : fieldAt(propertiesOf(field), rest.join("."));
}
