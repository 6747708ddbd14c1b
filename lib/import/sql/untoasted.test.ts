import { afterAll, describe, expect, test } from "vitest";
import { diffSchemas } from "../../diff";
import { openSandbox, type Sandbox } from "../../sandbox";
import { postgresql } from "../../targets/postgresql";
import { importText } from "../index";
import { corpusFile } from "../testing/shared-folder";

const engine = await openSandbox("postgresql");
afterAll(() => engine.close());

const types = "SELECT string_agg(oid || typstorage::text, ' ' ORDER BY oid) AS all FROM pg_type WHERE oid < 16384";

/** The schema of a script, and how many tables have one beside them for long values; the engine is left with what was loaded. */
async function read(text: string) {
  await engine.reset();
  const result = await importText({ format: "sql", target: postgresql, text }, { openSandbox: async () => ({ ...engine, query: engine.query, close: async () => undefined }) });
  const [row] = await engine.query("SELECT count(*)::int AS n FROM pg_class WHERE relkind = 't' AND oid >= 16384");
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return { beside: Number(row?.["n"]), schema: result.value.schema };
}

/** The script with what makes the import load it as it is written. */
const slowly = (text: string) => `${text}\nCREATE TABLE gone AS SELECT 1 AS x;\nDROP TABLE gone;`;

/** Enough tables for it to be done. */
const others = Array.from({ length: 30 }, (_, i) => `CREATE TABLE other_${i} (id int PRIMARY KEY, t text);`).join("\n");

const script = `${others}
CREATE DOMAIN label AS text CHECK (VALUE <> '');
CREATE DOMAIN short AS label;
CREATE TYPE pair AS (a text, n numeric);
CREATE TABLE a (id int PRIMARY KEY, t text, v varchar(20), n numeric(9, 2), j jsonb, l label, s short[], p pair, i inet);
CREATE TABLE b (LIKE a INCLUDING ALL, more bytea);
CREATE VIEW v AS SELECT t, n, l, '{}'::text[] AS many FROM a;
CREATE INDEX ON a USING gin (j);
`;

describe("loading tables without tables for long values", () => {
  test("leaves the types of the engine as they were, and reads the columns as they are", async () => {
    await engine.reset();
    const before = await engine.query(types);
    const fast = await read(script);
    // Arrays of types that the script itself makes may be long in any case.
    expect(fast.beside).toBe(2);
    expect(await engine.query(types)).toEqual(before);
    const slow = await read(slowly(script));
    expect(slow.beside).toBe(32);
    expect(diffSchemas(slow.schema, fast.schema).differences).toEqual([]);
  });

  test.each([
    "CREATE TABLE c (t text STORAGE EXTERNAL);", "CREATE TABLE c (t text COMPRESSION pglz);", "CREATE TABLE c (t text) WITH (toast.autovacuum_enabled = false);",
    "CREATE TABLE c (t text); ALTER TABLE c ALTER t SET STORAGE MAIN;",
  ])("is not done for a script that says how values are stored: %s", async (says) => {
    const { beside, schema } = await read(others + says);
    expect([beside, schema.tables.length]).toEqual([31, 31]);
  });

  test("an engine whose import was cut off is opened anew when it is emptied", async () => {
    await engine.reset();
    const before = await engine.query(types);
    const cut: Sandbox = { ...engine, query: engine.query, close: async () => undefined, introspect: () => Promise.reject(new Error("cut off")), run: (sql) => (/SET typstorage = '[^p]'/.test(sql) ? Promise.reject(new Error("gone")) : engine.run(sql)) };
    await expect(importText({ format: "sql", target: postgresql, text: others }, { openSandbox: async () => cut })).rejects.toThrow("cut off");
    expect(await engine.query(types)).not.toEqual(before);
    await engine.reset();
    expect(await engine.query(types)).toEqual(before);
  });

  test.each(process.env["STRATA_LONG"] === "1" ? ["lago", "openstreetmap"] : ["lago"])("%s reads the same (needs ../shared/corpus)", async (name) => {
    const text = corpusFile(`${name}.postgresql.sql`);
    if (text === undefined) return;
    const fast = await read(text), slow = await read(slowly(text));
    expect(fast.beside).toBeLessThanOrEqual(slow.beside);
    expect(diffSchemas(slow.schema, fast.schema).differences).toEqual([]);
  });
});
