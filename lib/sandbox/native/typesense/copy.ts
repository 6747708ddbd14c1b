import { isJsonObject, type JsonObject, type JsonValue } from "../../../model";

/** A document after the parts of a copy: what the exported scripts do with it, done apart from them. */
export function applyParts(document: JsonObject, parts: JsonValue | undefined): JsonObject {
  return objects(parts).reduce((held, part) => {
    const { path } = part;
    if (typeof path !== "string") return changed(held, part);
    const inner = Object.hasOwn(held, path) ? held[path] : undefined;
    if (Array.isArray(inner)) return { ...held, [path]: inner.map((item): JsonValue => (isJsonObject(item) ? changed(item, part) : item)) };
    return isJsonObject(inner) ? { ...held, [path]: changed(inner, part) } : held;
  }, document);
}

function objects(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

function changed(document: JsonObject, part: JsonObject): JsonObject {
  const fields = new Map(Object.entries(document));
  const taken: [string, JsonValue][] = [];
  for (const { from, to, convert } of objects(part["moved"])) {
    const value = fields.get(String(from));
    if (value === undefined) continue;
    fields.delete(String(from));
    taken.push([String(to), isJsonObject(convert) ? converted(value, convert) : value]);
  }
  for (const name of Array.isArray(part["removed"]) ? part["removed"] : []) fields.delete(String(name));
  for (const [name, value] of taken) fields.set(name, value);
  for (const { name, value } of objects(part["defaults"])) if ((fields.get(String(name)) ?? null) === null) fields.set(String(name), value ?? null);
  return Object.fromEntries(fields);
}

function converted(value: JsonValue, convert: JsonObject): JsonValue {
  if (Array.isArray(value)) return value.map((item): JsonValue => converted(item, convert));
  if (value === null || convert["kind"] === "same") return value;
  if (convert["kind"] === "text") return String(value);
  const by = Number(convert["by"]);
  return convert["kind"] === "scale" ? Math.round(Number(value) * by) : Number(value) / by;
}
