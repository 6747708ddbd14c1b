import { beforeEach, describe, expect, it } from "vitest";
import { copySelection, parseClipboard } from "../clipboard";
import { applyPatch } from "../patch";
import { TestEditor } from "../testing/editor";
import {
  addCheck, addColumn, addEnum, addEnumValue, addGroup, addIndex, addManyToMany, addNote, addObject, addPattern, addTable, addUnique, commands, connect, deleteRecords, duplicateTables,
  moveColumn, moveRecords, paste, removeEnumValue, renameColumn, renameEnumValue, renameTable, retypeColumn, setColumn, setForeignKey, setIndex, setPrimaryKey, setSettings, setTable,
  togglePrimaryKey,
} from "./index";

let editor: TestEditor;
const names = (table: string): readonly string[] => editor.table(table).columns.map((column) => column.name);

beforeEach(() => {
  editor = new TestEditor();
  editor.run(addTable, { name: "customers" });
  editor.run(addTable, { name: "orders" });
});

describe("tables", () => {
  it("start with a key of their own, a place of their own and a free name", () => {
    editor.run(addTable, { name: "orders" });
    const table = editor.table("orders_2");
    expect(table.columns.map((column) => column.name)).toEqual(["id"]);
    expect(table.primaryKey?.columns).toEqual([table.columns[0]?.id]);
    expect(table.primaryKey?.name).toBe("orders_2_pkey");
    const places = editor.design.schema.tables.map((each) => JSON.stringify(editor.design.layout.positions.get(each.id)));
    expect(new Set(places).size).toBe(3);
    expect(editor.problems).toEqual([]);
  });

  it("rename where expressions, queries and objects name them, but not in strings, comments or functions", () => {
    const orders = editor.table("orders");
    editor.run(addColumn, { tableId: orders.id, name: "total", type: { kind: "int32" } });
    editor.run(addCheck, { tableId: orders.id, expression: "orders.total > 0 AND total <> 7" });
    editor.run(addPattern, { name: "All", query: "SELECT o.total, 'orders' FROM orders o WHERE orders(1) -- orders" });
    editor.run(addObject, { kind: "view", name: "v", definition: "CREATE VIEW v AS SELECT total FROM orders", dependsOn: ["table:orders"] });
    editor.run(renameTable, { tableId: orders.id, name: "Order lines" });
    expect(editor.table("Order lines").checks[0]?.expression).toBe('"Order lines".total > 0 AND total <> 7');
    expect(editor.design.patterns[0]?.query).toBe(`SELECT o.total, 'orders' FROM "Order lines" o WHERE orders(1) -- orders`);
    expect(editor.design.schema.objects[0]).toMatchObject({ definition: 'CREATE VIEW v AS SELECT total FROM "Order lines"', dependsOn: ["table:Order lines"] });
  });

  it("go with everything that belongs to them and come back whole", () => {
    const [customers, orders] = [editor.table("customers"), editor.table("orders")];
    editor.run(connect, { from: { tableId: orders.id }, to: { tableId: customers.id } });
    editor.run(addPattern, { name: "All", tableId: customers.id });
    const before = editor.design;
    const inverse = editor.run(deleteRecords, { ids: [customers.id] });
    expect(editor.problems.map(({ code }) => code)).toEqual(["pattern-table-missing"]);
    expect(editor.table("orders").foreignKeys).toEqual([]);
    expect(editor.design.patterns[0]?.tableId).toBeUndefined();
    editor.entries = applyPatch(editor.entries, inverse);
    expect(editor.design).toEqual(before);
  });

  it("take namespace, comment and options, and give them up again", () => {
    const { id } = editor.table("orders");
    editor.run(setTable, { tableId: id, namespace: "sales", comment: "What was bought", options: { fillfactor: "70" } });
    expect(editor.table("orders")).toMatchObject({ namespace: "sales", comment: "What was bought", options: { fillfactor: "70" } });
    editor.run(setTable, { tableId: id, namespace: null, comment: "", options: null });
    expect(editor.table("orders")).not.toHaveProperty("namespace");
    expect(editor.table("orders")).not.toHaveProperty("comment");
  });
});

