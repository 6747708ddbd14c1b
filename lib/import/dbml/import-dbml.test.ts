import { describe, expect, test } from "vitest";
import { openSqlJs } from "../../sandbox/sqljs";
import { sqlite } from "../../targets/sqlite";
import type { Target } from "../../targets/target";
import { importText } from "../index";

/** SQLite's language with PostgreSQL's namespaces, to see both ways of reading them. */
const withNamespaces: Target = { ...sqlite, capabilities: { ...sqlite.capabilities, namespaces: true } };

const read = async (text: string, target: Target = sqlite) => {
  const result = await importText({ format: "dbml", target, text, file: "a.dbml" }, { openSandbox: () => { throw new Error("DBML needs no engine"); } });
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  const { schema } = result.value;
  const table = (name: string) => schema.tables.find((found) => found.name === name) ?? expect.fail(`no table ${name}`);
  const column = (tableName: string, name: string) => table(tableName).columns.find((found) => found.name === name) ?? expect.fail(`no column ${name}`);
  /** `orders(user_id) -> users(id)` for each foreign key. */
  const links = schema.tables.flatMap((from) => from.foreignKeys.map((key) => {
    const to = schema.tables.find((found) => found.id === key.referencedTable) ?? expect.fail("dangling key");
    const names = (of: typeof from, ids: readonly string[]): string => ids.map((id) => of.columns.find((c) => c.id === id)?.name).join(",");
    return `${from.name}(${names(from, key.columns)}) -> ${to.name}(${names(to, key.referencedColumns)}) ${key.onDelete}`;
  }));
  return { ...result.value, table, column, links };
};

describe("reading DBML", () => {
  test("columns carry type, nullability, default, key, comment and identity", async () => {
    const { table, column } = await read(`Table users [note: 'people'] {
      id integer [pk, increment]
      email varchar(255) [unique, not null, note: 'mail']
      price decimal(10,2) [default: 1.5]
      state text [default: 'it''s' ]
      made timestamp [default: \`CURRENT_TIMESTAMP\`]
      gone bool [default: null]
    }`.replace("it''s", "new"));
    expect(table("users").comment).toBe("people");
    expect(table("users").primaryKey?.columns).toEqual([column("users", "id").id]);
    expect(table("users").uniques.map((key) => key.columns)).toEqual([[column("users", "email").id]]);
    expect(column("users", "id")).toMatchObject({ nullable: false, identity: { mode: "by default" } });
    expect(column("users", "email")).toMatchObject({ type: { kind: "string", length: 255 }, nullable: false, comment: "mail" });
    expect(column("users", "price")).toMatchObject({ type: { kind: "decimal", precision: 10, scale: 2 }, nullable: true, default: "1.5" });
    expect(column("users", "state").default).toBe("'new'");
    expect(column("users", "made").default).toBe("CURRENT_TIMESTAMP");
    expect(column("users", "gone").default).toBeUndefined();
  });

  test("each arrow makes the foreign key on the side of the many, and a one-to-one makes it unique", async () => {
    const { links, table } = await read(`
      Table a { id int [pk] }
      Table b { id int [pk]
 a_id int [ref: > a.id]
 other int
 one int }
      Ref: a.id < b.other [delete: cascade]
      Ref: b.one - a.id`);
    expect(links.toSorted()).toEqual(["b(a_id) -> a(id) no action", "b(one) -> a(id) no action", "b(other) -> a(id) cascade"]);
    expect(table("b").uniques).toHaveLength(1);
  });

  test("many-to-many becomes a junction table that an engine accepts", async () => {
    const { links, schema } = await read("Table a { id int [pk] }\nTable b { id int [pk] }\nRef: a.id <> b.id");
    expect(links.toSorted()).toEqual(["a_b(a_id) -> a(id) cascade", "a_b(b_id) -> b(id) cascade"]);
    const engine = await openSqlJs(sqlite);
    for (const { sql } of sqlite.createSchema(schema)) await engine.run(sql);
    expect((await engine.introspect()).schema.tables.map(({ name }) => name).toSorted()).toEqual(["a", "a_b", "b"]);
    await engine.close();
  });

  test("composite keys, unique and plain indexes, expressions and checks arrive", async () => {
    const { table } = await read(`Table t {
      a int
      b text [not null, check: \`b <> ''\`]
      indexes {
        (a, b) [pk]
        (b, a) [unique, name: 'u']
        a [name: 'i', type: btree]
        \`lower(b)\` [unique]
      }
      checks { \`a > 0\` [name: 'positive'] }
    }`);
    const t = table("t");
    expect(t.primaryKey?.columns).toHaveLength(2);
    expect(t.columns.every((column) => !column.nullable)).toBe(true);
    expect(t.uniques.map(({ name, columns }) => [name, columns.length])).toEqual([["u", 2]]);
    expect(t.indexes.map(({ name, unique, method, parts }) => [name, unique, method, parts[0]?.expression])).toEqual([["i", false, "btree", undefined], ["t_lower_b__idx", true, undefined, "lower(b)"]]);
    expect(t.checks.map(({ name, expression }) => [name, expression])).toEqual([[undefined, "b <> ''"], ["positive", "a > 0"]]);
  });

  test("schemas become namespaces where there are some, else part of the name", async () => {
    const text = "Table billing.orders { id int [pk] }\nTable public.users { id int [pk] }\nEnum job.state { a }";
    const apart = await read(text, withNamespaces);
    expect(apart.schema.tables.map(({ namespace, name }) => [namespace, name])).toEqual([["billing", "orders"], [undefined, "users"]]);
    expect((await read(text)).schema.tables.map(({ name }) => name)).toEqual(["billing_orders", "users"]);
  });

  test("enums, table groups, sticky notes and partials are kept; what is not is said", async () => {
    const { schema, groups, notes, column, diagnostics } = await read(`
      Enum mood { happy [note: 'x']
 "so so" }
      Table users { id int [pk]
 m mood [default: 'happy'] }
      TablePartial base { made timestamp [not null] }
      Table items { ~base
 id int [pk] }
      TableGroup people { users }
      Note first { 'read me' }`);
    expect(schema.enums.map(({ values }) => values)).toEqual([["happy", "so so"]]);
    expect(column("users", "m").type).toEqual({ kind: "enum", enumId: schema.enums[0]?.id });
    expect(column("items", "made").nullable).toBe(false);
    expect(groups).toEqual([{ name: "people", tables: [schema.tables[0]?.id] }]);
    expect(notes).toEqual([{ text: "read me" }]);
    expect(diagnostics.map(({ code }) => code)).toEqual(["import-enum-notes-left-out"]);
  });

  test("common type names of other databases are understood", async () => {
    const { column } = await read("Table t { a datetime\n b bigserial\n c nvarchar(40)\n d double\n e string }");
    expect(["a", "b", "c", "d", "e"].map((name) => column("t", name).type.kind)).toEqual(["timestamp", "int64", "string", "float64", "text"]);
  });

  test("every syntax error stands at its line and column", async () => {
    const result = await importText({ format: "dbml", target: sqlite, text: "Table x {\n  id int [pk\n}\nRef: a.b > c.d", file: "a.dbml" }, { openSandbox: () => expect.fail() });
    expect(result.ok).toBe(false);
    expect(result.diagnostics.map(({ place }) => [place?.file, place?.line, place?.column])).toEqual([["a.dbml", 3, 1], ["a.dbml", 4, 6], ["a.dbml", 4, 12]]);
  });
});
