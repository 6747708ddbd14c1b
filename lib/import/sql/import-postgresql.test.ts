import { afterAll, describe, expect, test } from "vitest";
import { openSandbox, type Sandbox } from "../../sandbox";
import { postgresql } from "../../targets/postgresql";
import { importText } from "../index";
import { corpusFile } from "../testing/shared-folder";

let engine: Promise<Sandbox> | undefined;
/** One engine for the whole file, emptied each time; closing it is left to the end. */
async function sandbox(): Promise<Sandbox> {
  const opened = await (engine ??= openSandbox("postgresql"));
  await opened.reset();
  return {
    engine: opened.engine, query: (sql, parameters) => opened.query(sql, parameters), run: (sql) => opened.run(sql), introspect: () => opened.introspect(),
    measure: (sql) => opened.measure(sql), reset: () => opened.reset(), close: async () => undefined,
  };
}
afterAll(async () => (await engine)?.close());

async function read(text: string) {
  const result = await importText({ format: "sql", target: postgresql, text, file: "a.sql" }, { openSandbox: sandbox });
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return { ...result.value, found: Object.fromEntries(result.value.found.map(({ kind, count }) => [kind, count])), errors: result.diagnostics.filter(({ severity }) => severity === "error") };
}

describe("importing PostgreSQL scripts", () => {
  test("output of pg_dump is read: shell lines, rows, owners and search path", async () => {
    const { found, errors, diagnostics } = await read(`\\restrict x
SET statement_timeout = 0;
SELECT pg_catalog.set_config('search_path', '', false);
CREATE TYPE public.mood AS ENUM ('a', 'b');
ALTER TYPE public.mood OWNER TO somebody;
CREATE TABLE public.t (id integer NOT NULL, m public.mood DEFAULT 'a'::public.mood);
ALTER TABLE public.t OWNER TO somebody;
CREATE SEQUENCE public.t_id_seq OWNED BY public.t.id;
COPY public.t (id, m) FROM stdin;
1\ta
2\tit's; not SQL
\\.
SELECT pg_catalog.setval('public.t_id_seq', 2, true);
ALTER TABLE ONLY public.t ADD CONSTRAINT t_pkey PRIMARY KEY (id);
\\unrestrict x
`);
    expect(errors).toEqual([]);
    expect(found).toMatchObject({ tables: 1, columns: 2, "primary keys": 1, enums: 1 });
    expect(diagnostics.map(({ code }) => code).toSorted()).toEqual(["import-ownership-left-out", "import-rows-left-out", "import-shell-commands-left-out"]);
    expect(diagnostics.find(({ code }) => code === "import-rows-left-out")?.message).toContain("2 rows of COPY");
  });

  test("a refused statement stands at its place in the file, and costs only what needs it", async () => {
    const { found, errors } = await read("CREATE TABLE a (id int PRIMARY KEY);\nCREATE EXTENSION no_such_thing;\nCREATE TABLE b (\n  id int,\n  x no_such_type\n);\nCREATE TABLE c (a int REFERENCES a);");
    expect(found).toMatchObject({ tables: 2, "foreign keys": 1 });
    expect(errors.map(({ place }) => [place?.line, place?.column])).toEqual([[2, 1], [5, 5]].map(([line, column]) => [line, line === 2 ? undefined : column]));
    expect(errors[0]?.message).toContain('extension "no_such_thing" is not available');
  });

  test("functions come before what they name, views after; both arrive", async () => {
    const { found, errors } = await read(`CREATE FUNCTION total() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM later; END;
      CREATE FUNCTION late() RETURNS bigint LANGUAGE sql AS $$ SELECT count(*) FROM later; $$;
      CREATE VIEW v AS SELECT * FROM later; CREATE TABLE later (id int);`);
    expect([errors, found["functions"], found["views"], found["tables"]]).toEqual([[], 2, 1, 1]);
  });

  test("statements that refuse a transaction, and values added to an enum and used at once, are taken", async () => {
    const { found, errors } = await read("CREATE TYPE m AS ENUM ('a'); ALTER TYPE m ADD VALUE 'b'; CREATE TABLE t (x m DEFAULT 'b'); CREATE INDEX CONCURRENTLY i ON t (x);");
    expect([errors, found]).toEqual([[], { tables: 1, columns: 1, indexes: 1, enums: 1 }]);
  });

  test("a role that a policy names is assumed to exist, and said so", async () => {
    const { errors, diagnostics, found } = await read("CREATE TABLE t (id int); CREATE POLICY p ON t TO web_user USING (true);");
    expect([errors, found["policies"]]).toEqual([[], 1]);
    expect(diagnostics.find(({ code }) => code === "import-roles-assumed")?.message).toContain("web_user");
  });
});

/** What the engine's own catalog counts, asked without Strata's introspection. */
const counts = `SELECT
  (SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast'))::int AS tables,
  (SELECT count(*) FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast'))::int AS columns,
  (SELECT count(*) FROM pg_constraint c WHERE contype = 'p' AND conrelid >= 16384 AND NOT EXISTS (SELECT FROM pg_constraint p WHERE p.oid = c.conparentid))::int AS "primary keys",
  (SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND conrelid >= 16384 AND conparentid = 0)::int AS "foreign keys",
  (SELECT count(*) FROM pg_constraint WHERE contype = 'u' AND conrelid >= 16384 AND conparentid = 0)::int AS "unique keys",
  (SELECT count(*) FROM pg_constraint WHERE contype = 'c' AND conrelid >= 16384 AND conislocal)::int AS checks,
  (SELECT count(*) FROM pg_type WHERE typtype = 'e')::int AS enums,
  (SELECT count(*) FROM pg_class WHERE relkind = 'v' AND oid >= 16384)::int AS views,
  (SELECT count(*) FROM pg_class WHERE relkind = 'm' AND oid >= 16384)::int AS "materialized views",
  (SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal AND tgparentid = 0)::int AS triggers,
  (SELECT count(*) FROM pg_type WHERE typtype = 'd' AND oid >= 16384)::int AS domains,
  (SELECT count(*) FROM pg_proc p WHERE p.oid >= 16384 AND prokind = 'f' AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e'))::int AS functions`;

for (const name of ["pagila", "openstreetmap", "lago", "chinook", "generated-1000"]) {
  const text = corpusFile(`${name}.postgresql.sql`);
  test.skipIf(text === undefined)(`${name} arrives as PostgreSQL itself counts it, or is listed as refused (needs ../shared/corpus)`, async () => {
    const { found, errors, schema } = await read(text ?? "");
    // The sandbox still holds what was loaded.
    const [expected = {}] = await (await (engine ?? expect.fail())).query(counts);
    const present = Object.fromEntries(Object.entries(expected).filter(([, count]) => count !== 0));
    expect(Object.fromEntries(Object.keys(present).map((kind) => [kind, found[kind]]))).toEqual(present);
    // Every statement that makes a table is there, or said to be refused.
    const written = [...(text ?? "").matchAll(/^CREATE (?:UNLOGGED )?TABLE (?:IF NOT EXISTS )?(?:ONLY )?(?:public\.|partman\.)?"?([\w]+)"?/gim)].map(([, table]) => table);
    const missing = written.filter((table) => !schema.tables.some((known) => known.name.toLowerCase() === table?.toLowerCase()));
    for (const table of missing) expect(errors.some(({ message }) => message.includes(String(table))), String(table)).toBe(true);
    expect(missing.length).toBeLessThanOrEqual(1);
  });
}