describe("columns", () => {
  it("are added at a place, moved, renamed in expressions and deleted from keys", () => {
    const { id } = editor.table("orders");
    editor.run(addColumn, { tableId: id, name: "b" });
    editor.run(addColumn, { tableId: id, name: "c" });
    editor.run(addColumn, { tableId: id, name: "a", after: editor.column("orders", "id").id });
    expect(names("orders")).toEqual(["id", "a", "b", "c"]);
    editor.run(moveColumn, { columnId: editor.column("orders", "c").id, before: editor.column("orders", "id").id });
    editor.run(moveColumn, { columnId: editor.column("orders", "id").id });
    expect(names("orders")).toEqual(["c", "a", "b", "id"]);
    editor.run(addIndex, { tableId: id, parts: [{ expression: "lower(a)" }, { column: editor.column("orders", "b").id }], where: "a IS NOT NULL AND b::a = 'a'" });
    editor.run(setColumn, { columnId: editor.column("orders", "c").id, generated: { expression: "a || b", stored: true } });
    editor.run(renameColumn, { columnId: editor.column("orders", "a").id, name: "order" });
    expect(editor.table("orders").indexes[0]).toMatchObject({ name: "orders_expr_b_idx", parts: [{ expression: 'lower("order")' }, {}], where: `"order" IS NOT NULL AND b::a = 'a'` });
    expect(editor.column("orders", "c").generated?.expression).toBe('"order" || b');
    editor.run(deleteRecords, { ids: [editor.column("orders", "order").id] });
    expect(editor.table("orders").indexes).toEqual([]);
    expect(editor.problems).toEqual([]);
  });

  it("move also between neighbours of equal order, as two editors may have left them", () => {
    const { id } = editor.table("orders");
    for (const name of ["a", "b", "c"]) editor.run(addColumn, { tableId: id, name });
    editor.entries = applyPatch(editor.entries, new Map(editor.table("orders").columns.map((column) => [`${column.id}|ord`, "a0"])));
    const [first, second, ...rest] = names("orders");
    const moved = rest[1] ?? "";
    editor.run(moveColumn, { columnId: editor.column("orders", moved).id, before: editor.column("orders", second ?? "").id });
    expect(names("orders")).toEqual([first, moved, second, rest[0]]);
  });

  it("take their value from one source only", () => {
    const { id } = editor.column("orders", "id");
    editor.run(setColumn, { columnId: id, default: "7" });
    expect(editor.column("orders", "id")).toMatchObject({ default: "7" });
    expect(editor.column("orders", "id")).not.toHaveProperty("identity");
    editor.run(setColumn, { columnId: id, identity: { mode: "always" } });
    expect(editor.column("orders", "id")).not.toHaveProperty("default");
    expect(editor.try(setColumn, { columnId: id, nullable: true }).ok).toBe(false);
  });

  it("leave the primary key together", () => {
    const { id } = editor.table("orders");
    editor.run(addColumn, { tableId: id, name: "a" });
    editor.run(addColumn, { tableId: id, name: "b" });
    editor.run(setPrimaryKey, { tableId: id, columns: ["id", "a", "b"].map((name) => editor.column("orders", name).id) });
    editor.run(deleteRecords, { ids: [editor.column("orders", "a").id, editor.column("orders", "id").id] });
    expect(editor.table("orders").primaryKey?.columns).toEqual([editor.column("orders", "b").id]);
    editor.run(togglePrimaryKey, { columnId: editor.column("orders", "b").id });
    expect(editor.table("orders").primaryKey).toBeUndefined();
    editor.run(togglePrimaryKey, { columnId: editor.column("orders", "b").id });
    expect(editor.table("orders").primaryKey?.columns).toHaveLength(1);
  });
});

