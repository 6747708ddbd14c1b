import { describe, expect, it } from "vitest";
import type { AccessPattern, Column, ColumnType, Id, Schema, Table, TableLoad, TechnologyId } from "../../model";
import { findTarget } from "../../targets/registry";
import { adviseIndexes } from "../indexes";
import { adviseModelling, modellingRules, type ModellingFinding } from ".";

type Columns = Readonly<Record<string, ColumnType | readonly [ColumnType, "nullable"]>>;

const int: ColumnType = { kind: "int64" };
const text: ColumnType = { kind: "text" };
const moment: ColumnType = { kind: "timestamptz" };

function table(name: string, columns: Columns, more: Partial<Table> = {}): Table {
  const made = Object.entries(columns).map(([column, type]): Column => ({ id: `${name}.${column}`, name: column, type: isPair(type) ? type[0] : type, nullable: isPair(type) }));
  return { id: name, name, columns: made, primaryKey: { id: `${name}.pk`, columns: [made[0]?.id ?? ""] }, uniques: [], foreignKeys: [], checks: [], indexes: [], options: {}, ...more };
}

function isPair(type: Columns[string]): type is readonly [ColumnType, "nullable"] {
  return Array.isArray(type);
}

interface Sample {
  readonly tables: readonly Table[];
  readonly patterns?: readonly AccessPattern[];
  readonly loads?: Readonly<Record<Id, TableLoad>>;
  readonly enums?: Schema["enums"];
  readonly target?: TechnologyId;
}

function findings({ tables, patterns = [], loads = {}, enums = [], target = "postgresql" }: Sample): readonly ModellingFinding[] {
  const found = findTarget(target);
  if (found === undefined) throw new Error(`No target ${target}`);
  const { capabilities, types } = found;
  const question = { schema: { tables, enums, objects: [] }, patterns, loads: new Map(Object.entries(loads)), capabilities };
  return adviseModelling({ ...question, types, quote: (name) => found.quote(name), indexes: adviseIndexes(question), today: "2026-11-24" });
}

const fk = (from: string, column: string, to: string): Table["foreignKeys"][number] => ({ id: `${from}.${column}.fk`, columns: [`${from}.${column}`], referencedTable: to, referencedColumns: [`${to}.id`], onDelete: "no action", onUpdate: "no action" });
const read = (id: string, fields: Partial<AccessPattern>): AccessPattern => ({ id, name: id, operation: "list", ...fields });
const users = table("users", { id: int, email: text });
const posts = (more: Partial<Table> = {}, columns: Columns = {}): Table => table("posts", { id: int, user_id: int, deleted_at: [moment, "nullable"], ...columns }, { foreignKeys: [fk("posts", "user_id", "users")], ...more });
const index = (where?: string): Table["indexes"][number] => ({ id: "i", name: "posts_at", unique: false, parts: [{ column: "posts.deleted_at" }], ...(where === undefined ? {} : { where }) });

