import { describe, expect, test } from "vitest";
import { openSqlJs } from "../../sandbox/sqljs";
import { sqlite } from "../../targets/sqlite";
import { importText } from "../index";
import { corpusFile } from "../testing/shared-folder";

const importSqlite = async (text: string, signal?: AbortSignal) => {
  const result = await importText({ format: "sql", target: sqlite, file: "a.sql", text }, { openSandbox: () => openSqlJs(sqlite), signal });
  return { ...result, names: result.ok ? result.value.schema.tables.map((table) => table.name) : [] };
};

describe("importing SQLite scripts", () => {
  test("keeps what runs and lists what does not, with its line and the engine's reason", async () => {
    const { names, diagnostics } = await importSqlite("CREATE TABLE a (id INTEGER PRIMARY KEY);\n\nCREATE TABEL b (id);\n-- c\nCREATE TABLE c (id);\nCREATE INDEX i ON nowhere (x);\n");
    expect(names).toEqual(["a", "c"]);
    expect(diagnostics.map(({ severity, place, message }) => [severity, place?.file, place?.line, message])).toEqual([
      ["error", "a.sql", 3, expect.stringContaining('near "TABEL": syntax error')],
      ["error", "a.sql", 6, expect.stringContaining("no such table: main.nowhere")],
    ]);
  });

  test("statements that name what comes later are tried again at the end", async () => {
    const { names, diagnostics, ok } = await importSqlite("CREATE INDEX i ON a (x); CREATE TRIGGER t AFTER INSERT ON a BEGIN DELETE FROM a; END; CREATE TABLE a (x);");
    expect([ok, names, diagnostics]).toEqual([true, ["a"], []]);
  });

  test("rows are left out and counted", async () => {
    const { diagnostics } = await importSqlite("CREATE TABLE a (x); INSERT INTO a VALUES (1); INSERT INTO a VALUES ('a;b'); UPDATE a SET x = 2;");
    expect(diagnostics.map(({ code, message }) => `${code}: ${message}`)).toEqual(["import-rows-left-out: 3 statements with rows were left out: a design holds no rows."]);
  });

  test("text for another database stops early with a question", async () => {
    const { ok, diagnostics } = await importSqlite("THIS IS NOT SQL; ".repeat(2000));
    expect(ok).toBe(false);
    expect(diagnostics.find(({ code }) => code === "import-stopped")?.message).toContain("for the chosen target?");
  });

  test("an unclosed statement is named, and what stands before it is kept", async () => {
    const { names, diagnostics } = await importSqlite("CREATE TABLE a (x);\nCREATE TABLE b (x DEFAULT 'open);\n");
    expect([names, diagnostics.map(({ place }) => place?.line)]).toEqual([["a"], [2]]);
  });

  test("binary, empty and foreign files are refused with what to do", async () => {
    for (const [text, words] of [["SQLite format 3\0\u0001", ".schema"], ["PGDMP\u0001\u000e", "pg_restore"], ["a\0b", "binary"], ["\ufffd".repeat(100), "UTF-8"], ["  \n", "empty"]] as const) {
      const { ok, diagnostics } = await importSqlite(text);
      expect([ok, diagnostics[0]?.message]).toEqual([false, expect.stringContaining(words)]);
    }
  });

  test("nesting that would exhaust the engine's stack is not given to it", async () => {
    const { names, diagnostics } = await importSqlite(`CREATE TABLE a (x);\nCREATE TABLE b (x CHECK (${"(".repeat(50_000)}1${")".repeat(50_000)}));`);
    expect([names, diagnostics.map(({ code }) => code)]).toEqual([["a"], ["import-statement-unfit"]]);
    const chained = await importSqlite(`CREATE TABLE a (x DEFAULT '${"-".repeat(9000)}');\nCREATE TABLE b (x CHECK (x > 1${" + 1".repeat(9000)}));`);
    expect([chained.names, chained.diagnostics.map(({ code }) => code)]).toEqual([["a"], ["import-statement-unfit"]]);
  });

  test("a cancelled import rejects with the reason", async () => {
    await expect(importSqlite("CREATE TABLE a (x);", AbortSignal.abort(new Error("gone")))).rejects.toThrow("gone");
  });
});

const chinook = corpusFile("chinook.sqlite.sql");
test.skipIf(chinook === undefined)("Chinook arrives as SQLite itself counts it (needs ../shared/corpus)", async () => {
  const text = chinook ?? "";
  const result = await importText({ format: "sql", target: sqlite, text }, { openSandbox: () => openSqlJs(sqlite) });
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  const engine = await openSqlJs(sqlite, { foreignKeys: false });
  await engine.run(text);
  const one = async (sql: string): Promise<unknown> => (await engine.query(sql))[0]?.["n"];
  const tables = "FROM sqlite_master m WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'";
  const found = Object.fromEntries(result.value.found.map(({ kind, count }) => [kind, count]));
  expect(found).toEqual({
    tables: await one(`SELECT count(*) n ${tables}`),
    columns: await one("SELECT count(*) n FROM sqlite_master m, pragma_table_info(m.name) WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'"),
    "primary keys": await one("SELECT count(DISTINCT m.name) n FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' AND c.pk > 0"),
    "foreign keys": await one("SELECT count(DISTINCT m.name || ' ' || f.id) n FROM sqlite_master m, pragma_foreign_key_list(m.name) f"),
    indexes: await one("SELECT count(*) n FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"),
  });
  expect(result.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  await engine.close();
});
