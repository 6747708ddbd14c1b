import type { AccessPattern, ColumnType } from "../../../model";
import { entities, type ColumnSpec, type Entities, type EntitySpec } from "../../../targets/native/testing/entities";

const t = (kind: "uuid" | "text" | "int32" | "int64" | "float64" | "boolean" | "json" | "date" | "timestamptz"): ColumnType => ({ kind });
const short = (length: number): ColumnType => ({ kind: "string", length });
const id: ColumnSpec = { type: t("uuid") };

const authors: EntitySpec = { columns: { id, name: { type: short(80) }, born: { type: t("date"), nullable: true } }, load: { rowsInYear: 1000 } };
const books: EntitySpec = {
  columns: {
    id, title: { type: short(200) }, blurb: { type: t("text"), nullable: true }, pages: { type: t("int32") }, price: { type: { kind: "decimal", precision: 10, scale: 2 } }, printed: { type: t("date"), nullable: true }, details: { type: t("json"), nullable: true },
    author_id: { type: t("uuid"), references: ["authors", "restrict"] }, shelf: { type: short(20), nullable: true }, floor: { type: short(20), nullable: true },
  }, load: { rowsInYear: 20_000 },
};
const copies: EntitySpec = {
  columns: { book_id: { type: t("uuid"), references: ["books", "cascade"] }, number: { type: t("int32") }, place: { type: short(40) }, worn: { type: t("boolean") } }, key: ["book_id", "number"], load: { perParent: 20 },
};
const loans: EntitySpec = { columns: { reader: { type: short(40) }, at: { type: t("timestamptz") }, days: { type: t("int32") } }, key: ["reader", "at"], load: { rowsInYear: 100_000, retentionDays: 60 } };
const base = { authors, books, copies, loans };

const patterns: readonly AccessPattern[] = [
  { id: "p.search", name: "Search books", operation: "search", tableId: "books", joins: ["authors", "copies"], text: "typo", items: 10 },
  { id: "p.shelf", name: "Books of a shelf", operation: "list", tableId: "books", equality: ["books.shelf"], sort: [{ column: "books.pages", order: "asc" }], range: "books.price", items: 20 },
  { id: "p.place", name: "Books by copies", operation: "list", tableId: "books", equality: ["copies.place", "copies.number"], joins: ["copies"], items: 20 },
  { id: "p.author", name: "Author", operation: "list", tableId: "authors", equality: ["authors.name"], items: 1 },
  { id: "p.loans", name: "Loans by day", operation: "aggregate", tableId: "loans", equality: ["loans.reader"], range: "loans.at", window: 86_400, items: 30 },
  { id: "p.lend", name: "Lend", operation: "insert", tableId: "loans", rate: 5 },
];

/** A library: a search over a reference and bounded children, a filter within children, and a table that is only added to. */
export const library: Entities = entities(base, {}, patterns);

function changed(table: keyof typeof base, change: Partial<EntitySpec>, more: readonly AccessPattern[] = patterns): { readonly to: Entities } {
  return { to: entities({ ...base, [table]: { ...base[table], ...change } }, {}, more) };
}

const { title: _title, ...untitled } = books.columns;
const { shelf: _shelf, floor: _floor, ...unplaced } = books.columns;
const { place: _place, ...placeless } = copies.columns;
const { days: _days, ...dayless } = loans.columns;

