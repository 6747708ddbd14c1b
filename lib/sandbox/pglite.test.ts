import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findTarget } from "../targets/registry";
import { openPglite } from "./pglite";
import { SandboxError, type Sandbox } from "./sandbox";
import { describeSandbox } from "./testing/contract";

const target = findTarget("postgresql");
if (target === undefined) throw new Error("PostgreSQL is not built");

describeSandbox("PGlite", () => openPglite(target), {
  createTable: "CREATE TABLE contract_a (id integer)",
  insert: "INSERT INTO contract_a VALUES (1)",
  count: "SELECT count(*) AS n FROM contract_a",
  refused: "SELECT 1\nFROM contract_nothing",
  mess: `CREATE EXTENSION citext; CREATE ROLE contract_role; CREATE SCHEMA "odd ""one"""; CREATE TYPE mood AS ENUM ('a');
    CREATE VIEW v AS SELECT * FROM contract_a; CREATE TABLE "odd ""one""".t (c citext, m mood);
    CREATE FUNCTION f() RETURNS event_trigger LANGUAGE plpgsql AS 'begin end'; CREATE EVENT TRIGGER et ON ddl_command_end EXECUTE FUNCTION f();
    CREATE PUBLICATION p FOR TABLE contract_a; GRANT SELECT ON contract_a TO contract_role;
    ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO contract_role; SET search_path TO "odd ""one"""; SET check_function_bodies = off; BEGIN; CREATE TABLE inside (id int)`,
  heavy: "ALTER TABLE contract_a ALTER COLUMN id TYPE bigint",
});

describe("PGlite observed", () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await openPglite(target);
    await sandbox.run(`CREATE TABLE o (id int PRIMARY KEY); CREATE TABLE t (id int PRIMARY KEY, a int, b varchar(20), o_id int);
      CREATE INDEX t_a ON t (a); INSERT INTO o VALUES (1); INSERT INTO t SELECT g, g, 'x', 1 FROM generate_series(1, 500) g`);
  });
  afterAll(async () => { await sandbox.close(); });

  const modes = (seen: Awaited<ReturnType<Sandbox["measure"]>>): Record<string, string> => Object.fromEntries(seen.locks.map((l) => [l.relation, l.mode]));

  test.each([
    ["ALTER TABLE t ADD COLUMN z1 int", { t: "AccessExclusive" }, [], []],
    ["ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY (o_id) REFERENCES o (id) NOT VALID", { t: "ShareRowExclusive", o: "ShareRowExclusive" }, [], []],
    ["ALTER TABLE t VALIDATE CONSTRAINT fk", { t: "ShareUpdateExclusive", o: "RowShare" }, [], ["t"]],
    ["CREATE INDEX t_b ON t (b)", { t: "Share" }, [], ["t"]],
    ["ALTER TABLE t ALTER COLUMN b TYPE varchar(40)", { t: "AccessExclusive", t_b: "AccessExclusive" }, [], []],
  ] as const)("%s", async (sql, locks, rewrites, scans) => {
    const seen = await sandbox.measure(sql);
    expect(modes(seen)).toEqual(locks);
    expect(seen.rewrites).toEqual(rewrites);
    // A check of a foreign key may read the small table on the other side too.
    expect(seen.scans.map((s) => s.relation).filter((name) => name !== "o")).toEqual(scans);
  });

  test("a change of type rewrites the table and its indexes, and says so", async () => {
    const seen = await sandbox.measure("ALTER TABLE t ALTER COLUMN a TYPE bigint");
    expect(seen.rewrites).toEqual(expect.arrayContaining(["t", "t_a", "t_pkey"]));
    expect(modes(seen)).toMatchObject({ t: "AccessExclusive", t_pkey: "AccessExclusive" });
  });

  test("within a transaction of the caller's, each statement shows its own locks only", async () => {
    await sandbox.run("BEGIN");
    expect(modes(await sandbox.measure("INSERT INTO o VALUES (2)"))).toMatchObject({ o: "RowExclusive" });
    expect(modes(await sandbox.measure("CREATE INDEX t_o ON t (o_id)"))).toEqual({ t: "Share" });
    await sandbox.run("ROLLBACK");
    expect(await sandbox.query("SELECT count(*)::int AS n FROM o")).toEqual([{ n: 1 }]);
  });

  test("a statement that refuses a transaction is run without one", async () => {
    const seen = await sandbox.measure("CREATE INDEX CONCURRENTLY t_c ON t (a, b)");
    expect(seen.locks).toEqual([]);
    expect(await sandbox.query("SELECT indisvalid FROM pg_index WHERE indexrelid = 't_c'::regclass")).toEqual([{ indisvalid: true }]);
  });

  test("a refusal carries the engine's code, place and hint", async () => {
    const error: unknown = await sandbox.run("SELECT 1;\nSELECT idd FROM t").catch((e: unknown) => e);
    if (!(error instanceof SandboxError)) throw new Error("expected a refusal");
    expect(error.detail).toEqual({ code: "42703", position: 18, hint: expect.stringContaining("id") });
  });

  test("extensions are there for CREATE EXTENSION, with what they need", async () => {
    await sandbox.run(`CREATE EXTENSION earthdistance CASCADE; CREATE EXTENSION "uuid-ossp"; CREATE EXTENSION pgcrypto; CREATE EXTENSION moddatetime`);
    const [row] = await sandbox.query("SELECT length(uuid_generate_v4()::text) AS n, encode(digest('a', 'sha256'), 'hex') AS h");
    expect(row).toEqual({ n: 36, h: "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb" });
  });
});

