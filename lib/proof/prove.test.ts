import { describe, expect, test } from "vitest";
import { mapIds } from "../diff";
import type { Schema } from "../model";
import { renderMigration, type MigrationFile } from "../plan/migration-file";
import { plan } from "../plan";
import { openSqlJs } from "../sandbox/sqljs";
import { sqlite } from "../targets/sqlite";
import { prove } from "./prove";

const shop = `
  CREATE TABLE customer (id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT UNIQUE, note TEXT);
  CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INT NOT NULL REFERENCES customer (id), total NUMERIC(10,2) CHECK (total >= 0), state TEXT NOT NULL DEFAULT 'new');
  CREATE INDEX orders_customer ON orders (customer_id);`;

/** The schema that a script makes, with ids that say which side they are of. */
async function schemaOf(script: string, side: string): Promise<Schema> {
  const sandbox = await openSqlJs(sqlite);
  await sandbox.run(script);
  const { schema } = await sandbox.introspect();
  await sandbox.close();
  return mapIds(schema, (id) => `${side} ${id}`);
}

const file = (name: string, up: string, down: string, head = ""): MigrationFile => ({ name, content: `${head}\n-- +migrate Up\n${up}\n\n-- +migrate Down\n${down}\n` });

async function proofOf(before: string, after: string, files?: readonly MigrationFile[], options: { signal?: AbortSignal } = {}) {
  const [base, goal] = [await schemaOf(before, "a"), await schemaOf(after, "b")];
  const planned = files ?? plan({ target: sqlite, version: "3.54", base, goal }).migrations.map((migration, i) => renderMigration(migration, `00${i + 1}_${migration.slug}.sql`));
  const proof = await prove({ target: sqlite, version: "3.54", base, goal, files: planned }, { openSandbox: () => openSqlJs(sqlite), ...options });
  return { ...proof, last: proof.stages.at(-1) ?? expect.fail("no stages"), names: proof.stages.map(({ name }) => name) };
}

const stages = ["seed", "up", "compare up", "rows up", "down", "compare down", "rows down", "up again", "compare again"];

