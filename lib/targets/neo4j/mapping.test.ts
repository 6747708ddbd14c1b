import { describe, expect, it } from "vitest";
import { canonicalJson, type AccessPattern, type Column, type ForeignKey, type ReferentialAction, type Schema, type Table, type TableLoad } from "../../model";
import type { MappingChoices } from "../native";
import { comment, name, string } from "./cypher";
import { neo4j } from ".";

const { native } = neo4j;
if (native === undefined) throw new Error("Neo4j has a native facility");

type Type = Column["type"];
interface Spec { readonly columns: Readonly<Record<string, Type | readonly [Type, "nullable"]>>; readonly key?: readonly string[]; readonly refers?: Readonly<Record<string, readonly [table: string, onDelete: ReferentialAction]>> }
const t = (kind: "uuid" | "text" | "int32" | "int64" | "boolean" | "timestamptz" | "float64"): Type => ({ kind });

function schema(specs: Readonly<Record<string, Spec>>): Schema {
  const tables = Object.entries(specs).map(([table, { columns, key = ["id"], refers = {} }]): Table => ({
    id: table, name: table, primaryKey: { id: `${table}.pk`, columns: key.map((column) => `${table}.${column}`) }, uniques: [], checks: [], indexes: [], options: {},
    columns: Object.entries(columns).map(([column, type]): Column => ({ id: `${table}.${column}`, name: column, ...("kind" in type ? { type, nullable: false } : { type: type[0], nullable: true }) })),
    foreignKeys: Object.entries(refers).map(([column, [other, onDelete]]): ForeignKey => ({ id: `${table}.${column}.fk`, columns: [`${table}.${column}`], referencedTable: other, referencedColumns: [`${other}.id`], onDelete, onUpdate: "no action" })),
  }));
  return { tables, enums: [], objects: [] };
}

function map(specs: Readonly<Record<string, Spec>>, more: { readonly patterns?: readonly AccessPattern[]; readonly loads?: ReadonlyMap<string, TableLoad>; readonly choices?: MappingChoices; readonly version?: string } = {}) {
  return native?.map({ schema: schema(specs), patterns: more.patterns ?? [], loads: more.loads ?? new Map(), choices: more.choices ?? new Map(), version: more.version ?? "2026-enterprise" }) ?? expect.fail();
}

/** `User -PLACED-> Order`, as the picture says it. */
function links({ picture }: ReturnType<typeof map>): readonly string[] {
  const title = (id: string): string => picture.boxes.find((box) => box.id === id)?.title ?? id;
  return picture.links.map(({ from, to, label }) => `${title(from)} -${label}-> ${title(to)}`);
}

const id = { id: t("uuid") };

describe("relationships of foreign keys", () => {
  it("are named by what tables and columns are called, and lead as one would say it", () => {
    const mapped = map({
      users: { columns: { ...id, name: t("text") } }, teams: { columns: { ...id, name: t("text") } }, products: { columns: { ...id, name: t("text") } },
      orders: { columns: { ...id, user_id: t("uuid"), billing_address_id: t("uuid"), approved_by: t("uuid") }, refers: { user_id: ["users", "restrict"], billing_address_id: ["addresses", "restrict"], approved_by: ["users", "restrict"] } },
      addresses: { columns: { ...id, street: t("text"), city: t("text"), zip: t("text") } },
      order_items: { columns: { order_id: t("uuid"), position: t("int32"), product_id: t("uuid"), quantity: t("int32"), price: t("float64") }, key: ["order_id", "position"], refers: { order_id: ["orders", "cascade"], product_id: ["products", "restrict"] } },
      reviews: { columns: { ...id, author_id: t("uuid"), product_id: t("uuid"), body: t("text") }, refers: { author_id: ["users", "cascade"], product_id: ["products", "cascade"] } },
      employees: { columns: { ...id, team_id: t("uuid"), manager_id: [t("uuid"), "nullable"] }, refers: { team_id: ["teams", "restrict"], manager_id: ["employees", "set null"] } },
      categories: { columns: { ...id, parent_id: [t("uuid"), "nullable"], title: t("text") }, refers: { parent_id: ["categories", "restrict"] } },
    });
    expect(links(mapped)).toEqual([
      "User -PLACED-> Order", "Order -HAS_BILLING_ADDRESS-> Address", "Order -APPROVED_BY-> User", "Order -HAS_ITEM-> OrderItem", "OrderItem -OF_PRODUCT-> Product", "Review -WRITTEN_BY-> User", "Review -ABOUT-> Product", "Employee -MEMBER_OF-> Team", "Employee -REPORTS_TO-> Employee", "Category -CHILD_OF-> Category",
    ]);
  });

  it("may be called anything, in either direction, by the team", () => {
    const specs = { users: { columns: { ...id } }, orders: { columns: { ...id, user_id: t("uuid") }, refers: { user_id: ["users", "restrict"] as const } } };
    expect(links(map(specs, { choices: new Map([["orders.user_id.fk", { relationship: "to-parent:BOUGHT BY" }]]) }))).toEqual(["Order -BOUGHT BY-> User"]);
    expect(links(map(specs, { choices: new Map([["orders.user_id.fk", { relationship: "nonsense" }]]) }))).toEqual(["User -PLACED-> Order"]);
  });

  it("of one type between the same labels are told apart", () => {
    const mapped = map({ places: { columns: { ...id, name: t("text") } }, trips: { columns: { ...id, from_id: t("uuid"), to_id: t("uuid") }, refers: { from_id: ["places", "restrict"], to_id: ["places", "restrict"] } } }, { choices: new Map([["trips.from_id.fk", { relationship: "to-parent:STOPS_AT" }], ["trips.to_id.fk", { relationship: "to-parent:STOPS_AT" }]]) });
    expect(links(mapped)).toEqual(["Trip -STOPS_AT-> Place", "Trip -STOPS_AT_2-> Place"]);
  });
});

