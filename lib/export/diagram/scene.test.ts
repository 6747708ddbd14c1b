import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Table } from "../../model";
import { seed } from "../../model/testing/seed";
import { card } from "./card";
import { type DiagramInput, overlaps } from "./input";
import { edgeAt, hitAt, boxesIn } from "./hit";
import { liveMove } from "./live-move";
import { buildScene, updateScene } from "./scene";
import { column, foreignKey, input, manyTables, table } from "./testing/sample";

const customers = table("p", "customers", [column("p1", "id"), column("p2", "tenant"), column("p3", "name")]);
const orders = table("c", "orders", [column("c1", "id"), column("c2", "customer_id"), column("c3", "tenant")],
  { foreignKeys: [foreignKey("fk", ["c2"], "p", ["p1"])] });

const rowMiddle = (top: number, rowNumber: number) => top + card.header + (rowNumber + 0.5) * card.row;

describe("edges", () => {
  it("end at the middle of the exact rows, on the facing sides", () => {
    const scene = buildScene(input([customers, orders], { p: [0, 0], c: [600, 200] }));
    const edge = scene.edges.get("fk");
    expect(edge?.route.from).toMatchObject({ direction: -1, x: 600, y: rowMiddle(200, 1) });
    expect(edge?.route.to).toMatchObject({ direction: 1, x: scene.tables.get("p")?.width, y: rowMiddle(0, 0) });
  });

  it("turn around when the cards stand above each other", () => {
    const scene = buildScene(input([customers, orders], { p: [0, 0], c: [16, 400] }));
    const { from, to } = scene.edges.get("fk")?.route ?? {};
    expect(from?.direction).toBe(to?.direction);
  });

  it("consist of horizontal and vertical runs only, wherever the cards stand", () => {
    fc.assert(fc.property(fc.integer({ min: -900, max: 900 }), fc.integer({ min: -900, max: 900 }), (x, y) => {
      const scene = buildScene(input([customers, orders], { p: [0, 0], c: [x, y] }));
      const points = scene.edges.get("fk")?.route.points ?? [];
      for (let i = 2; i < points.length; i += 2) {
        expect(points[i] === points[i - 2] || points[i + 1] === points[i - 1]).toBe(true);
      }
      expect(points.length).toBeGreaterThanOrEqual(4);
    }), { seed });
  });

  it("bundle the rows of a composite key into one trunk", () => {
    const both = { ...orders, foreignKeys: [foreignKey("fk", ["c2", "c3"], "p", ["p1", "p2"])] };
    const scene = buildScene(input([customers, both], { p: [0, 0], c: [600, 0] }));
    expect(scene.edges.size).toBe(1);
    expect(scene.edges.get("fk")?.route.from.rows).toEqual([rowMiddle(0, 1), rowMiddle(0, 2)]);
    expect(scene.edges.get("fk")?.route.to.rows).toEqual([rowMiddle(0, 0), rowMiddle(0, 1)]);
  });

  it("go around a card that stands in between, and straight when it is gone", () => {
    const wall = table("w", "wall", Array.from({ length: 12 }, (_, i) => column(`w${i}`, `column_${i}`)));
    const at = { p: [0, 200], c: [900, 200], w: [420, 100] } as const;
    const scene = buildScene(input([customers, orders, wall], at));
    const box = scene.tables.get("w"), points = scene.edges.get("fk")?.route.points ?? [];
    for (let i = 2; i < points.length; i += 2) {
      const segment = { x: Math.min(points[i] ?? 0, points[i - 2] ?? 0), y: Math.min(points[i + 1] ?? 0, points[i - 1] ?? 0),
        width: Math.abs((points[i] ?? 0) - (points[i - 2] ?? 0)), height: Math.abs((points[i + 1] ?? 0) - (points[i - 1] ?? 0)) };
      expect(box !== undefined && overlaps(segment, box)).toBe(false);
    }
    expect(updateScene(scene, input([customers, orders], at)).edges.get("fk")?.route.points).toHaveLength(8);
  });

  it("loop on one side for a self reference", () => {
    const tree = table("t", "nodes", [column("t1", "id"), column("t2", "parent_id", { nullable: true })], { foreignKeys: [foreignKey("fk", ["t2"], "t", ["t1"])] });
    const scene = buildScene(input([tree], { t: [0, 0] }));
    const { from, to, points } = scene.edges.get("fk")?.route ?? { points: [] };
    expect([from?.direction, to?.direction]).toEqual([1, 1]);
    expect(Math.max(...points)).toBeGreaterThan(scene.tables.get("t")?.width ?? Infinity);
    expect(scene.edgesOf.get("t")).toHaveLength(1);
  });

  it("end at the header where the detail hides the row", () => {
    const scene = buildScene(input([customers, orders], { p: [0, 0], c: [600, 0] }, { detail: "names" }));
    expect(scene.edges.get("fk")?.route.from.y).toBe(card.header / 2);
  });

  it("are left out with a hidden table", () => {
    const scene = buildScene(input([customers, orders], {}, { visible: new Set(["c"]) }));
    expect([scene.tables.size, scene.edges.size]).toEqual([1, 0]);
  });
});

