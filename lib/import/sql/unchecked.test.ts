import { afterAll, describe, expect, test } from "vitest";
import { openSandbox, type Sandbox } from "../../sandbox";
import { postgresql } from "../../targets/postgresql";
import { importText } from "../index";
import { corpusFile } from "../testing/shared-folder";
import { withoutChecks } from "./unchecked";

const engine = await openSandbox("postgresql");
afterAll(() => engine.close());

const catalog = `SELECT conrelid::regclass::text AS table, conname, contype, convalidated, conenforced, pg_get_constraintdef(oid) AS definition
  FROM pg_constraint c WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2`;

/** The constraints after a load, and the statements that were run for it. */
async function constraintsAfter(load: (sandbox: Sandbox) => Promise<unknown>): Promise<{ readonly rows: unknown; readonly run: string }> {
  await engine.reset();
  const run: string[] = [];
  await load({
    engine: engine.engine, query: engine.query, introspect: () => engine.introspect(), measure: (sql) => engine.measure(sql),
    run: (sql) => { run.push(sql); return engine.run(sql); }, reset: () => engine.reset(), close: async () => undefined,
  });
  return { rows: await engine.query(catalog), run: run.join("\n") };
}

const imported = (text: string, refused = 0) => constraintsAfter(async (sandbox) => {
  const result = await importText({ format: "sql", target: postgresql, text }, { openSandbox: async () => sandbox });
  expect(result.diagnostics.filter(({ severity }) => severity === "error")).toHaveLength(refused);
});
const plainly = (text: string) => constraintsAfter((sandbox) => sandbox.run(text));

const tables = `CREATE TABLE a (id int PRIMARY KEY, b int, UNIQUE (id, b));
CREATE TABLE "b ""c" (id int PRIMARY KEY, a int, b int);
CREATE TABLE p (id int, a int) PARTITION BY LIST (id);
CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
`;
const keys = `ALTER TABLE ONLY "b ""c" ADD CONSTRAINT k1 FOREIGN KEY (a) REFERENCES a(id) ON DELETE SET NULL ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE public."b ""c" ADD FOREIGN KEY (a, b) REFERENCES public.a (id, b) MATCH FULL;
ALTER TABLE a ADD CONSTRAINT self FOREIGN KEY (b) REFERENCES a;
ALTER TABLE p ADD CONSTRAINT k2 FOREIGN KEY (a) REFERENCES a (id);
`;

describe("loading foreign keys that are not enforced while loading", () => {
  test("gives the catalog that the script gives by itself", async () => {
    const fast = await imported(tables + keys);
    expect(fast.run).toContain("NOT ENFORCED");
    expect(fast.rows).toEqual((await plainly(tables + keys)).rows);
  });

  test.each([
    'ALTER TABLE "b ""c" ADD CONSTRAINT unsure FOREIGN KEY (b) REFERENCES a(id) NOT VALID;', 'ALTER TABLE a ADD CONSTRAINT lax FOREIGN KEY (b) REFERENCES "b ""c" (id) NOT ENFORCED;',
    'ALTER TABLE "b ""c" VALIDATE CONSTRAINT k1;', 'ALTER TABLE "b ""c" ALTER CONSTRAINT k1 DEFERRABLE INITIALLY DEFERRED;',
  ])("is not done for a script that says such things itself: %s", async (says) => {
    const text = tables + keys + says;
    const { rows, run } = await imported(text);
    expect(run.match(/NOT VALID|NOT ENFORCED/g) ?? []).toHaveLength(/NOT (?:VALID|ENFORCED)/.test(says) ? 1 : 0);
    expect(rows).toEqual((await plainly(text)).rows);
  });

  test.each([
    "DO $$ BEGIN INSERT INTO a VALUES (1, 9); END $$;", "CREATE TABLE c AS SELECT 1 AS id;", "CREATE UNLOGGED TABLE c (id) AS (VALUES (1));",
    "SELECT 1 AS id INTO c;", "CREATE MATERIALIZED VIEW v AS SELECT 1;",
  ])("is not done for a script that may write rows: %s", async (writes) => {
    const { run } = await imported(`${tables}${writes}\n${keys.split("\n")[0] ?? ""}`);
    expect(run).not.toContain("NOT ENFORCED");
  });

  test("leaves statements alone that it does not know whole", () => {
    for (const sql of [
      "ALTER TABLE a ADD CONSTRAINT k FOREIGN KEY (b) REFERENCES a (id), ADD COLUMN c int", "ALTER TABLE a ADD CONSTRAINT k FOREIGN KEY (b) REFERENCES a (id) -- why",
      "ALTER TABLE a ADD CONSTRAINT k CHECK (b > 0)", "ALTER TABLE a ADD CONSTRAINT k FOREIGN KEY (b) REFERENCES a (id) NOT ENFORCED", "CREATE TABLE b (a int REFERENCES a)",
    ]) expect(withoutChecks.hasten?.(sql)).toBe(sql);
  });

  test("a refused key is reported at its place, with its reason", async () => {
    await engine.reset();
    const text = `${tables}ALTER TABLE a ADD CONSTRAINT k FOREIGN KEY (b)\n  REFERENCES nowhere (id);\n${keys}`;
    const result = await importText({ format: "sql", target: postgresql, text }, { openSandbox: async () => ({ ...engine, query: engine.query, close: async () => undefined }) });
    const [refusal, ...others] = result.diagnostics.filter(({ severity }) => severity === "error");
    expect(others).toEqual([]);
    expect(refusal?.message).toContain('relation "nowhere" does not exist');
    expect(refusal?.place?.line).toBe(5);
  });

  // pg_partman is not to be had in the embedded engine.
  test.each([["lago", 1]] as const)("gives the catalog of %s that its own statements give (needs ../shared/corpus)", async (name, refused) => {
    const text = corpusFile(`${name}.postgresql.sql`);
    if (text === undefined) return;
    const fast = await imported(text, refused);
    // A table made by a query is reason enough to load the script as it is written.
    const slow = await imported(`${text}\nCREATE TABLE made AS SELECT 1 AS x;\nDROP TABLE made;`, refused);
    expect(slow.run).not.toMatch(/REFERENCES[^;]*NOT ENFORCED/);
    expect(fast.run).toMatch(/REFERENCES[^;]*NOT ENFORCED/);
    expect(fast.rows).toEqual(slow.rows);
  });
});
