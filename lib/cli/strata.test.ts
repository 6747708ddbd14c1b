import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeLock } from "../export";
import { main } from "./main";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const bin = fileURLToPath(new URL("../../bin/strata.mjs", import.meta.url));
let folder = "";
const home = process.cwd();
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "strata-cli-"));
  process.chdir(folder);
});
afterAll(async () => {
  process.chdir(home);
  await rm(folder, { recursive: true, force: true });
});

interface Run { readonly code: number | null; readonly out: string; readonly error: string }

/** Runs the command in this process: most of what a process takes is reading the sources anew. */
async function strata(...args: string[]): Promise<Run> {
  let out = "";
  let error = "";
  const code = await main(args, {
    out: (text) => { out += text; }, error: (text) => { error += text; }, readStdin: async () => "",
    environment: { ...process.env, STRATA_DATA: join(folder, "data"), DATABASE_URL: "" },
  });
  return { code, out, error };
}

/** Runs the real command in the temporary folder, as a process. */
function spawned(...args: string[]): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [bin, ...args], { cwd: folder, env: { ...process.env, STRATA_DATA: join(folder, "data"), DATABASE_URL: "" } });
    let out = "";
    let error = "";
    child.stdout.on("data", (data: Buffer) => { out += data.toString(); });
    child.stderr.on("data", (data: Buffer) => { error += data.toString(); });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, out, error }));
  });
}

const put = (name: string, text: string): Promise<void> => writeFile(join(folder, name), text);
const take = (name: string): Promise<string> => readFile(join(folder, name), "utf8");
const parsed = (text: string): Record<string, unknown> => JSON.parse(text);

const old = "CREATE TABLE users (id INTEGER PRIMARY KEY, fullname TEXT NOT NULL);\n";
const now = "CREATE TABLE users (id INTEGER PRIMARY KEY, full_name TEXT NOT NULL, age INT);\nCREATE INDEX users_age ON users (age);\n";