describe("cards", () => {
  it("stay within their greatest width and cut long names with an ellipsis", () => {
    const long = "a".repeat(63);
    const scene = buildScene(input([table("t", long, [column("c", long, { type: { kind: "native", text: long } })])]));
    const content = scene.tables.get("t")?.content;
    expect(content?.width).toBeLessThanOrEqual(card.maxWidth);
    expect(content?.title.endsWith("…")).toBe(true);
    expect(content?.rows[0]?.name.endsWith("…")).toBe(true);
    expect(content?.rows[0]?.fullName).toBe(long);
  });

  it("show keys only at the keys detail", () => {
    const scene = buildScene(input([customers, orders], {}, { detail: "keys" }));
    expect(scene.tables.get("c")?.content.rows.map((row) => row.fullName)).toEqual(["id", "customer_id"]);
  });

  it("append removed columns as ghosts and draw removed tables", () => {
    const scene = buildScene(input([orders], { c: [0, 0] }, {
      marks: { of: new Map(), removedTables: [customers], removedColumns: new Map([["c", [column("x", "old")]]]) },
    }));
    expect(scene.tables.get("c")?.content.rows.at(-1)).toMatchObject({ fullName: "old", ghost: true });
    expect(scene.tables.get("p")?.ghost).toBe(true);
  });
});

describe("groups", () => {
  it("stand around their tables", () => {
    const scene = buildScene(input([customers, orders], { p: [0, 0], c: [600, 200] }, {
      groups: [{ id: "g", name: "Sales", color: 1 }], groupOf: new Map([["p", "g"], ["c", "g"]]),
    }));
    const area = scene.groups.get("g"), last = scene.tables.get("c");
    expect(area?.tables).toEqual(["p", "c"]);
    expect(area?.x).toBeLessThan(0);
    expect((area?.x ?? 0) + (area?.width ?? 0)).toBeGreaterThan((last?.x ?? Infinity) + (last?.width ?? 0));
  });
});

describe("hits", () => {
  const scene = buildScene(input([customers, orders], { p: [0, 0], c: [600, 200] }));
  it("find the table and the row under a point", () => {
    const hit = hitAt(scene, 610, rowMiddle(200, 1), 4);
    expect(hit?.kind === "table" ? hit.row?.column.id : undefined).toBe("c2");
  });
  it("find an edge near its line and not far from it", () => {
    const points = scene.edges.get("fk")?.route.points ?? [];
    const x = points[2] ?? 0, y = ((points[3] ?? 0) + (points[5] ?? 0)) / 2;
    expect([edgeAt(scene, x + 3, y, 4), edgeAt(scene, x + 30, y, 4)]).toEqual(["fk", undefined]);
  });
  it("find the boxes that a rectangle touches", () => {
    expect(boxesIn(scene, { x: 590, y: 190, width: 20, height: 20 })).toEqual(["c"]);
  });
});

