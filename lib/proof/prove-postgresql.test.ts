import { afterAll, describe, expect, test } from "vitest";
import { mapIds } from "../diff";
import type { Schema } from "../model";
import { plan, renderMigration, type MigrationFile } from "../plan";
import { openSandbox, type Sandbox } from "../sandbox";
import { postgresql } from "../targets/postgresql";
import { prove } from "./prove";
import { seedRows } from "./rows/seed-rows";

/** One engine for the whole file: opening costs more than any of these tests. */
let engine: Promise<Sandbox> | undefined;
async function sandbox(): Promise<Sandbox> {
  const opened = await (engine ??= openSandbox("postgresql"));
  await opened.reset();
  return {
    engine: opened.engine, query: (sql, parameters) => opened.query(sql, parameters), run: (sql) => opened.run(sql), introspect: () => opened.introspect(),
    measure: (sql) => opened.measure(sql), reset: () => opened.reset(), close: async () => undefined,
  };
}
afterAll(async () => (await engine)?.close());

async function schemaOf(script: string, side: string): Promise<Schema> {
  const opened = await sandbox();
  await opened.run(script);
  return mapIds((await opened.introspect()).schema, (id) => `${side} ${id}`);
}

const file = (name: string, up: string, down: string, head = ""): MigrationFile => ({ name, content: `${head}\n-- +migrate Up\n${up}\n\n-- +migrate Down\n${down}\n` });

async function proofOf(before: string, after: string, files?: readonly MigrationFile[]) {
  const [base, goal] = [await schemaOf(before, "a"), await schemaOf(after, "b")];
  const planned = files ?? plan({ target: postgresql, version: "18", base, goal }).migrations.map((migration, i) => renderMigration(migration, `${String(i + 1).padStart(3, "0")}_${migration.slug}.sql`));
  const proof = await prove({ target: postgresql, version: "18", base, goal, files: planned }, { openSandbox: sandbox });
  return { ...proof, last: proof.stages.at(-1) ?? expect.fail("no stages") };
}

const shop = `
  CREATE TYPE state AS ENUM ('new', 'paid', 'sent');
  CREATE DOMAIN email AS text CHECK (VALUE ~ '^[^@]+@[^@]+\\.[a-z]{2,}$');
  CREATE TABLE customer (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL, mail email NOT NULL UNIQUE, tags text[], note text, born date CHECK (born > '1900-01-01'));
  CREATE TABLE orders (id serial PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customer (id), state state NOT NULL DEFAULT 'new',
    total numeric(10,2) NOT NULL CHECK (total >= 0), net numeric GENERATED ALWAYS AS (total / 1.2) STORED, at timestamptz NOT NULL DEFAULT now(), until timestamptz, CHECK (until > at), data jsonb);
  CREATE INDEX orders_customer ON orders (customer_id);`;

describe("rows for PostgreSQL", () => {
  test("every table of a schema full of types gets rows, and a second run gives the same", async () => {
    const script = `${shop}
      CREATE TABLE types (a smallint, b real, c double precision, d uuid, e char(3), f varchar(2) UNIQUE, g time, h interval, i bytea, j inet, k cidr, l macaddr, m int4range,
        n daterange, o tstzrange, p point, q tsvector, r bit(4), s varbit, t money, u xml, v json, w int[][], x timestamp(0), y state[], z oid);
      CREATE TABLE booking (room int NOT NULL, during tsrange NOT NULL, EXCLUDE USING gist (during WITH &&));
      CREATE TABLE measured (day date NOT NULL, n int CHECK (n BETWEEN 5 AND 8)) PARTITION BY RANGE (day);
      CREATE TABLE measured_1 PARTITION OF measured FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
      CREATE TABLE code (c text NOT NULL CHECK (c ~ '^[A-Z]{2}-\\d{3}$'), kind text CHECK (kind IN ('a', 'b')), n int, CHECK ((kind = 'a') = (n IS NOT NULL)));
      CREATE TABLE person (id int PRIMARY KEY, boss int REFERENCES person, team int);
      CREATE TABLE team (id int PRIMARY KEY, lead int NOT NULL REFERENCES person);
      ALTER TABLE person ADD FOREIGN KEY (team) REFERENCES team;`;
    const once = async () => {
      const opened = await sandbox();
      await opened.run(script);
      const { schema } = await opened.introspect();
      const seeded = await seedRows(opened, postgresql, schema);
      const rows = await opened.query("SELECT row_to_json(o)::text AS o FROM orders o ORDER BY id");
      return { empty: seeded.filter(({ rows: count }) => count === 0).map(({ table, reason }) => `${table.name}: ${reason}`), rows, types: await opened.query("SELECT * FROM types WHERE a IS NOT NULL") };
    };
    const [first, second] = [await once(), await once()];
    expect(first.empty).toEqual([]);
    expect(first.rows.length).toBeGreaterThan(4);
    expect(second.rows).toEqual(first.rows);
    expect(Object.entries(first.types[0] ?? {}).filter(([, value]) => value === null).map(([name]) => name)).toEqual([]);
  });
});