describe("connecting", () => {
  it("makes a fitting column when dropped on a table, whichever way it was dragged", () => {
    const [customers, orders] = [editor.table("customers"), editor.table("orders")];
    editor.run(connect, { from: { tableId: customers.id, columnId: customers.columns[0]?.id ?? "" }, to: { tableId: orders.id } });
    expect(editor.table("orders").foreignKeys[0]).toMatchObject({ name: "orders_customer_id_fkey", referencedTable: customers.id });
    expect(editor.column("orders", "customer_id")).toMatchObject({ type: { kind: "int64" }, nullable: false });
    expect(editor.column("orders", "customer_id")).not.toHaveProperty("identity");
    expect(editor.problems).toEqual([]);
  });

  it("references the key from either end of a drag between columns, and refuses when there is none", () => {
    const [customers, orders] = [editor.table("customers"), editor.table("orders")];
    editor.run(addColumn, { tableId: orders.id, name: "buyer", type: { kind: "int64" } });
    const buyer = editor.column("orders", "buyer").id;
    editor.run(connect, { from: { tableId: customers.id, columnId: customers.columns[0]?.id ?? "" }, to: { tableId: orders.id, columnId: buyer } });
    expect(editor.table("orders").foreignKeys[0]).toMatchObject({ columns: [buyer], referencedTable: customers.id });
    expect(editor.try(connect, { from: { tableId: orders.id, columnId: buyer }, to: { tableId: customers.id, columnId: customers.columns[0]?.id ?? "" } })).toMatchObject({ ok: false, diagnostic: { code: "foreign-key-exists" } });
    editor.run(addColumn, { tableId: customers.id, name: "name" });
    expect(editor.try(connect, { from: { tableId: orders.id, columnId: buyer }, to: { tableId: customers.id, columnId: editor.column("customers", "name").id } })).toMatchObject({ ok: false, diagnostic: { code: "no-key-to-reference" } });
  });

  it("references a composite key whole, with what fits and new columns for the rest", () => {
    const [customers, orders] = [editor.table("customers"), editor.table("orders")];
    editor.run(addColumn, { tableId: customers.id, name: "region", type: { kind: "text" } });
    editor.run(setPrimaryKey, { tableId: customers.id, columns: [editor.column("customers", "region").id, editor.column("customers", "id").id] });
    editor.run(addColumn, { tableId: orders.id, name: "region", type: { kind: "text" } });
    editor.run(connect, { from: { tableId: orders.id }, to: { tableId: customers.id } });
    const key = editor.table("orders").foreignKeys[0];
    expect(key?.columns).toEqual([editor.column("orders", "region").id, editor.column("orders", "customer_id").id]);
    expect(editor.problems).toEqual([]);
  });

  it("lets a table reference itself through a column that may be null", () => {
    const { id } = editor.table("orders");
    editor.run(connect, { from: { tableId: id }, to: { tableId: id } });
    expect(editor.column("orders", "parent_id").nullable).toBe(true);
    const key = editor.table("orders").foreignKeys[0];
    editor.run(setForeignKey, { id: key?.id ?? "", onDelete: "set null", name: "parent" });
    expect(editor.table("orders").foreignKeys[0]).toMatchObject({ onDelete: "set null", name: "parent", onUpdate: "no action" });
  });

  it("makes the junction table of a many-to-many relationship, also of a table with itself", () => {
    const [customers, orders] = [editor.table("customers"), editor.table("orders")];
    editor.run(addManyToMany, { tableId: customers.id, otherTableId: orders.id });
    expect(names("customer_orders")).toEqual(["customer_id", "order_id"]);
    expect(editor.table("customer_orders").primaryKey?.columns).toHaveLength(2);
    expect(editor.table("customer_orders").foreignKeys.map((key) => key.onDelete)).toEqual(["cascade", "cascade"]);
    editor.run(addManyToMany, { tableId: orders.id, otherTableId: orders.id });
    expect(names("order_orders")).toEqual(["order_id", "related_order_id"]);
    expect(editor.problems).toEqual([]);
  });
});

describe("enums", () => {
  it("rename a value also in defaults and checks, and give way to text when deleted", () => {
    const { id } = editor.table("orders");
    editor.run(addEnum, { name: "status", values: ["new", "paid"] });
    const enumId = editor.design.schema.enums[0]?.id ?? "";
    editor.run(addColumn, { tableId: id, name: "status", type: { kind: "enum", enumId }, default: "'new'" });
    editor.run(addCheck, { tableId: id, expression: "status <> 'new' OR id > 0" });
    editor.run(addEnumValue, { enumId, value: "sent", before: "paid" });
    editor.run(renameEnumValue, { enumId, from: "new", to: "it's new" });
    editor.run(removeEnumValue, { enumId, value: "paid" });
    expect(editor.design.schema.enums[0]?.values).toEqual(["it's new", "sent"]);
    expect(editor.column("orders", "status").default).toBe("'it''s new'");
    expect(editor.table("orders").checks[0]?.expression).toBe("status <> 'it''s new' OR id > 0");
    editor.run(deleteRecords, { ids: [enumId] });
    expect(editor.column("orders", "status").type).toEqual({ kind: "text" });
    expect(editor.problems).toEqual([]);
  });
});

