import type { AccessPattern, Column, Id, Table } from "../../model";
import type { NativeInput } from "../native/native";
import type { FieldType } from "./types";

/** What the patterns ask of a column. */
interface Asked {
  equal: boolean;
  ordered: boolean;
  words: boolean;
  fuzzy: boolean;
  /** Seconds of the smallest window. */
  window?: number;
}

/**
 * Tokenizers by column: hash for equality, exact where texts are also sorted or compared, fulltext and trigram for search, one granularity for
 * moments (docs, indexing, 25.2). Only one sortable index may stand on a predicate, and hash and exact not together.
 */
export function searches(table: Table, input: NativeInput, typeOf: (column: Column) => FieldType, walked: ReadonlySet<Id>): ReadonlyMap<Id, readonly string[]> {
  const asked = new Map<Id, Asked>();
  const of = (id: Id): Asked => {
    const found = asked.get(id) ?? { equal: false, ordered: false, words: false, fuzzy: false };
    asked.set(id, found);
    return found;
  };
  for (const pattern of input.patterns) read(pattern, table, of);
  for (const { parts, method, where } of table.indexes) {
    for (const [i, { column }] of parts.entries()) {
      if (column === undefined || where !== undefined) continue;
      if (/full|gin/i.test(method ?? "")) of(column).words = true;
      else if (/trgm/i.test(method ?? "")) of(column).fuzzy = true;
      else if (i === 0) of(column).equal = true;
      else of(column).ordered = true;
    }
  }
  return new Map(table.columns.flatMap((column) => {
    const wanted = asked.get(column.id);
    const type = typeOf(column);
    const tokens = walked.has(column.id) || wanted === undefined ? [] : tokenizers(wanted, type, column.type.kind === "enum");
    return tokens.length === 0 ? [] : [[column.id, tokens] as const];
  }));
}

function read(pattern: AccessPattern, table: Table, of: (id: Id) => Asked): void {
  const own = (id: Id): boolean => table.columns.some((column) => column.id === id);
  for (const id of (pattern.equality ?? []).filter(own)) of(id).equal = true;
  for (const id of [...(pattern.range === undefined ? [] : [pattern.range]), ...(pattern.sort ?? []).map(({ column }) => column)].filter(own)) of(id).ordered = true;
  if (pattern.range !== undefined && own(pattern.range) && pattern.window !== undefined) of(pattern.range).window = Math.min(pattern.window, of(pattern.range).window ?? Infinity);
  if (pattern.operation !== "search" || pattern.tableId !== table.id) return;
  const keys = new Set([...(table.primaryKey?.columns ?? []), ...table.foreignKeys.flatMap(({ columns }) => columns)]);
  for (const { id, type } of table.columns) {
    const text = type.kind === "text" || type.kind === "string" || (type.kind === "array" && (type.of.kind === "text" || type.of.kind === "string"));
    if (!text || keys.has(id)) continue;
    if (pattern.text === "prefix") of(id).ordered = true;
    else if (pattern.text === "typo") of(id).fuzzy = true;
    else of(id).words = true;
  }
}

function tokenizers({ equal, ordered, words, fuzzy, window }: Asked, { type, list, dimensions }: FieldType, isEnum: boolean): readonly string[] {
  if (dimensions !== undefined) return [];
  switch (type) {
    case "String": {
      if (isEnum) return ordered ? ["exact"] : equal ? ["hash"] : [];
      const order = ordered && !list ? ["exact"] : equal ? ["hash"] : [];
      // Typing errors are forgiven by match(), which needs trigrams, and each keystroke is answered by words too.
      return [...order, ...(words ? ["fulltext"] : []), ...(fuzzy ? ["term", "trigram"] : [])];
    }
    case "Int": return equal || ordered ? ["int"] : [];
    case "Int64": return equal || ordered ? ["int64"] : [];
    case "Float": return equal || ordered ? ["float"] : [];
    case "Boolean": return equal ? ["bool"] : [];
    case "DateTime": return equal || ordered ? [window !== undefined && window >= 30 * 86_400 ? "month" : window !== undefined && window >= 86_400 ? "day" : "hour"] : [];
    case "Point": return equal || ordered ? ["point"] : [];
  }
}