describe("proving a migration", () => {
  test("a first release passes every stage, its tables full when they are dropped", async () => {
    const proof = await proofOf("", shop);
    expect([proof.passed, proof.names]).toEqual([true, [...stages.slice(0, 4), "seed new", ...stages.slice(4)]]);
    expect(proof.seededRows).toBe(14);
    expect(proof.stages[4]?.observed).toBe("14 rows in 2 of 2 tables.");
    expect(proof.statements.some(({ direction }) => direction === "down")).toBe(true);
    expect(proof.engine).toContain("SQLite 3.54");
  });

  test("an added column and index keep the rows that are there", async () => {
    const proof = await proofOf(shop, `${shop} ALTER TABLE orders ADD COLUMN paid_at TEXT; CREATE INDEX orders_state ON orders (state);`);
    expect([proof.diagnostics, proof.passed, proof.names]).toEqual([[], true, stages]);
    expect(proof.seededRows).toBeGreaterThan(8);
    expect(proof.stages.find(({ name }) => name === "rows up")?.observed).toMatch(/^\d+ rows in 2 tables kept\.$/);
  });

  test("a dropped column is lossy, which the file says and the proof accepts", async () => {
    const proof = await proofOf(shop, shop.replace(", note TEXT", ""));
    expect([proof.diagnostics, proof.passed]).toEqual([[], true]);
    expect(proof.stages.find(({ name }) => name === "rows down")?.observed).toContain("customer");
  });

  test("a down that forgets something fails at the comparison with what is missing", async () => {
    const proof = await proofOf(shop, `${shop} ALTER TABLE orders ADD COLUMN paid_at TEXT; CREATE INDEX i ON orders (state);`, [
      file("001_x.sql", "ALTER TABLE orders ADD COLUMN paid_at TEXT;\nCREATE INDEX i ON orders (state);", "ALTER TABLE orders DROP COLUMN paid_at;"),
    ]);
    expect([proof.passed, proof.last.name, proof.last.passed]).toEqual([false, "compare down", false]);
    expect(proof.last.observed).toContain("Not expected: index orders.i");
  });

  test("a down that the engine refuses names file, statement and the engine's message", async () => {
    const proof = await proofOf(shop, `${shop} CREATE INDEX i ON orders (state);`, [file("001_x.sql", "CREATE INDEX i ON orders (state);", "DROP INDEX j;")]);
    expect(proof.last).toMatchObject({ name: "down", passed: false, observed: "001_x.sql: DROP INDEX j: no such index: j" });
    expect(proof.statements.at(-1)).toMatchObject({ file: "001_x.sql", direction: "down", sql: "DROP INDEX j", error: "no such index: j" });
    expect(proof.diagnostics.at(-1)).toMatchObject({ code: "proof-statement-failed", place: { file: "001_x.sql" } });
  });

  test("a migration that loses rows of a table that stays is caught", async () => {
    const proof = await proofOf(shop, `${shop} CREATE INDEX i ON orders (state);`, [file("001_x.sql", "DELETE FROM orders WHERE total IS NULL;\nCREATE INDEX i ON orders (state);", "DROP INDEX i;")]);
    expect([proof.last.name, proof.last.passed]).toEqual(["rows up", false]);
    expect(proof.last.observed).toMatch(/^orders: \d+ rows before, \d+ after$/);
  });

  test("a migration that changes values of a column that stays is caught", async () => {
    const proof = await proofOf(shop, `${shop} CREATE INDEX i ON orders (state);`, [file("001_x.sql", "UPDATE customer SET name = upper(name);\nCREATE INDEX i ON orders (state);", "DROP INDEX i;")]);
    expect(proof.last).toMatchObject({ name: "rows up", passed: false, observed: expect.stringContaining("customer: 7 of 7 rows changed") });
  });

  test("a migration that only works on empty tables fails on the rows", async () => {
    const proof = await proofOf(shop, shop.replace("note TEXT", "note TEXT NOT NULL"));
    expect([proof.last.name, proof.last.passed]).toEqual(["up", false]);
    expect(proof.last.observed).toContain("SET NOT NULL: constraint failed");
  });

  test("a lossless promise that is not kept fails at the rows", async () => {
    const after = shop.replace(", note TEXT", "");
    const files = [file("001_x.sql", "ALTER TABLE customer DROP COLUMN note;", "ALTER TABLE customer ADD COLUMN note TEXT;")];
    const proof = await proofOf(shop, after, files);
    expect(proof.last).toMatchObject({ name: "rows down", passed: false, observed: expect.stringContaining("customer is not as before, and no file says so") });
    const said = await proofOf(shop, after, files.map(({ name, content }) => ({ name, content: `-- Down is lossy: customer.note comes back empty\n${content}` })));
    expect(said.passed).toBe(true);
  });

  test("an irreversible file ends the proof with a warning, not a failure", async () => {
    const proof = await proofOf(shop, `${shop} CREATE INDEX i ON orders (state);`, [file("001_x.sql", "CREATE INDEX i ON orders (state);", "", "-- Irreversible: on purpose")]);
    expect([proof.passed, proof.last.name, proof.last.observed]).toEqual([true, "down", "Not run. 001_x.sql cannot be undone: on purpose."]);
    expect(proof.diagnostics.map(({ code, severity }) => [code, severity])).toEqual([["proof-irreversible", "warning"]]);
  });

  test("files that do not lead to the design fail at the comparison", async () => {
    const proof = await proofOf(shop, `${shop} CREATE TABLE extra (id INTEGER PRIMARY KEY);`, [file("001_x.sql", "CREATE TABLE extra (id INTEGER PRIMARY KEY, more TEXT);", "DROP TABLE extra;")]);
    expect(proof.last).toMatchObject({ name: "compare up", passed: false, observed: expect.stringContaining("extra.more") });
  });

  test("a file that cannot be read fails at once with its line", async () => {
    const proof = await proofOf(shop, shop, [{ name: "001_x.sql", content: "CREATE TABLE a (id int);\n" }]);
    expect([proof.passed, proof.last.name]).toEqual([false, "up"]);
    expect(proof.diagnostics[0]?.place).toMatchObject({ file: "001_x.sql" });
  });

  test("a new table gets rows that refer to old ones, and the old ones are as before after down", async () => {
    const after = `${shop} CREATE TABLE line (order_id INT NOT NULL REFERENCES orders (id), n INT NOT NULL, PRIMARY KEY (order_id, n));`;
    const proof = await proofOf(shop, after);
    expect([proof.diagnostics, proof.passed, proof.seededRows]).toEqual([[], true, 21]);
    // A down that cannot drop a table with rows in it is found only because there are some.
    const guarded = await proofOf(shop, after, [
      file("001_x.sql", after.slice(shop.length), "CREATE TEMP TABLE guard (n INT CHECK (n = 0));\nINSERT INTO guard SELECT count(*) FROM line;\nDROP TABLE guard;\nDROP TABLE line;"),
    ]);
    expect(guarded.last).toMatchObject({ name: "down", passed: false, observed: expect.stringContaining("CHECK constraint failed") });
  });

  test("an old table that a trigger of a new one writes to is named and not held against the files", async () => {
    const up = "CREATE TABLE audit (id INTEGER PRIMARY KEY);\nCREATE TRIGGER t AFTER INSERT ON audit BEGIN UPDATE customer SET note = 'seen'; END;";
    const proof = await proofOf(shop, `${shop} ${up}`);
    expect([proof.diagnostics, proof.passed]).toEqual([[], true]);
    expect(proof.stages.find(({ name }) => name === "seed new")?.observed).toContain("Triggers wrote to customer, which is not compared any more.");
  });

  test("a new table whose rows cannot be made is named", async () => {
    const proof = await proofOf(shop, `${shop} CREATE TABLE never (id INT CHECK (id IS NULL AND id IS NOT NULL));`);
    expect(proof.passed).toBe(true);
    expect(proof.diagnostics.map(({ code }) => code)).toEqual(["proof-table-without-rows"]);
    expect(proof.stages.find(({ name }) => name === "seed new")?.observed).toMatch(/^0 rows in 0 of 1 tables\. Without rows: never \(/);
  });

  test("a table whose rows cannot be made is named in the stage", async () => {
    const impossible = `${shop} CREATE TABLE never (id INT CHECK (id IS NULL AND id IS NOT NULL));`;
    const proof = await proofOf(impossible, `${impossible} CREATE INDEX i ON orders (state);`);
    expect(proof.passed).toBe(true);
    expect(proof.stages[0]?.observed).toMatch(/rows in 2 of 3 tables\. Without rows: never \(/);
  });

  test("a renamed table and column keep their rows when the question is answered", async () => {
    const after = shop.replace("TABLE customer", "TABLE client").replace("REFERENCES customer", "REFERENCES client").replace("email TEXT", "mail TEXT");
    const [base, goal] = [await schemaOf(shop, "a"), await schemaOf(after, "b")];
    const old = base.tables[0] ?? expect.fail();
    const now = goal.tables[0] ?? expect.fail();
    const renames = [{ from: old.id, to: now.id }, { from: old.columns[2]?.id ?? "", to: now.columns[2]?.id ?? "" }];
    const files = plan({ target: sqlite, version: "3.54", base, goal, renames }).migrations.map((migration, i) => renderMigration(migration, `00${i + 1}_${migration.slug}.sql`));
    const proof = await prove({ target: sqlite, version: "3.54", base, goal, files, renames }, { openSandbox: () => openSqlJs(sqlite) });
    expect([proof.diagnostics, proof.passed]).toEqual([[], true]);
    expect(proof.stages.find(({ name }) => name === "rows up")?.observed).toContain("in 2 tables kept");
  });

  test("a cancelled proof rejects with the reason", async () => {
    await expect(proofOf("", shop, undefined, { signal: AbortSignal.abort(new Error("gone")) })).rejects.toThrow("gone");
  });
});
