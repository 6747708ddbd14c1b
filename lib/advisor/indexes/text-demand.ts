import type { AccessPattern, Column, Id, IndexPart, Table } from "../../model";
import type { Capabilities } from "../../targets/target";
import type { Element, SpecialDemand } from "./demand";
import type { Need, Unserved } from "./index-advice";
import type { QueryFacts } from "./query-facts";

interface TextQuestion {
  readonly pattern: AccessPattern;
  readonly table: Table;
  readonly facts: QueryFacts;
  readonly capabilities: Capabilities;
  readonly need: Need;
  quote(name: string): string;
  /** The column of which a range is read, on this table. */
  readonly ranged?: Column;
  /** Columns compared for equality: not what is searched. */
  readonly taken: readonly Id[];
}

export type TextAnswer =
  | { readonly kind: "step"; readonly element: Element }
  | { readonly kind: "special"; readonly demand: SpecialDemand }
  | { readonly kind: "unserved"; readonly unserved: Unserved };

/**
 * How a search in text is served. By beginning: a sorted index in the order LIKE needs. Forgiving errors, or with a wildcard first:
 * trigrams. By relevance: words. Undefined when the pattern searches nothing (its range is an ordinary one).
 */
export function textDemand(question: TextQuestion): TextAnswer | undefined {
  const { pattern, table, facts, capabilities, need } = question;
  const like = [...facts.likes].find(([id]) => table.columns.some((column) => column.id === id));
  const anywhere = like?.[1].how === "anywhere";
  const form = anywhere || pattern.text === "typo" ? "likeness" : pattern.text === "prefix" ? (like?.[1].anyCase === true && capabilities.indexMethods.includes("gin") ? "likeness" : "prefix") : pattern.text === undefined && like !== undefined ? (like[1].how === "prefix" ? "prefix" : "likeness") : "words";
  const columns = searchedColumns(question, like?.[0], form === "words");
  const refuse = (code: Unserved["code"], reason: string, help: string): TextAnswer => {
    const [only] = columns;
    return { kind: "unserved", unserved: { need, tableId: table.id, code, reason, help, ...(only === undefined ? {} : { columnId: only.id }) } };
  };
  const [first] = columns;
  if (first === undefined) return refuse("text-column-unknown", `Which column of ${table.name} is searched is not said.`, "Name it as the range, or give the query.");
  if (form === "prefix") {
    if (capabilities.unkeyedTypes?.includes(first.type.kind) === true) return refuse("unkeyed-type", `${table.name}.${first.name} cannot stand whole in a key: its type has no bound.`, "Give it a type with a length.");
    // Ordinary order serves LIKE only by bytes; a class of its own, or (SQLite) an order without case, does.
    if (capabilities.indexMethods.includes("gin") && first.collation !== "C") return { kind: "step", element: `prefix:${first.id}` };
    const plain = !capabilities.collations.includes("NOCASE") || first.collation?.toUpperCase() === "NOCASE" || /\bglob\b/i.test(pattern.query ?? "");
    return { kind: "step", element: plain ? first.id : `nocase:${first.id}` };
  }
  if (form === "likeness") {
    if (!capabilities.indexMethods.includes("gin")) return refuse("leading-wildcard", anywhere ? `${table.name}.${first.name} is searched anywhere in its text: a sorted index knows beginnings only, so every row is read.` : `Nothing here finds ${first.name} in spite of typing errors.`, capabilities.indexMethods.includes("fulltext") ? "Search by its beginning or by words (a fulltext index), or feed a search engine." : "Search by its beginning, keep a table of trigrams (FTS5 with the trigram tokenizer), or feed a search engine.");
    return { kind: "special", demand: { tableId: table.id, method: "gin", parts: [{ column: first.id, operatorClass: "gin_trgm_ops" }], about: { columns: [first.id], form: "likeness" }, need, extension: "pg_trgm", reason: `${anywhere ? "A wildcard comes first" : pattern.text === "typo" ? "Typing errors are forgiven" : "Letters' case does not count"}: trigrams (pg_trgm) find ${first.name} by any part of it.` } };
  }
  return wordsDemand(question, columns, refuse);
}

function wordsDemand({ table, capabilities, need, quote }: TextQuestion, columns: readonly Column[], refuse: (code: Unserved["code"], reason: string, help: string) => TextAnswer): TextAnswer {
  const about = { columns: columns.map(({ id }) => id), form: "words" as const };
  const names = columns.map(({ name }) => name).join(", ");
  if (capabilities.indexMethods.includes("gin")) {
    const [first] = columns;
    const ready = first !== undefined && columns.length === 1 && first.type.kind === "native";
    const text = columns.length === 1 ? columns.map(({ name }) => quote(name)).join("") : columns.map(({ name }) => `coalesce(${quote(name)}, '')`).join(" || ' ' || ");
    const parts: readonly IndexPart[] = ready ? [{ column: first.id }] : [{ expression: `to_tsvector('english', ${text})` }];
    return { kind: "special", demand: { tableId: table.id, method: "gin", parts, about, need, reason: `GIN indexes the words of ${names}; the query must search the same expression, with the same language.` } };
  }
  if (capabilities.indexMethods.includes("fulltext")) {
    return { kind: "special", demand: { tableId: table.id, method: "fulltext", parts: columns.map(({ id }) => ({ column: id })), about, need, reason: `A fulltext index knows the words of ${names}; MATCH must name the same columns.` } };
  }
  return refuse("no-index-method", `Words in ${table.name}.${names} are found by reading every row: no index method here knows words.`, "Keep them in a full-text table (FTS5), or feed a search engine.");
}

/** What is searched: what the query names, the range when it is text, the only text column, or (for words) all of them. */
function searchedColumns({ table, facts, ranged, taken }: TextQuestion, liked: Id | undefined, all: boolean): readonly Column[] {
  const named = new Set([...(liked === undefined ? [] : [liked]), ...facts.words, ...facts.like]);
  const byQuery = table.columns.filter(({ id }) => named.has(id));
  if (byQuery.length > 0) return byQuery;
  if (ranged !== undefined && isText(ranged)) return [ranged];
  const keys = new Set([...table.primaryKey?.columns ?? [], ...table.foreignKeys.flatMap(({ columns }) => columns), ...taken]);
  const ready = table.columns.filter(({ type }) => type.kind === "native" && /^tsvector$/i.test(type.text));
  if (all && ready.length > 0) return ready.slice(0, 1);
  const texts = table.columns.filter((column) => isText(column) && !keys.has(column.id));
  if (texts.length === 1 || all) return texts.slice(0, 4);
  return texts.filter(({ name }) => /(^|_)(name|title|subject|label|email)$/i.test(name)).slice(0, 1);
}

function isText({ type }: Column): boolean {
  return type.kind === "text" || type.kind === "string" || type.kind === "char" || (type.kind === "native" && /^citext$/i.test(type.text));
}
