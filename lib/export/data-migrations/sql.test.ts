import mysql from "mysql2/promise";
import pg from "pg";
import { describe, expect, test } from "vitest";
import { splitStatements } from "../../diff";
import { openSandbox } from "../../sandbox";
import { sql } from "./sql";
import { mysqlSample, postgresqlSample, sampleBackfill, sampleRows, sqliteSample, type Sample } from "./testing/samples";

function script(sample: Sample, guarded: boolean, rollback = true): string {
  const written = sql.write({ number: "001", backfill: sampleBackfill(sample.target, guarded, rollback), target: sample.target });
  if (!written.ok) throw new Error(JSON.stringify(written.diagnostics));
  return written.value;
}

const numbers = (row: Readonly<Record<string, unknown>> | undefined): readonly number[] => [row?.["n"], row?.["done"], row?.["twice"], row?.["wrong"]].map(Number);

test("SQLite's script does one batch at a time until no rows are left, and says how to go back", async () => {
  const sandbox = await openSandbox("sqlite");
  const rows = 3500;
  for (const statement of sqliteSample.setup(rows)) await sandbox.run(statement);
  const text = script(sqliteSample, false);
  const state = async (): Promise<readonly number[]> => numbers((await sandbox.query(sqliteSample.check))[0]);
  for (const done of [1000, 2000, 3000, 3500, 3500]) {
    await sandbox.run(text);
    expect(await state()).toEqual([rows, done, 0, 0]);
  }
  expect(await sandbox.query("SELECT rows_done, finished_at IS NOT NULL AS finished FROM strata_data_migrations")).toEqual([{ rows_done: 3500, finished: 1 }]);
  // A row that came later is found by the next run.
  await sandbox.run(sqliteSample.insert(2));
  const guarded = script(sqliteSample, true);
  for (let i = 0; i < 6; i += 1) await sandbox.run(guarded);
  expect(await state()).toEqual([rows + 1, rows + 1, 0, 0]);
  const back = text.slice(text.indexOf("-- Way back.")).split("\n").slice(1).map((line) => line.replace(/^-- {2}/, "")).join("\n");
  for (let i = 0; i < 5; i += 1) await sandbox.run(back);
  expect(await state()).toEqual([rows + 1, 0, 0, 0]);
  await sandbox.close();
});

const url = process.env["STRATA_TEST_POSTGRES_URL"];
describe.skipIf(url === undefined)(`the procedure on PostgreSQL${url === undefined ? ": no server is given here" : ""}`, () => {
  test("cut off in the middle and called again, it changes each row once; its rollback takes all back", async () => {
    const base = new URL(url ?? "");
    const admin = new pg.Client({ connectionString: base.href });
    await admin.connect();
    await admin.query("DROP DATABASE IF EXISTS strata_data_migrations_sql");
    await admin.query("CREATE DATABASE strata_data_migrations_sql");
    base.pathname = "/strata_data_migrations_sql";
    const client = new pg.Client({ connectionString: base.href });
    await client.connect();
    for (const statement of postgresqlSample.setup(sampleRows)) await client.query(statement);
    const state = async (): Promise<readonly number[]> => numbers((await client.query(postgresqlSample.check)).rows[0]);
    const parts = splitStatements(script(postgresqlSample, false));
    const call = parts.find((part) => part.startsWith("CALL ")) ?? "";
    expect(call).toBe("CALL strata_fill_full_name(batch_size => 1000, pause => 0.1)");
    const size = Math.ceil(sampleRows / 40);
    const makers = parts.filter((part) => part.includes("CREATE "));
    for (const part of makers) await client.query(part);
    await client.query(`CALL strata_fill_full_name(batch_size => ${size}, dry_run => true)`);
    expect(await state()).toEqual([sampleRows, 0, 0, 0]);
    const doomed = new pg.Client({ connectionString: base.href });
    await doomed.connect();
    doomed.on("error", () => {});
    let notices = 0;
    doomed.on("notice", () => {
      notices += 1;
      if (notices === 5) void admin.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'strata_data_migrations_sql' AND query LIKE 'CALL%'");
    });
    await expect(doomed.query(`CALL strata_fill_full_name(batch_size => ${size}, pause => 0.02)`)).rejects.toThrow();
    const [, done = 0, twice] = await state();
    expect(twice).toBe(0);
    expect(done).toBeGreaterThan(0);
    expect(done).toBeLessThan(sampleRows);
    const calls = [1, 2].map(async () => {
      const another = new pg.Client({ connectionString: base.href });
      await another.connect();
      await another.query(`CALL strata_fill_full_name(batch_size => ${size}, pause => 0, lock_wait => '20s')`);
      await another.end();
    });
    await Promise.all(calls);
    expect(await state()).toEqual([sampleRows, sampleRows, 0, 0]);
    await client.query("CALL strata_fill_full_name(roll_back => true, pause => 0)");
    expect(await state()).toEqual([sampleRows, 0, 0, 0]);
    for (const part of splitStatements(script(postgresqlSample, true, false)).filter((made) => made.includes("CREATE "))) await client.query(part);
    await expect(client.query("CALL strata_fill_full_name(roll_back => true)")).rejects.toThrow("has no rollback: the old \"values\" are not kept; 100 % gone");
    await Promise.all([client.end(), admin.end()]);
  });
});

