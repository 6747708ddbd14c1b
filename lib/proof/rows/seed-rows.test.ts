import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openSqlJs } from "../../sandbox/sqljs";
import { sqlite } from "../../targets/sqlite";
import { seed as runSeed } from "../../model/testing/seed";
import { samplePattern } from "./pattern-sample";
import { parseDomain } from "./domains";
import { seedRows } from "./seed-rows";

/** Loads a script, seeds it, and gives the rows as the engine has them, the tables that stayed empty, and dangling references. */
async function seed(script: string) {
  const sandbox = await openSqlJs(sqlite);
  await sandbox.run(script);
  const { schema } = await sandbox.introspect();
  const seeded = await seedRows(sandbox, sqlite, schema);
  const rows = new Map<string, readonly Readonly<Record<string, unknown>>[]>();
  for (const { table } of seeded) rows.set(table.name, await sandbox.query(`SELECT * FROM ${sqlite.quote(table.name)}`));
  const dangling = await sandbox.query("SELECT * FROM pragma_foreign_key_check");
  await sandbox.close();
  return {
    dangling, reasons: seeded.flatMap(({ table, reason }) => (reason === undefined ? [] : [`${table.name}: ${reason}`])),
    of: (name: string) => rows.get(name) ?? expect.fail(`no table ${name}`),
  };
}

describe("seeding rows", () => {
  test("the same schema gets the same rows", async () => {
    const script = "CREATE TABLE a (id INTEGER PRIMARY KEY, t TEXT, n NUMERIC(8,2), d DATE, b BLOB, f BOOLEAN)";
    expect((await seed(script)).of("a")).toEqual((await seed(script)).of("a"));
  });

  test("columns that may be NULL are NULL in one row and filled in others", async () => {
    const { of } = await seed("CREATE TABLE a (id INTEGER PRIMARY KEY, t TEXT, n INT NOT NULL)");
    expect(of("a").filter((row) => row["t"] === null)).toHaveLength(1);
    expect(of("a").length).toBeGreaterThan(4);
  });

  test("foreign keys, composite and shared columns hold, whatever the order of the tables", async () => {
    const { of, dangling } = await seed(`
      CREATE TABLE line (tenant INT NOT NULL, order_no INT NOT NULL, product INT NOT NULL, n INT,
        PRIMARY KEY (tenant, order_no, n), FOREIGN KEY (tenant, order_no) REFERENCES orders (tenant, no), FOREIGN KEY (tenant, product) REFERENCES product (tenant, id));
      CREATE TABLE orders (tenant INT NOT NULL REFERENCES tenant (id), no INT NOT NULL, PRIMARY KEY (tenant, no));
      CREATE TABLE product (tenant INT NOT NULL REFERENCES tenant (id), id INT NOT NULL, PRIMARY KEY (tenant, id));
      CREATE TABLE tenant (id INTEGER PRIMARY KEY);
      CREATE TABLE pair (a INT NOT NULL REFERENCES tenant (id), b INT NOT NULL REFERENCES tenant (id), PRIMARY KEY (a, b), CHECK (a <> b))`);
    expect(dangling).toEqual([]);
    for (const name of ["tenant", "orders", "product", "line", "pair"]) expect(of(name).length, name).toBeGreaterThan(2);
  });

  test("circles and self references are closed after the rows are in", async () => {
    const { of, dangling } = await seed(`
      CREATE TABLE team (id INTEGER PRIMARY KEY, lead INT REFERENCES person (id));
      CREATE TABLE person (id INTEGER PRIMARY KEY, team INT NOT NULL REFERENCES team (id), boss INT REFERENCES person (id));
      CREATE TABLE own (id INTEGER PRIMARY KEY, itself INT NOT NULL REFERENCES own (id))`);
    expect(dangling).toEqual([]);
    expect(of("team").filter((row) => row["lead"] !== null).length).toBeGreaterThan(2);
    expect(of("person").filter((row) => row["boss"] !== null).length).toBeGreaterThan(2);
    expect(of("own").length).toBeGreaterThan(2);
  });

  test("checks are satisfied by the values they name, or by trying", async () => {
    const { of, reasons } = await seed(`CREATE TABLE a (
      state TEXT NOT NULL CHECK (state IN ('new', 'paid')), age INT NOT NULL CHECK (age BETWEEN 18 AND 21), code TEXT NOT NULL CHECK (length(code) = 3),
      low INT NOT NULL, high INT NOT NULL, mail TEXT NOT NULL CHECK (mail LIKE '%@%.org'),
      one INT, other INT, CHECK (high > low * 2), CHECK ((one IS NULL) <> (other IS NULL)))`);
    expect(reasons).toEqual([]);
    expect(new Set(of("a").map((row) => row["state"]))).toEqual(new Set(["new", "paid"]));
  });

  test("a check that asks for exactly one of several references or values is satisfied", async () => {
    const { of, reasons } = await seed(`CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE TABLE b (id INTEGER PRIMARY KEY);
      CREATE TABLE either (a INT REFERENCES a (id), b INT REFERENCES b (id), c TEXT, CHECK ((a IS NULL) <> (b IS NULL)), CHECK ((a IS NULL) = (c IS NOT NULL)))`);
    expect(reasons).toEqual([]);
    expect(of("either").some((row) => row["a"] === null) && of("either").some((row) => row["b"] === null)).toBe(true);
  });

  test("unique keys of few possible values give as many rows as there are", async () => {
    const { of } = await seed("CREATE TABLE a (flag BOOLEAN NOT NULL UNIQUE); CREATE TABLE b (x TEXT NOT NULL, y INT NOT NULL, UNIQUE (x, y)); CREATE UNIQUE INDEX u ON b (lower(x))");
    expect(of("a").length).toBe(2);
    expect(of("b").length).toBeGreaterThan(4);
  });

  test("a table whose rows cannot be made says why in the engine's words", async () => {
    const { of, reasons } = await seed(`
      CREATE TABLE a (id INTEGER PRIMARY KEY, CHECK (id IS NULL AND id IS NOT NULL));
      CREATE TABLE b (id INTEGER PRIMARY KEY);
      CREATE TRIGGER t BEFORE INSERT ON b BEGIN SELECT RAISE(ABORT, 'not on my watch'); END;
      CREATE TABLE c (a INT NOT NULL REFERENCES a (id))`);
    expect(reasons).toEqual(["a: CHECK constraint failed: id IS NULL AND id IS NOT NULL", "b: not on my watch", "c: no row satisfies its keys and checks"]);
    expect(of("a")).toEqual([]);
  });
});

