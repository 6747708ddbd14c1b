import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mysql from "mysql2/promise";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ColumnType } from "../../model";
import { dataMigrationName } from "./data-migration";
import { python } from "./python";
import { pythonWith, runPython } from "./testing/python";
import { mysqlSample, postgresqlSample, sampleBackfill, sampleRows, sqliteSample, tableName, type Sample } from "./testing/samples";

let folder = "";
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), "strata-data-")); });
afterAll(async () => { await rm(folder, { recursive: true, force: true }); });

/** A database beside the script: what the test itself does on it. */
interface Database {
  readonly dsn: string;
  run(sql: string): Promise<void>;
  one(sql: string): Promise<Readonly<Record<string, unknown>>>;
  /** Locks a table until what it gives is called. */
  hold(table: string): Promise<() => void>;
  close(): Promise<void>;
}

async function sqliteFile(): Promise<Database> {
  const dsn = join(folder, `${Math.random().toString(36).slice(2)}.db`);
  await writeFile(dsn, "");
  // The database is written by others meanwhile, so each statement is a process of its own.
  const ask = async (sql: string): Promise<string> => {
    const script = "import json, sqlite3, sys\nc = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=60)\nc.row_factory = sqlite3.Row\nc.execute('PRAGMA journal_mode = WAL')\nr = c.execute(sys.argv[2]).fetchone()\nprint(json.dumps(None if r is None else dict(r)))";
    const run = await runPython(pythonWith("sqlite3") ?? "python3", ["-c", script, dsn, sql]);
    if (run.code !== 0) throw new Error(run.error);
    return run.out;
  };
  return { dsn, run: async (sql) => { await ask(sql); }, one: async (sql) => record(JSON.parse(await ask(sql))), hold: () => holdSqlite(dsn), close: async () => {} };
}

function holdSqlite(file: string): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const child = spawn(pythonWith("sqlite3") ?? "python3", ["-c", "import sqlite3, sys\nc = sqlite3.connect(sys.argv[1], isolation_level=None)\nc.execute('BEGIN IMMEDIATE')\nprint('held', flush=True)\nsys.stdin.read()", file]);
    child.on("error", reject);
    child.stdout.once("data", () => { resolve(() => { child.stdin.end(); }); });
  });
}

async function postgres(): Promise<Database> {
  const base = new URL(process.env["STRATA_TEST_POSTGRES_URL"] ?? "");
  const admin = new pg.Client({ connectionString: base.href });
  await admin.connect();
  await admin.query("DROP DATABASE IF EXISTS strata_data_migrations_py");
  await admin.query("CREATE DATABASE strata_data_migrations_py");
  await admin.end();
  base.pathname = "/strata_data_migrations_py";
  const client = new pg.Client({ connectionString: base.href });
  await client.connect();
  return { dsn: base.href, run: async (sql) => { await client.query(sql); }, one: async (sql) => record((await client.query(sql)).rows[0]),
    hold: async (table) => {
      const holder = new pg.Client({ connectionString: base.href });
      await holder.connect();
      await holder.query("BEGIN");
      await holder.query(`SELECT * FROM ${table} FOR UPDATE`);
      return () => { void holder.end(); };
    },
    close: () => client.end(),
  };
}

