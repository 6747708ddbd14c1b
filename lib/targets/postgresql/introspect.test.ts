import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSandbox, type Sandbox } from "../../sandbox";

let sandbox: Sandbox;
beforeAll(async () => { sandbox = await openSandbox("postgresql"); });
afterAll(async () => { await sandbox.close(); });

describe("reading a catalog", () => {
  test("what has no place in the model is reported by kind and name", async () => {
    await sandbox.reset();
    await sandbox.run(`CREATE EXTENSION file_fdw; CREATE SERVER files FOREIGN DATA WRAPPER file_fdw; CREATE SCHEMA x;
      CREATE FOREIGN TABLE x.log (line text) SERVER files OPTIONS (filename '/tmp/x');
      CREATE TYPE c AS (a int); CREATE TYPE r AS RANGE (subtype = float8); CREATE FUNCTION c_text(c) RETURNS text LANGUAGE sql AS 'SELECT ''x'''; CREATE CAST (c AS text) WITH FUNCTION c_text(c);
      CREATE TEXT SEARCH CONFIGURATION mine (COPY = simple); CREATE USER MAPPING FOR CURRENT_USER SERVER files;
      CREATE FUNCTION eq(c, c) RETURNS boolean LANGUAGE sql AS 'SELECT true'; CREATE OPERATOR === (LEFTARG = c, RIGHTARG = c, FUNCTION = eq);
      CREATE OPERATOR CLASS c_ops FOR TYPE c USING hash AS OPERATOR 1 ===`);
    const { schema, unmodelled } = await sandbox.introspect();
    expect([...unmodelled].sort((a, b) => (a.kind < b.kind ? -1 : 1))).toEqual([
      { kind: "operator class", name: "c_ops" }, { kind: "operator family", name: "c_ops" }, { kind: "user mapping", name: "postgres on files" },
    ]);
    expect(schema.objects.map((object) => `${object.kind} ${object.name}`)).toEqual(expect.arrayContaining([
      "cast c as text", "foreign server files", "foreign table log", "operator === (c, c)", "text search configuration mine",
    ]));
  });

  test("members of extensions are not the user's, and what uses them depends on the extension", async () => {
    await sandbox.reset();
    await sandbox.run("CREATE EXTENSION citext; CREATE VIEW v AS SELECT 'a'::citext AS c");
    const { schema } = await sandbox.introspect();
    expect(schema.objects.map((o) => `${o.kind} ${o.name}`)).toEqual(["extension citext", "view v"]);
    expect(schema.objects.find((o) => o.kind === "view")?.dependsOn).toEqual(["extension:citext"]);
  });

  test("objects depend on the tables, columns, types and routines they use", async () => {
    await sandbox.reset();
    await sandbox.run(`CREATE SCHEMA b; CREATE TYPE b.mood AS ENUM ('a'); CREATE TABLE b.t (a int, m b.mood[]); CREATE FUNCTION b.f(x b.t) RETURNS int BEGIN ATOMIC SELECT (x).a; END;
      CREATE VIEW v AS SELECT a FROM b.t WHERE m IS NOT NULL; CREATE VIEW w AS SELECT b.f(t) FROM b.t; CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS 'begin return new; end';
      CREATE TRIGGER tr BEFORE INSERT ON b.t FOR EACH ROW EXECUTE FUNCTION tf()`);
    const { schema } = await sandbox.introspect();
    const needs = Object.fromEntries(schema.objects.map((o) => [o.name, o.dependsOn]));
    expect(needs["v"]).toEqual(["column:b.t.a", "column:b.t.m"]);
    expect(needs["w"]).toEqual(expect.arrayContaining(["function:b.f(b.t)"]));
    expect(needs["f(b.t)"]).toEqual(expect.arrayContaining(["namespace:b", "table:b.t"]));
    expect(needs["tr"]).toEqual(["function:tf()", "namespace:b", "table:b.t"]);
  });

  test("the session's search path stays as it was", async () => {
    await sandbox.reset();
    await sandbox.run('CREATE SCHEMA s; SET search_path TO s, "Odd, one"');
    await sandbox.introspect();
    expect(await sandbox.query("SELECT current_setting('search_path') AS p")).toEqual([{ p: 's, "Odd, one"' }]);
  });

  test("members of an inherited key or index of a partition are its parent's", async () => {
    await sandbox.reset();
    await sandbox.run(`CREATE TABLE p (id int PRIMARY KEY, a int REFERENCES p) PARTITION BY HASH (id); CREATE INDEX i ON p (a);
      CREATE TABLE p0 PARTITION OF p FOR VALUES WITH (MODULUS 2, REMAINDER 0); CREATE INDEX own ON p0 (a, id)`);
    const { schema } = await sandbox.introspect();
    const child = schema.tables.find((t) => t.name === "p0");
    expect(child?.options).toEqual({ partitionOf: "p", bound: "FOR VALUES WITH (modulus 2, remainder 0)" });
    expect([child?.primaryKey, child?.foreignKeys, child?.indexes.map((i) => i.name)]).toEqual([undefined, [], ["own"]]);
  });
});
