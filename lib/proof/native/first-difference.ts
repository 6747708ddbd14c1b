import { canonicalJson, isJsonObject, type JsonValue } from "../../model";

/** Where two values differ first, for people: `collections.products.indexes: expected [...], found [...]`. */
export function firstDifference(expected: JsonValue | undefined, found: JsonValue | undefined, path = ""): string {
  if (isJsonObject(expected) && isJsonObject(found)) {
    for (const key of [...new Set([...Object.keys(expected), ...Object.keys(found)])].toSorted()) {
      if (canonicalJson(expected[key]) !== canonicalJson(found[key])) return firstDifference(expected[key], found[key], path === "" ? key : `${path}.${key}`);
    }
  }
  if (Array.isArray(expected) && Array.isArray(found) && expected.length === found.length) {
    const i = expected.findIndex((item, at) => canonicalJson(item) !== canonicalJson(found[at]));
    if (i >= 0) return firstDifference(expected[i], found[i], `${path}[${i}]`);
  }
  return `${path === "" ? "The whole" : path}: expected ${shown(expected)}, found ${shown(found)}`;
}

function shown(value: JsonValue | undefined): string {
  const text = value === undefined ? "nothing" : canonicalJson(value);
  return text.length > 200 ? `${text.slice(0, 200)}...` : text;
}
