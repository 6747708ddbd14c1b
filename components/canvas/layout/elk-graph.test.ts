import ELK from "elkjs";
import { expect, it } from "vitest";
import { buildScene, overlaps, updateScene } from "@/lib/export/diagram";
import { manyTables } from "@/lib/export/diagram/testing/sample";
import { elkGraph, positionsOf } from "./elk-graph";

const blank = (count: number) => ({ ...manyTables(count), positions: new Map() });

it("ELK lays the tables out without overlaps, referenced tables to the left", async () => {
  const scene = buildScene(blank(40));
  const positions = positionsOf(await new ELK().layout(elkGraph(scene)));
  const boxes = [...updateScene(scene, { ...scene.input, positions }).tables.values()];
  expect(positions.size).toBe(40);
  expect(boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) => overlaps(a, b)))).toEqual([]);
  const backwards = [...scene.edges.values()].filter(({ relationship: r }) => r.child !== r.parent && (positions.get(r.child)?.x ?? 0) <= (positions.get(r.parent)?.x ?? 0));
  expect(backwards).toEqual([]);
});

it("ELK keeps groups together", async () => {
  const groups = [0, 1].map((i) => ({ id: `g${i}`, name: `Group ${i}`, color: i }));
  const groupOf = new Map(Array.from({ length: 12 }, (_, i) => [`t${i}`, `g${i % 2}`]));
  const scene = buildScene({ ...blank(20), groups, groupOf });
  const placed = updateScene(scene, { ...scene.input, positions: positionsOf(await new ELK().layout(elkGraph(scene))) });
  for (const area of placed.groups.values()) {
    const strangers = [...placed.tables.values()].filter((box) => groupOf.get(box.id) !== area.id && overlaps(area, box));
    expect(strangers.map((box) => box.id)).toEqual([]);
  }
});

it("a partial layout holds only what was asked for", () => {
  const graph = elkGraph(buildScene(blank(20)), new Set(["t1", "t2", "t3"]));
  expect(graph.children?.map((node) => node.id)).toEqual(["t1", "t2", "t3"]);
});

it("breaks a tall layer into columns instead of building a tower", () => {
  const leaf = (id: string, x: number, y: number) => ({ id, x, y, width: 200, height: 300 });
  const children = [leaf("root", 0, 0), ...Array.from({ length: 60 }, (_, i) => leaf(`t${i}`, 300, i * 340))];
  const positions = [...positionsOf({ id: "root", children }).values()];
  const width = Math.max(...positions.map((p) => p.x)) + 200, height = Math.max(...positions.map((p) => p.y)) + 300;
  expect(height).toBeLessThan(width);
  expect(new Set(positions.map((p) => `${p.x} ${p.y}`)).size).toBe(61);
});
