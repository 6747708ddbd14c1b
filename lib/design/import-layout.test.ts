import { expect, test } from "vitest";
import { emptySchema, type Schema, type Table } from "../model";
import { importLayout } from "./import-layout";
import { resolve } from "./resolve";
import { toEntries } from "./to-entries";

const table = (id: string): Table => ({ id, name: id, columns: [], uniques: [], foreignKeys: [], checks: [], indexes: [], options: {} });
const schema: Schema = { ...emptySchema, tables: ["a", "b", "c"].map(table) };
let ids = 0;
const newId = (): string => `new${(ids += 1)}`;

test("what a source says of its diagram arrives in the design, and the rest is placed", () => {
  const layout = importLayout(schema, "postgresql", {
    positions: [{ table: "a", x: 40, y: 80 }, { table: "gone", x: 1, y: 1 }],
    groups: [{ name: "Sales", tables: ["a", "b", "gone"], color: 3 }, { name: "Twice", tables: ["a"] }],
    notes: [{ text: "Read me", at: { x: 5, y: 6 }, width: 200, color: 1 }, { text: "Without a place" }],
  }, newId);
  const { design } = resolve(toEntries(schema, layout));
  expect(design.layout.positions.get("a")).toEqual({ x: 40, y: 80 });
  expect([...design.layout.positions.keys()].sort()).toEqual(["a", "b", "c"]);
  const sales = design.layout.groups.find((group) => group.name === "Sales");
  expect(sales?.color).toBe(3);
  expect([...design.layout.groupOf]).toEqual([["a", sales?.id], ["b", sales?.id]]);
  expect(design.layout.notes.map((note) => note.text)).toEqual(["Read me", "Without a place"]);
  expect(design.layout.notes[0]).toMatchObject({ at: { x: 5, y: 6 }, width: 200, color: 1 });
});

test("without anything said, every table has a place of its own", () => {
  const { positions } = importLayout(schema, "sqlite", {}, newId);
  expect(new Set([...positions.values()].map(({ x, y }) => `${x} ${y}`)).size).toBe(3);
});
