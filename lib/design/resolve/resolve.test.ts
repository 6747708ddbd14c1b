import { describe, expect, it } from "vitest";
import type { Schema } from "../../model";
import { applyPatch, writeRecord, combinePatches } from "../patch";
import { toEntries } from "../to-entries";
import type { Entries, StoredValue } from "../design";
import { createResolver, resolve } from "./index";

const schema: Schema = {
  tables: [
    {
      id: "t1", name: "customers", columns: [
        { id: "c1", name: "id", type: { kind: "int64" }, nullable: false, identity: { mode: "by default" } },
        { id: "c2", name: "email", type: { kind: "string", length: 200 }, nullable: false, collation: "C", comment: "Where we write to" },
        { id: "c3", name: "mood", type: { kind: "array", of: { kind: "enum", enumId: "e1" } }, nullable: true, default: "'{}'" },
      ],
      primaryKey: { id: "p1", columns: ["c1"], name: "customers_pkey" }, uniques: [{ id: "u1", columns: ["c2"], nullsNotDistinct: true }],
      foreignKeys: [], checks: [{ id: "k1", expression: "email <> ''", name: "has_email" }],
      indexes: [{ id: "i1", name: "customers_lower", unique: false, parts: [{ expression: "lower(email)", order: "desc" }], where: "email <> ''", options: { fillfactor: "70" } }],
      options: { fillfactor: "80" }, comment: "People who buy",
    },
    {
      id: "t2", name: "orders", namespace: "sales", columns: [
        { id: "c4", name: "id", type: { kind: "int64" }, nullable: false },
        { id: "c5", name: "customer_id", type: { kind: "int64" }, nullable: false },
        { id: "c6", name: "total", type: { kind: "decimal", precision: 10, scale: 2 }, nullable: false, generated: { expression: "1", stored: true } },
      ],
      primaryKey: { id: "p2", columns: ["c4"] }, uniques: [],
      foreignKeys: [{ id: "f1", columns: ["c5"], referencedTable: "t1", referencedColumns: ["c1"], onDelete: "cascade", onUpdate: "no action", deferral: { deferrable: true, initiallyDeferred: false } }],
      checks: [], indexes: [], options: {},
    },
  ],
  enums: [{ id: "e1", name: "mood", values: ["good", "bad"] }],
  objects: [{ id: "o1", kind: "view", name: "big", definition: "CREATE VIEW big AS SELECT 1", dependsOn: ["table:orders"] }],
};

const entries = toEntries(schema, { positions: new Map([["t1", { x: 10, y: 20 }]]), groups: [{ id: "g1", name: "People", color: 3 }], groupOf: new Map([["t1", "g1"]]) }, { name: "Shop", target: "postgresql", targetVersion: "18" });
const after = (...writes: readonly ReadonlyMap<string, StoredValue | undefined>[]): Entries => applyPatch(entries, combinePatches(...writes));
const codes = (given: Entries): readonly string[] => resolve(given).problems.map((problem) => problem.code);