const mysqlUrl = process.env["STRATA_TEST_MYSQL_URL"];
describe.skipIf(mysqlUrl === undefined)(`the procedure on MySQL${mysqlUrl === undefined ? ": no server is given here" : ""}`, () => {
  test("killed in the middle and called again, it changes each row once; its rollback takes all back", async () => {
    const admin = await mysql.createConnection(mysqlUrl ?? "");
    await admin.query("DROP DATABASE IF EXISTS strata_data_migrations_sql");
    await admin.query("CREATE DATABASE strata_data_migrations_sql");
    await admin.query("USE strata_data_migrations_sql");
    const open = () => { const target = new URL(mysqlUrl ?? ""); target.pathname = "/strata_data_migrations_sql"; return mysql.createConnection(target.href); };
    for (const statement of mysqlSample.setup(sampleRows)) await admin.query(statement);
    const state = async (): Promise<readonly number[]> => {
      const [found] = await admin.query(mysqlSample.check);
      const row: unknown = Array.isArray(found) ? found[0] : undefined;
      return numbers(typeof row === "object" && row !== null ? Object.fromEntries(Object.entries(row)) : undefined);
    };
    const make = async (text: string): Promise<void> => {
      const body = /DELIMITER \/\/\n([\s\S]*?)\/\/\nDELIMITER ;/.exec(text)?.[1] ?? "";
      await admin.query("DROP PROCEDURE IF EXISTS strata_fill_full_name");
      await admin.query(body);
    };
    const text = script(mysqlSample, false);
    await admin.query(/CREATE TABLE IF NOT EXISTS strata_data_migrations[^;]*/.exec(text)?.[0] ?? "");
    await make(text);
    const size = Math.ceil(sampleRows / 40);
    await admin.query(`CALL strata_fill_full_name(${size}, 0, NULL, 5, TRUE, FALSE)`);
    expect(await state()).toEqual([sampleRows, 0, 0, 0]);
    const doomed = await open();
    doomed.on("error", () => {});
    const call = doomed.query(`CALL strata_fill_full_name(${size}, 0.05, NULL, 5, FALSE, FALSE)`);
    const ended = call.then(() => "finished", () => "cut off");
    for (let done = 0; done < 3 * size;) done = (await state())[1] ?? 0;
    await admin.query(`KILL ${doomed.threadId}`);
    expect(await ended).toBe("cut off");
    const [, done = 0, twice] = await state();
    expect(twice).toBe(0);
    expect(done).toBeLessThan(sampleRows);
    const others = [await open(), await open()];
    await Promise.all(others.map((other) => other.query(`CALL strata_fill_full_name(${size}, 0, NULL, 5, FALSE, FALSE)`)));
    expect(await state()).toEqual([sampleRows, sampleRows, 0, 0]);
    await admin.query("CALL strata_fill_full_name(1000, 0, NULL, 5, FALSE, TRUE)");
    expect(await state()).toEqual([sampleRows, 0, 0, 0]);
    await make(script(mysqlSample, true, false));
    await expect(admin.query("CALL strata_fill_full_name(1000, 0, NULL, 5, FALSE, TRUE)")).rejects.toThrow("No rollback: the old \"values\"");
    await Promise.all([admin.end(), ...others.map((other) => other.end())]);
  });
});
