import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { sameCatalog } from "../diff";
import { importText } from "../import";
import type { Schema } from "../model";
import { openPglite } from "../sandbox/pglite";
import { openSqlJs } from "../sandbox/sqljs";
import type { Sandbox } from "../sandbox/sandbox";
import { convertSchema, type Conversion } from "./conversion";
import { postgresql } from "./postgresql";
import { sqlite } from "./sqlite";
import type { Target } from "./target";
import { byName } from "./testing/by-name";

let pg: Sandbox;
let lite: Sandbox;
beforeAll(async () => {
  pg = await openPglite(postgresql);
  lite = await openSqlJs(sqlite, { foreignKeys: false });
  return async () => { await pg.close(); await lite.close(); };
});

/** The catalog of a script, then of its conversion in the other engine: what arrives there is what the conversion says. */
async function convert(sql: string, from: Target, to: Target): Promise<Conversion & { readonly read: Schema; readonly source: Schema }> {
  const [a, b] = from === postgresql ? [pg, lite] : [lite, pg];
  await a.reset();
  await a.run(sql);
  const source = (await a.introspect()).schema;
  const conversion = convertSchema(source, from, to, to.versions[0]?.id ?? "");
  await b.reset();
  for (const statement of to.createSchema(conversion.schema)) {
    await b.run(statement.sql).catch((error: unknown) => { throw new Error(`${String(error)} in ${statement.sql}`); });
  }
  return { ...conversion, source, read: (await b.introspect()).schema };
}

const ids = (schema: Schema): readonly string[] => schema.tables.flatMap((t) => [t.id, ...t.columns.map((c) => c.id), ...t.uniques.map((k) => k.id), ...t.foreignKeys.map((k) => k.id)]);
const found = (losses: Conversion["losses"], words: string): boolean => losses.some((loss) => loss.message.includes(words));