describe("resolve", () => {
  it("gives the schema back that was written, with layout and settings, and no problem", () => {
    const { design, problems } = resolve(entries);
    expect(design.schema).toEqual(schema);
    expect(design.layout.positions).toEqual(new Map([["t1", { x: 10, y: 20 }]]));
    expect(design.layout.groupOf.get("t1")).toBe("g1");
    expect(design.settings).toMatchObject({ target: "postgresql", targetVersion: "18" });
    expect(design.name).toBe("Shop");
    expect(problems).toEqual([]);
  });

  it("hides a table deleted with all its records, without a problem", () => {
    const gone = ["t2", "c4", "c5", "c6", "p2", "f1"].map((id) => writeRecord(id, { del: "d" }));
    const { design, problems } = resolve(after(...gone));
    expect(design.schema.tables.map((table) => table.name)).toEqual(["customers"]);
    expect(problems).toEqual([]);
  });

  it("says that a column was added to a deleted table, and its fix brings the whole table back", () => {
    const gone = ["t2", "c4", "c5", "c6", "p2", "f1"].map((id) => writeRecord(id, { del: "d" }));
    const given = after(...gone, writeRecord("c7", { kind: "column", table: "t2", name: "note", type: { kind: "text" } }));
    const { problems } = resolve(given);
    expect(problems.map((problem) => problem.code)).toEqual(["orphan-column"]);
    const restore = problems[0]?.fixes.find((fix) => fix.label.startsWith("Bring"));
    const mended = resolve(applyPatch(given, restore?.patch ?? new Map()));
    expect(mended.problems).toEqual([]);
    expect(mended.design.schema.tables[1]?.columns.map((column) => column.name)).toEqual(["note", "id", "customer_id", "total"]);
    expect(mended.design.schema.tables[1]?.foreignKeys).toHaveLength(1);
  });

  it.each<readonly [string, ReadonlyMap<string, StoredValue | undefined>]>([
    ["dangling-foreign-key", writeRecord("t1", { del: "d" })],
    ["duplicate-table-name", writeRecord("t2", { name: "customers", ns: undefined })],
    ["duplicate-column-name", writeRecord("c2", { name: "id" })],
    ["key-without-columns", writeRecord("u1", { cols: [] })],
    ["key-column-missing", writeRecord("c2", { del: "d" })],
    ["empty-name", writeRecord("t1", { name: " " })],
    ["foreign-key-count-mismatch", writeRecord("f1", { refCols: ["c1", "c2"] })],
    ["foreign-key-type-mismatch", writeRecord("c5", { type: { kind: "text" } })],
    ["foreign-key-target-not-unique", writeRecord("p1", { del: "d" })],
    ["missing-enum", writeRecord("e1", { del: "d" })],
    ["unreadable-value", writeRecord("c1", { type: 7 })],
    ["several-value-sources", writeRecord("c1", { def: "1" })],
    ["check-without-expression", writeRecord("k1", { expr: "" })],
    ["second-primary-key", writeRecord("p9", { kind: "pk", table: "t1", cols: ["c2"] })],
  ])("reports %s, and each of its fixes takes it away", (code, write) => {
    const given = after(write);
    const found = resolve(given).problems.filter((problem) => problem.code === code);
    expect(found.length).toBeGreaterThan(0);
    for (const problem of found) {
      expect(problem.fixes.length).toBeGreaterThan(0);
      for (const fix of problem.fixes) {
        const left = resolve(applyPatch(given, fix.patch)).problems;
        expect(left.filter((other) => other.code === code && other.place?.objectId === problem.place?.objectId)).toEqual([]);
      }
    }
  });

  it("asks the target how long a name may be", () => {
    const long = after(writeRecord("t1", { name: "ü".repeat(40) }));
    const { problems } = resolve(long, { limits: () => ({ identifierBytes: 63 }) });
    expect(problems.map((problem) => problem.code)).toEqual(["name-too-long"]);
    expect([...(problems[0]?.fixes[0]?.patch.values() ?? [])]).toEqual(["ü".repeat(31)]);
    expect(codes(long)).toEqual([]);
  });

  it("lets hostile ids and names neither in nor out", () => {
    const hostile = after(
      writeRecord("__proto__", { kind: "table", name: "__proto__", opts: { constructor: "1" } }), writeRecord("constructor", { kind: "column", table: "__proto__", name: "toString", type: { kind: "native", text: "x\0y" } }),
    );
    const { design } = resolve(hostile);
    const table = design.schema.tables.find((each) => each.name === "__proto__");
    expect(table?.columns).toEqual([{ id: "constructor", name: "toString", type: { kind: "native", text: "xy" }, nullable: false }]);
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain("kind");
  });

  it("keeps the identity of what an edit did not touch", () => {
    const resolver = createResolver();
    const first = resolver.update(entries.keys(), entries).design;
    const second = resolver.update(["c5|comment"], after(writeRecord("c5", { comment: "who bought" }))).design;
    expect(second.schema.tables[0]).toBe(first.schema.tables[0]);
    expect(second.schema.tables[1]).not.toBe(first.schema.tables[1]);
    expect(second.schema.tables[1]?.columns[0]).toBe(first.schema.tables[1]?.columns[0]);
    expect(second.schema.enums).toBe(first.schema.enums);
    expect(second.layout).toBe(first.layout);
    const third = resolver.update(["t1|x"], applyPatch(after(writeRecord("c5", { comment: "who bought" })), writeRecord("t1", { x: 90 }))).design;
    expect(third.schema).toBe(second.schema);
    expect(third.layout.positions.get("t1")).toEqual({ x: 90, y: 20 });
  });
});