describe("samples of patterns", () => {
  test.each([
    "^[A-Z]{2}$", "^\\d{4}-\\d{2}$", "^(foo|bar)+$", "^[^@]+@[^@]+\\.[a-z]{2,}$", "^#[0-9a-f]{6}$", "^\\+?[1-9]\\d{1,14}$", "^[a-z][a-z0-9_-]*$", "a|b", "^(?:x|y)?z$", "^[[:upper:]]$",
  ])("%s is matched by its sample", (pattern) => {
    const sample = samplePattern(pattern);
    expect(sample).toMatch(new RegExp(pattern.replace("[[:upper:]]", "[A-Z]")));
  });

  test("any text gives a sample or undefined, never an exception or an endless text", () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(..."^$[](){}|*+?\\.:-adw09,".split("")), maxLength: 25 }), (pattern) => {
      expect((samplePattern(pattern) ?? "").length).toBeLessThan(3000);
    }), { seed: runSeed });
  });
});

test("a domain's type and checks are read from its statement", () => {
  expect(parseDomain("CREATE DOMAIN public.year AS integer DEFAULT 2000\n CONSTRAINT c CHECK ((VALUE >= 1901) AND (VALUE <> ALL (ARRAY[1])))\n CONSTRAINT d CHECK (VALUE < 3000)"))
    .toEqual({ type: "integer", checks: ["(VALUE >= 1901) AND (VALUE <> ALL (ARRAY[1]))", "VALUE < 3000"] });
  expect(parseDomain("CREATE DOMAIN d AS character varying(20) COLLATE \"C\" NOT NULL")).toEqual({ type: "character varying(20)", checks: [] });
});
