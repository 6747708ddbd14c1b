import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { openSqlJs } from "../../sandbox/sqljs";
import type { Sandbox } from "../../sandbox/sandbox";
import { byName } from "../testing/by-name";
import type { Introspection } from "../target";
import { sqlite } from "./index";

let sandbox: Sandbox;
beforeAll(async () => { sandbox = await openSqlJs(sqlite, { foreignKeys: false }); return () => sandbox.close(); });
afterEach(() => sandbox.reset());

async function load(sql: string): Promise<Introspection> {
  await sandbox.reset();
  await sandbox.run(sql);
  return sandbox.introspect();
}

/** The engine's own view of the tables, past everything introspection does. */
async function pragmas(): Promise<unknown> {
  const lists = await sandbox.query(`SELECT t.name AS t, t.wr, t.strict, x.name, x.type, x."notnull", x.dflt_value, x.pk, x.hidden FROM pragma_table_list t, pragma_table_xinfo(t.name) x WHERE t.schema = 'main' AND t.type = 'table' ORDER BY 1, x.cid`);
  const keys = await sandbox.query(`SELECT t.name AS t, k.seq, lower(k."table") AS parent, k."from", k.on_update, k.on_delete, k.match FROM pragma_table_list t, pragma_foreign_key_list(t.name) k WHERE t.schema = 'main' ORDER BY t.name, k.id, k.seq`);
  const indexes = await sandbox.query(`SELECT t.name AS t, i."unique", i.origin, i.partial, x.seqno, x.cid, x."desc", x.coll, x.key FROM pragma_table_list t, pragma_index_list(t.name) i, pragma_index_xinfo(i.name) x WHERE t.schema = 'main' AND t.type = 'table' ORDER BY t.name, i.name, x.seqno`);
  return { lists, keys, indexes };
}

async function expectRoundTrip(read: Introspection): Promise<void> {
  const before = await pragmas();
  await sandbox.reset();
  for (const statement of sqlite.createSchema(read.schema)) await sandbox.run(statement.sql);
  expect(await pragmas()).toEqual(before);
  const again = await sandbox.introspect();
  expect(byName(again.schema)).toEqual(byName(read.schema));
}

