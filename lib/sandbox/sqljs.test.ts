import { beforeAll, expect, test } from "vitest";
import { sqlite } from "../targets/sqlite";
import { SandboxError, type Sandbox } from "./sandbox";
import { openSqlJs } from "./sqljs";
import { describeSandbox } from "./testing/contract";

describeSandbox("sql.js", () => openSqlJs(sqlite), {
  createTable: "CREATE TABLE contract_a (id INTEGER)",
  insert: "INSERT INTO contract_a VALUES (1)",
  count: "SELECT count(*) AS n FROM contract_a",
  refused: "SELECT 1;\nSELECT * FROM nowhere",
  mess: "CREATE VIEW v AS SELECT 1; CREATE TABLE w (x); CREATE TRIGGER r AFTER INSERT ON w BEGIN SELECT 1; END; CREATE TEMP TABLE z (x); BEGIN; CREATE TABLE open_one (x)",
  heavy: "CREATE INDEX contract_i ON contract_a (id)",
});

let sandbox: Sandbox;
beforeAll(async () => { sandbox = await openSqlJs(sqlite); return () => sandbox.close(); });

async function refusal(sql: string): Promise<SandboxError> {
  const error: unknown = await sandbox.run(sql).then(() => undefined, (e: unknown) => e);
  if (!(error instanceof SandboxError)) throw new Error("not refused");
  return error;
}

test("a refusal says where", async () => {
  await sandbox.reset();
  const sql = "CREATE TABLE a (b);\n-- selec\nselec 1";
  expect((await refusal(sql)).detail.position).toBe(sql.indexOf("selec 1") + 1);
  const other = "SELECT 1; /* ; */ INSERT INTO nowhere VALUES (1)";
  expect((await refusal(other)).detail.position).toBe(other.indexOf("INSERT") + 1);
  const runtime = "CREATE TABLE k (i INTEGER PRIMARY KEY); INSERT INTO k VALUES (1); INSERT INTO k VALUES (1);";
  expect((await refusal(runtime)).detail.position).toBe(runtime.lastIndexOf(" INSERT") + 2);
  expect((await refusal("CREATE TABLE x (")).detail.position).toBe(17);
});

test("references are enforced and reset gives an empty database", async () => {
  await sandbox.reset();
  await sandbox.run("CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (p INT REFERENCES p)");
  await expect(sandbox.run("INSERT INTO c VALUES (1)")).rejects.toThrow("FOREIGN KEY constraint failed");
  await sandbox.run("PRAGMA foreign_keys = OFF; BEGIN");
  await sandbox.reset();
  expect(await sandbox.query("SELECT * FROM sqlite_schema")).toEqual([]);
  expect(await sandbox.query("PRAGMA foreign_keys")).toEqual([{ foreign_keys: 1 }]);
});

test("scans and rewrites are read from the engine", async () => {
  await sandbox.reset();
  await sandbox.run("CREATE TABLE t (id INTEGER PRIMARY KEY, a INT, b TEXT); INSERT INTO t VALUES (1, 1, 'x'), (2, 2, 'y'), (3, 3, 'z')");
  expect(await sandbox.measure("ALTER TABLE t ADD COLUMN c INT")).toMatchObject({ scans: [], rewrites: [] });
  expect(await sandbox.measure("ALTER TABLE t ALTER COLUMN a SET NOT NULL")).toMatchObject({ scans: [{ relation: "t", rows: 3 }], rewrites: [] });
  expect(await sandbox.measure("CREATE INDEX i ON t (a)")).toMatchObject({ scans: [{ relation: "t", rows: 3 }], rewrites: [] });
  expect(await sandbox.measure("ALTER TABLE t ADD CHECK (a > 0)")).toMatchObject({ scans: [{ relation: "t", rows: 3 }], rewrites: [] });
  expect(await sandbox.measure("ALTER TABLE t DROP COLUMN b")).toMatchObject({ scans: [{ relation: "t", rows: 3 }], rewrites: ["t"] });
  expect(await sandbox.measure("SELECT * FROM t WHERE id = 1")).toMatchObject({ scans: [] });
  await sandbox.measure("CREATE TABLE new_t (id INTEGER PRIMARY KEY, a TEXT)");
  expect(await sandbox.measure("INSERT INTO new_t SELECT id, a FROM t")).toMatchObject({ scans: [{ relation: "t", rows: 3 }] });
  await sandbox.measure("DROP TABLE t");
  expect(await sandbox.measure("ALTER TABLE new_t RENAME TO t")).toMatchObject({ rewrites: ["t"] });
});
