import { beforeEach, describe, expect, it } from "vitest";
import { mapIds } from "../diff";
import type { Schema, Table } from "../model";
import { addCheck, addColumn, addIndex, addTable, connect, renameColumn, setTable } from "./commands";
import { mergeSchema } from "./merge-schema";
import { applyPatch } from "./patch";
import { resolve } from "./resolve";
import { TestEditor } from "./testing/editor";

let editor: TestEditor;
let next = 0;
const newId = (): string => `m${next++}`;
/** As an importer gives it: the same schema under other ids. */
const foreign = (schema: Schema): Schema => mapIds(schema, (id) => `x-${id}`);
const withTable = (schema: Schema, name: string, change: (table: Table) => Table): Schema => ({ ...schema, tables: schema.tables.map((table) => (table.name === name ? change(table) : table)) });

beforeEach(() => {
  editor = new TestEditor();
  editor.run(addTable, { name: "customers" });
  editor.run(addTable, { name: "orders", at: { x: 700, y: 300 } });
  editor.run(connect, { from: { tableId: editor.table("orders").id }, to: { tableId: editor.table("customers").id } });
  editor.run(addColumn, { tableId: editor.table("orders").id, name: "total", type: { kind: "decimal", precision: 10, scale: 2 }, default: "0" });
  editor.run(addCheck, { tableId: editor.table("orders").id, expression: "total > 0" });
  editor.run(addIndex, { tableId: editor.table("orders").id, parts: [{ expression: "abs(total)" }], where: "total IS NOT NULL" });
  editor.run(setTable, { tableId: editor.table("orders").id, comment: "What was bought" });
});

describe("mergeSchema", () => {
  it("gives an empty patch when nothing differs but ids and spelling", () => {
    const spelled = withTable(foreign(editor.design.schema), "orders", (table) => ({ ...table, checks: table.checks.map((check) => ({ ...check, expression: "\"total\"  >0 -- positive" })) }));
    expect(mergeSchema(editor.design, foreign(editor.design.schema), [], { newId })).toEqual(new Map());
    expect(mergeSchema(editor.design, spelled, [], { newId })).toEqual(new Map());
  });

  it("keeps ids, places and groups of what pairs by name, and turns the schema into the other", () => {
    const before = editor.design;
    const goal = foreign(withTable(before.schema, "orders", (table) => ({
      ...table, comment: "Bought", checks: [], columns: [...table.columns.slice(0, 1), { id: "c9", name: "note", type: { kind: "text" }, nullable: true }, ...table.columns.slice(1).map((column) => (column.name === "total" ? { ...column, type: { kind: "int32" as const } } : column))],
    })));
    editor.entries = applyPatch(editor.entries, mergeSchema(before, goal, [], { newId }));
    const table = editor.table("orders");
    expect(table.columns.map((column) => column.name)).toEqual(["id", "note", "customer_id", "total"]);
    expect(table).toMatchObject({ comment: "Bought", checks: [] });
    expect(editor.column("orders", "total")).toMatchObject({ type: { kind: "int32" }, id: before.schema.tables[1]?.columns[2]?.id });
    expect(editor.design.layout).toEqual(before.layout);
    expect(editor.problems).toEqual([]);
  });

  it("takes an answered rename as a rename and carries it into expressions", () => {
    const { id } = editor.column("orders", "total");
    const other = new TestEditor(editor.entries);
    other.run(renameColumn, { columnId: id, name: "amount" });
    const goal = foreign(other.design.schema);
    editor.entries = applyPatch(editor.entries, mergeSchema(editor.design, goal, [{ from: id, to: `x-${id}` }], { newId }));
    expect(editor.column("orders", "amount").id).toBe(id);
    expect(editor.design.schema).toEqual(other.design.schema);
  });

  it("adds tables near what they relate to and removes what is gone with all it has", () => {
    const customers = editor.table("customers");
    const added: Table = {
      id: "a", name: "addresses", columns: [{ id: "b", name: "customer_id", type: { kind: "int64" }, nullable: false }], uniques: [], checks: [], indexes: [], options: {},
      foreignKeys: [{ id: "f", columns: ["b"], referencedTable: customers.id, referencedColumns: [customers.columns[0]?.id ?? ""], onDelete: "cascade", onUpdate: "no action" }],
    };
    editor.entries = applyPatch(editor.entries, mergeSchema(editor.design, foreign({ ...editor.design.schema, tables: [customers, added] }), [], { newId }));
    expect(editor.design.schema.tables.map((table) => table.name)).toEqual(["customers", "addresses"]);
    expect(editor.table("addresses").foreignKeys[0]?.referencedTable).toBe(customers.id);
    expect(editor.design.layout.positions.get(editor.table("addresses").id)).toBeDefined();
    expect(editor.problems).toEqual([]);
  });

  it("keeps comments that the other text cannot carry, when asked to", () => {
    const goal = foreign(withTable(editor.design.schema, "orders", ({ comment: _, ...table }) => table));
    const kept = resolve(applyPatch(editor.entries, mergeSchema(editor.design, goal, [], { newId, keepComments: true }))).design.schema;
    expect(kept).toEqual(editor.design.schema);
    const gone = resolve(applyPatch(editor.entries, mergeSchema(editor.design, goal, [], { newId, keepComments: false }))).design.schema;
    expect(gone.tables[1]).not.toHaveProperty("comment");
  });
});
