import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { transform } from "esbuild";
import mysql from "mysql2/promise";
import pg from "pg";
import initSqlJs from "sql.js";
import { describe, expect, test } from "vitest";
import { splitStatements } from "../../diff";
import { sql } from "./sql";
import { typescript } from "./typescript";
import { mysqlSample, postgresqlSample, sampleBackfill, sampleRows, sqliteSample, type Sample } from "./testing/samples";

interface Module {
  migrate(connection: unknown, options?: object): Promise<number>;
  rollback(connection: unknown, options?: object): Promise<number>;
  dryRun(connection: unknown): Promise<{ rows: number; remaining: number }>;
}

function isModule(value: unknown): value is Module {
  return typeof value === "object" && value !== null && "migrate" in value && "rollback" in value && "dryRun" in value;
}

async function load(sample: Sample, guarded: boolean, rollback = true): Promise<Module> {
  const written = typescript.write({ number: "001", backfill: sampleBackfill(sample.target, guarded, rollback), target: sample.target });
  if (!written.ok) throw new Error(JSON.stringify(written.diagnostics));
  const { code } = await transform(written.value, { loader: "ts", format: "esm", target: "node20" });
  const module: unknown = await import(`data:text/javascript;base64,${Buffer.from(code).toString("base64")}`);
  if (!isModule(module)) throw new Error("Not the module that was written");
  return module;
}

/** What a test does on a database beside the module; `connect` gives a connection that the module takes, `cut` cuts it off. */
interface Database {
  one(sql: string): Promise<Readonly<Record<string, unknown>>>;
  connect(): Promise<{ readonly connection: unknown; cut(): Promise<void> }>;
  close(): Promise<void>;
}

/** sql.js behind the calls that better-sqlite3 and node:sqlite share. */
async function sqliteDatabase(): Promise<Database> {
  const { Database: Memory } = await initSqlJs();
  const memory = new Memory();
  const all = (sql: string, values: readonly unknown[]): Record<string, unknown>[] => {
    const statement = memory.prepare(sql);
    statement.bind(values.map((value) => (typeof value === "bigint" ? String(value) : typeof value === "number" || typeof value === "string" ? value : null)));
    const found: Record<string, unknown>[] = [];
    while (statement.step()) found.push(statement.getAsObject());
    statement.free();
    return found;
  };
  return {
    one: async (sql) => all(sql, [])[0] ?? {},
    connect: async () => {
      let cut = false;
      return {
        cut: async () => { cut = true; all("ROLLBACK", []); },
        connection: {
          prepare: (sql: string) => {
            if (cut) throw new Error("cut off");
            return { all: (...values: unknown[]) => all(sql, values), run: (...values: unknown[]) => { all(sql, values); return { changes: memory.getRowsModified() }; } };
          },
        },
      };
    },
    close: async () => { memory.close(); },
  };
}

async function postgres(): Promise<Database> {
  const base = new URL(process.env["STRATA_TEST_POSTGRES_URL"] ?? "");
  const admin = new pg.Client({ connectionString: base.href });
  await admin.connect();
  await admin.query("DROP DATABASE IF EXISTS strata_data_migrations_ts");
  await admin.query("CREATE DATABASE strata_data_migrations_ts");
  base.pathname = "/strata_data_migrations_ts";
  const client = new pg.Client({ connectionString: base.href });
  await client.connect();
  const opened: pg.Client[] = [];
  return {
    one: async (sql) => (await client.query<Record<string, unknown>>(sql)).rows[0] ?? {},
    connect: async () => {
      const connection = new pg.Client({ connectionString: base.href });
      await connection.connect();
      connection.on("error", () => {});
      opened.push(connection);
      const { rows: [row] } = await connection.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
      return { connection, cut: async () => { await admin.query("SELECT pg_terminate_backend($1)", [row?.pid]); } };
    },
    close: async () => { await Promise.all([...opened, client, admin].map((each) => each.end().catch(() => undefined))); },
  };
}

async function mysqlServer(): Promise<Database> {
  const base = new URL(process.env["STRATA_TEST_MYSQL_URL"] ?? "");
  const client = await mysql.createConnection(base.href);
  await client.query("DROP DATABASE IF EXISTS strata_data_migrations_ts");
  await client.query("CREATE DATABASE strata_data_migrations_ts");
  await client.query("USE strata_data_migrations_ts");
  base.pathname = "/strata_data_migrations_ts";
  const opened: mysql.Connection[] = [];
  return {
    one: async (sql) => {
      const [rows] = await client.query(sql);
      const row: unknown = Array.isArray(rows) ? rows[0] : undefined;
      return typeof row === "object" && row !== null ? Object.fromEntries(Object.entries(row)) : {};
    },
    connect: async () => {
      const connection = await mysql.createConnection(base.href);
      connection.on("error", () => {});
      opened.push(connection);
      return { connection, cut: async () => { await client.query(`KILL ${connection.threadId}`); } };
    },
    close: async () => { await Promise.all([...opened, client].map((each) => each.end().catch(() => undefined))); },
  };
}