describe("an updated scene", () => {
  const start = (): DiagramInput => ({ ...manyTables(12), groups: [{ id: "g", name: "G", color: 0 }], groupOf: new Map([["t1", "g"], ["t2", "g"]]) });
  const edits: Record<string, (at: DiagramInput, n: number, m: number) => DiagramInput> = {
    move: (at, n, m) => ({ ...at, positions: new Map(at.positions).set(`t${n}`, { x: m * 40, y: n * 30 }) }),
    forgetPosition: (at, n) => { const positions = new Map(at.positions); positions.delete(`t${n}`); return { ...at, positions }; },
    rename: (at, n, m) => withTable(at, n, (t) => ({ ...t, name: `renamed_${m}` })),
    dropColumn: (at, n) => withTable(at, n, (t) => ({ ...t, columns: t.columns.slice(0, -1) })),
    addKey: (at, n, m) => withTable(at, n, (t) => ({ ...t, foreignKeys: [...t.foreignKeys.filter((k) => k.id !== "extra"), foreignKey("extra", [`t${n}c4`], `t${m}`, [`t${m}c0`])] })),
    dropTable: (at, n) => ({ ...at, schema: { ...at.schema, tables: at.schema.tables.filter((t) => t.id !== `t${n}`) } }),
    group: (at, n, m) => ({ ...at, groupOf: new Map(at.groupOf).set(`t${n}`, m % 2 === 0 ? "g" : "nowhere") }),
    detail: (at, n) => ({ ...at, detail: n % 2 === 0 ? "keys" : "all" }),
    addEnum: (at, n) => ({ ...at, schema: { ...at.schema, enums: [{ id: "e", name: `status_${n}`, values: ["a", "b"] }] } }),
    useEnum: (at, n) => withTable(at, n, (t) => ({ ...t, columns: t.columns.map((c, i) => (i === 2 ? { ...c, type: { kind: "enum", enumId: "e" } } : c)) })),
    note: (at, n, m) => ({ ...at, notes: [{ id: "n", text: `note ${n}`, at: { x: m, y: n }, width: 160, color: m }] }),
    marks: (at, n) => ({ ...at, marks: { of: new Map(), removedTables: [], removedColumns: new Map([[`t${n}`, [column("gone", "gone")]]]) } }),
    hide: (at, n) => ({ ...at, visible: new Set(at.schema.tables.map((t) => t.id).filter((id) => id !== `t${n}`)) }),
  };
  function withTable(at: DiagramInput, n: number, change: (t: Table) => Table): DiagramInput {
    return { ...at, schema: { ...at.schema, tables: at.schema.tables.map((t) => (t.id === `t${n}` ? change(t) : t)) } };
  }

  it("equals one built anew, after any edits", () => {
    const step = fc.tuple(fc.constantFrom(...Object.keys(edits)), fc.integer({ min: 0, max: 11 }), fc.integer({ min: 0, max: 11 }));
    fc.assert(fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      let at = start(), scene = buildScene(at);
      for (const [name, n, m] of steps) {
        at = edits[name]?.(at, n, m) ?? at;
        scene = updateScene(scene, at);
      }
      const fresh = buildScene(at);
      expect(scene.tables).toEqual(fresh.tables);
      expect(scene.edges).toEqual(fresh.edges);
      expect(scene.edgesOf).toEqual(fresh.edgesOf);
      expect(scene.groups).toEqual(fresh.groups);
      expect(scene.enums).toEqual(fresh.enums);
      expect(scene.notes).toEqual(fresh.notes);
      expect(scene.bounds).toEqual(fresh.bounds);
    }), { seed, numRuns: 150 });
  });

  it("takes over every card and edge but the moved table's", () => {
    const before = buildScene(manyTables(40));
    const after = updateScene(before, { ...before.input, positions: new Map(before.input.positions).set("t20", { x: 1, y: 2 }) });
    const changedBoxes = [...after.tables].filter(([id, box]) => before.tables.get(id) !== box).map(([id]) => id);
    const changedEdges = [...after.edges.values()].filter((edge) => before.edges.get(edge.id) !== edge).map((edge) => edge.id);
    expect(changedBoxes).toEqual(["t20"]);
    expect(changedEdges).toEqual(expect.arrayContaining([...after.edgesOf.get("t20") ?? []]));
    expect(changedEdges.length).toBeLessThan(after.edges.size / 2);
    expect(after.tables.get("t20")?.content).toBe(before.tables.get("t20")?.content);
  });
});

describe("a live move", () => {
  it("shows the moved cards and their edges as the scene will be after the drop", () => {
    const groups = [{ id: "g", name: "G", color: 0 }], groupOf = new Map([["t3", "g"], ["t4", "g"]]);
    const before = buildScene({ ...manyTables(30), groups, groupOf });
    const moves = new Map([["t3", { x: 40, y: 8 }], ["t9", { x: 800, y: 80 }]]);
    const after = buildScene({ ...before.input, positions: new Map([...before.input.positions, ...moves]) });
    const { picture, hidden, outlined } = liveMove(before, moves);
    expect([...picture.tables.values()]).toEqual([after.tables.get("t3"), after.tables.get("t9")]);
    for (const edge of picture.edges.values()) expect(edge.route).toEqual(after.edges.get(edge.id)?.route);
    expect([...picture.edges.keys()].sort()).toEqual([...new Set(["t3", "t9"].flatMap((id) => after.edgesOf.get(id) ?? []))].sort());
    expect(picture.groups.get("g")).toEqual(after.groups.get("g"));
    expect([[...hidden].sort(), [...outlined]]).toEqual([["t3", "t9"], ["g"]]);
  });

  it("lifts a group whose tables all move", () => {
    const before = buildScene({ ...manyTables(5), groups: [{ id: "g", name: "G", color: 0 }], groupOf: new Map([["t3", "g"], ["t4", "g"]]) });
    const { hidden, outlined } = liveMove(before, new Map([["t3", { x: 1, y: 2 }], ["t4", { x: 500, y: 2 }]]));
    expect([[...hidden].sort(), [...outlined]]).toEqual([["g", "t3", "t4"], []]);
  });
});
