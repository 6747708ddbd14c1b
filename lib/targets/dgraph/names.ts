import { freeName } from "../native/words";

/**
 * Names that GraphQL types may not have: scalars and types of Dgraph's own, what it makes of other types, and words it keeps for itself
 * (graphql/schema/rules.go, v25).
 */
const ownTypes = new Set(["string", "int", "int64", "float", "boolean", "id", "datetime", "password", "point", "polygon", "multipolygon", "pointlist", "query", "mutation", "subscription", "uid", "as", "type", "dgraphindex", "authrule", "httpmethod",
  "mode", "customhttp", "intfilter", "int64filter", "floatfilter", "datetimefilter", "stringtermfilter", "stringregexpfilter", "stringfulltextfilter", "stringexactfilter", "stringhashfilter", "pointgeofilter", "pointref", "nearfilter"]);
/** What Dgraph appends to a type's name for types it makes. */
const madeOf = /(?:Ref|Patch|Filter|Order|Orderable|AggregateResult|Input|Payload|Type)$/;
const ownFields = new Set(["uid", "as", "__typename", "numuids", "dgraph", "id_"]);

/** A plain name of GraphQL (2021 specification): ASCII letters, digits, underscores. `fallback` where nothing of the text is. */
function plain(text: string, fallback: string): string {
  const kept = text.replace(/[^A-Za-z0-9_]/g, "").replace(/^_+/, "");
  return kept === "" ? fallback : /^[A-Za-z]/.test(kept) ? kept : `${fallback}${kept}`;
}

/** A free type name; one that Dgraph keeps for itself gets `Node` behind it. */
export function typeName(text: string, taken: Set<string>, bases: ReadonlySet<string>): string {
  const name = plain(text, "Type");
  const base = madeOf.exec(name);
  const clashes = ownTypes.has(name.toLowerCase()) || (base !== null && bases.has(name.slice(0, base.index))) || /^(?:Add|Update|Delete)/.test(name) && /(?:Input|Payload)$/.test(name);
  return freeName(clashes ? `${name}Node` : name, taken);
}

/** A free field name; Dgraph keeps some, and the ending Aggregate, for itself. */
export function fieldName(text: string, taken: Set<string>): string {
  const name = plain(text, "field");
  return freeName(ownFields.has(name.toLowerCase()) || name.endsWith("Aggregate") ? `${name}Value` : name, taken);
}

/** Whether all values of an enumeration can be GraphQL's. */
export function enumerable(values: readonly string[]): boolean {
  return values.length > 0 && values.every((value) => /^[A-Za-z_][A-Za-z0-9_]*$/.test(value) && !/^(?:true|false|null)$/.test(value) && !value.startsWith("__"));
}

/** A text within GraphQL's quotes. */
export function quoted(text: string): string {
  return JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