const databases: readonly { readonly name: string; readonly at: boolean; readonly sample: Sample; readonly open: () => Promise<Database> }[] = [
  { name: "SQLite", at: true, sample: sqliteSample, open: sqliteDatabase },
  { name: "PostgreSQL", at: process.env["STRATA_TEST_POSTGRES_URL"] !== undefined, sample: postgresqlSample, open: postgres },
  { name: "MySQL", at: process.env["STRATA_TEST_MYSQL_URL"] !== undefined, sample: mysqlSample, open: mysqlServer },
];

test("it goes on where the script in SQL stopped", async () => {
  const database = await sqliteDatabase();
  for (const statement of sqliteSample.setup(2500)) await database.one(statement);
  const written = sql.write({ number: "001", backfill: sampleBackfill(sqliteSample.target, false), target: sqliteSample.target });
  for (const part of splitStatements(written.ok ? written.value : "")) await database.one(part);
  const { connection } = await database.connect();
  expect(await (await load(sqliteSample, false)).migrate(connection, { pause: 0 })).toBe(1500);
  const row = await database.one(sqliteSample.check);
  expect([row["n"], row["done"], row["twice"], row["wrong"]].map(Number)).toEqual([2500, 2500, 0, 0]);
  await database.close();
});

test("what is written passes the strictest compiler settings", async () => {
  const folder = await mkdtemp(join(tmpdir(), "strata-ts-"));
  const files = await Promise.all(databases.map(async ({ name, sample }) => {
    const written = typescript.write({ number: "001", backfill: sampleBackfill(sample.target, true, name !== "MySQL"), target: sample.target });
    const file = join(folder, `${name}.ts`);
    await writeFile(file, written.ok ? written.value : "");
    return file;
  }));
  const types = fileURLToPath(new URL("../../../node_modules/@types", import.meta.url));
  const compiler = fileURLToPath(new URL("../../../node_modules/.bin/tsc", import.meta.url));
  const flags = ["--noEmit", "--strict", "--noUncheckedIndexedAccess", "--exactOptionalPropertyTypes", "--noUnusedLocals", "--target", "es2022", "--module", "nodenext", "--moduleResolution", "nodenext", "--typeRoots", types, "--types", "node", "--ignoreConfig"];
  const { stdout } = await promisify(execFile)(compiler, [...flags, ...files]).catch((error: unknown) => ({ stdout: String(typeof error === "object" && error !== null && "stdout" in error ? error.stdout : error) }));
  await rm(folder, { recursive: true });
  expect(stdout).toBe("");
});

describe.each(databases)("the TypeScript module on $name", ({ name, at, sample, open }) => {
  test.skipIf(!at)(`cut off in the middle and run again, it changes each row once; its rollback takes all back${at ? "" : ": no server is given here"}`, async () => {
    const database = await open();
    for (const sql of sample.setup(sampleRows)) await database.one(sql);
    const state = async (): Promise<readonly number[]> => { const row = await database.one(sample.check); return [row["n"], row["done"], row["twice"], row["wrong"]].map(Number); };
    const module = await load(sample, false);
    const batchSize = Math.ceil(sampleRows / 40);
    const first = await database.connect();
    expect(await module.dryRun(first.connection)).toEqual({ rows: sampleRows, remaining: sampleRows });
    let lines = 0;
    let cutting: Promise<void> = Promise.resolve();
    await expect(module.migrate(first.connection, { batchSize, pause: 0.001, report: () => { lines += 1; if (lines === 4) cutting = first.cut().catch(() => {}); } })).rejects.toThrow();
    await cutting;
    const [, done = 0, twice] = await state();
    expect(twice).toBe(0);
    expect(done).toBeGreaterThan(0);
    expect(done).toBeLessThan(sampleRows);
    const others = name === "SQLite" ? [await database.connect()] : [await database.connect(), await database.connect()];
    const moved = await Promise.all(others.map(({ connection }) => module.migrate(connection, { batchSize, pause: 0, lockTimeout: 20 })));
    expect(moved.reduce((sum, n) => sum + n, 0)).toBe(sampleRows - done);
    expect(await state()).toEqual([sampleRows, sampleRows, 0, 0]);
    const [other] = others;
    await module.rollback(other?.connection, { pause: 0 });
    expect(await state()).toEqual([sampleRows, 0, 0, 0]);
    const guarded = await load(sample, true, false);
    await database.one(sample.insert(3));
    await guarded.migrate(other?.connection, { pause: 0 });
    const [n, filled, , wrong] = await state();
    expect([filled, wrong]).toEqual([n, 0]);
    await expect(guarded.rollback(other?.connection)).rejects.toThrow("has no rollback: the old \"values\" are not kept; 100 % gone");
    await database.close();
  });
});