/** For each rule: what it finds (with the objects it names), and what it leaves alone. */
const samples: Readonly<Record<string, { readonly found: Sample; readonly objects: readonly Id[]; readonly left: Sample }>> = {
  "table-without-key": { found: { tables: [(({ primaryKey: _, ...rest }) => rest)(users)] }, objects: ["users"], left: { tables: [users] } },
  "wide-row": { found: { tables: [table("wide", Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`c${i}`, int])))] }, objects: ["wide"], left: { tables: [users] } },
  "money-in-float": { found: { tables: [table("t", { id: int, unitPrice: { kind: "float64" }, weight: { kind: "float64" } })] }, objects: ["t.unitPrice"], left: { tables: [table("t", { id: int, price: { kind: "decimal", precision: 10, scale: 2 }, priceless: { kind: "float64" } })] } },
  "time-without-zone": { found: { tables: [table("t", { id: int, at: { kind: "timestamp" } })] }, objects: ["t.at"], left: { tables: [table("t", { id: int, at: moment })] } },
  "growing-collection": { found: { tables: [table("t", { id: int, member_ids: { kind: "array", of: int }, log: { kind: "json" } })], patterns: [read("p", { operation: "update", tableId: "t", query: "UPDATE t SET log = log || $1 WHERE id = $2" })] }, objects: ["t.member_ids", "t.log"], left: { tables: [table("t", { id: int, settings: { kind: "json" }, tags: { kind: "array", of: text } })] } },
  "hot-row": { found: { tables: [users], loads: { users: { hottestWrites: 300 } } }, objects: ["users"], left: { tables: [users], loads: { users: { hottestWrites: 3 } } } },
  "n-plus-one": {
    found: { tables: [users, posts()], patterns: [read("list", { tableId: "posts", rate: 10, items: 20 }), read("author", { operation: "get", tableId: "users", equality: ["users.id"], rate: 200 })] }, objects: ["author"],
    left: { tables: [users, posts()], patterns: [read("list", { tableId: "posts", rate: 10, items: 20, joins: ["users"] }), read("author", { operation: "get", tableId: "users", equality: ["users.id"], rate: 200 }), read("other", { operation: "get", tableId: "users", equality: ["users.id"], rate: 7 })] },
  },
  "enum-or-lookup": {
    found: { tables: [table("t", { id: int, code: { kind: "enum", enumId: "e" } }), table("states", { id: int, name: text }), table("u", { id: int, state: int }, { foreignKeys: [fk("u", "state", "states")] })], enums: [{ id: "e", name: "codes", values: Array.from({ length: 20 }, (_, i) => `v${i}`) }], loads: { states: { rows: 4 } } }, objects: ["e", "states"],
    left: { tables: [table("t", { id: int, code: { kind: "enum", enumId: "e" } }), table("states", { id: int, name: text })], enums: [{ id: "e", name: "codes", values: ["a", "b"] }], loads: { states: { rows: 4 } } },
  },
  "deleted-rows-in-unique": { found: { tables: [users, posts({ uniques: [{ id: "u", columns: ["posts.user_id"] }] })] }, objects: ["u"], left: { tables: [users, posts({ uniques: [{ id: "u", columns: ["posts.user_id", "posts.deleted_at"], nullsNotDistinct: true }] })] } },
  "deleted-rows-in-index": {
    found: { tables: [users, posts({ indexes: [index()] })], patterns: [read("p", { tableId: "posts", query: "SELECT * FROM posts WHERE deleted_at IS NULL" })] }, objects: ["i"],
    left: { tables: [users, posts({ indexes: [index()] })], patterns: [read("p", { tableId: "posts", query: "SELECT * FROM posts WHERE deleted_at IS NULL" }), read("bin", { tableId: "posts", query: "SELECT * FROM posts" })] },
  },
  "pattern-without-index": { found: { tables: [users], patterns: [read("p", { tableId: "users", query: "SELECT * FROM users WHERE email LIKE '%x'" })], target: "sqlite" }, objects: ["p"], left: { tables: [users], patterns: [read("p", { tableId: "users", query: "SELECT * FROM users WHERE email LIKE 'x%'" })], target: "sqlite" } },
  "copied-column": { found: { tables: [users, posts({}, { email: text })] }, objects: ["posts.email"], left: { tables: [users, posts({}, { email: { kind: "string", length: 9 } })] } },
  "nullable-in-unique": { found: { tables: [users, posts({ uniques: [{ id: "u", columns: ["posts.user_id", "posts.deleted_at"] }] })] }, objects: ["posts.deleted_at"], left: { tables: [users, posts({ uniques: [{ id: "u", columns: ["posts.user_id", "posts.deleted_at"], nullsNotDistinct: true }] })] } },
  "number-runs-out": {
    found: { tables: [table("t", { id: { kind: "int32" } })], loads: { t: { rows: 100_000 } }, patterns: [read("p", { operation: "insert", tableId: "t", rate: 60 })] }, objects: ["t.id"],
    left: { tables: [table("t", { id: { kind: "int32" } })], loads: { t: { rows: 100_000, rowsInYear: 5_000_000 } }, patterns: [read("p", { operation: "insert", tableId: "t", rate: 1 })] },
  },
  "padded-text": { found: { tables: [table("t", { id: int, city: { kind: "char", length: 40 } })] }, objects: ["t.city"], left: { tables: [table("t", { id: int, country: { kind: "char", length: 2 } })] } },
  "reserved-name": { found: { tables: [table("user", { id: int, order: int })] }, objects: ["user", "user.order"], left: { tables: [users, table("items", { id: int, position: int })] } },
  "optional-parent": {
    found: { tables: [users, posts({}, { user_id: [int, "nullable"] })], patterns: [read("p", { tableId: "posts", equality: ["posts.user_id"] })] }, objects: ["posts.user_id.fk"],
    left: { tables: [users, posts({}, { user_id: [int, "nullable"] })], patterns: [read("p", { tableId: "posts", equality: ["posts.user_id"] }), read("q", { tableId: "posts" })] },
  },
  "moving-predicate": { found: { tables: [users, posts({ indexes: [index("deleted_at > NOW() - INTERVAL '30 days'")] })] }, objects: ["i"], left: { tables: [users, posts({ indexes: [index("deleted_at > '2026-01-01'")] })] } },
};

describe("modelling advice", () => {
  it("has a sample for each rule", () => {
    expect(Object.keys(samples).toSorted()).toEqual(modellingRules.map(({ code }) => code).toSorted());
  });

  it.each(Object.entries(samples))("%s finds what it is about, and leaves the rest", (code, { found, objects, left }) => {
    expect(findings(found).filter((each) => each.code === code).map(({ objectId }) => objectId)).toEqual(objects);
    expect(findings(left).filter((each) => each.code === code)).toEqual([]);
  });

  it("says nothing of a rule that is off", () => {
    const question = { schema: { tables: [table("t", { id: int, price: { kind: "float64" } })], enums: [], objects: [] }, patterns: [], loads: new Map() };
    const target = findTarget("postgresql");
    if (target === undefined) throw new Error("No target");
    const situation = { ...question, capabilities: target.capabilities, types: target.types, quote: (name: string) => name, indexes: adviseIndexes({ ...question, capabilities: target.capabilities }) };
    expect(adviseModelling(situation).map(({ code }) => code)).toEqual(["money-in-float"]);
    expect(adviseModelling(situation, new Set(["money-in-float"]))).toEqual([]);
  });

  it("offers for an index over a moving time a fixed day with its roll-forward, a plain index and BRIN", () => {
    const { found } = samples["moving-predicate"] ?? { found: { tables: [] } };
    const [finding] = findings(found).filter(({ code }) => code === "moving-predicate");
    expect(finding?.fixes?.map(({ change }) => change)).toEqual([
      { kind: "change index", indexId: "i", where: "deleted_at > '2026-10-25'" }, { kind: "change index", indexId: "i", where: null }, { kind: "change index", indexId: "i", where: null, method: "brin" },
    ]);
    expect(finding?.script).toContain("CREATE INDEX CONCURRENTLY posts_at_next ON posts (deleted_at) WHERE deleted_at > '2026-10-25';");
  });
});