describe("from PostgreSQL to SQLite", () => {
  const script = `
    CREATE TYPE mood AS ENUM ('sad', 'it''s ok');
    CREATE SEQUENCE counter;
    CREATE SCHEMA billing;
    CREATE TABLE users (
      id int GENERATED ALWAYS AS IDENTITY (START 10) PRIMARY KEY, token uuid NOT NULL DEFAULT gen_random_uuid(), email varchar(255) NOT NULL CONSTRAINT users_email UNIQUE,
      made timestamptz DEFAULT now(), state text NOT NULL DEFAULT 'new'::text CHECK (state IN ('new', 'old')), m mood DEFAULT 'sad', tags text[] DEFAULT '{}', on_list boolean NOT NULL DEFAULT true,
      price numeric(10,2) CHECK (price > 0), data jsonb DEFAULT '{}'::jsonb, addr inet, upper_email text GENERATED ALWAYS AS (upper(email)) STORED, n int NOT NULL DEFAULT nextval('counter'), name text COLLATE "C"
    );
    COMMENT ON TABLE users IS 'people';
    CREATE TABLE orders (id bigserial PRIMARY KEY, user_id int NOT NULL CONSTRAINT orders_user REFERENCES users (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, note text CHECK (note ~ '^a'));
    CREATE TABLE billing.orders (a int, b int, PRIMARY KEY (a, b), EXCLUDE USING btree (a WITH =));
    CREATE INDEX users_tags ON users USING gin (tags);
    CREATE INDEX users_lower ON users (lower(email) DESC NULLS LAST) WHERE on_list;
    CREATE UNIQUE INDEX orders_note ON orders (user_id) INCLUDE (note);
    CREATE VIEW active AS SELECT id, email FROM users WHERE on_list;
    CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';`;

  test("types, defaults, enums, numbering, keys and indexes arrive in the other engine as the conversion says", async () => {
    const { schema, read, source } = await convert(script, postgresql, sqlite);
    expect(ids(schema)).toEqual(ids(source));
    expect(byName(read)).toEqual(byName({ ...schema, enums: schema.enums }));
    const users = schema.tables.find((table) => table.name === "users");
    const column = (name: string) => users?.columns.find((c) => c.name === name);
    expect(column("id")).toMatchObject({ type: { kind: "int64" }, identity: { mode: "by default" } });
    expect(column("token")?.default).toBe(sqlite.spellings?.randomUuid);
    expect(column("made")?.default).toBe("CURRENT_TIMESTAMP");
    expect(column("state")?.default).toBe("'new'");
    expect(column("tags")?.type.kind).toBe("json");
    expect(column("addr")?.type).toEqual(postgresql.types.nearest?.("inet"));
    expect(column("on_list")?.default).toBe("true");
    expect(column("upper_email")?.generated).toMatchObject({ stored: true });
    expect(users?.checks.map((check) => check.expression).toSorted()).toEqual([expect.stringContaining("price > "), expect.stringMatching(/state\)? IN \('new', 'old'\)/)]);
    expect(schema.tables.map((table) => table.name).toSorted()).toEqual(["billing_orders", "orders", "users"]);
    expect(schema.tables.find((table) => table.name === "orders")?.foreignKeys).toMatchObject([{ name: "orders_user", onDelete: "cascade", deferral: { initiallyDeferred: true } }]);
    expect(schema.objects.map((object) => `${object.kind} ${object.name}`)).toEqual(["view active"]);
  });

  test("what is lost is said", async () => {
    const { losses } = await convert(script, postgresql, sqlite);
    for (const words of [
      "inet becomes VARCHAR", "becomes JSON: users.tags", "Start and step", "Rows are not numbered any more: users.n", "Comments are not stored: users", "gin becomes the usual kind", "place of NULLs",
      "Columns carried in an index are gone", "The check note ~ '^a'::text is gone", "The function is gone", "The enum becomes a check", "The collation C does not exist", "The name changed: billing.orders to billing_orders",
      "VARCHAR(255): the length is not enforced",
    ]) expect(found(losses, words), `${words} in ${losses.map((loss) => loss.message).join("\n")}`).toBe(true);
  });

  test("the sequence behind a serial that became an identity is no loss", async () => {
    const { losses } = await convert(script, postgresql, sqlite);
    expect(losses.filter((loss) => loss.message.includes("orders_id_seq"))).toEqual([]);
    expect(found(losses, "counter")).toBe(true);
  });

  test("rows go in and the rules hold", async () => {
    await convert(script, postgresql, sqlite);
    await lite.run("INSERT INTO users (email, price, n) VALUES ('a', 1, 1), ('b', 2, 2)");
    const [row] = await lite.query("SELECT id, length(token) AS token, m, state, upper_email FROM users");
    expect(row).toEqual({ id: 1, token: 36, m: "sad", state: "new", upper_email: "A" });
    await expect(lite.run("INSERT INTO users (email, n, state) VALUES ('c', 1, 'x')")).rejects.toThrow("CHECK");
    await expect(lite.run("INSERT INTO users (email, n, m) VALUES ('c', 1, 'x')")).rejects.toThrow("enum_mood");
    await expect(lite.run("INSERT INTO users (email, n) VALUES ('a', 1)")).rejects.toThrow("UNIQUE");
  });
});