/** What can happen to it, one thing at a time. */
export const libraryEvolutions: Readonly<Record<string, { readonly to: Entities }>> = {
  "a required column with a default": changed("books", { columns: { ...books.columns, language: { type: short(10), default: "'en'" } } }),
  "a required column without one": changed("books", { columns: { ...books.columns, edition: { type: t("int32") } } }, [...patterns, { id: "p.edition", name: "By edition", operation: "list", tableId: "books", equality: ["books.edition"] }]),
  "another name of a column": changed("books", { columns: { ...untitled, name: { type: short(200), was: "books.title" } } }),
  "two columns that change names": changed("books", { columns: { ...unplaced, shelf: { type: short(20), nullable: true, was: "books.floor" }, floor: { type: short(20), nullable: true, was: "books.shelf" } } }),
  "a column less": changed("books", { columns: untitled }),
  "a larger number": changed("books", { columns: { ...books.columns, pages: { type: t("int64") } } }),
  "text instead of a number": changed("books", { columns: { ...books.columns, pages: { type: short(10) } } }),
  "another scale of money": changed("books", { columns: { ...books.columns, price: { type: { kind: "decimal", precision: 10, scale: 3 } } } }),
  "a longer text": changed("books", { columns: { ...books.columns, shelf: { type: short(60), nullable: true } } }),
  "a column of children with another name": changed("copies", { columns: { ...placeless, room: { type: short(40), was: "copies.place" } } }),
  "a column of children more": changed("copies", { columns: { ...copies.columns, colour: { type: short(20), nullable: true } } }),
  "more children of one parent than a document holds": changed("copies", { load: { perParent: 5000 } }),
  "another name of a column of what it refers to": changed("authors", { columns: { id, born: authors.columns["born"] ?? id, called: { type: short(80), was: "authors.name" } } }),
  "a shorter retention": changed("loans", { load: { rowsInYear: 100_000, retentionDays: 30 } }),
  "no retention": changed("loans", { load: { rowsInYear: 100_000 } }),
  "another type of a measured value": changed("loans", { columns: { ...dayless, days: { type: t("float64") } } }),
  "a pattern less": { to: entities(base, {}, patterns.filter((pattern) => pattern.id !== "p.shelf")) },
  "no search": { to: entities(base, {}, patterns.filter((pattern) => pattern.id !== "p.search")) },
  "another key": changed("authors", { key: ["name"] }),
  "a table with another name": { to: { ...library, schema: { ...library.schema, tables: library.schema.tables.map((table) => (table.id === "books" ? { ...table, name: "titles" } : table)) } } },
  "a table with another name and column": { to: { ...library, schema: { ...library.schema, tables: library.schema.tables.map((table) => (table.id === "books" ? { ...table, name: "titles", columns: table.columns.map((column) => (column.name === "title" ? { ...column, name: "name" } : column)) } : table)) } } },
  "nothing but authors": { to: entities({ authors }, {}, patterns.filter(({ tableId }) => tableId === "authors")) },
};

const freeText: ColumnSpec = { type: t("text"), nullable: true };
const oddColumns: Readonly<Record<string, ColumnSpec>> = {
  // Computed, since the plain form would set the prototype.
  ["__proto__"]: id, "a.b:c && d": { type: short(40) }, "constructor": freeText, "it's \"odd\"`\n${x}\u2028*/": { type: t("int32") }, "@timestamp": { type: t("timestamptz") }, "_id": { type: short(20), nullable: true }, "名前 (1)": { type: short(20), nullable: true },
};
const odd: EntitySpec = { columns: oddColumns, key: ["__proto__", "@timestamp"] };
const oddName = "Ünï \"q\"; DROP/*\\'`${y}\n<b>";

/** Names that mean something in JSON, scripts, paths, filters, line protocol and Markdown. */
export const hostile: Entities = entities({ [oddName]: odd, [`${oddName}-v1`]: odd, "products": odd, "Products": odd }, {}, [
  { id: "h", name: "Search </script> `x` | y", operation: "search", tableId: oddName, text: "typo", equality: [`${oddName}.a.b:c && d`], range: `${oddName}.@timestamp` },
]);

const { "a.b:c && d": _filtered, ...rest } = oddColumns;

/** The same with a column of another odd name. */
export const hostileLater: Entities = entities({ [oddName]: { ...odd, columns: { ...rest, "{{x}} : y": { type: short(40), was: `${oddName}.a.b:c && d` } } }, [`${oddName}-v1`]: odd, "products": odd, "Products": odd }, {}, [
  { id: "h", name: "Search", operation: "search", tableId: oddName, text: "typo", range: `${oddName}.@timestamp` },
]);
