import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { SandboxError } from "../../sandbox/sandbox";
import { byName } from "../testing/by-name";
import { postgresql } from "./index";
import { splitDefinition } from "./statements";
import { openWithFacts, type SandboxWithFacts } from "./testing/open-with-facts";

const shared = process.env["STRATA_SHARED"] ?? join(process.cwd(), "../shared");
const long = process.env["STRATA_LONG"] === "1";

/**
 * Real schemas, with how many tables each has here and what PGlite must refuse of it (vector, postgis and pg_partman are
 * not at hand); the big one only in the long run.
 */
const corpus: readonly (readonly [file: string, tables: number, beyond: RegExp])[] = [
  ["pagila", 71, /^$/], ["chinook", 11, /^$/], ["lago", 139, /pg_partman/],
  ...(long ? [["openstreetmap", 56, /postgis|geometry|moderation_zones/] as const, ["generated-1000", 1000, /^$/] as const] : []),
];

const examCase = z.object({ id: z.string(), setup_sql: z.string().optional(), old_sql: z.string(), new_sql: z.string() });

/** Cases that need what PGlite does not have (the vector extension). */
const beyondEngine = /pgvector/;

let original: SandboxWithFacts;
let copy: SandboxWithFacts;

/** Loads a script; where the engine refuses something, statement by statement, leaving the refused out. Rows are left out. */
async function load(sql: string): Promise<readonly string[]> {
  const script = sql.replaceAll(/^COPY [^;]*FROM stdin;\n[^]*?^\\\.$/gm, "").replaceAll(/^\\.*$/gm, "").replaceAll(/^INSERT INTO [^]*?;\n/gm, "");
  try {
    await original.run(script);
    return [];
  } catch (error) {
    if (!(error instanceof SandboxError)) throw error;
  }
  const refused: string[] = [];
  for (const statement of splitDefinition(script)) {
    await original.run(statement).catch((error: unknown) => refused.push(`${String(error)}: ${statement.slice(0, 120)}`));
  }
  return refused;
}

/** Copies what the first sandbox has by way of the model, and gives what is different then. */
async function copied(): Promise<{ readonly lost: readonly string[]; readonly added: readonly string[]; readonly tables: number }> {
  const { schema } = await original.introspect();
  for (const statement of postgresql.createSchema(schema)) await copy.run(statement.sql);
  const [before, after] = [await original.facts(), await copy.facts()];
  expect(byName((await copy.introspect()).schema)).toEqual(byName(schema));
  const [had, has] = [new Set(before), new Set(after)];
  return { lost: before.filter((fact) => !has.has(fact)), added: after.filter((fact) => !had.has(fact)), tables: schema.tables.length };
}

async function empty(): Promise<void> {
  await original.reset();
  await copy.reset();
}

describe.skipIf(!existsSync(shared))("schemas copied through the model lose nothing", () => {
  beforeAll(async () => {
    original = await openWithFacts();
    copy = await openWithFacts();
  });
  afterAll(async () => {
    await original.close();
    await copy.close();
  });

  test.each(corpus)("%s", async (file, tables, beyond) => {
    await empty();
    const refused = await load(readFileSync(join(shared, "corpus", `${file}.postgresql.sql`), "utf8"));
    expect(refused.filter((text) => !beyond.test(text))).toEqual([]);
    expect(await copied()).toEqual({ lost: [], added: [], tables });
  }, 600_000);

  test.each(["pgschema", "migra", "sqldef-postgres"])("cases of %s", async (file) => {
    const cases = z.array(examCase).parse(JSON.parse(readFileSync(join(shared, "exam", `${file}.json`), "utf8"))).filter((c) => !beyondEngine.test(c.id));
    const failures: string[] = [];
    for (const [i, entry] of cases.entries()) {
      if (!long && i % 25 !== 0) continue;
      for (const sql of [entry.old_sql, entry.new_sql]) {
        await empty();
        await load(`${entry.setup_sql ?? ""};\n${sql}`);
        const { lost, added } = await copied().catch((error: unknown) => ({ lost: [String(error)], added: [] }));
        if (lost.length + added.length > 0) failures.push([entry.id, ...lost.slice(0, 3), ...added.slice(0, 3)].join("\n  "));
      }
    }
    expect(failures).toEqual([]);
  }, long ? 3_000_000 : 300_000);
});