describe("strata", { timeout: 120_000 }, () => {
  test("says what it can do, and each command says how", async () => {
    const [all, one, nothing, unknown] = await Promise.all([strata("--help"), strata("plan", "--help"), strata(), strata("plam")]);
    expect([all.code, one.code, nothing.code, unknown.code]).toEqual([0, 0, 2, 2]);
    for (const name of ["import", "export", "plan", "prove", "check", "backup", "restore"]) expect(all.out).toContain(`  ${name}`);
    expect(one.out).toContain("--pairs PAIRS.json");
    expect(unknown.error).toContain("there is no command plam");
  });

  test("import prints Schema JSON, and findings as file:line: message with exit code 1", async () => {
    await put("a.sql", `${old}\nCREATE TABEL x (id);\n`);
    const run = await spawned("import", "a.sql", "--target", "sqlite", "--json");
    expect(run.code).toBe(1);
    expect(run.error).toMatch(/^a\.sql:3(:\d+)?: CREATE TABEL/);
    expect(parsed(run.out)).toMatchObject({ strata: 1, target: "sqlite", schema: { tables: [{ name: "users" }] } });
  });

  test("wrong use and bad input give exit code 2 and one line", async () => {
    await put("binary.sql", "a\0b");
    const runs = await Promise.all([
      strata("import", "missing.sql", "--target", "sqlite"), strata("import", "a.sql"), strata("import", "a.sql", "--target", "oracle"),
      strata("import", "binary.sql", "--target", "sqlite"), strata("export", "a.sql", "--format", "dbml"), strata("plan", "--wat"),
    ]);
    expect(runs.map(({ code }) => code)).toEqual([2, 2, 2, 2, 2, 2]);
    expect(runs.map(({ error }) => error.trim().split("\n").length)).toEqual([1, 1, 1, 1, 1, 1]);
  });

  test("export writes each format from Schema JSON, which DBML and SQL lead back to", async () => {
    await put("b.sql", now);
    await put("b.json", (await strata("import", "b.sql", "--target", "sqlite", "--json")).out);
    const [sql, dbml, mermaid, svg] = await Promise.all(["sql", "dbml", "mermaid", "svg"].map((format) => strata("export", "b.json", "--format", format)));
    expect([sql?.code, dbml?.code, mermaid?.code, svg?.code]).toEqual([0, 0, 0, 0]);
    expect(svg?.out).toContain("<svg");
    expect(mermaid?.out).toContain("erDiagram");
    await put("c.sql", sql?.out ?? "");
    await put("c.dbml", dbml?.out ?? "");
    const back = await Promise.all(["c.sql", "c.dbml"].map((file) => strata("plan", "--from", "b.sql", "--to", file, "--target", "sqlite", "--json")));
    expect(back.map(({ code }) => code)).toEqual([0, 0]);
    expect(parsed(back[0]?.out ?? "")["changes"]).toEqual([]);
  });

  test("plan asks about renames, writes numbered files, and prove runs them from the base", async () => {
    await put("old.sql", old);
    await put("new.sql", now);
    const asked = await strata("plan", "--from", "old.sql", "--to", "new.sql", "--target", "sqlite");
    expect(asked.error).toContain("--rename users.fullname=users.full_name");
    const planned = await strata("plan", "--from", "old.sql", "--to", "new.sql", "--target", "sqlite", "--rename", "users.fullname=users.full_name", "--out", "m");
    expect([planned.code, (await readdir(join(folder, "m"))).every((name) => /^00\d_\w+\.sql$/.test(name))]).toEqual([0, true]);
    const proven = await strata("prove", "m", "--target", "sqlite", "--base", "old.sql", "--goal", "new.sql", "--json");
    expect(parsed(proven.out)).toMatchObject({ passed: true });
    expect(proven.code).toBe(0);
    const [first = ""] = (await readdir(join(folder, "m"))).toSorted();
    await put(`m/${first}`, (await take(`m/${first}`)).replace(/-- \+migrate Down[\s\S]*/, "-- +migrate Down\nSELECT nonsense();\n"));
    const broken = await strata("prove", "m", "--target", "sqlite", "--base", "old.sql");
    expect([broken.code, broken.out.includes("FAIL down")]).toEqual([1, true]);
    expect(broken.error).toContain(`${join("m", first)}: `);
  });

  test("plan --pairs plans every pair, whatever some of them do", async () => {
    await put("pairs.json", JSON.stringify([
      { id: "one", setup_sql: "CREATE TABLE base (id INTEGER PRIMARY KEY);", old_sql: "", new_sql: "CREATE TABLE a (id INTEGER PRIMARY KEY, b INT REFERENCES base (id));" },
      { id: 2, setup_sql: null, old_sql: "CREATE TABEL x;", new_sql: "" },
      { id: "endless", old_sql: "CREATE TABLE x AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT count(*) FROM r;", new_sql: "" },
      { id: "last", old_sql: "CREATE TABLE t (a INT);", new_sql: "CREATE TABLE t (a INT, b INT);" },
    ]));
    const run = await spawned("plan", "--pairs", "pairs.json", "--target", "sqlite", "--out", "results.json", "--timeout", "5");
    const results: unknown = JSON.parse(await take("results.json"));
    expect(run.code).toBe(1);
    expect(results).toMatchObject([
      { id: "one", up: [expect.stringContaining("CREATE TABLE a")], down: [expect.stringContaining("DROP TABLE a")], unsupported: [] },
      { id: 2, up: [], error: expect.stringContaining("old_sql") },
      { id: "endless", error: expect.stringContaining("longer than 5 s") },
      { id: "last", up: [expect.stringContaining("b")], unsupported: [] },
    ]);
  });

  test("check finds a released file that was edited", async () => {
    const files = [{ name: "migrations/001_a.sql", content: "-- +migrate Up\nSELECT 1;\n" }, { name: "migrations/002_b.sql", content: "-- +migrate Up\nSELECT 2;\n" }];
    await mkdir(join(folder, "bundle/migrations"), { recursive: true });
    for (const file of files) await put(`bundle/${file.name}`, file.content);
    await put("bundle/strata.lock", await writeLock(files));
    expect(await strata("check", "bundle")).toMatchObject({ code: 0, out: "2 released files are as they were.\n" });
    await put("bundle/migrations/001_a.sql", "-- +migrate Up\nSELECT 3;\n");
    const edited = await strata("check", "bundle");
    expect([edited.code, edited.error]).toEqual([1, expect.stringContaining(`${join("bundle", "migrations/001_a.sql")}: migrations/001_a.sql was changed after its release`)]);
    expect((await strata("check", "nowhere")).code).toBe(2);
  });

  test("backup and restore say in one line why they cannot", async () => {
    const [backup, restore] = await Promise.all([strata("backup", "x.db"), strata("restore", "missing.db")]);
    expect([backup.code, restore.code]).toEqual([2, 2]);
    expect(backup.error).toContain("There is no data in");
    expect(restore.error).toContain("There is no file missing.db");
    expect(existsSync(join(folder, "x.db"))).toBe(false);
  });
});
