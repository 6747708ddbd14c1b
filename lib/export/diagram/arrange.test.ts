import { describe, expect, it } from "vitest";
import { arrange } from "./arrange";
import { overlaps } from "./input";
import { buildScene, updateScene } from "./scene";
import { manyTables } from "./testing/sample";

const blank = (count: number) => ({ ...manyTables(count), positions: new Map() });

describe("arrange", () => {
  it("places every table on the grid without overlaps", () => {
    const scene = buildScene(blank(120));
    const placed = updateScene(scene, { ...scene.input, positions: arrange(scene) });
    const boxes = [...placed.tables.values()];
    expect(boxes.every((box) => box.x % 8 === 0 && box.y % 8 === 0)).toBe(true);
    const clashes = boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) => overlaps(a, b)).map((b) => [a.id, b.id]));
    expect(clashes).toEqual([]);
  });

  it("keeps groups whole: no other table stands in their area", () => {
    const groupOf = new Map(Array.from({ length: 30 }, (_, i) => [`t${i * 3}`, `g${i % 3}`]));
    const groups = [0, 1, 2].map((i) => ({ id: `g${i}`, name: `Group ${i}`, color: i }));
    const scene = buildScene({ ...blank(100), groups, groupOf });
    const placed = updateScene(scene, { ...scene.input, positions: arrange(scene) });
    for (const area of placed.groups.values()) {
      const strangers = [...placed.tables.values()].filter((box) => groupOf.get(box.id) !== area.id && overlaps(area, box));
      expect(strangers.map((box) => box.id)).toEqual([]);
    }
  });

  it("brings related tables nearer than a plain grid does", () => {
    const length = (scene: ReturnType<typeof buildScene>) => [...scene.edges.values()].reduce((sum, edge) => sum + edge.bounds.width + edge.bounds.height, 0);
    const shuffled = buildScene({ ...manyTables(150), positions: new Map([...manyTables(150).positions].map(([id], i, all) => [id, [...all][(i * 61) % all.length]?.[1] ?? { x: 0, y: 0 }])) });
    const arranged = updateScene(shuffled, { ...shuffled.input, positions: arrange(shuffled) });
    expect(length(arranged)).toBeLessThan(length(shuffled) / 2);
  });

  it("moves only the tables asked for", () => {
    const scene = buildScene(manyTables(50));
    expect([...arrange(scene, new Set(["t3", "t4", "t9"])).keys()].sort()).toEqual(["t3", "t4", "t9"]);
  });
});