describe("what a table becomes", () => {
  const ends = { users: { columns: { ...id, name: t("text"), a: t("text"), b: t("text") } }, groups: { columns: { ...id, name: t("text"), a: t("text"), b: t("text") } } };
  const membership = (more: Spec["columns"]): Spec => ({ columns: { user_id: t("uuid"), group_id: t("uuid"), ...more }, key: ["user_id", "group_id"], refers: { user_id: ["users", "cascade"], group_id: ["groups", "cascade"] } });
  const role = (mapped: ReturnType<typeof map>, table: string): string | undefined => mapped.decisions.find((decision) => decision.about === table && decision.choice === "role")?.chosen;

  it("a junction is a relationship with up to two properties, and a node with more, or when it is asked for by itself", () => {
    expect(role(map({ ...ends, memberships: membership({}) }), "memberships")).toBe("relationship");
    expect(links(map({ ...ends, memberships: membership({}) }))).toEqual(["User -MEMBER_OF-> MEMBER_OF", "MEMBER_OF -MEMBER_OF-> Group"]);
    expect(role(map({ ...ends, memberships: membership({ since: t("timestamptz"), role: t("text") }) }), "memberships")).toBe("relationship");
    expect(role(map({ ...ends, memberships: membership({ since: t("timestamptz"), role: t("text"), note: t("text") }) }), "memberships")).toBe("node");
    const asked: AccessPattern = { id: "p", name: "Members since", operation: "list", tableId: "memberships", range: "memberships.since" };
    expect(role(map({ ...ends, memberships: membership({ since: t("timestamptz") }) }, { patterns: [asked] }), "memberships")).toBe("node");
  });

  it("a small look-up is a property once its rows are known, and its text stands where its key stood", () => {
    const specs = { countries: { columns: { id: t("int32"), name: t("text") } }, users: { columns: { ...id, country_id: t("int32") }, refers: { country_id: ["countries", "restrict"] as const } } };
    expect(role(map(specs), "countries")).toBe("node");
    const known = map(specs, { loads: new Map([["countries", { rows: 200 }]]) });
    expect(role(known, "countries")).toBe("property");
    expect(known.picture.boxes.map(({ title, rows }) => [title, ...rows.map(({ name: row, type }) => `${row} ${type}`)])).toEqual([["User", "id STRING", "country STRING"]]);
    expect(role(map(specs, { loads: new Map([["countries", { rows: 50_000 }]]) }), "countries")).toBe("node");
  });

  it("an audit trail and a time series stay out, unless somebody walks through them", () => {
    const specs = { users: { columns: { ...id } }, audit_log: { columns: { ...id, user_id: t("uuid"), at: t("timestamptz") }, refers: { user_id: ["users", "cascade"] as const } }, readings: { columns: { sensor: t("text"), at: t("timestamptz"), value: t("float64") }, key: ["sensor", "at"] } };
    const plain = map(specs);
    expect([role(plain, "audit_log"), role(plain, "readings")]).toEqual(["out", "out"]);
    expect(plain.picture.boxes.map(({ title }) => title)).toEqual(["User"]);
    const walked: AccessPattern = { id: "p", name: "Who touched what", operation: "traverse", tableId: "users", joins: ["audit_log"], hops: 3 };
    expect(role(map(specs, { patterns: [walked] }), "audit_log")).toBe("node");
  });
});