describe("what the catalog says arrives and comes back", () => {
  test("constraint names, checks, conflict clauses, generated columns, collations, options", async () => {
    const read = await load(`
      CREATE TABLE parents (a INT, b TEXT COLLATE NOCASE, CONSTRAINT pk PRIMARY KEY (a, b)) WITHOUT ROWID;
      CREATE TABLE t (
        id integer CONSTRAINT t_pk PRIMARY KEY ON CONFLICT REPLACE AUTOINCREMENT,
        price decimal(10, 2) DEFAULT (1 + 1) CHECK (price >= 0),
        name varchar(20) NOT NULL ON CONFLICT IGNORE DEFAULT 'it''s' COLLATE NOCASE UNIQUE,
        loud TEXT AS (upper(name)) STORED, /* a comment, ) */ quiet TEXT GENERATED ALWAYS AS (lower("name")),
        big bigint, thing, created datetime DEFAULT CURRENT_TIMESTAMP,
        pa INT, pb TEXT,
        CONSTRAINT fk FOREIGN KEY (pa, pb) REFERENCES parents ON DELETE CASCADE ON UPDATE SET NULL DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT u UNIQUE (pa, pb) ON CONFLICT FAIL
        CONSTRAINT ck CHECK (price < 100 AND "name" <> ')')
      );
      CREATE UNIQUE INDEX ix ON t (name COLLATE RTRIM DESC, price + 1, big) WHERE big IS NOT NULL;
      CREATE VIEW v2 AS SELECT * FROM v1; CREATE VIEW v1 AS SELECT id FROM t;
      CREATE TRIGGER tr AFTER INSERT ON t BEGIN UPDATE t SET big = 1 WHERE id = NEW.id; END;
      CREATE VIRTUAL TABLE notes USING fts4(body);`);
    expect(read.unmodelled).toEqual([]);
    const t = read.schema.tables.find((table) => table.name === "t");
    expect(t?.primaryKey).toMatchObject({ name: "t_pk" });
    expect(t?.checks.map((c) => [c.name, c.expression])).toEqual([[undefined, "price >= 0"], ["ck", "price < 100 AND name <> ')'"]]);
    expect(t?.columns.map((c) => [c.name, c.nullable, c.default, c.generated?.expression, c.options])).toEqual([
      ["id", true, undefined, undefined, { "primary key on conflict": "replace" }],
      ["price", true, "1 + 1", undefined, { "declared type": "decimal(10, 2)" }],
      ["name", false, "'it''s'", undefined, { "declared type": "varchar(20)", "not null on conflict": "ignore" }],
      ["loud", true, undefined, "upper(name)", undefined],
      ["quiet", true, undefined, "lower(name)", undefined],
      ["big", true, undefined, undefined, { "declared type": "bigint" }],
      ["thing", true, undefined, undefined, undefined],
      ["created", true, "CURRENT_TIMESTAMP", undefined, { "declared type": "datetime" }],
      ["pa", true, undefined, undefined, { "unique on conflict": "2: fail" }],
      ["pb", true, undefined, undefined, undefined],
    ]);
    expect(t?.foreignKeys).toMatchObject([{ name: "fk", onDelete: "cascade", onUpdate: "set null", deferral: { deferrable: true, initiallyDeferred: true } }]);
    expect(t?.indexes).toMatchObject([{ name: "ix", unique: true, where: "big IS NOT NULL", parts: [{ collation: "RTRIM", order: "desc" }, { expression: "price + 1" }, {}] }]);
    expect(read.schema.objects.map((o) => [o.kind, o.name, o.dependsOn])).toEqual([
      ["view", "v2", ["view:v1"]], ["view", "v1", ["table:t"]], ["trigger", "tr", ["table:t"]], ["virtual table", "notes", []],
    ]);
    await expectRoundTrip(read);
  });

  test("an enum is read back from the check that stands for it, for each column that uses it", async () => {
    const read = await load("CREATE TABLE a (x TEXT CONSTRAINT enum_mood CHECK (x IN ('so', 'it''s')), y TEXT, z TEXT CONSTRAINT enum_mood CHECK (z IN ('other')), CONSTRAINT enum_mood CHECK (y IN ('so', 'it''s')))");
    expect(read.schema.enums).toMatchObject([{ name: "mood", values: ["so", "it's"] }]);
    expect(read.schema.tables[0]?.columns.map((c) => c.type.kind)).toEqual(["enum", "enum", "text"]);
    expect(read.schema.tables[0]?.checks).toHaveLength(1);
    await expectRoundTrip(read);
  });

  test("a reference to a table that is not there is reported", async () => {
    const read = await load("CREATE TABLE a (b INT REFERENCES nowhere (id))");
    expect(read.unmodelled).toEqual([{ kind: "foreign key to what does not exist", name: "a (b) to nowhere" }]);
  });

  test("names of other letter case are the same names", async () => {
    const read = await load("CREATE TABLE orders (user_id INT REFERENCES USERS (ID)); CREATE TABLE Users (id INTEGER PRIMARY KEY); CREATE INDEX i ON ORDERS (USER_ID)");
    expect(read.unmodelled).toEqual([]);
    expect(read.schema.tables[0]).toMatchObject({ foreignKeys: [{ referencedTable: read.schema.tables[1]?.id }], indexes: [{ name: "i" }] });
    await expectRoundTrip(read);
  });
});

const shared = process.env["STRATA_SHARED"] ?? join(import.meta.dirname, "../../../../shared");
const isCase = (value: unknown): value is { id: string; setup_sql?: string; old_sql: string; new_sql: string } =>
  typeof value === "object" && value !== null && "id" in value && "old_sql" in value && "new_sql" in value;

describe.skipIf(!existsSync(shared))("schemas of others (skipped without the shared folder)", () => {
  test("chinook arrives whole and comes back", async () => {
    const read = await load(readFileSync(join(shared, "corpus/chinook.sqlite.sql"), "utf8"));
    expect(read.unmodelled).toEqual([]);
    expect(read.schema.tables).toHaveLength(11);
    expect(read.schema.tables.flatMap((t) => t.foreignKeys)).toHaveLength(11);
    expect(read.schema.tables.flatMap((t) => t.indexes)).toHaveLength(11);
    await expectRoundTrip(read);
  });

  const path = join(shared, "exam/sqldef-sqlite.json");
  const cases: unknown = existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : [];
  test.each((Array.isArray(cases) ? cases : []).filter(isCase))("$id", async ({ setup_sql = "", old_sql, new_sql }) => {
    for (const sql of [old_sql, new_sql]) {
      const read = await load(`${setup_sql};${sql}`);
      expect(read.unmodelled).toEqual([]);
      await expectRoundTrip(read);
    }
  });
});
