import { beforeAll, describe, expect, test } from "vitest";
import { emptySchema, type Schema, type Table } from "../../model";
import type { Sandbox } from "../../sandbox/sandbox";
import { openSqlJs } from "../../sandbox/sqljs";
import { byName } from "../testing/by-name";
import type { Alteration, RuleContext, Statement } from "../target";
import { sqlite } from "./index";

let sandbox: Sandbox;
beforeAll(async () => { sandbox = await openSqlJs(sqlite); return () => sandbox.close(); });

const parents = "CREATE TABLE parents (id INTEGER PRIMARY KEY, code TEXT);";
const children = "CREATE TABLE children (id INTEGER PRIMARY KEY, t_id INT REFERENCES t (id) ON DELETE CASCADE);";
const seed = "INSERT INTO parents (id) VALUES (1); INSERT INTO t (id, a) VALUES (1, 'one'), (2, 'two'); INSERT INTO children VALUES (1, 1), (2, 2);";
const view = "CREATE VIEW names AS SELECT a FROM t; CREATE VIEW again AS SELECT * FROM names; CREATE TRIGGER names_new INSTEAD OF INSERT ON names BEGIN INSERT INTO t (a) VALUES (NEW.a); END;";
const trigger = "CREATE TRIGGER t_new AFTER INSERT ON t BEGIN UPDATE parents SET code = NEW.a; END; CREATE TRIGGER other AFTER INSERT ON parents BEGIN DELETE FROM t WHERE a = NEW.code; END;";

type Rules = typeof sqlite.rules;
interface Situation { readonly from: Table; readonly to: Table; readonly context: RuleContext; readonly rules: Rules }
type Act = (s: Situation) => Alteration;
const one = <T>(list: readonly T[], at = list.length - 1): T => { const v = list[at]; if (v === undefined) throw new Error("nothing there"); return v; };