test("catalog readings go on when a script has dropped every prepared statement, or the namespace public", async () => {
  const sandbox = await openPglite(target);
  const names = async (): Promise<string[]> => (await sandbox.introspect()).schema.tables.map((table) => table.name);
  try {
    for (const script of ["DEALLOCATE ALL", "DO $$ BEGIN EXECUTE 'DEAL' || 'LOCATE ALL'; END $$", "DISCARD ALL", "DROP SCHEMA public CASCADE; CREATE SCHEMA public", "PREPARE mine AS SELECT 1"]) {
      await sandbox.reset();
      await sandbox.run("CREATE TABLE one (id int)");
      for (let i = 0; i < 3; i += 1) expect(await names()).toEqual(["one"]);
      await sandbox.run(script);
      await sandbox.run("CREATE TABLE two (id int)");
      expect((await names()).at(-1)).toBe("two");
    }
    await sandbox.reset();
    expect(await sandbox.query("SELECT name FROM pg_prepared_statements WHERE name = 'mine'")).toEqual([]);
    expect(await sandbox.query("SELECT nspacl::text AS acl, obj_description(oid) AS comment FROM pg_namespace WHERE nspname = 'public'"))
      .toEqual([{ acl: "{pg_database_owner=UC/pg_database_owner,=U/pg_database_owner}", comment: "standard public schema" }]);
  } finally {
    await sandbox.close();
  }
});

test("pgvector's types and indexes work in the PGlite they were not pinned to", async () => {
  const sandbox = await openPglite(target);
  try {
    await sandbox.run("CREATE EXTENSION vector; CREATE TABLE e (id int, v vector(3)); INSERT INTO e VALUES (1, '[1,2,3]'), (2, '[9,9,9]'); CREATE INDEX ON e USING hnsw (v vector_l2_ops)");
    expect(await sandbox.query("SELECT id FROM e ORDER BY v <-> '[8,8,8]' LIMIT 1")).toEqual([{ id: 2 }]);
    await sandbox.reset();
    expect(await sandbox.query("SELECT 1 AS n FROM pg_extension WHERE extname = 'vector'")).toEqual([]);
  } finally {
    await sandbox.close();
  }
});