describe("clipboard", () => {
  beforeEach(() => {
    const [customers, orders] = [editor.table("customers"), editor.table("orders")];
    editor.run(addEnum, { name: "status", values: ["new", "paid"] });
    editor.run(addColumn, { tableId: orders.id, name: "status", type: { kind: "enum", enumId: editor.design.schema.enums[0]?.id ?? "" } });
    editor.run(connect, { from: { tableId: orders.id }, to: { tableId: customers.id } });
    editor.run(connect, { from: { tableId: orders.id }, to: { tableId: orders.id } });
    editor.run(addIndex, { tableId: orders.id, parts: [{ column: editor.column("orders", "status").id, order: "desc" }] });
    editor.run(addUnique, { tableId: orders.id, columns: [editor.column("orders", "customer_id").id] });
    editor.run(addGroup, { tableIds: [orders.id] });
  });

  it("duplicates a table with all it has, under free names, with its own self reference", () => {
    editor.run(duplicateTables, { tableIds: [editor.table("orders").id] });
    const copy = editor.table("orders_2");
    expect(names("orders_2")).toEqual(names("orders"));
    expect(copy.foreignKeys.map((key) => key.referencedTable)).toEqual([editor.table("customers").id, copy.id]);
    expect(copy.indexes[0]?.name).toBe("orders_2_status_idx");
    expect(editor.design.layout.groupOf.get(copy.id)).toBe(editor.design.layout.groups[0]?.id);
    expect(editor.design.schema.enums).toHaveLength(1);
    expect(editor.problems).toEqual([]);
  });

  it("pastes into another design, with enums, and foreign keys to tables of the same name", () => {
    const text = JSON.stringify(copySelection(editor.design, [editor.table("orders").id]));
    const payload = parseClipboard(text);
    if (payload === undefined) throw new Error("not read");
    const empty = new TestEditor();
    empty.run(paste, { payload });
    expect(empty.table("orders").foreignKeys).toHaveLength(1);
    expect(empty.design.schema.enums.map((type) => type.values)).toEqual([["new", "paid"]]);
    expect(empty.problems).toEqual([]);
    const other = new TestEditor();
    other.run(addTable, { name: "customers" });
    other.run(paste, { payload, at: { x: 1000, y: 500 } });
    expect(other.table("orders").foreignKeys[0]?.referencedTable).toBe(other.table("customers").id);
    expect(other.design.layout.positions.get(other.table("orders").id)).toEqual({ x: 1000, y: 500 });
    expect(other.problems).toEqual([]);
  });

  it("takes nothing else for a selection", () => {
    for (const text of ["", "{", "{}", '{"strata":"selection"}', "[1]", '{"strata":"selection","version":1,"target":"x","entries":{},"referenced":[]}']) expect(parseClipboard(text)).toBeUndefined();
  });
});

describe("the rest", () => {
  it("sets names, places, settings and notes", () => {
    editor.run(setSettings, { name: "Shop", online: true, renames: [{ from: "a", to: "b" }], prose: { summary: "Sells things" } });
    editor.run(addNote, { at: { x: 1, y: 2 }, text: "**Mind**" });
    editor.run(moveRecords, { positions: new Map([[editor.table("orders").id, { x: 9.6, y: 1 }], ["nobody", { x: 1, y: 1 }]]) });
    expect(editor.design).toMatchObject({ name: "Shop", settings: { online: true, renames: [{ from: "a", to: "b" }], prose: { summary: "Sells things" } } });
    expect(editor.design.layout.notes).toMatchObject([{ text: "**Mind**", at: { x: 1, y: 2 } }]);
    expect(editor.design.layout.positions.get(editor.table("orders").id)).toEqual({ x: 10, y: 1 });
    expect([...editor.entries.keys()].some((key) => key.startsWith("nobody"))).toBe(false);
  });

  it("groups own their tables and free them when deleted", () => {
    const { id } = editor.table("orders");
    editor.run(addGroup, { tableIds: [id], name: "Sales" });
    const group = editor.design.layout.groupOf.get(id);
    expect(group).toBeDefined();
    editor.run(deleteRecords, { ids: [group ?? ""] });
    expect(editor.design.layout.groupOf.size).toBe(0);
    expect(editor.design.schema.tables).toHaveLength(2);
  });

  it("answers with a message when what it is about is gone", () => {
    expect(editor.try(renameTable, { tableId: "x", name: "y" })).toMatchObject({ ok: false, diagnostic: { code: "not-in-design" } });
    expect(editor.try(retypeColumn, { columnId: "x", type: { kind: "text" } })).toMatchObject({ ok: false });
    expect(editor.try(setIndex, { id: "x" })).toMatchObject({ ok: false });
  });

  it("changes nothing when nothing is to change", () => {
    const { id } = editor.table("orders");
    expect(editor.try(renameTable, { tableId: id, name: "orders" })).toMatchObject({ ok: true, edit: { patch: new Map() } });
    expect(editor.try(setTable, { tableId: id, comment: null })).toMatchObject({ ok: true, edit: { patch: new Map() } });
  });

  it("lists every command once, with a label, an icon and no shortcut twice", () => {
    expect(new Set(commands.map((command) => command.id)).size).toBe(commands.length);
    const shortcuts = commands.flatMap((command) => command.shortcut ?? []);
    expect(new Set(shortcuts).size).toBe(shortcuts.length);
    for (const command of commands) expect(command.label).toMatch(/^[A-Z][^A-Z]*$/);
  });
});