/** [what, body of t before, body of t after, the rule, whether each version is expected to do it in place] */
const cases: readonly (readonly [string, string, string, Act, { readonly "3.54": boolean; readonly "3.40": boolean }])[] = [
  ["adds a nullable column", "id INTEGER PRIMARY KEY, a TEXT", "id INTEGER PRIMARY KEY, a TEXT, b INT",
    ({ to, from, context, rules }) => rules.column.create(one(to.columns), from, context), { "3.54": true, "3.40": true }],
  ["adds a column NOT NULL with a constant default", "id INTEGER PRIMARY KEY, a TEXT", "id INTEGER PRIMARY KEY, a TEXT, b INT NOT NULL DEFAULT -5",
    ({ to, from, context, rules }) => rules.column.create(one(to.columns), from, context), { "3.54": true, "3.40": true }],
  ["adds a column with a computed default", "id INTEGER PRIMARY KEY, a TEXT", "id INTEGER PRIMARY KEY, a TEXT, b TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP",
    ({ to, from, context, rules }) => rules.column.create(one(to.columns), from, context), { "3.54": false, "3.40": false }],
  ["adds a stored generated column", "id INTEGER PRIMARY KEY, a TEXT", "id INTEGER PRIMARY KEY, a TEXT, b TEXT AS (upper(a)) STORED",
    ({ to, from, context, rules }) => rules.column.create(one(to.columns), from, context), { "3.54": false, "3.40": false }],
  ["adds an enum column", "id INTEGER PRIMARY KEY, a TEXT", "id INTEGER PRIMARY KEY, a TEXT, b TEXT CONSTRAINT enum_mood CHECK (b IN ('x', 'y'))",
    ({ to, from, context, rules }) => rules.column.create(one(to.columns), from, context), { "3.54": true, "3.40": true }],
  ["adds a second column of an enum", "id INTEGER PRIMARY KEY, a TEXT, m TEXT CONSTRAINT enum_mood CHECK (m IN ('x', 'y'))", "id INTEGER PRIMARY KEY, a TEXT, m TEXT CONSTRAINT enum_mood CHECK (m IN ('x', 'y')), b TEXT CONSTRAINT enum_mood CHECK (b IN ('x', 'y'))",
    ({ to, from, context, rules }) => rules.column.create(one(to.columns), from, context), { "3.54": true, "3.40": true }],
  ["drops a column of an enum whose check stands at the table", "id INTEGER PRIMARY KEY, a TEXT, b TEXT, CONSTRAINT enum_mood CHECK (b IN ('x', 'y'))", "id INTEGER PRIMARY KEY, a TEXT",
    ({ from, context, rules }) => rules.column.drop(one(from.columns), from, context), { "3.54": true, "3.40": false }],
  ["drops one of two columns of an enum", "id INTEGER PRIMARY KEY, a TEXT, m TEXT CONSTRAINT enum_mood CHECK (m IN ('x', 'y')), b TEXT CONSTRAINT enum_mood CHECK (b IN ('x', 'y'))", "id INTEGER PRIMARY KEY, a TEXT, m TEXT CONSTRAINT enum_mood CHECK (m IN ('x', 'y'))",
    ({ from, context, rules }) => rules.column.drop(one(from.columns), from, context), { "3.54": false, "3.40": false }],
  ["drops a plain column", "id INTEGER PRIMARY KEY, a TEXT, b INT", "id INTEGER PRIMARY KEY, a TEXT",
    ({ from, context, rules }) => rules.column.drop(one(from.columns), from, context), { "3.54": true, "3.40": true }],
  ["drops a column that a key names", "id INTEGER PRIMARY KEY, a TEXT, b INT UNIQUE", "id INTEGER PRIMARY KEY, a TEXT",
    ({ from, context, rules }) => rules.column.drop(one(from.columns), from, context), { "3.54": false, "3.40": false }],
  ["renames a column", "id INTEGER PRIMARY KEY, a TEXT, b INT CHECK (b > 0)", "id INTEGER PRIMARY KEY, a TEXT, \"order\" INT CHECK (\"order\" > 0)",
    ({ from, to, context, rules }) => rules.column.rename(one(from.columns), one(to.columns).name, from, context), { "3.54": true, "3.40": true }],
  ["changes a type", "id INTEGER PRIMARY KEY, a TEXT, b TEXT", "id INTEGER PRIMARY KEY, a TEXT, b REAL",
    ({ from, to, context, rules }) => rules.column.alter(one(from.columns), one(to.columns), ["type"], from, context), { "3.54": false, "3.40": false }],
  ["sets not null", "id INTEGER PRIMARY KEY, a TEXT", "id INTEGER PRIMARY KEY, a TEXT NOT NULL",
    ({ from, to, context, rules }) => rules.column.alter(one(from.columns), one(to.columns), ["nullable"], from, context), { "3.54": true, "3.40": false }],
  ["sets not null with a default for old NULLs", "id INTEGER PRIMARY KEY, a TEXT, b INT DEFAULT 7", "id INTEGER PRIMARY KEY, a TEXT, b INT NOT NULL DEFAULT 7",
    ({ from, to, context, rules }) => rules.column.alter(one(from.columns), one(to.columns), ["nullable"], from, context), { "3.54": false, "3.40": false }],
  ["drops not null", "id INTEGER PRIMARY KEY, a TEXT NOT NULL", "id INTEGER PRIMARY KEY, a TEXT",
    ({ from, to, context, rules }) => rules.column.alter(one(from.columns), one(to.columns), ["nullable"], from, context), { "3.54": true, "3.40": false }],
  ["sets a default", "id INTEGER PRIMARY KEY, a TEXT", "id INTEGER PRIMARY KEY, a TEXT DEFAULT ('x' || 'y')",
    ({ from, to, context, rules }) => rules.column.alter(one(from.columns), one(to.columns), ["default"], from, context), { "3.54": false, "3.40": false }],
  ["makes the key numbered", "id INTEGER PRIMARY KEY, a TEXT", "id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT",
    ({ from, to, context, rules }) => rules.column.alter(one(from.columns, 0), one(to.columns, 0), ["identity"], from, context), { "3.54": false, "3.40": false }],
  ["adds a check", "id INTEGER PRIMARY KEY, a TEXT", "id INTEGER PRIMARY KEY, a TEXT, CONSTRAINT ck CHECK (a <> '')",
    ({ from, to, context, rules }) => rules.check.create(one(to.checks), from, context), { "3.54": true, "3.40": false }],
  ["drops a named check", "id INTEGER PRIMARY KEY, a TEXT, CONSTRAINT ck CHECK (a <> '')", "id INTEGER PRIMARY KEY, a TEXT",
    ({ from, context, rules }) => rules.check.drop(one(from.checks), from, context), { "3.54": true, "3.40": false }],
  ["drops a check without a name", "id INTEGER PRIMARY KEY, a TEXT, CHECK (a <> '')", "id INTEGER PRIMARY KEY, a TEXT",
    ({ from, context, rules }) => rules.check.drop(one(from.checks), from, context), { "3.54": false, "3.40": false }],
  ["renames a check", "id INTEGER PRIMARY KEY, a TEXT, CONSTRAINT ck CHECK (a <> '')", "id INTEGER PRIMARY KEY, a TEXT, CONSTRAINT kc CHECK (a <> '')",
    ({ from, context, rules }) => rules.check.rename(one(from.checks), "kc", from, context), { "3.54": true, "3.40": false }],
  ["adds a unique key", "id INTEGER PRIMARY KEY, a TEXT", "id INTEGER PRIMARY KEY, a TEXT, CONSTRAINT u UNIQUE (a)",
    ({ from, to, context, rules }) => rules.unique.create(one(to.uniques), from, context), { "3.54": false, "3.40": false }],
  ["adds a foreign key", "id INTEGER PRIMARY KEY, a TEXT, p INT", "id INTEGER PRIMARY KEY, a TEXT, p INT REFERENCES parents (id)",
    ({ from, to, context, rules }) => rules.foreignKey.create(one(to.foreignKeys), from, context), { "3.54": false, "3.40": false }],
  ["turns strict", "id INTEGER PRIMARY KEY, a VARCHAR(10)", "id INTEGER PRIMARY KEY, a TEXT -- STRICT",
    ({ from, to, context, rules }) => rules.table.alter(from, to, ["options"], context), { "3.54": false, "3.40": false }],
];

