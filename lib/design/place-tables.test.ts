import { expect, test } from "vitest";
import { buildScene, overlaps } from "../export/diagram";
import { emptySchema, type Schema, type Table } from "../model";
import type { Point } from "./design";
import { placeTables } from "./place-tables";

const wide = "a_name_as_long_as_databases_allow_it_to_be_without_cutting_it_off";

function table(id: string, columns: number, references?: string): Table {
  return {
    id, name: `${id}_${wide}`.slice(0, 63), uniques: [], checks: [], indexes: [], options: {},
    columns: Array.from({ length: columns }, (_, i) => ({ id: `${id}.${i}`, name: `${wide}_${i}`, type: { kind: "text" }, nullable: true })),
    foreignKeys: references === undefined ? [] : [{ id: `${id}.fk`, columns: [`${id}.0`], referencedTable: references, referencedColumns: [`${references}.0`], onDelete: "no action", onUpdate: "no action" }],
  };
}

/** Pairs of cards of the drawn scene that lie over each other. */
function overlapping(schema: Schema, positions: ReadonlyMap<string, Point>): string[] {
  const boxes = [...buildScene({ schema, positions, groups: [], groupOf: new Map(), notes: [] }).tables.values()];
  return boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) => overlaps(a, b)).map((b) => `${a.id} ${b.id}`));
}

const tables = Array.from({ length: 30 }, (_, i) => table(`t${i}`, 1 + ((i * 7) % 20), i === 0 ? undefined : `t${i >> 1}`));

test("an imported schema's widest cards do not overlap", () => {
  const schema: Schema = { ...emptySchema, tables };
  expect(overlapping(schema, placeTables(schema, "postgresql"))).toEqual([]);
});

test("new tables go where no card stands, and old ones stay", () => {
  const old = placeTables({ ...emptySchema, tables: tables.slice(0, 20) }, "postgresql");
  const schema: Schema = { ...emptySchema, tables };
  const fresh = placeTables(schema, "postgresql", old);
  expect([...fresh.keys()].sort()).toEqual(tables.slice(20).map((t) => t.id).sort());
  expect(overlapping(schema, new Map([...old, ...fresh]))).toEqual([]);
});