describe("constraints and indexes", () => {
  const specs = { users: { columns: { ...id, email: [t("text"), "nullable"] as const, age: t("int32") } }, orders: { columns: { user_id: t("uuid"), number: t("int32"), total: t("float64"), status: t("text") }, key: ["user_id", "number"], refers: { user_id: ["users", "cascade"] as const } } };
  const kinds = (version: string): readonly string[] => [...new Set(map(specs, { version }).picture.boxes.flatMap(({ parts }) => parts.map(({ detail }) => detail.replace(/^\([^)]*\) /, ""))))].sort();

  it("are the edition's: Community holds only to uniqueness, and checks the rest by queries", () => {
    expect(kinds("2026-enterprise")).toEqual(["IS :: FLOAT", "IS :: INTEGER", "IS :: STRING", "IS NODE KEY", "IS NOT NULL"]);
    expect(kinds("5.26-community")).toEqual(["IS UNIQUE"]);
    const checks = (version: string): string => native.artefacts(map(specs, { version }).model).find(({ path }) => path === "checks.cypher")?.content ?? "";
    expect(checks("5.26-community")).toContain("n.age IS NULL");
    expect(checks("2026-enterprise")).not.toContain("n.age IS NULL");
    for (const version of ["2026-enterprise", "5.26-community"]) expect(checks(version)).toContain("COUNT { (n)<-[:HAS_ORDER]-(:User) } <> 1");
  });

  it("keep a foreign key's column where the key needs it, and only there", () => {
    const rows = map(specs).picture.boxes.find(({ title }) => title === "Order")?.rows.map(({ name: row }) => row);
    expect(rows).toEqual(["userId", "number", "total", "status"]);
  });

  it("follow the patterns: equality before range and sort, nothing twice, nothing that a relationship answers", () => {
    const patterns: readonly AccessPattern[] = [
      { id: "p1", name: "By status", operation: "list", tableId: "orders", equality: ["orders.status"], range: "orders.total" }, { id: "p2", name: "By status again", operation: "list", tableId: "orders", equality: ["orders.status"], sort: [{ column: "orders.total", order: "desc" }] },
      { id: "p3", name: "Of a user", operation: "list", tableId: "orders", equality: ["orders.user_id"] }, { id: "p4", name: "One", operation: "get", tableId: "orders", equality: ["orders.user_id", "orders.number"] }, { id: "p5", name: "By total", operation: "list", tableId: "orders", sort: [{ column: "orders.total", order: "asc" }] },
    ];
    const mapped = map(specs, { patterns });
    expect(mapped.picture.boxes.find(({ title }) => title === "Order")?.parts.filter(({ kind }) => kind.endsWith("index")).map(({ detail }) => detail)).toEqual(["(status, total)", "(total)"]);
    const by = (pattern: string): string | undefined => mapped.plans.find((plan) => plan.pattern === pattern)?.by;
    expect(by("p3")).toMatch(/user_id_key, then HAS_ORDER/);
    expect(by("p4")).toMatch(/order_user_id_number_key/);
    expect(mapped.plans.find(({ pattern }) => pattern === "p2")?.call).toContain("order.total IS NOT NULL");
  });

  it("say what passes a limit, with the number", () => {
    const vector = map({ items: { columns: { ...id, embedding: { kind: "vector", dimensions: 5000 } } } });
    expect(vector.diagnostics).toContainEqual(expect.objectContaining({ code: "neo4j-vector-dimensions", severity: "error" }));
    const many = map(specs, { loads: new Map([["users", { rowsInYear: 40_000_000_000 }]]) });
    expect(many.diagnostics).toContainEqual(expect.objectContaining({ code: "neo4j-nodes", severity: "error", message: expect.stringContaining("34,359,738,368") }));
    const dense = map(specs, { loads: new Map([["orders", { perParent: 500_000 }]]) });
    expect(dense.diagnostics).toContainEqual(expect.objectContaining({ code: "neo4j-dense-node", severity: "warning" }));
  });

  it("come to the same whatever release they are mapped after, when nothing changes", () => {
    const first = map(specs);
    const again = native.map({ schema: schema(specs), patterns: [], loads: new Map(), choices: new Map(), version: "2026-enterprise", released: first.model });
    expect(canonicalJson(again.model)).toBe(canonicalJson(first.model));
  });
});

describe("texts from users in Cypher", () => {
  it("end no name, no literal, no statement and no comment", () => {
    expect(name("a`b")).toBe("`a``b`");
    expect(name("a\\u0060b")).toBe("`a\\u005Cu0060b`");
    expect(name("a;\nb")).toBe("`a;\\u000ab`");
    expect(name("Order")).toBe("Order");
    expect(name("true")).toBe("`true`");
    expect(string("it's \\ ;\n:use neo4j")).toBe("'it\\'s \\\\ ;\\u000a\\u003Ause neo4j'");
    expect(comment("assert that edition is enterprise")).toBe("// - assert that edition is enterprise");
    expect(comment("one\ntwo;")).toBe("// one two");
  });
});
