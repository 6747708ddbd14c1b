import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openSandbox, type Sandbox } from "../../sandbox";
import { openTestMysql } from "../../sandbox/testing/mysql-server";
import { lintDialects } from "../dialects";
import type { Finding } from "../finding";
import { lintFiles, type LintFile } from "../lint";
import { sandboxMeasurer } from "./sandbox-measurer";

const base = `
CREATE TABLE buyers (id bigint PRIMARY KEY, name text);
CREATE TABLE orders (id bigint PRIMARY KEY, buyer_id bigint, code varchar(10) NOT NULL, total numeric(8,2), state text, tax numeric);
CREATE INDEX orders_code ON orders (code);
CREATE MATERIALIZED VIEW totals AS SELECT id, total FROM orders;
CREATE UNIQUE INDEX ON totals (id);
INSERT INTO buyers SELECT i, 'b' || i FROM generate_series(1, 5) i;
INSERT INTO orders SELECT i, 1, 'c' || i, i, 'open', i FROM generate_series(1, 20) i;`;

let sandbox: Sandbox;
beforeAll(async () => { sandbox = await openSandbox("postgresql"); });
beforeEach(async () => {
  await sandbox.reset();
  await sandbox.run(base);
});
afterAll(() => sandbox.close());

async function measure(files: readonly LintFile[]): Promise<readonly Finding[]> {
  return (await lintFiles(files, { technology: "postgresql", version: 18, measurer: sandboxMeasurer(sandbox, { tableLocks: true, transactionalDdl: true }) })).findings;
}
const serious = async (text: string, name = "a.sql"): Promise<string[]> => (await measure([{ name, text }])).filter(({ severity }) => severity !== "info").map(({ line, code }) => `${line} ${code}`);