async function mysqlServer(): Promise<Database> {
  const base = new URL(process.env["STRATA_TEST_MYSQL_URL"] ?? "");
  const client = await mysql.createConnection(base.href);
  await client.query("DROP DATABASE IF EXISTS strata_data_migrations_py");
  await client.query("CREATE DATABASE strata_data_migrations_py");
  await client.query("USE strata_data_migrations_py");
  base.pathname = "/strata_data_migrations_py";
  return {
    dsn: base.href, run: async (sql) => { await client.query(sql); },
    one: async (sql) => { const [rows] = await client.query(sql); return record(Array.isArray(rows) ? rows[0] : undefined); },
    hold: async (table) => {
      const holder = await mysql.createConnection(base.href);
      await holder.query("START TRANSACTION");
      await holder.query(`SELECT * FROM ${table} FOR UPDATE`);
      return () => { void holder.end(); };
    },
    close: () => client.end(),
  };
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

const servers: readonly { readonly name: string; readonly module: string; readonly at: boolean; readonly sample: Sample; readonly open: () => Promise<Database>; readonly rows: number }[] = [
  { name: "SQLite", module: "sqlite3", at: true, sample: sqliteSample, open: sqliteFile, rows: sampleRows },
  { name: "PostgreSQL", module: "psycopg", at: process.env["STRATA_TEST_POSTGRES_URL"] !== undefined, sample: postgresqlSample, open: postgres, rows: sampleRows },
  { name: "MySQL", module: "pymysql", at: process.env["STRATA_TEST_MYSQL_URL"] !== undefined, sample: mysqlSample, open: mysqlServer, rows: sampleRows },
];

/** Keys whose values a script could lose something of on their way through text. */
const hex = (i: number): string => (i * 7919 + 4096).toString(16).padStart(32, "0");
interface KeyCase { readonly type: string; readonly kind: ColumnType; readonly value: (i: number) => string }
const oddKeys: Readonly<Record<string, readonly KeyCase[]>> = {
  SQLite: [
    { type: "BLOB", kind: { kind: "bytes" }, value: (i) => `x'${hex(i)}'` },
    { type: "REAL", kind: { kind: "float64" }, value: (i) => `${i} / 3.0` },
    { type: "", kind: { kind: "native", text: "" }, value: (i) => (i % 4 === 0 ? `${i}` : i % 4 === 1 ? `${i}.25` : i % 4 === 2 ? `'${i}''%s'` : `x'${hex(i)}'`) },
  ],
  PostgreSQL: [
    { type: "uuid", kind: { kind: "uuid" }, value: (i) => `'${hex(i)}'` },
    { type: "bytea", kind: { kind: "bytes" }, value: (i) => `decode('${hex(i)}', 'hex')` },
    { type: "timestamptz", kind: { kind: "timestamptz" }, value: (i) => `timestamptz '2020-01-01' + ${i} * interval '1.000001 s'` },
    { type: "numeric(40,20)", kind: { kind: "decimal", precision: 40, scale: 20 }, value: (i) => `12345678901234567890 + ${i}::numeric / 3` },
    { type: "double precision", kind: { kind: "float64" }, value: (i) => `${i} / 3.0` },
    { type: "char(8)", kind: { kind: "char", length: 8 }, value: (i) => `'${"é%s\\\\".slice(0, 4)}${i}'` },
  ],
  MySQL: [
    { type: "binary(16)", kind: { kind: "bytes" }, value: (i) => `x'${hex(i)}'` },
    { type: "bigint unsigned", kind: { kind: "native", text: "bigint unsigned" }, value: (i) => `18446744073709551615 - ${i}` },
    { type: "datetime(6)", kind: { kind: "timestamp", precision: 6 }, value: (i) => `timestamp('2020-01-01 00:00:00.000001') + interval ${i} microsecond` },
    { type: "decimal(40,20)", kind: { kind: "decimal", precision: 40, scale: 20 }, value: (i) => `12345678901234567890 + ${i} / 3` },
    { type: "double", kind: { kind: "float64" }, value: (i) => `${i} / 3.0e0` },
    { type: "varchar(20)", kind: { kind: "string", length: 20 }, value: (i) => `'É%s''?${i}'` },
  ],
};

for (const { name, module, at, sample, open, rows } of servers) {
  const keys = oddKeys[name] ?? [];
  // Beside SQLite each of them is a process of its own.
  const writers = name === "SQLite" && process.env["STRATA_LONG"] !== "1" ? 30 : 400;
  const interpreter = at ? pythonWith(module) : undefined;
  if (interpreter === undefined) {
    test.skip(`the Python script on ${name}: ${at ? `no Python has ${module} here` : "no server is given here"}`, () => {});
    continue;
  }
  describe(`the Python script on ${name}`, { timeout: 240_000 }, () => {
    let database: Database;
    beforeAll(async () => { database = await open(); });
    afterAll(async () => { await database.close(); });
    const write = async (number: string, guarded: boolean, rollback = true): Promise<string> => {
      const input = { number, backfill: sampleBackfill(sample.target, guarded, rollback), target: sample.target };
      const written = python.write(input);
      if (!written.ok) throw new Error(JSON.stringify(written.diagnostics));
      const file = join(folder, `${dataMigrationName(input)}_${module}.py`);
      await writeFile(file, written.value);
      return file;
    };
    const state = async (): Promise<readonly number[]> => {
      const row = await database.one(sample.check);
      return [row["n"], row["done"], row["twice"], row["wrong"]].map(Number);
    };
    const fill = async (count: number): Promise<void> => { for (const sql of sample.setup(count)) await database.run(sql); };
    const batch = String(Math.ceil(rows / 40));

    test("killed in the middle and run again, it changes each row once; its rollback takes all back", async () => {
      await fill(rows);
      const file = await write("001", false);
      const counted = await runPython(interpreter, [file, "--dsn", database.dsn, "--dry-run", "--batch-size", batch]);
      expect([counted.code, counted.error, counted.out]).toEqual([0, "", expect.stringContaining(`(dry run): ${rows} rows`)]);
      expect(counted.out).toContain(`${rows} to be done`);
      expect(await state()).toEqual([rows, 0, 0, 0]);
      for (const lines of [5, 3]) {
        const killed = await runPython(interpreter, [file, "--dsn", database.dsn, "--batch-size", batch, "--pause", "0.02"], lines);
        expect([killed.code, killed.error]).toEqual([null, ""]);
        const [, done = 0, twice] = await state();
        expect(twice).toBe(0);
        expect(done).toBeGreaterThan(0);
        expect(done).toBeLessThan(rows);
        expect(Number((await database.one("SELECT rows_done AS n FROM strata_data_migrations"))["n"])).toBe(done);
      }
      const rest = await runPython(interpreter, [file, "--dsn", database.dsn, "--batch-size", batch, "--pause", "0"]);
      expect([rest.code, rest.error]).toEqual([0, ""]);
      expect(await state()).toEqual([rows, rows, 0, 0]);
      const again = await runPython(interpreter, [file, "--dsn", database.dsn, "--quiet"]);
      expect([again.code, again.out, again.error]).toEqual([0, "", ""]);
      expect(await state()).toEqual([rows, rows, 0, 0]);
      const back = await runPython(interpreter, [file, "--dsn", database.dsn, "--rollback", "--batch-size", batch, "--pause", "0"]);
      expect([back.code, back.error]).toEqual([0, ""]);
      expect(await state()).toEqual([rows, 0, 0, 0]);
    });

    test("beside writers and a second run it misses no row and changes none twice", async () => {
      await fill(rows);
      const file = await write("002", true);
      const runs = [1, 2].map(() => runPython(interpreter, [file, "--dsn", database.dsn, "--batch-size", batch, "--pause", "0.005", "--lock-timeout", "20"]));
      let writing = true;
      const finished = Promise.all(runs).then((ended) => { writing = false; return ended; });
      let inserted = 0;
      for (let key = 1; writing && inserted < writers; key += Math.ceil(rows / 200)) {
        await database.run(sample.insert(key % rows));
        inserted += 1;
      }
      for (const run of await finished) expect([run.code, run.error]).toEqual([0, ""]);
      // What was written after the last look is done by the next run.
      const last = await runPython(interpreter, [file, "--dsn", database.dsn, "--pause", "0", "--batch-size", batch]);
      expect([last.code, last.error]).toEqual([0, ""]);
      const [n = 0, done, twice, wrong] = await state();
      expect(n).toBeGreaterThan(rows);
      expect([done, twice, wrong]).toEqual([n, 0, 0]);
    });

    test.each(keys)("it walks keys of any type once, in batches of seven: $type", async ({ type, kind, value }) => {
      const t = sample.target.quote("Odd Keys");
      for (const sql of [`DROP TABLE IF EXISTS ${t}`, `CREATE TABLE ${t} (k ${type} NOT NULL PRIMARY KEY, touched INTEGER NOT NULL DEFAULT 0)`]) await database.run(sql);
      await database.run(`INSERT INTO ${t} (k) VALUES ${Array.from({ length: 40 }, (_, i) => `(${value(i)})`).join(", ")}`);
      const statement = { sql: `UPDATE ${t} SET touched = touched + 1 WHERE {{batch}}`, remaining: `SELECT count(*) FROM ${t} WHERE touched = 0` };
      const input = {
        number: "009", target: sample.target,
        backfill: { slug: "odd_keys", title: "Touch", source: { name: "Odd Keys" }, key: [{ name: "k", type: kind }], apply: statement, rollback: { absent: "a test" } },
      };
      const written = python.write(input);
      const file = join(folder, `odd_${module}.py`);
      await writeFile(file, written.ok ? written.value : "");
      if (await database.one("SELECT 1 AS n FROM strata_data_migrations").then(() => true, () => false)) await database.run("DELETE FROM strata_data_migrations WHERE name = '009_odd_keys'");
      const ran = await runPython(interpreter, [file, "--dsn", database.dsn, "--batch-size", "7", "--pause", "0"]);
      expect([ran.code, ran.error]).toEqual([0, ""]);
      const row = await database.one(`SELECT min(touched) AS a, max(touched) AS b, count(*) AS n FROM ${t}`);
      expect([row["a"], row["b"], row["n"]].map(Number)).toEqual([1, 1, 40]);
    });

    test("it waits for others' locks with growing pauses, and makes batches smaller when one takes too long", async () => {
      await fill(40);
      const file = await write("004", true);
      const held = await database.hold(sample.target.quote(tableName));
      const waiting = runPython(interpreter, [file, "--dsn", database.dsn, "--pause", "0", "--lock-timeout", "1", "--batch-size", "40", ...(name === "MySQL" ? [] : ["--max-lag", "1000"]), "--max-load", "1000"], Infinity, (out) => {
        if (out.includes("trying again")) held();
      });
      const waited = await waiting;
      expect([waited.code, waited.error]).toEqual([0, ""]);
      expect(waited.out).toMatch(/trying again in \d+\.\d s\./);
      expect(await state()).toEqual([40, 40, 0, 0]);
      if (name !== "PostgreSQL") return;
      const slow = { ...sampleBackfill(sample.target, true), slug: "slowly" };
      const statement = { ...slow.apply, sql: `UPDATE ${sample.target.quote(tableName)} AS x SET touched = CASE WHEN pg_sleep(0.01) IS NULL THEN 2 ELSE 1 END WHERE {{batch}}`, remaining: "SELECT 0" };
      const written = python.write({ number: "005", target: sample.target, backfill: { ...slow, apply: statement } });
      const slowFile = join(folder, "slow.py");
      await writeFile(slowFile, written.ok ? written.value : "");
      const ran = await runPython(interpreter, [slowFile, "--dsn", database.dsn, "--pause", "0", "--batch-size", "40", "--statement-timeout", "0.25"]);
      expect([ran.code, ran.error]).toEqual([0, ""]);
      expect(ran.out).toContain("a batch took longer than 0.25 s; going on with batches of 20.");
    });

    test("it says so where there is no way back, and can be called from Python", async () => {
      const file = await write("003", true, false);
      const back = await runPython(interpreter, [file, "--dsn", database.dsn, "--rollback"]);
      expect([back.code, back.error]).toEqual([2, "003_fill_full_name has no rollback: the old \"values\" are not kept; 100 % gone\n"]);
      const called = await runPython(interpreter, ["-c", `import importlib.util, sys
spec = importlib.util.spec_from_file_location("m", sys.argv[1]); m = importlib.util.module_from_spec(spec); sys.modules["m"] = m; spec.loader.exec_module(m)
lines = []
print(m.remaining(dsn=sys.argv[2]), m.migrate(batch_size=1000, dsn=sys.argv[2], pause=0, report=lines.append) > 0, len(lines) > 0)
try: m.rollback(dsn=sys.argv[2])
except NotImplementedError as e: print(e)`, file, database.dsn]);
      expect([called.error, called.out]).toEqual(["", "0 True True\nthe old \"values\" are not kept; 100 % gone\n"]);
    });
  });
}

test("no script for PostgreSQL changes rows with a limit", () => {
  const written = python.write({ number: "001", backfill: sampleBackfill(postgresqlSample.target, true), target: postgresqlSample.target });
  expect(written.ok && /UPDATE[^;]*\bLIMIT\b/.test(written.value)).toBe(false);
});
