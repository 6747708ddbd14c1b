import type { EnumType, Schema, TechnologyId } from "../../../model";
import { big, int, schema, short, type TableSketch } from "./shop";

/** A breaking change that must pass the proof on every engine. */
export interface EvolutionCase {
  readonly kind: string;
  readonly name: string;
  readonly base: Schema;
  readonly goal: Schema;
  /** Statements that put rows there of the kind the change is to meet. */
  readonly prepare?: readonly string[];
  /** Where proposals do not suffice. */
  readonly answers?: Readonly<Partial<Record<TechnologyId | "all", Readonly<Record<string, string>>>>>;
}

const users: TableSketch = {
  id: "users", name: "users", key: ["id"],
  columns: { id: { type: big }, name: { type: short }, email: { type: short, nullable: true } },
};
const withColumns = (sketch: TableSketch, columns: TableSketch["columns"]): TableSketch => ({ ...sketch, columns: { ...sketch.columns, ...columns } });

/** Names that must be quoted, a key of two columns, and members on the column. */
const orders: TableSketch = {
  id: "orders", name: "Order Lines", key: ["order", "position"],
  columns: { order: { type: int }, position: { type: int }, label: { name: "Label", type: short }, amount: { type: int, nullable: true }, note: { type: short, nullable: true } },
  uniques: { order_label: ["order", "label"] }, indexes: { order_label_idx: ["label"] },
};

const split: TableSketch = { ...users, columns: { id: { type: big }, first: { type: short }, last: { type: short, nullable: true }, email: { type: short, nullable: true } } };
const items: TableSketch = {
  id: "items", name: "items", namespace: "stock", key: ["id"], checks: { positive: "price > 0" }, indexes: { items_price: ["price"] },
  columns: { id: { type: big }, price: { type: int, default: "5" }, label: { type: short, nullable: true } },
};
const dear = withColumns(items, { price: { type: { kind: "decimal", precision: 12, scale: 2 }, default: "5" } });

const accounts: TableSketch = { id: "accounts", name: "accounts", key: ["id"], columns: { id: { type: big }, name: { type: short, nullable: true } } };
const members: TableSketch = { id: "members", name: "members", key: ["id"], columns: { id: { type: big }, account: { type: big, nullable: true }, nick: { type: short } } };

const jobs: TableSketch = { id: "jobs", name: "jobs", key: ["id"], columns: { id: { type: big }, state: { type: { kind: "enum", enumId: "state" }, default: "'new'" } } };
const state = (...values: readonly string[]): EnumType => ({ id: "state", name: "jobs_state", values });

const people: TableSketch = { id: "people", name: "people", key: ["id"], columns: { id: { type: big }, bio: { type: short, nullable: true }, nick: { type: short } } };
const profiles: TableSketch = { id: "profiles", name: "profiles", key: ["person"], columns: { person: { type: big }, likes: { type: int, nullable: true } }, references: { profiles_person: [["person"], "people", ["id"]] } };

const authors: TableSketch = { id: "authors", name: "authors", key: ["id"], columns: { id: { type: big }, name: { type: short } } };
const books: TableSketch = {
  id: "books", name: "books", key: ["id"], columns: { id: { type: big }, title: { type: short }, author: { type: big } },
  references: { books_author: [["author"], "authors", ["id"]] }, indexes: { books_author_idx: ["author"] },
};
const bookAuthors: TableSketch = {
  id: "book_authors", name: "book authors", key: ["book", "author"], columns: { book: { type: big }, author: { type: big } },
  references: { link_book: [["book"], "books", ["id"]], link_author: [["author"], "authors", ["id"]] },
};

const events = (type: typeof int | typeof big): TableSketch => ({ id: "events", name: "events", key: ["id"], columns: { id: { type, identity: { mode: "by default" } }, name: { type: short } } });
const tags = (type: typeof int | typeof big): TableSketch => ({
  id: "tags", name: "event tags", key: ["event", "tag"], columns: { event: { type }, tag: { type: short }, note: { type: short, nullable: true } },
  references: { tags_event: [["event"], "events", ["id"]] }, indexes: { tags_event_idx: ["event", "note"] },
});

