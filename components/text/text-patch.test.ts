import { describe, expect, it } from "vitest";
import { applyPatch } from "@/lib/design/patch";
import { resolve } from "@/lib/design/resolve";
import { toEntries } from "@/lib/design/to-entries";
import type { Schema, Table } from "@/lib/model";
import { newFindings, textPatch } from "./text-patch";

function table(prefix: string, name: string, ...columns: readonly string[]): Table {
  return {
    id: `${prefix}${name}`, name, uniques: [], foreignKeys: [], checks: [], indexes: [], options: {},
    columns: columns.map((column) => ({ id: `${prefix}${name}.${column}`, name: column, type: { kind: "text" }, nullable: true })),
  };
}

const schema: Schema = {
  tables: [{ ...table("", "orders", "id", "status"), comment: "kept" }],
  enums: [],
  objects: [{ id: "v", kind: "view", name: "open_orders", definition: "CREATE VIEW open_orders AS SELECT 1", dependsOn: [] }],
};
const entries = toEntries(schema, undefined, { target: "postgresql" });
const { design } = resolve(entries);

describe("textPatch", () => {
  it("keeps what the text has no words for, and does what the edit says", () => {
    // Read back, the design's own text has lost the view; the edit adds a column and drops another.
    const unedited: Schema = { tables: [{ ...table("u", "orders", "id", "status"), comment: "kept" }], enums: [], objects: [] };
    const edited: Schema = { tables: [{ ...table("e", "orders", "id", "total"), comment: "kept" }], enums: [], objects: [] };
    const after = resolve(applyPatch(entries, textPatch(design, edited, unedited))).design.schema;
    expect(after.objects.map((object) => object.name)).toEqual(["open_orders"]);
    expect(after.tables[0]?.columns.map((column) => column.name)).toEqual(["id", "total"]);
    expect(after.tables[0]?.id).toBe("orders");
  });

  it("does nothing for an unchanged text", () => {
    const unedited: Schema = { tables: [table("u", "orders", "id", "status")], enums: [], objects: [] };
    expect(textPatch(design, unedited, unedited).size).toBe(0);
  });
});

describe("newFindings", () => {
  it("leaves out what the unedited text was found to have", () => {
    const old = { code: "a", severity: "error", message: "no such extension", place: { line: 1 } } as const;
    const fresh = { code: "b", severity: "error", message: "syntax error", place: { line: 9 } } as const;
    expect(newFindings([{ ...old, place: { line: 2 } }, fresh], [old])).toEqual([fresh]);
  });
});
