import { describe, expect, it } from "vitest";
import { relationships } from "./relationships";
import { column, foreignKey, index, table, unique } from "./testing/sample";
import type { Table } from "../../model";

const parent = table("p", "customers", [column("p1", "id"), column("p2", "tenant")]);
const ends = (child: Table) => {
  const [found] = relationships({ tables: [parent, child], enums: [], objects: [] });
  return found === undefined ? undefined : [found.childEnd, found.parentEnd, found.identifying];
};
const child = (nullable: boolean, more: Partial<Table> = {}) =>
  table("c", "orders", [column("c0", "id"), column("c1", "customer_id", { nullable }), column("c2", "tenant")],
    { foreignKeys: [foreignKey("fk", ["c1"], "p", ["p1"])], ...more });

describe("crow's foot ends", () => {
  it.each([
    ["a plain key: many children, one parent", child(false), ["zero-or-many", "one", false]],
    ["a nullable key: the parent may be absent", child(true), ["zero-or-many", "zero-or-one", false]],
    ["a unique key: at most one child", child(false, { uniques: [unique("u", ["c1"])] }), ["zero-or-one", "one", false]],
    ["a unique index counts as a key", child(true, { indexes: [index("i", ["c1"], { unique: true })] }), ["zero-or-one", "zero-or-one", false]],
    ["a partial unique index does not", child(false, { indexes: [index("i", ["c1"], { unique: true, where: "tenant = 1" })] }), ["zero-or-many", "one", false]],
    ["nor one that holds a further column", child(false, { indexes: [index("i", ["c1", "c2"], { unique: true })] }), ["zero-or-many", "one", false]],
    ["nor one that holds an expression", child(false, { indexes: [{ ...index("i", ["c1"], { unique: true }), parts: [{ expression: "lower(c1)" }] }] }), ["zero-or-many", "one", false]],
    ["a key that is the primary key: at most one child, identifying", child(false, { primaryKey: { id: "pk", columns: ["c1"] } }), ["zero-or-one", "one", true]],
    ["a key within a wider primary key: many children, identifying", child(false, { primaryKey: { id: "pk", columns: ["c1", "c2"] } }), ["zero-or-many", "one", true]],
    ["a key that holds a whole unique key and more: at most one child",
      child(false, { uniques: [unique("u", ["c1"])], foreignKeys: [foreignKey("fk", ["c1", "c2"], "p", ["p1", "p2"])] }), ["zero-or-one", "one", false]],
    ["one nullable column of a composite key frees the row", child(true, { foreignKeys: [foreignKey("fk", ["c1", "c2"], "p", ["p1", "p2"])] }), ["zero-or-many", "zero-or-one", false]],
    ["but not with MATCH FULL", child(true, { foreignKeys: [foreignKey("fk", ["c1", "c2"], "p", ["p1", "p2"], { match: "full" })] }), ["zero-or-many", "one", false]],
  ])("%s", (_name, subject, expected) => { expect(ends(subject)).toEqual(expected); });

  it("leaves out a key whose table is gone", () => {
    expect(relationships({ tables: [child(false)], enums: [], objects: [] })).toEqual([]);
  });

  it("reads a composite key as one relationship", () => {
    const both = child(false, { foreignKeys: [foreignKey("fk", ["c1", "c2"], "p", ["p1", "p2"])] });
    expect(relationships({ tables: [parent, both], enums: [], objects: [] })).toHaveLength(1);
  });
});
