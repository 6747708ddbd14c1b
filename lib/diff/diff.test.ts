import { describe, expect, it } from "vitest";
import type { Schema } from "../model";
import { sameCatalog } from "./catalog";
import { diffSchemas } from "./diff";
import { likelyRenames } from "./likeness";
import { mapIds } from "./map-ids";
import { schema, table } from "./testing/schemas";

const words = (base: Schema, goal: Schema): string[] => diffSchemas(base, goal).differences.map((difference) => {
  const fact = difference.verb === "drop" ? difference.from : difference.to;
  return [difference.verb, fact.kind, fact.name ?? "-", ...(difference.verb === "alter" ? difference.properties : [])].join(" ");
});

const users = table("users", ["id:int64", "email", "age:int32"], {
  primaryKey: { id: "pk", name: "users_pkey", columns: ["table users id"] },
  uniques: [{ id: "uq", columns: ["table users email"] }],
  checks: [{ id: "ck", expression: "age > 0 AND email <> 'age'" }],
  indexes: [{ id: "ix", name: "users_age", unique: false, parts: [{ expression: "lower(email)" }], where: "age IS NOT NULL" }],
});
const orders = table("orders", ["id:int64", "user_id:int64"], {
  foreignKeys: [{ id: "fk", columns: ["table orders user_id"], referencedTable: "table users", referencedColumns: ["table users id"], onDelete: "cascade", onUpdate: "no action" }],
});

describe("the difference of two schemas", () => {
  it("is nothing between a schema and itself, by ids and by names alone", () => {
    const base = schema(users, orders);
    expect(words(base, base)).toEqual([]);
    expect(words(base, mapIds(base, (id) => `other ${id}`))).toEqual([]);
    expect(sameCatalog(base, base)).toEqual([]);
  });

  it("shows a renamed column as a rename and nothing else, whatever uses it", () => {
    const renamed = {
      ...users, columns: users.columns.map((column) => (column.name === "age" ? { ...column, name: "Years Old" } : column)),
      checks: [{ id: "ck", expression: "\"Years Old\" > 0 and email <> 'age'" }],
      indexes: [{ id: "ix", name: "users_age", unique: false, parts: [{ expression: "lower(email)" }], where: "\"Years Old\" is not null" }],
    };
    expect(words(schema(users, orders), schema(renamed, orders))).toEqual(["rename column Years Old"]);
  });

  it("does not take a text in quotes for the column of its name", () => {
    const renamed = {
      ...users, columns: users.columns.map((column) => (column.name === "age" ? { ...column, name: "years" } : column)),
      checks: [{ id: "ck", expression: "years > 0 AND email <> 'years'" }],
      indexes: users.indexes.map((index) => ({ ...index, where: "years IS NOT NULL" })),
    };
    expect(words(schema(users), schema(renamed))).toEqual(["rename column years", "alter check - expression"]);
  });

  it("keeps references to a renamed table", () => {
    expect(words(schema(users, orders), schema({ ...users, name: "people" }, orders))).toEqual(["rename table people"]);
  });

  it("pairs an unnamed constraint with a named one of the same content", () => {
    const introspected = mapIds(schema({ ...users, uniques: [{ id: "uq", name: "users_email_key", columns: ["table users email"] }], checks: [] }), (id) => `db ${id}`);
    expect(words(schema({ ...users, checks: [] }), introspected)).toEqual(["rename unique users_email_key"]);
  });

  it("takes a column of another name for a drop and an add when ids say nothing, and asks", () => {
    const base = schema(table("users", ["id:int64", "fullname", "age:int32"]));
    const goal = mapIds(schema(table("users", ["id:int64", "full_name", "age:int32"])), (id) => `new ${id}`);
    const diff = diffSchemas(base, goal);
    expect(words(base, goal)).toEqual(["add column full_name", "drop column fullname"]);
    expect(likelyRenames(base, goal, diff)).toEqual([
      { from: "table users fullname", to: "new table users full_name", kind: "column", label: "users.fullname -> users.full_name", likeness: 1 },
    ]);
    const answered = diffSchemas(base, goal, { renames: [{ from: "table users fullname", to: "new table users full_name" }] });
    expect(answered.differences.map((difference) => difference.verb)).toEqual(["rename"]);
  });

  it("asks about a table whose columns are the same under another name", () => {
    const base = schema(table("customers", ["id:int64", "email", "city"]));
    const goal = mapIds(schema(table("clients", ["id:int64", "email", "city"])), (id) => `new ${id}`);
    expect(likelyRenames(base, goal, diffSchemas(base, goal))).toMatchObject([{ kind: "table", label: "customers -> clients" }]);
  });

  it("names the properties that differ", () => {
    const changed = { ...users, columns: users.columns.map((column) => (column.name === "age" ? { ...column, nullable: false, default: "1" } : column)) };
    expect(words(schema(users), schema(changed))).toEqual(["alter column age nullable default"]);
  });

  it("does not depend on the order of columns", () => {
    expect(words(schema(users), schema({ ...users, columns: users.columns.toReversed() }))).toEqual([]);
  });

  it("finds names in another case only where the target folds them", () => {
    const goal = mapIds(schema({ ...users, name: "Users" }), (id) => `new ${id}`);
    expect(words(schema(users), goal)).toContain("add table Users");
    expect(diffSchemas(schema(users), goal, { caseInsensitive: true }).differences.map((difference) => difference.verb)).toEqual(["rename"]);
  });

  it("says in words how two catalogs differ, and overlooks white space in bodies", () => {
    const withFunction = (body: string): Schema => ({
      ...schema(users), objects: [{ id: "f", kind: "function", name: "total()", definition: `CREATE FUNCTION total() RETURNS int AS $$${body}$$ LANGUAGE sql`, dependsOn: [] }],
    });
    expect(sameCatalog(withFunction("select  1\n"), withFunction("select 1"))).toEqual([]);
    expect(sameCatalog(withFunction("select 2"), withFunction("select 1"))).toHaveLength(1);
    expect(sameCatalog(schema(), schema(orders))).toEqual(["Missing: table orders", "Missing: column orders.id", "Missing: column orders.user_id", "Missing: foreign key orders.(unnamed)"]);
  });
});