export const cases: readonly EvolutionCase[] = [
  { kind: "rename-column", name: "a required column", base: schema([users]), goal: schema([withColumns(users, { name: { name: "full_name", type: short } })]) },
  {
    kind: "rename-column", name: "a column with keys, quoted names and a composite key",
    base: schema([orders]), goal: schema([withColumns(orders, { label: { name: "the \"Title\"", type: short } })]),
  },
  { kind: "split-column", name: "a name into two", base: schema([users]), goal: schema([split]) },
  { kind: "merge-columns", name: "two names into one", base: schema([split]), goal: schema([users]) },
  { kind: "change-type", name: "a price over a bridging name", base: schema([items]), goal: schema([dear]) },
  { kind: "change-type", name: "a price in one swap", base: schema([items]), goal: schema([dear]), answers: { all: { way: "swap" } } },
  {
    kind: "add-not-null", name: "an address", base: schema([users]), goal: schema([withColumns(users, { email: { type: short } })]),
    answers: { all: { value: "'unknown'" } },
  },
  {
    kind: "add-unique", name: "an address", base: schema([users]), goal: schema([{ ...users, uniques: { users_email_key: ["email"] } }]),
    prepare: ["UPDATE users SET email = 'same' WHERE email IS NOT NULL"],
  },
  {
    kind: "add-foreign-key", name: "an account", base: schema([accounts, members]),
    goal: schema([accounts, { ...members, references: { members_account: [["account"], "accounts", ["id"]] }, indexes: {} }]),
    prepare: ["UPDATE members SET account = 7 WHERE account IS NOT NULL"],
  },
  {
    kind: "add-check", name: "a price", base: schema([{ ...items, checks: {} }]), goal: schema([{ ...items, checks: { dear: "price >= 30" } }]),
    answers: { all: { "value:items.price": "30" } },
  },
  { kind: "drop-column", name: "a required column", base: schema([withColumns(users, { legacy: { type: short } })]), goal: schema([users]) },
  {
    kind: "drop-column", name: "a column with keys, quoted names and a composite key", base: schema([orders]),
    goal: schema([{ ...orders, uniques: {}, indexes: {}, columns: { order: { type: int }, position: { type: int }, amount: { type: int, nullable: true }, note: { type: short, nullable: true } } }]),
  },
  { kind: "drop-table", name: "a table that others refer to", base: schema([accounts, { ...members, references: { members_account: [["account"], "accounts", ["id"]] } }]), goal: schema([members]) },
  { kind: "rename-table", name: "a table", base: schema([users]), goal: schema([{ ...users, name: "people" }]) },
  {
    kind: "rename-table", name: "a table in a namespace, quoted, with references", base: schema([{ ...orders, namespace: "stock", references: { next_line: [["amount", "position"], "orders", ["order", "position"]] } }]),
    goal: schema([{ ...orders, name: "Lines", namespace: "stock", references: { next_line: [["amount", "position"], "orders", ["order", "position"]] } }]),
  },
  {
    kind: "remove-enum-value", name: "a state", base: schema([jobs], [state("new", "legacy", "done")]), goal: schema([jobs], [state("new", "done")]),
    answers: { all: { "replacement:legacy": "done" } },
  },
  {
    kind: "move-column", name: "a text to a table beside", base: schema([people, profiles]),
    goal: schema([{ ...people, columns: { id: { type: big }, nick: { type: short } } }, { ...withColumns(profiles, { bio: { type: short, nullable: true } }), indexes: { profiles_bio: ["bio"] } }]),
  },
  {
    kind: "move-column", name: "a text, rows made by the trigger", base: schema([people, profiles]),
    goal: schema([{ ...people, columns: { id: { type: big }, nick: { type: short } } }, withColumns(profiles, { bio: { type: short, nullable: true } })]), answers: { all: { rows: "trigger" } },
  },
  {
    kind: "one-to-many-to-many", name: "authors of books", base: schema([authors, books]),
    goal: schema([authors, { id: "books", name: "books", key: ["id"], columns: { id: { type: big }, title: { type: short } } }, bookAuthors]),
  },
  { kind: "primary-key-to-bigint", name: "numbered events and their tags", base: schema([events(int), tags(int)]), goal: schema([events(big), tags(big)]) },
];

