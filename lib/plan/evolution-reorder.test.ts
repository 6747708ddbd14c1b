import { describe, expect, test } from "vitest";
import type { Schema } from "../model";
import { sqlite } from "../targets/sqlite";
import { refuseReorder } from "./evolution-reorder";

const schema = (...columns: readonly string[]): Schema => ({
  enums: [], objects: [],
  tables: [{ id: "t", name: "t", columns: columns.map((name) => ({ id: name, name, type: { kind: "int32" }, nullable: true })), uniques: [], foreignKeys: [], checks: [], indexes: [], options: {} }],
});
const wish = (wanted: readonly string[], goal: Schema) => refuseReorder({ target: sqlite, version: "3.54", released: ["001_a.sql", "002_b.sql", "003_c.sql"], wanted, base: schema("a", "b"), goal });

describe("the wish to reorder released migrations", () => {
  test("is refused by name, and says that nothing is to do where the schema is the same", () => {
    const { refusal, instead } = wish(["002_b.sql", "001_a.sql", "003_c.sql"], schema("a", "b"));
    expect([refusal.severity, instead]).toEqual(["error", []]);
    expect(refusal.message).toMatch(/002_b\.sql, 001_a\.sql cannot move.*nothing to do/s);
  });

  test("names the new migration that reaches the wanted state", () => {
    const { refusal, instead } = wish(["001_a.sql", "003_c.sql"], schema("a"));
    expect(instead.flatMap(({ steps }) => steps.flatMap(({ up }) => up.map(({ sql }) => sql)))).toEqual(["ALTER TABLE t DROP COLUMN b"]);
    expect(refusal.message).toMatch(/002_b\.sql cannot be left out.*a new migration after 003_c\.sql/s);
  });
});
