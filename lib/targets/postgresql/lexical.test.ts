import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSandbox, type Sandbox } from "../../sandbox";
import { names } from "../testing/arbitrary-schema";
import { automaticName, literal, quote } from "./lexical";

let sandbox: Sandbox;
beforeAll(async () => { sandbox = await openSandbox("postgresql"); });
afterAll(async () => { await sandbox.close(); });

describe("names and texts, judged by the engine", () => {
  test("a quoted name is that very name, and quoted as quote_ident does", async () => {
    await fc.assert(fc.asyncProperty(fc.uniqueArray(names, { minLength: 10, maxLength: 10 }), async (drawn) => {
      const [row] = await sandbox.query(`SELECT ${drawn.map((name) => `1 AS ${quote(name)}`).join(", ")}`);
      expect(Object.keys(row ?? {}).sort()).toEqual([...drawn].sort());
      const quoted = await sandbox.query("SELECT quote_ident(x) AS q FROM unnest($1::text[]) WITH ORDINALITY u(x, n) ORDER BY n", [drawn]);
      expect(drawn.map(quote)).toEqual(quoted.map((r) => r["q"]));
    }), { seed: 3, numRuns: 40 });
  });

  test("every keyword is quoted as the engine quotes it", async () => {
    const rows = await sandbox.query("SELECT word, quote_ident(word) AS q FROM pg_get_keywords()");
    expect(rows.map((row) => quote(String(row["word"])))).toEqual(rows.map((row) => row["q"]));
  });

  test("a literal is that very text, whatever standard_conforming_strings says", async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.oneof(names, fc.string({ unit: "grapheme" }).filter((s) => !s.includes("\0"))), { minLength: 5, maxLength: 5 }), async (drawn) => {
      for (const setting of ["on", "off"]) {
        await sandbox.run(`SET standard_conforming_strings = ${setting}`);
        const rows = await sandbox.query(drawn.map((text) => `SELECT ${literal(text)} AS v`).join(" UNION ALL "));
        expect(rows.map((row) => row["v"])).toEqual(drawn);
      }
      await sandbox.run("RESET standard_conforming_strings");
    }), { seed: 3, numRuns: 40 });
  });

  test("automatic names are the engine's", async () => {
    const long = "a".repeat(50);
    for (const [table, column] of [["t", "c"], [long, "b".repeat(40)], ["表".repeat(20), "c".repeat(30)], [long, "short"]] as const) {
      await sandbox.run(`DROP TABLE IF EXISTS ${quote(table)}; CREATE TABLE ${quote(table)} (${quote(column)} int GENERATED ALWAYS AS IDENTITY UNIQUE)`);
      const found = await sandbox.query("SELECT relname AS n FROM pg_class WHERE oid >= 16384 AND relkind IN ('S', 'i')");
      expect(found.map((r) => r["n"])).toEqual(expect.arrayContaining([automaticName(table, column, "seq"), automaticName(table, column, "key")]));
      await sandbox.run(`DROP TABLE ${quote(table)}`);
    }
  });
});