/** The same changes where more stands in the way: references to the column, checks, defaults, enums, further objects, tables of the same names. */
const codes: TableSketch = {
  id: "codes", name: "Codes", key: ["id"], columns: { id: { type: { kind: "uuid" } }, code: { name: "code", type: short, default: "'none'" }, kind: { type: { kind: "enum", enumId: "kind" }, nullable: true }, level: { type: int, default: "1" } },
  uniques: { codes_code: ["code"] }, checks: { code_given: "code <> ''", level_low: "level < 1000" },
};
const uses: TableSketch = {
  id: "uses", name: "uses", key: ["id"], columns: { id: { type: big }, code: { type: short, nullable: true }, at: { type: { kind: "timestamp" }, nullable: true } }, references: { uses_code: [["code"], "codes", ["code"]] }, indexes: { uses_code_idx: ["code", "at"] },
};
const kinds: EnumType = { id: "kind", name: "kind", values: ["a", "b", "it's"] };
const keyless: TableSketch = { id: "loose", name: "loose", columns: { a: { type: int }, b: { type: short }, c: { type: short, nullable: true } }, uniques: { loose_a: ["a"] } };

export const harderCases: readonly EvolutionCase[] = [
  {
    kind: "rename-column", name: "a column that others refer to", base: schema([codes, uses], [kinds]),
    goal: schema([{ ...withColumns(codes, { code: { name: "word", type: short, default: "'none'" } }), checks: { code_given: "word <> ''", level_low: "level < 1000" } }, uses], [kinds]),
  },
  { kind: "rename-column", name: "a referring column", base: schema([codes, uses], [kinds]), goal: schema([codes, withColumns(uses, { code: { name: "word", type: short, nullable: true } })], [kinds]) },
  { kind: "rename-column", name: "an enum column", base: schema([codes, uses], [kinds]), goal: schema([withColumns(codes, { kind: { name: "Sort", type: { kind: "enum", enumId: "kind" }, nullable: true } }), uses], [kinds]) },
  { kind: "rename-column", name: "a column of a table with a unique key only", base: schema([keyless]), goal: schema([withColumns(keyless, { b: { name: "d", type: short } })]) },
  {
    kind: "change-type", name: "a checked number", base: schema([codes, uses], [kinds]), goal: schema([withColumns(codes, { level: { type: big, default: "1" } }), uses], [kinds]),
  },
  { kind: "drop-column", name: "a column that others refer to", base: schema([codes, uses], [kinds]), goal: schema([{ ...codes, uniques: {}, checks: { level_low: "level < 1000" }, columns: { id: { type: { kind: "uuid" } }, kind: { type: { kind: "enum", enumId: "kind" }, nullable: true }, level: { type: int, default: "1" } } }, { ...uses, references: {} }], [kinds]) },
  { kind: "rename-table", name: "a table that others refer to", base: schema([codes, uses], [kinds]), goal: schema([{ ...codes, name: "words" }, uses], [kinds]) },
  { kind: "add-not-null", name: "a referring column", base: schema([codes, uses], [kinds]), goal: schema([codes, withColumns(uses, { code: { type: short } })], [kinds]), answers: { postgresql: { value: `(SELECT min(code) FROM "Codes")` }, sqlite: { value: `(SELECT min(code) FROM "Codes")` }, mysql: { value: "(SELECT min(code) FROM Codes)" } } },
];
