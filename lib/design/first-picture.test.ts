import { describe, expect, test } from "vitest";
import { buildScene, type Scene } from "../export/diagram";
import { findTarget } from "../targets/registry";
import type { Design } from "./design";
import { firstPictureOf, inputOfFirstPicture, type FirstPicture } from "./first-picture";
import { resolve } from "./resolve";
import { templates } from "./templates";

const target = findTarget("postgresql");
if (target === undefined) throw new Error("The tests need PostgreSQL");

function typeTextOf({ schema }: Pick<Design, "schema">) {
  return (type: Parameters<NonNullable<typeof target>["types"]["print"]>[0]) => target?.types.print(type, schema) ?? "";
}

/** What of a scene can be seen, without the ids. */
function seen(scene: Scene): unknown {
  return {
    bounds: scene.bounds,
    tables: [...scene.tables.values()].map(({ x, y, width, height, color, content: { title, nameX, typeX, slots, rows } }) => ({
      x, y, width, height, color, title, nameX, typeX, slots,
      rows: rows.map(({ name, type, primaryKey, foreignKey, unique, notNull, indexed, top }) => ({ name, type, primaryKey, foreignKey, unique, notNull, indexed, top })),
    })),
    enums: [...scene.enums.values()].map(({ x, y, width, height, content: { title, values } }) => ({ x, y, width, height, title, values })),
    notes: [...scene.notes.values()].map(({ x, y, width, height, content: { lines } }) => ({ x, y, width, height, lines })),
    groups: [...scene.groups.values()].map(({ x, y, width, height, title }) => ({ x, y, width, height, title })),
    edges: [...scene.edges.values()].map(({ route, relationship: { childEnd, parentEnd } }) => ({ route, childEnd, parentEnd })),
  };
}

function bothWays(design: Pick<Design, "schema" | "layout">): { readonly full: unknown; readonly first: unknown } {
  const typeText = typeTextOf(design);
  const picture: FirstPicture = JSON.parse(JSON.stringify(firstPictureOf(design, typeText)));
  return { full: seen(buildScene({ schema: design.schema, ...design.layout, typeText })), first: seen(buildScene(inputOfFirstPicture(picture))) };
}

describe("first picture", () => {
  test.each(templates.map((template) => [template.id, template] as const))("of template %s is drawn as the design is", (_id, template) => {
    const { design } = resolve(template.build(target));
    expect(design.schema.tables.length).toBeGreaterThan(3);
    const { full, first } = bothWays(design);
    expect(first).toEqual(full);
  });

  test("keeps groups, enums, composite and partial keys, loops and tables without a place", () => {
    const column = (id: string, name: string, nullable = false) => ({ id, name, type: { kind: "string", length: 40 } as const, nullable });
    const key = { onDelete: "cascade", onUpdate: "no action" } as const;
    const design: Pick<Design, "schema" | "layout"> = {
      schema: {
        objects: [], enums: [{ id: "state", name: "state", namespace: "app", values: ["open", "done"] }],
        tables: [
          {
            id: "a", name: "account", namespace: "app", options: {}, checks: [{ id: "ck", expression: "true" }],
            columns: [column("a1", "id"), column("a2", "region"), column("a3", "parent", true), { id: "a4", name: "state", type: { kind: "array", of: { kind: "enum", enumId: "state" } }, nullable: false }],
            primaryKey: { id: "apk", columns: ["a2", "a1"] }, uniques: [{ id: "au", columns: ["a3"] }],
            foreignKeys: [{ id: "loop", columns: ["a3", "a2"], referencedTable: "a", referencedColumns: ["a1", "a2"], match: "full", ...key }],
            indexes: [{ id: "ai", name: "i", unique: true, where: "state is null", parts: [{ column: "a1" }] }, { id: "aj", name: "j", unique: false, parts: [{ expression: "lower(region)" }, { column: "a2" }] }],
          },
          {
            id: "b", name: "booking", options: {}, checks: [], uniques: [], indexes: [], columns: [column("b1", "account"), column("b2", "region")],
            foreignKeys: [{ id: "ref", columns: ["b1", "b2"], referencedTable: "a", referencedColumns: ["a1", "a2"], ...key }],
          },
        ],
      },
      layout: {
        positions: new Map([["a", { x: 40, y: -80 }]]), groups: [{ id: "g", name: "Core", color: 3 }], groupOf: new Map([["a", "g"]]),
        notes: [{ id: "n", text: "# Read me", at: { x: 600, y: 0 }, width: 200, color: 2 }],
      },
    };
    const { full, first } = bothWays(design);
    expect(first).toEqual(full);
    expect(first).toMatchObject({ edges: [{ childEnd: "zero-or-one", parentEnd: "one" }, { childEnd: "zero-or-many", parentEnd: "one" }], groups: [{ title: "Core" }] });
  });
});