describe("lint on an engine", () => {
  test("takes back what the text suspects and the engine does not do", async () => {
    expect(await serious("ALTER TABLE orders ALTER COLUMN code TYPE varchar(20);\nALTER TABLE orders ALTER COLUMN code TYPE text;\nALTER TABLE orders ADD COLUMN b bigint REFERENCES buyers (id);\nALTER TABLE orders SET LOGGED;")).toEqual([]);
  });

  test("confirms with what it saw", async () => {
    const [found] = (await measure([{ name: "a.sql", text: "ALTER TABLE orders ALTER COLUMN tax TYPE numeric(12,4);" }])).filter(({ code }) => code === "changing-column-type");
    expect(found?.severity).toBe("error");
    expect(found?.measured?.rewrites).toContain("orders");
    expect(found?.measured?.locks).toContainEqual({ relation: "orders", mode: "AccessExclusive" });
  });

  test("finds what no text rule foresees", async () => {
    const text = "DO $$ BEGIN ALTER TABLE orders ADD COLUMN n bigserial; END $$;";
    expect(await serious(text)).toEqual(["1 measured-rewrite"]);
  });

  test("sees the lock that an earlier statement of the transaction still holds", async () => {
    const statements = "ALTER TABLE orders ADD CONSTRAINT p CHECK (total >= 0) NOT VALID;\nALTER TABLE orders VALIDATE CONSTRAINT p;";
    expect(await serious(`-- +migrate Up\n${statements}`)).toEqual(["3 constraint-missing-not-valid"]);
    await sandbox.run("ALTER TABLE orders DROP CONSTRAINT p");
    expect(await serious(`-- +migrate Up notransaction\n${statements}`)).toEqual([]);
  });

  test("tells what the engine refuses, and goes on behind it", async () => {
    expect(await serious("-- +migrate Up\nALTER TABLE orders ADD COLUMN code text;\nALTER TABLE orders DROP COLUMN tax;\n")).toEqual(["2 statement-refused", "3 ban-drop-column"]);
    await expect(sandbox.query("SELECT tax FROM orders")).rejects.toThrow(/tax/);
  });

  test("a table of the same file is nobody's business; one of a file before is", async () => {
    const create = { name: "1.sql", text: "CREATE TABLE lines (n int, m int); INSERT INTO lines VALUES (1, 1);" };
    const alter = "ALTER TABLE lines ALTER COLUMN n TYPE bigint;";
    expect((await measure([{ name: "1.sql", text: `${create.text}\n${alter}` }])).filter(({ severity }) => severity === "error")).toEqual([]);
    await sandbox.run("DROP TABLE lines");
    expect((await measure([create, { name: "2.sql", text: alter }])).filter(({ severity }) => severity === "error").map(({ file, code }) => `${file} ${code}`)).toEqual(["2.sql changing-column-type"]);
  });

  test("a refusal that a rule foresaw is said once, and an empty table refutes no rule about rows", async () => {
    expect(await serious("ALTER TABLE orders ADD COLUMN z int NOT NULL;")).toEqual(["1 adding-required-field"]);
    await sandbox.run("TRUNCATE orders");
    expect(await serious("ALTER TABLE orders ADD COLUMN z int NOT NULL;")).toContain("1 adding-required-field");
  });

  test("what runs outside a transaction keeps its findings, since nobody sees its locks", async () => {
    expect(await serious("VACUUM FULL orders;\nCREATE INDEX CONCURRENTLY i ON orders (state);\nREFRESH MATERIALIZED VIEW CONCURRENTLY totals;")).toEqual(["1 prefer-repack"]);
  });

  test("rows that were made up refuse nothing: the statement is measured without them, and what they said is advice", async () => {
    await sandbox.run("UPDATE orders SET state = NULL; CREATE TABLE log (id bigint REFERENCES orders (id)); INSERT INTO log VALUES (1)");
    const measurer = (): ReturnType<typeof sandboxMeasurer> => sandboxMeasurer(sandbox, lintDialects.postgresql ?? expect.fail());
    for (const [name, before] of [["a.sql", ""], ["b.sql", "-- +migrate Up\n"]] as const) {
      const { findings } = await lintFiles([{ name, text: `${before}ALTER TABLE orders ALTER COLUMN state SET NOT NULL;` }], { technology: "postgresql", version: 18, measurer: measurer() });
      expect(findings.filter(({ category }) => category !== "timeout" && category !== "style").map(({ code, severity }) => `${severity} ${code}`)).toEqual(["error adding-not-nullable-field", "info rows-may-refuse"]);
      await sandbox.run("ALTER TABLE orders ALTER COLUMN state DROP NOT NULL; INSERT INTO orders SELECT i, 1, 'c' || i, i, NULL, i FROM generate_series(1, 5) i");
    }
    const { findings } = await lintFiles([{ name: "c.sql", text: "DO $$ BEGIN ALTER TABLE orders ADD CONSTRAINT one CHECK (id > 3); END $$;" }], { technology: "postgresql", version: 18, measurer: measurer() });
    expect(findings.map(({ code, severity }) => `${severity} ${code}`)).toEqual(expect.arrayContaining(["error measured-scan", "info rows-may-refuse"]));
  });

  test("a table that is attached as a partition is locked alone: its scan is advice", async () => {
    await sandbox.run("CREATE TABLE p (d date NOT NULL) PARTITION BY RANGE (d); CREATE TABLE p1 (d date NOT NULL); INSERT INTO p1 VALUES ('2025-05-05'); CREATE TABLE rest PARTITION OF p DEFAULT");
    const attach = "ALTER TABLE p ATTACH PARTITION p1 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');";
    // The default partition is read under its own lock, and that one is in use.
    expect(await serious(attach)).toEqual(["1 attach-partition-without-check"]);
    await sandbox.run("ALTER TABLE p DETACH PARTITION p1; DROP TABLE rest");
    expect(await serious(attach)).toEqual([]);
  });

  test.skipIf(process.env["STRATA_TEST_MYSQL_URL"] === undefined)("MySQL is asked for the cheapest way, and what it copies for is found (needs STRATA_TEST_MYSQL_URL)", async () => {
    const server = await openTestMysql(process.env["STRATA_TEST_MYSQL_URL"]);
    await server.run("CREATE TABLE o (id int PRIMARY KEY); CREATE TABLE t (id int PRIMARY KEY, a int, b varchar(20), o_id int); INSERT INTO t VALUES (1, 1, 'x', 7)");
    const { findings } = await lintFiles([{ name: "a.sql", text: "ALTER TABLE t MODIFY b varchar(60);\nALTER TABLE t MODIFY a bigint;\nALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (o_id) REFERENCES o (id);\nALTER TABLE t ADD COLUMN s int AS (a + 1) STORED;\nALTER TABLE t ADD COLUMN z int;" }],
      { technology: "mysql", version: 9, measurer: sandboxMeasurer(server, lintDialects.mysql ?? expect.fail()) });
    await server.close();
    const blocking = findings.filter(({ category, severity }) => severity === "error" && (category === "rewrite" || category === "scan"));
    expect(blocking.map(({ line, measured }) => `${line} ${measured?.algorithm} ${measured?.lock}`)).toEqual(["2 COPY SHARED", "3 COPY SHARED", "4 COPY SHARED"]);
    expect(findings.filter(({ code }) => code === "statement-refused")).toEqual([]);
  });

  test("SQLite tells what it refuses and is not asked about locks", async () => {
    const lite = await openSandbox("sqlite");
    await lite.run("CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO users VALUES (1, NULL);");
    const { findings } = await lintFiles([{ name: "a.sql", text: "CREATE TABLE n (id INTEGER PRIMARY KEY, name TEXT NOT NULL);\nINSERT INTO n SELECT id, name FROM users;\nUPDATE users SET name = 'x';" }], { technology: "sqlite", version: 3.54, measurer: sandboxMeasurer(lite, { tableLocks: false, transactionalDdl: true }) });
    await lite.close();
    expect(findings.filter(({ severity }) => severity !== "info").map(({ line, code }) => `${line} ${code}`)).toEqual(["2 statement-refused", "3 updating-whole-table"]);
  });
});