describe("proving PostgreSQL migrations", () => {
  test("a first release passes every stage", async () => {
    const proof = await proofOf("", shop);
    expect([proof.diagnostics, proof.passed, proof.stages.length, proof.fidelity]).toEqual([[], true, 10, "engine"]);
    expect(proof.engine).toContain("PostgreSQL 18");
  });

  test("altering a table with rows passes and shows locks, rewrites and scans as measured", async () => {
    const proof = await proofOf(shop, shop.replace("note text", "note varchar(400)").replace("id serial", "id bigserial").replace("total >= 0", "total >= 0 AND total < 1000000")
      .concat("CREATE TABLE line (order_id bigint NOT NULL REFERENCES orders ON DELETE CASCADE, n int, PRIMARY KEY (order_id, n)); CREATE INDEX orders_at ON orders (at) WHERE state <> 'sent';"));
    expect([proof.diagnostics, proof.last.observed, proof.passed]).toEqual([[], expect.any(String), true]);
    const up = proof.statements.filter(({ direction }) => direction === "up");
    expect(up.flatMap(({ observation }) => observation?.rewrites ?? [])).toContain("orders");
    expect(up.flatMap(({ observation }) => observation?.locks ?? []).some(({ relation, mode }) => relation === "orders" && mode.startsWith("AccessExclusive"))).toBe(true);
  });

  test("NOT NULL on a column with NULLs fails with the engine's message at the file", async () => {
    const proof = await proofOf(shop, shop.replace("note text", "note text NOT NULL"));
    expect(proof.last).toMatchObject({ name: "up", passed: false, observed: expect.stringContaining('column "note" of relation "customer" contains null values') });
    expect(proof.statements.at(-1)).toMatchObject({ direction: "up", error: expect.stringContaining("contains null values") });
  });

  test("a wrong down, lost rows, and a forgotten object are each found at their stage", async () => {
    const after = `${shop} CREATE INDEX i ON orders (at);`;
    const up = "CREATE INDEX i ON orders (at);";
    expect((await proofOf(shop, after, [file("001_x.sql", up, "DROP INDEX orders_customer;")])).last).toMatchObject({ name: "compare down", passed: false });
    expect((await proofOf(shop, after, [file("001_x.sql", `DELETE FROM orders WHERE data IS NULL;\n${up}`, "DROP INDEX i;")])).last).toMatchObject({ name: "rows up", passed: false });
    expect((await proofOf(shop, `${after} CREATE VIEW v AS SELECT id FROM orders;`, [file("001_x.sql", up, "DROP INDEX i;")])).last).toMatchObject({ name: "compare up", passed: false, observed: expect.stringContaining("view") });
  });

  test("statements that refuse a transaction run in files without one", async () => {
    const proof = await proofOf(shop, `${shop} CREATE INDEX i ON orders (at);`, [
      { name: "001_x.sql", content: "-- +migrate Up notransaction\nCREATE INDEX CONCURRENTLY i ON orders (at);\n-- +migrate Down notransaction\nDROP INDEX CONCURRENTLY i;\n" },
    ]);
    expect([proof.diagnostics, proof.passed]).toEqual([[], true]);
  });

  test("a change of ten tables is proven with rows in all of them", async () => {
    const tables = Array.from({ length: 10 }, (_, i) => `CREATE TABLE t${i} (id int PRIMARY KEY, up int ${i === 0 ? "" : `REFERENCES t${i - 1}`}, name text NOT NULL);`).join("\n");
    const changed = tables.replaceAll("name text NOT NULL", "name text NOT NULL, extra int NOT NULL DEFAULT 0, UNIQUE (name)");
    const proof = await proofOf(tables, changed);
    expect([proof.diagnostics, proof.passed, proof.seededRows]).toEqual([[], true, 70]);
  });
});
