import { describe, expect, it } from "vitest";
import { plan } from "@/lib/plan";
import type { Schema, Table } from "@/lib/model";
import { builtTargets } from "@/lib/targets/registry";
import { marksOf } from "./change-marks";

const target = builtTargets[0];
if (target === undefined) throw new Error("No target is built");

function table(id: string, ...columns: readonly string[]): Table {
  return {
    id, name: id, uniques: [], foreignKeys: [], checks: [], indexes: [], options: {},
    columns: columns.map((column) => ({ id: `${id}.${column}`, name: column, type: { kind: "text" }, nullable: true })),
  };
}
const schemaOf = (...tables: readonly Table[]): Schema => ({ tables, enums: [], objects: [] });

const base = schemaOf(table("kept", "a", "gone"), table("same", "a"), table("dropped", "a"));
const goal = schemaOf(table("kept", "a", "brandnew"), table("same", "a"), table("fresh", "x"));
const pending = { base, plan: plan({ target, version: target.versions[0]?.id ?? "", base, goal }) };

describe("marksOf", () => {
  it("marks what was added, changed and removed, and leaves the rest alone", () => {
    const { marks, counts } = marksOf(pending);
    expect(marks.of.get("fresh")).toBe("added");
    expect(marks.of.get("kept")).toBe("changed");
    expect(marks.of.get("kept.brandnew")).toBe("added");
    expect(marks.of.get("dropped")).toBe("removed");
    expect(marks.of.has("same")).toBe(false);
    expect(marks.removedTables.map((removed) => removed.id)).toEqual(["dropped"]);
    expect(marks.removedColumns.get("kept")?.map((column) => column.id)).toEqual(["kept.gone"]);
    expect(counts.removed).toBeGreaterThanOrEqual(2);
  });

  it("shows one kind only when asked, with the counts of all", () => {
    const { marks, counts } = marksOf(pending, "added");
    expect([...marks.of.values()].includes("removed")).toBe(false);
    expect(marks.removedTables).toEqual([]);
    expect(counts).toEqual(marksOf(pending).counts);
  });
});