async function read(sql: string): Promise<Schema> {
  await sandbox.reset();
  await sandbox.run(sql);
  return (await sandbox.introspect()).schema;
}

function situation(from: Schema, to: Schema, version: string): Situation {
  const find = (schema: Schema): Table => one(schema.tables.filter((table) => table.name === "t"));
  return { from: find(from), to: find(to), context: { from, to, version, online: false }, rules: sqlite.rules };
}

/** Runs as a migration file would: what may be in a transaction is in one. */
async function run(statements: readonly Statement[]): Promise<void> {
  let open = false;
  for (const statement of statements) {
    const inside = statement.transaction !== "outside";
    if (inside !== open) { await sandbox.run(inside ? "BEGIN" : "COMMIT"); open = inside; }
    await sandbox.run(statement.sql);
  }
  if (open) await sandbox.run("COMMIT");
}

describe.each(["3.54", "3.40"] as const)("on SQLite %s", (version) => {
  test.each(cases)("%s, keeping rows, children, views, triggers and indexes", async (_name, before, after, act, inPlace) => {
    const script = (body: string): string => `${parents} CREATE TABLE t (${body}\n)${body.split("--")[1] ?? ""}; ${children} CREATE INDEX t_a ON t (a DESC); ${view} ${trigger}`;
    const to = await read(script(after));
    const from = await read(script(before));
    await sandbox.run(seed);
    const s = situation(from, to, version);
    const answer = act(s);
    expect(answer === "rebuild" ? "rebuild" : "in place").toBe(inPlace[version] ? "in place" : "rebuild");
    const dependants = to.objects.filter((object) => object.dependsOn.includes("table:t"));
    if (answer === "replace") throw new Error("not expected here");
    await run(answer === "rebuild" ? s.rules.table.rebuild?.(s.from, s.to, dependants, s.context) ?? [] : answer);
    expect(byName((await sandbox.introspect()).schema)).toEqual(byName(to));
    expect(await sandbox.query("SELECT (SELECT count(*) FROM children) AS children, (SELECT group_concat(a) FROM again) AS names")).toEqual([{ children: 2, names: expect.stringMatching(/^(one,two|two,one)$/) }]);
    expect(await sandbox.query("PRAGMA foreign_keys")).toEqual([{ foreign_keys: 1 }]);
  });

  test.each([["one column", "b TEXT CONSTRAINT enum_mood CHECK (b IN (LIST))"], ["two columns", "b TEXT CONSTRAINT enum_mood CHECK (b IN (LIST)), c TEXT CONSTRAINT enum_mood CHECK (c IN (LIST))"]])("changes the values of an enum of %s", async (_name, columns) => {
    const script = (list: string): string => `${parents} CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, ${columns.replaceAll("LIST", list)}); ${children} ${view} ${trigger}`;
    const to = await read(script("'x', 'y', 'z'"));
    const from = await read(script("'x', 'y'"));
    await sandbox.run(seed);
    const s = situation(from, to, version);
    const users = s.from.columns.filter((c) => c.type.kind === "enum").map((c) => [s.from, c] as const);
    await run(s.rules.enum.alter(one(from.enums), one(to.enums), users, s.context));
    expect(byName((await sandbox.introspect()).schema)).toEqual(byName(to));
    await expect(sandbox.run("UPDATE t SET b = 'no'")).rejects.toThrow(/enum_mood/);
    await sandbox.run("UPDATE t SET b = 'z'");
    expect(await sandbox.query("SELECT count(*) AS n FROM children")).toEqual([{ n: 2 }]);
  });
});

