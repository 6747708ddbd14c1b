import { describe, expect, it } from "vitest";
import { openSandbox } from "../../sandbox";
import { provableTargets } from "../../sandbox/testing/provable-targets";
import { cardSizes } from "../place-tables";
import { resolve } from "../resolve";
import { templates } from "./index";

/** How an engine checks a query without running it. */
const check: Readonly<Record<string, (query: string, i: number) => string>> = {
  postgresql: (query, i) => `PREPARE pattern_${i} AS ${query}`,
  sqlite: (query) => `EXPLAIN ${query}`,
  // Parameters are question marks to a prepared statement; what it is prepared from is a text.
  mysql: (query, i) => `PREPARE pattern_${i} FROM '${query.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`,
};

describe.each(templates)("the template $title", (template) => {
  it.each(provableTargets)("loads in $label, and so do all its queries", { timeout: 120_000 }, async (target) => {
    const { design, problems } = resolve(template.build(target), { limits: () => target.capabilities });
    expect(problems).toEqual([]);
    const { tables } = design.schema;
    expect(tables.map((table) => table.name)).toEqual(template.tables);
    expect(tables.length).toBeGreaterThanOrEqual(8);
    expect(tables.length).toBeLessThanOrEqual(15);
    expect(design.patterns.length).toBeGreaterThanOrEqual(4);
    expect(design.patterns.length).toBeLessThanOrEqual(8);
    const sandbox = await openSandbox(target.id);
    try {
      for (const statement of target.createSchema(design.schema)) await sandbox.run(statement.sql);
      const found = await sandbox.introspect();
      expect(new Set(found.schema.tables.map((table) => table.name))).toEqual(new Set(template.tables));
      for (const [i, pattern] of design.patterns.entries()) await sandbox.query(check[target.id]?.(pattern.query ?? "", i) ?? "");
    } finally {
      await sandbox.close();
    }
  });

  it("has a place for every table, none on another, each group apart", () => {
    const target = provableTargets[0];
    if (target === undefined) throw new Error("no target");
    const { schema, layout } = resolve(template.build(target)).design;
    const sizeOf = cardSizes(schema, target.id);
    const boxes = schema.tables.map((table) => {
      const at = layout.positions.get(table.id);
      if (at === undefined) throw new Error(`${table.name} has no place`);
      return { name: table.name, group: layout.groupOf.get(table.id), left: at.x, top: at.y, right: at.x + sizeOf(table).width, bottom: at.y + sizeOf(table).height };
    });
    const overlap = (a: Box, b: Box): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    for (const [i, a] of boxes.entries()) for (const b of boxes.slice(i + 1)) expect(overlap(a, b), `${a.name} and ${b.name}`).toBe(false);
    const areas = layout.groups.map((group) => {
      const own = boxes.filter((box) => box.group === group.id);
      return { left: Math.min(...own.map((box) => box.left)), top: Math.min(...own.map((box) => box.top)), right: Math.max(...own.map((box) => box.right)), bottom: Math.max(...own.map((box) => box.bottom)) };
    });
    for (const [i, a] of areas.entries()) for (const b of areas.slice(i + 1)) expect(overlap(a, b)).toBe(false);
  });
});

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}
