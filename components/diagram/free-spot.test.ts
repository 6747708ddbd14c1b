import { describe, expect, it } from "vitest";
import type { Point } from "@/lib/design/design";
import type { Table } from "@/lib/model";
import { freeSpot, type FreeSpotDesign } from "./free-spot";

function designOf(...places: readonly Point[]): FreeSpotDesign {
  const tables = places.map((_, i): Table => ({ id: `t${i}`, name: `t${i}`, columns: [], uniques: [], foreignKeys: [], checks: [], indexes: [], options: {} }));
  return {
    schema: { tables, enums: [], objects: [] }, settings: { target: "postgresql" },
    layout: { positions: new Map(tables.map((table, i) => [table.id, places[i] ?? { x: 0, y: 0 }])), groups: [], groupOf: new Map(), notes: [] },
  };
}
/** A card without columns. */
const size = { width: 168, height: 40 };

describe("freeSpot", () => {
  it("takes the place itself when nothing is there", () => {
    expect(freeSpot(designOf({ x: 2000, y: 0 }), { x: 10, y: 20 }, size)).toEqual({ x: 10, y: 20 });
  });

  it("covers no table, and fills a row of new tables without overlap", () => {
    const places: Point[] = [];
    for (let i = 0; i < 12; i += 1) places.push(freeSpot(designOf(...places), { x: 0, y: 0 }, size));
    for (const [i, a] of places.entries()) {
      for (const b of places.slice(i + 1)) expect(Math.abs(a.x - b.x) >= size.width || Math.abs(a.y - b.y) >= size.height).toBe(true);
    }
  });
});