test("a rebuild stops when a row refers to nothing", async () => {
  const to = await read(`${parents} CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, p INT REFERENCES parents (id))`);
  const from = await read(`${parents} CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, p INT)`);
  await sandbox.run("INSERT INTO t VALUES (1, 'a', 99)");
  const s = situation(from, to, "3.54");
  await expect(run(s.rules.table.rebuild?.(s.from, s.to, [], s.context) ?? [])).rejects.toThrow("CHECK constraint failed: found = 0");
  await sandbox.run("ROLLBACK");
  expect(byName((await sandbox.introspect()).schema)).toEqual(byName(from));
});

test("a numbered key gives no number twice across a rebuild", async () => {
  const from = await read("CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT); INSERT INTO t (a) VALUES ('x'), ('y'); DELETE FROM t;");
  const s = situation(from, from, "3.54");
  await run(s.rules.table.rebuild?.(s.from, s.to, [], s.context) ?? []);
  await sandbox.run("INSERT INTO t (a) VALUES ('z')");
  expect(await sandbox.query("SELECT id FROM t")).toEqual([{ id: 3 }]);
});

test("a NULL becomes the default when the column turns NOT NULL, and a dropped column is called a loss", async () => {
  const to = await read("CREATE TABLE t (id INTEGER PRIMARY KEY, a INT NOT NULL DEFAULT 7)");
  const from = await read("CREATE TABLE t (id INTEGER PRIMARY KEY, a INT, gone TEXT); INSERT INTO t (id) VALUES (1)");
  const s = situation(from, to, "3.40");
  const statements = s.rules.table.rebuild?.(s.from, s.to, [], s.context) ?? [];
  expect(statements.flatMap((x) => x.loss ?? [])).toEqual(["which rows had no value in t.a", "the values of t.gone"]);
  await run(statements);
  expect(await sandbox.query("SELECT * FROM t")).toEqual([{ id: 1, a: 7 }]);
});

test("a column that takes over the name of a renamed one gets none of its values, and rows without a column in common stay", async () => {
  const from = await read("CREATE TABLE t (a TEXT); INSERT INTO t VALUES ('x'), ('y')");
  const table = one(from.tables);
  const column = one(table.columns);
  const swapped: Table = { ...table, columns: [{ ...column, name: "b" }, { ...column, id: "new", name: "a" }] };
  const context: RuleContext = { from, to: { ...from, tables: [swapped] }, version: "3.54", online: false };
  await run(sqlite.rules.table.rebuild?.(table, swapped, [], context) ?? []);
  expect(await sandbox.query("SELECT a, b FROM t ORDER BY b")).toEqual([{ a: null, b: "x" }, { a: null, b: "y" }]);
  const other: Table = { ...swapped, columns: [{ ...column, id: "other", name: "z", default: "7", nullable: false }] };
  const statements = sqlite.rules.table.rebuild?.(swapped, other, [], { ...context, from: context.to, to: { ...from, tables: [other] } }) ?? [];
  await run(statements);
  expect(await sandbox.query("SELECT z FROM t")).toEqual([{ z: "7" }, { z: "7" }]);
  expect(statements.flatMap((statement) => statement.loss ?? [])).toEqual(["the values of t.b, t.a"]);
});

test("a table is renamed by letter case alone", async () => {
  const from = await read("CREATE TABLE Users (id INTEGER PRIMARY KEY)");
  const table = one(from.tables);
  await run(sqlite.rules.table.rename(table, { ...table, name: "USERS" }, { from, to: emptySchema, version: "3.54", online: false }));
  expect((await sandbox.introspect()).schema.tables.map((t) => t.name)).toEqual(["USERS"]);
});

test("indexes are renamed and dropped", async () => {
  const from = await read("CREATE TABLE t (id INT, a TEXT); CREATE INDEX x ON t (a) WHERE a > ''");
  const s = situation(from, from, "3.54");
  const renamed = s.rules.index.rename(one(s.from.indexes), "select", s.from, s.context);
  if (typeof renamed === "string") throw new Error(renamed);
  await run(renamed);
  expect((await sandbox.introspect()).schema.tables[0]?.indexes).toMatchObject([{ name: "select", where: "a > ''" }]);
  await run(sqlite.rules.table.drop(s.from, s.context));
  expect((await sandbox.introspect()).schema).toEqual(emptySchema);
});
