import { describe, expect, it } from "vitest";
import { findTarget } from "../targets/registry";
import { adviseModel, type ModelAdvice } from "./advice-indexes";
import { addAdvisedIndex, addForeignKey, addIndex, addPattern, addTable, addColumn, addUnique, applyAdvice, setRule } from "./commands";
import { applyPatch } from "./patch";
import { TestEditor } from "./testing/editor";

function advice(editor: TestEditor): ModelAdvice {
  const target = findTarget("postgresql");
  if (target === undefined) throw new Error("No target");
  return adviseModel(editor.design, target, "2026-11-24");
}

function shop(): TestEditor {
  const editor = new TestEditor();
  for (const name of ["customers", "orders"]) editor.run(addTable, { name });
  const { id: orders } = editor.table("orders");
  editor.run(addColumn, { tableId: orders, name: "customer_id", type: { kind: "int64" } });
  editor.run(addColumn, { tableId: orders, name: "price", type: { kind: "float64" } });
  editor.run(addColumn, { tableId: orders, name: "code", type: { kind: "text" } });
  editor.run(addColumn, { tableId: orders, name: "deleted_at", type: { kind: "timestamptz" }, nullable: true });
  editor.run(addForeignKey, { tableId: orders, columns: [editor.column("orders", "customer_id").id], referencedTable: editor.table("customers").id, referencedColumns: [editor.column("customers", "id").id] });
  return editor;
}

describe("advice on a design", () => {
  it("gives indexes that one command adds, under a free name, until nothing more is advised", () => {
    const editor = shop();
    editor.run(addPattern, { name: "search", operation: "search", tableId: editor.table("orders").id, text: "typo", query: "SELECT * FROM orders WHERE code % $1" });
    editor.run(addIndex, { tableId: editor.table("customers").id, parts: [{ column: editor.column("customers", "id").id }], name: "orders_customer_id_idx" });
    const before = editor.entries;
    const { indexes: { add } } = advice(editor);
    expect(add.map(({ index }) => index.name)).toEqual(["orders_customer_id_idx_2", "orders_code_idx"]);
    const [first] = add;
    if (first === undefined) throw new Error("Nothing advised");
    const undo = editor.run(addAdvisedIndex, { tableId: first.tableId, index: first.index });
    expect(applyPatch(editor.entries, undo)).toEqual(before);
    for (const { tableId, index, extension } of advice(editor).indexes.add) editor.run(addAdvisedIndex, { tableId, index, ...(extension === undefined ? {} : { extension }) });
    expect(editor.design.schema.objects.map(({ kind, name }) => [kind, name])).toEqual([["extension", "pg_trgm"]]);
    expect(editor.problems).toEqual([]);
    expect(advice(editor).indexes.add).toEqual([]);
  });

  it("carries out the fixes of findings, after which they are gone", () => {
    const editor = shop();
    editor.run(addUnique, { tableId: editor.table("orders").id, columns: [editor.column("orders", "code").id] });
    const fixes = advice(editor).findings.flatMap(({ fixes: [fix] = [] }) => fix ?? []);
    expect(fixes.map(({ change }) => change.kind)).toEqual(["retype column", "unique where"]);
    for (const { change } of fixes) editor.run(applyAdvice, change);
    expect(editor.column("orders", "price").type).toEqual({ kind: "decimal", precision: 19, scale: 4 });
    expect(editor.table("orders").uniques).toEqual([]);
    expect(editor.table("orders").indexes).toMatchObject([{ unique: true, where: "deleted_at IS NULL" }]);
    expect(advice(editor).findings).toEqual([]);
  });

  it("keeps with the design which rules are off, and why", () => {
    const editor = shop();
    editor.run(setRule, { code: "money-in-float", off: "Prices are estimates." });
    expect(advice(editor).findings).toEqual([]);
    expect(advice(editor).off).toEqual([{ code: "money-in-float", title: "Money as a floating point number", reason: "Prices are estimates." }]);
    expect(editor.try(setRule, { code: "money-in-float", off: " " }).ok).toBe(false);
    editor.run(setRule, { code: "money-in-float", off: null });
    expect(advice(editor).findings).toHaveLength(1);
  });
});
