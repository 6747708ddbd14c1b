import { describe, expect, it } from "vitest";
import { readQueries } from "@/lib/design/read-query";
import type { Table } from "@/lib/model";
import { builtTargets } from "@/lib/targets/registry";
import { patternTemplates } from "./pattern-templates";

const target = builtTargets[0];
if (target === undefined) throw new Error("No target is built");

const orders: Table = {
  id: "t", name: "order", uniques: [], checks: [], indexes: [], options: {},
  primaryKey: { id: "pk", columns: ["a", "b"] },
  columns: [
    { id: "a", name: "tenant", type: { kind: "int64" }, nullable: false },
    { id: "b", name: "Number", type: { kind: "int64" }, nullable: false, identity: { mode: "always" } },
    { id: "c", name: "placed_at", type: { kind: "timestamptz" }, nullable: false },
  ],
  foreignKeys: [{ id: "f", columns: ["a"], referencedTable: "x", referencedColumns: ["y"], onDelete: "no action", onUpdate: "no action" }],
};

describe("patternTemplates", () => {
  it("offers reads by key, by foreign key and by time, and the three writes", () => {
    expect(patternTemplates(orders, target).map((draft) => draft.operation)).toEqual(["get", "list", "list", "insert", "update", "delete"]);
  });

  it("quotes names and numbers parameters once each", () => {
    const [get, , , insert, update] = patternTemplates(orders, target);
    expect(get?.query).toBe('SELECT * FROM "order" WHERE tenant = $1 AND "Number" = $2');
    expect(insert?.query).toBe('INSERT INTO "order" (tenant, placed_at) VALUES ($1, $2)');
    expect(update?.query).toBe('UPDATE "order" SET placed_at = $1 WHERE tenant = $2 AND "Number" = $3');
  });

  it("says keys, sort and limit that follow from the table, and agrees with what is read off its own query", () => {
    for (const draft of patternTemplates(orders, target)) {
      const [read] = readQueries(draft.query ?? "", { tables: [orders], enums: [], objects: [] }).read;
      const { operation, tableId, equality, sort, items } = draft;
      expect(read?.draft, draft.name).toMatchObject({ operation, tableId, ...(equality === undefined ? {} : { equality }), ...(sort === undefined ? {} : { sort }), ...(items === undefined ? {} : { items }) });
      expect(draft).not.toHaveProperty("rate");
    }
  });

  it("offers only an insert for a table without keys", () => {
    const { primaryKey: _, ...keyless } = orders;
    expect(patternTemplates({ ...keyless, foreignKeys: [], columns: orders.columns.slice(0, 1) }, target).map((draft) => draft.operation)).toEqual(["insert"]);
  });
});