describe("from SQLite to PostgreSQL", () => {
  const script = `
    CREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT, name NVARCHAR(20) NOT NULL COLLATE NOCASE DEFAULT 'x', flag BOOLEAN DEFAULT 1 CHECK (flag IN (0, 1)), made DATETIME DEFAULT CURRENT_TIMESTAMP,
      later DATETIME DEFAULT (datetime('now')), b BLOB, big "UNSIGNED BIG INT" CHECK (big == 1), any_thing, mood TEXT CONSTRAINT enum_mood CHECK (mood IN ('a', 'b')),
      loud TEXT AS (upper(name)), CONSTRAINT same CHECK (length(name) > 0), CONSTRAINT pair UNIQUE (name, b) ON CONFLICT REPLACE);
    CREATE TABLE b (a_id INT REFERENCES a (id) ON DELETE SET NULL, at TEXT, CONSTRAINT pair UNIQUE (at), PRIMARY KEY (a_id, at)) WITHOUT ROWID;
    CREATE INDEX a_lower ON a (lower(name), made DESC) WHERE made IS NOT NULL;
    CREATE INDEX a_date ON a (date(made, '+1 day'));
    CREATE VIEW v AS SELECT id FROM a WHERE name <> '';
    CREATE TRIGGER t AFTER INSERT ON a BEGIN DELETE FROM b; END;`;

  test("types, defaults, enums, numbering, keys and indexes arrive in the other engine as the conversion says", async () => {
    const { schema, read, source, losses } = await convert(script, sqlite, postgresql);
    expect(ids(schema)).toEqual(ids(source));
    const [a] = schema.tables;
    const [readA] = read.tables;
    expect(read.tables.map((table) => table.columns.map((c) => [c.name, c.type.kind, c.nullable]))).toEqual(schema.tables.map((table) => table.columns.map((c) => [c.name, c.type.kind, c.nullable])));
    expect(readA?.columns.map((c) => c.type.kind)).toEqual(["int64", "string", "boolean", "timestamp", "timestamp", "bytes", "int64", "text", "enum", "text"]);
    expect(readA?.columns.find((c) => c.name === "flag")?.default).toBe("true");
    expect(readA?.columns.find((c) => c.name === "later")?.default).toBe("now()");
    expect(readA?.columns[0]?.identity).toMatchObject({ mode: "by default" });
    expect(read.enums).toMatchObject([{ name: "mood", values: ["a", "b"] }]);
    expect(a?.checks.map((check) => check.expression)).toEqual(["big = 1", "length(name) > 0"]);
    expect(read.tables[1]?.foreignKeys).toMatchObject([{ onDelete: "set null" }]);
    expect(a?.indexes.map((index) => index.name)).toEqual(["a_lower"]);
    expect(read.objects.map((object) => `${object.kind} ${object.name}`)).toContain("view v");
    for (const words of ["UNSIGNED BIG INT becomes bigint", "A column without a type becomes text", "The collation NOCASE", "without rowid", "takes true and false for numbers", "it has no function date", "The trigger is gone"]) {
      expect(found(losses, words), `${words} in ${losses.map((loss) => loss.message).join("\n")}`).toBe(true);
    }
  });
});

describe("there and back", () => {
  test("between versions of one target nothing changes", () => {
    const schema: Schema = { tables: [], enums: [], objects: [] };
    expect(convertSchema(schema, sqlite, sqlite, "3.40")).toEqual({ schema, losses: [] });
  });
});

const shared = process.env["STRATA_SHARED"] ?? join(import.meta.dirname, "../../../shared");

describe.skipIf(!existsSync(shared))("schemas of others (skipped without the shared folder)", () => {
  const read = (name: string): string => readFileSync(join(shared, "corpus", name), "utf8");

  test("chinook goes from SQLite to PostgreSQL", async () => {
    const { read: arrived } = await convert(read("chinook.sqlite.sql"), sqlite, postgresql);
    expect(arrived.tables).toHaveLength(11);
    expect(arrived.tables.flatMap((table) => table.foreignKeys)).toHaveLength(11);
  });

  // lago alone takes ten seconds: STRATA_LONG=1.
  test.each(["pagila.postgresql.sql", "openstreetmap.postgresql.sql", ...(process.env["STRATA_LONG"] === "1" ? ["lago.postgresql.sql"] : [])])("%s goes from PostgreSQL to SQLite", async (name) => {
    const imported = await importText({ format: "sql", target: postgresql, text: read(name), file: name }, { openSandbox: () => openPglite(postgresql) });
    if (!imported.ok) throw new Error(JSON.stringify(imported.diagnostics));
    const { schema } = convertSchema(imported.value.schema, postgresql, sqlite, "3.54");
    await lite.reset();
    for (const { sql } of sqlite.createSchema(schema)) await lite.run(sql).catch((error: unknown) => { throw new Error(`${String(error)} in ${sql}`); });
    const { schema: arrived } = await lite.introspect();
    const used = schema.enums.filter((type) => schema.tables.some((table) => table.columns.some((column) => column.type.kind === "enum" && column.type.enumId === type.id)));
    expect(sameCatalog(arrived, { ...schema, enums: used })).toEqual([]);
  });
});
