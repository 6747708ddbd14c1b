import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { emptySchema, type ColumnType, type Schema } from "../../model";
import { openSandbox, type Sandbox } from "../../sandbox";
import { scalarTypes } from "../testing/arbitrary-schema";
import { types } from "./types";

const schema: Schema = {
  ...emptySchema,
  enums: [{ id: "mood", name: "mood", values: ["a"] }, { id: "odd", name: 'My "Mood"', namespace: "Odd ns", values: ["a"] }, { id: "order", name: "order", values: ["a"] }],
};

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await openSandbox("postgresql");
  await sandbox.run(`CREATE SCHEMA "Odd ns"; CREATE TYPE mood AS ENUM ('a'); CREATE TYPE "Odd ns"."My ""Mood""" AS ENUM ('a'); CREATE TYPE "order" AS ENUM ('a')`);
});
afterAll(async () => { await sandbox.close(); });

describe("PostgreSQL's types", () => {
  test.each<[string, ColumnType]>([
    ["int", { kind: "int32" }], ["INT4", { kind: "int32" }], ["serial", { kind: "int32" }], ["bigserial", { kind: "int64" }], ["int2", { kind: "int16" }],
    ["varchar(255)", { kind: "string", length: 255 }], ["character varying", { kind: "string" }], ["character  varying ( 10 )", { kind: "string", length: 10 }],
    ["char", { kind: "char", length: 1 }], ["character(3)", { kind: "char", length: 3 }], ["timestamp(3) with time zone", { kind: "timestamptz", precision: 3 }],
    ["timestamptz(3)", { kind: "timestamptz", precision: 3 }], ["timestamp", { kind: "timestamp" }], ["time without time zone", { kind: "time" }],
    ["numeric(10, 2)", { kind: "decimal", precision: 10, scale: 2 }], ["decimal", { kind: "decimal" }], ["numeric(10)", { kind: "decimal", precision: 10, scale: 0 }],
    ["float", { kind: "float64" }], ["float(24)", { kind: "float32" }], ["double precision", { kind: "float64" }], ["jsonb", { kind: "json" }],
    ["text[]", { kind: "array", of: { kind: "text" } }], ["integer[3][3]", { kind: "array", of: { kind: "int32" } }], ["int array[4]", { kind: "array", of: { kind: "int32" } }],
    ["mood", { kind: "enum", enumId: "mood" }], ["public.mood", { kind: "enum", enumId: "mood" }], ['"mood"', { kind: "enum", enumId: "mood" }], ["MOOD[]", { kind: "array", of: { kind: "enum", enumId: "mood" } }],
    ['"Odd ns"."My ""Mood"""', { kind: "enum", enumId: "odd" }], ["vector(1536)", { kind: "vector", dimensions: 1536 }], ["pg_catalog.int4", { kind: "int32" }],
    ["TSVECTOR", { kind: "native", text: "tsvector" }], ["geometry(Point,4326)", { kind: "native", text: "geometry(Point,4326)" }], ["json", { kind: "native", text: "json" }],
    ['"char"', { kind: "native", text: '"char"' }], ["interval day to second(3)", { kind: "native", text: "interval day to second(3)" }], ["bit varying(5)", { kind: "native", text: "bit varying(5)" }],
    ["billing.money_amount", { kind: "native", text: "billing.money_amount" }], ["time with time zone", { kind: "native", text: "time with time zone" }],
  ])("%s", (text, expected) => {
    expect(types.parse(text, schema)).toEqual(expected);
  });

  test("the engine prints every type as the target does", async () => {
    const all = fc.oneof(scalarTypes(), fc.constantFrom<ColumnType>({ kind: "enum", enumId: "mood" }, { kind: "enum", enumId: "odd" }, { kind: "enum", enumId: "order" }))
      .chain((type) => fc.constantFrom<ColumnType>(type, { kind: "array", of: type }));
    await fc.assert(fc.asyncProperty(fc.array(all, { minLength: 8, maxLength: 8 }), async (drawn) => {
      const printed = drawn.map((type) => types.print(type, schema));
      await sandbox.run(`DROP TABLE IF EXISTS t; CREATE TABLE t (${printed.map((text, i) => `c${i} ${text}`).join(", ")})`);
      const rows = await sandbox.query("SELECT format_type(atttypid, atttypmod) AS f FROM pg_attribute WHERE attrelid = 't'::regclass AND attnum > 0 ORDER BY attnum");
      expect(rows.map((row) => row["f"])).toEqual(printed);
      expect(printed.map((text) => types.parse(text, schema))).toEqual(drawn);
    }), { seed: 7, numRuns: 40 });
  }, 120_000);
});
