import { describe, expect, it } from "vitest";
import { schema, table } from "../diff/testing/schemas";
import { emptySchema, type Schema, type Table } from "../model";
import { findTarget } from "../targets/registry";
import type { Target } from "../targets/target";
import { plan, planPair, type Plan } from "./index";

function target(id: "sqlite" | "postgresql"): Target {
  const found = findTarget(id);
  if (found === undefined) throw new Error(`No target ${id}`);
  return found;
}
const between = (base: Schema, goal: Schema, id: "sqlite" | "postgresql" = "postgresql", online = false): Plan =>
  plan({ target: target(id), version: target(id).versions[0]?.id ?? "", base, goal, online });
const keyed = (name: string, columns: readonly string[], rest: Partial<Table> = {}): Table =>
  table(name, columns, { primaryKey: { id: `pk ${name}`, name: `${name}_pkey`, columns: [`table ${name} id`] }, ...rest });
const link = (from: string, to: string) => ({
  id: `fk ${from} ${to}`, name: `${from}_${to}_fkey`, columns: [`table ${from} ${to}_id`], referencedTable: `table ${to}`, referencedColumns: [`table ${to} id`],
  onDelete: "no action" as const, onUpdate: "no action" as const,
});
const users = keyed("users", ["id:int64", "email"]);
const orders = keyed("orders", ["id:int64", "users_id:int64", "status"], {
  foreignKeys: [link("orders", "users")], indexes: [{ id: "ix", name: "orders_status_idx", unique: false, parts: [{ column: "table orders status" }] }],
});
const slugs = (result: Plan): string[] => result.migrations.map((migration) => migration.slug);
const hazards = (result: Plan): string[] => result.migrations.flatMap((migration) => migration.steps.flatMap((step) => step.hazards.map((hazard) => hazard.code)));

describe("a plan", () => {
  it("is empty between equal schemas", () => {
    expect(between(schema(users, orders), schema(users, orders))).toEqual({ changes: [], migrations: [], questions: [], diagnostics: [] });
  });

  it("makes one file per new table with its keys and indexes, referenced tables first", () => {
    const result = between(emptySchema, schema(orders, users));
    expect(slugs(result)).toEqual(["create_users", "create_orders"]);
    expect(result.changes.map((change) => change.title)).toEqual(["Add table orders", "Add table users"]);
  });

  it("separates the foreign keys of tables that reference each other", () => {
    const a = keyed("a", ["id:int64", "b_id:int64"], { foreignKeys: [link("a", "b")] });
    const b = keyed("b", ["id:int64", "a_id:int64"], { foreignKeys: [link("b", "a")] });
    expect(slugs(between(emptySchema, schema(a, b)))).toEqual(["create_b", "create_a", "add_b_a_fkey"]);
  });

  it("drops a table before the one it references and says what is lost", () => {
    const result = between(schema(users, orders), emptySchema);
    expect(slugs(result)).toEqual(["drop_orders", "drop_users"]);
    expect(result.migrations.map((migration) => migration.reversibility.kind)).toEqual(["lossy", "lossy"]);
    expect(hazards(result)).toEqual(["drop-table-loses-rows", "drop-table-breaks-code", "waits-for-lock", "drop-table-loses-rows", "drop-table-breaks-code", "waits-for-lock"]);
  });

  it("names a file by the column it adds", () => {
    const goal = schema({ ...users, columns: [...users.columns, { id: "new", name: "status", type: { kind: "text" }, nullable: true }] });
    expect(slugs(between(schema(users), goal))).toEqual(["add_users_status"]);
  });

  it("declares a not null column without default an error on a table with rows, and plans it all the same", () => {
    const goal = schema({ ...users, columns: [...users.columns, { id: "new", name: "status", type: { kind: "text" }, nullable: false }] });
    const result = between(schema(users), goal);
    expect(hazards(result)).toEqual(["add-not-null-column-without-default", "waits-for-lock"]);
    expect(result.migrations).toHaveLength(1);
  });

  it("puts an index that is built beside the writers in a file of its own without transaction", () => {
    const goal = schema(users, { ...orders, indexes: [...orders.indexes, { id: "new", name: "orders_user_idx", unique: false, parts: [{ column: "table orders users_id" }] }] });
    const [offline] = between(schema(users, orders), goal).migrations;
    expect(offline?.transaction).toBe(true);
    expect(offline?.steps[0]?.hazards.map((hazard) => hazard.code)).toEqual(["create-index-blocks-writes"]);
    const [online] = between(schema(users, orders), goal, "postgresql", true).migrations;
    expect(online).toMatchObject({ transaction: false, slug: "add_orders_user_idx", steps: [{ hazards: [] }] });
  });

  it("takes a view down and puts it back around a change of its column's type, in one transaction", () => {
    const view = { id: "v", kind: "view", name: "emails", definition: "CREATE VIEW emails AS SELECT email FROM users", dependsOn: ["table:users", "column:users.email"] };
    const goal = { ...users, columns: users.columns.map((column) => (column.name === "email" ? { ...column, type: { kind: "string", length: 40 } as const } : column)) };
    const [file, ...more] = between({ ...schema(users), objects: [view] }, { ...schema(goal), objects: [view] }).migrations;
    expect(more).toEqual([]);
    expect(file).toMatchObject({ slug: "alter_users_email", transaction: true });
    expect(file?.steps.map((step) => step.title)).toEqual(["Take down view emails", "Change column users.email: type", "Put back view emails"]);
  });

  it("rebuilds a table once for all changes that SQLite cannot make in place", () => {
    const goal = { ...orders, columns: orders.columns.map((column) => ({ ...column, nullable: false })), foreignKeys: [] };
    const result = between(schema(users, orders), schema(users, goal), "sqlite");
    expect(result.migrations.flatMap((migration) => migration.steps.map((step) => step.title.split(":")[0]))).toEqual(["Rebuild table orders"]);
    expect(result.migrations[0]?.transaction).toBe(false);
  });

  it("carries out every change it lists", () => {
    const goal = schema({ ...users, name: "people", columns: users.columns.map((column) => ({ ...column, name: `${column.name}_x` })) }, { ...orders, indexes: [] });
    const result = between(schema(users, orders), goal);
    const done = new Set(result.migrations.flatMap((migration) => migration.steps.flatMap((step) => step.changes)));
    expect(result.changes.map((change) => change.id).filter((id) => !done.has(id))).toEqual([]);
  });

  it("says which object the target does not know instead of leaving it out", () => {
    const result = between(emptySchema, { ...emptySchema, objects: [{ id: "o", kind: "policy", name: "p", definition: "x", dependsOn: [] }] }, "sqlite");
    expect(result.diagnostics).toMatchObject([{ code: "plan-kind-unknown", severity: "error", place: { objectId: "o" } }]);
  });

  it("matches by names alone between two introspected schemas", () => {
    const shuffled = schema({ ...users, id: "table orders" });
    expect(planPair(target("sqlite"), "3.54", schema(users), shuffled)).toEqual({ up: [], down: [], unsupported: [] });
  });
});
