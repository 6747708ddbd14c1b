import { afterAll, describe, expect, test } from "vitest";
import { mapIds } from "../../diff";
import type { Schema } from "../../model";
import { findEvolutionKind, proposeEvolutions } from "../../plan";
import { sharedSandboxes } from "../../sandbox/testing/shared";
import { postgresql } from "../../targets/postgresql";
import { sqlite } from "../../targets/sqlite";
import type { Target } from "../../targets/target";
import type { Proof } from "../proof";
import { proveEvolution } from "./prove-evolution";

const engines = sharedSandboxes();
afterAll(() => engines.close());

async function read(target: Target, script: string, side: string): Promise<Schema> {
  const sandbox = await engines.openSandbox(target.id);
  await sandbox.run(script);
  return mapIds((await sandbox.introspect()).schema, (id) => `${side} ${id}`);
}

/** The proof of a change between two scripts; `same` are columns that are one under two names. */
async function proofOf(target: Target, kind: string, from: string, to: string, same?: readonly [string, string], answers: Readonly<Record<string, string>> = {}): Promise<Proof> {
  const base = await read(target, from, "a");
  const other = await read(target, to, "b");
  const column = (schema: Schema, name: string | undefined): string => schema.tables.flatMap(({ columns }) => columns).find((one) => one.name === name)?.id ?? "";
  const goal = same === undefined ? other : mapIds(other, (id) => (id === column(other, same[1]) ? column(base, same[0]) : id));
  const version = target.versions[0]?.id ?? "";
  const ground = { target, version, base, goal };
  const proposal = proposeEvolutions(ground).find((candidate) => candidate.kind === kind) ?? expect.fail(`${kind} is not proposed`);
  const result = findEvolutionKind(kind)?.build({ ...ground, subject: proposal.subject, answers });
  if (result?.ok !== true) return expect.fail(JSON.stringify(result?.diagnostics));
  return proveEvolution({ target, version, evolution: result.value }, engines);
}

const failed = (proof: Proof): string[] => proof.stages.filter(({ passed }) => !passed).map(({ phase, name, observed }) => `${phase ?? ""} ${name}: ${observed}`);

const engineKeys: readonly { readonly label: string; readonly target: Target; readonly key: string }[] = [
  { label: "PostgreSQL", target: postgresql, key: "bigint" }, { label: "SQLite", target: sqlite, key: "INTEGER" },
];

describe.each(engineKeys)("what is built on a column that gives way on $label", ({ target, key }) => {
  const table = (name: string): string => `CREATE TABLE t (id ${key} PRIMARY KEY, ${name} varchar(50) NOT NULL, o int);`;

  test("a view follows with the column", async () => {
    const script = (name: string): string => `${table(name)} CREATE VIEW v AS SELECT id, ${name} FROM t WHERE o > 1;`;
    expect(failed(await proofOf(target, "rename-column", script("name"), script("label"), ["name", "label"]))).toEqual([]);
  });

  test("a generated column follows with the column", async () => {
    const script = (name: string): string => `CREATE TABLE t (id ${key} PRIMARY KEY, ${name} varchar(50) NOT NULL, up text GENERATED ALWAYS AS (upper(${name})) STORED);`;
    expect(failed(await proofOf(target, "rename-column", script("name"), script("label"), ["name", "label"]))).toEqual([]);
  });
});

describe("triggers of the base", () => {
  test("what they change by themselves is not held against the evolution", async () => {
    const script = (name: string): string => `CREATE TABLE t (id bigint PRIMARY KEY, ${name} varchar(50) NOT NULL, at timestamp);
      CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN NEW.at := '2020-01-01'; RETURN NEW; END$$;
      CREATE TRIGGER stamp BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION stamp();`;
    expect(failed(await proofOf(postgresql, "rename-column", script("name"), script("label"), ["name", "label"]))).toEqual([]);
  });

  test("what they write elsewhere while rows are filled is said", async () => {
    const script = (name: string): string => `CREATE TABLE t (id INTEGER PRIMARY KEY, ${name} varchar(50) NOT NULL, n int); CREATE TABLE log (x int);
      CREATE TRIGGER logged AFTER UPDATE ON t BEGIN INSERT INTO log VALUES (NEW.id); END;`;
    const proof = await proofOf(sqlite, "rename-column", script("name"), script("label"), ["name", "label"]);
    expect([failed(proof), proof.diagnostics.map(({ code }) => code)]).toEqual([[], ["evolution-proof-triggers-wrote"]]);
  });
});

describe("larger changes on PostgreSQL", () => {
  test("a key that numbers by itself, refers to itself and is referred to, with expressions on it", async () => {
    const script = (type: string): string => `CREATE TABLE t (id ${type} GENERATED ALWAYS AS IDENTITY PRIMARY KEY, parent ${type} REFERENCES t, name varchar(50) NOT NULL);
      CREATE TABLE c (id int PRIMARY KEY, t_id ${type} NOT NULL REFERENCES t ON DELETE CASCADE, UNIQUE (t_id, id)); CREATE INDEX ci ON c (t_id) WHERE t_id > 5;`;
    expect(failed(await proofOf(postgresql, "primary-key-to-bigint", script("int"), script("bigint")))).toEqual([]);
  });

  test("a serial key, whose sequence goes on counting", async () => {
    const script = (serial: string, type: string): string => `CREATE TABLE t (id ${serial} PRIMARY KEY, name varchar(50) NOT NULL); CREATE TABLE c (id serial PRIMARY KEY, t_id ${type} NOT NULL REFERENCES t ON DELETE CASCADE);`;
    expect(failed(await proofOf(postgresql, "primary-key-to-bigint", script("serial", "int"), script("bigserial", "bigint")))).toEqual([]);
  });

  test("an enum that several columns use, one of them by default", async () => {
    const script = (values: string, standard: string): string => `CREATE TYPE s AS ENUM (${values}); CREATE TABLE t (id int PRIMARY KEY, k s NOT NULL DEFAULT 'a', l s);
      CREATE TABLE u (id int PRIMARY KEY, k s DEFAULT '${standard}'); CREATE INDEX i ON t (k) WHERE k = 'a';`;
    expect(failed(await proofOf(postgresql, "remove-enum-value", script("'a', 'b', 'c'", "b"), script("'a', 'c'", "a"), undefined, { "replacement:b": "c" }))).toEqual([]);
  });
});
