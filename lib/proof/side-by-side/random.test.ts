import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import type { Column, Schema, Table, TechnologyId } from "../../model";
import { findEvolutionKind, proposeEvolutions } from "../../plan";
import { randomSchema } from "../../plan/testing/random-schema";
import type { Sandbox } from "../../sandbox/sandbox";
import { openTestMysql, testServers } from "../../sandbox/testing/mysql-server";
import { sharedSandboxes } from "../../sandbox/testing/shared";
import { findTarget } from "../../targets/registry";
import { proveEvolution } from "./prove-evolution";

const engines = sharedSandboxes();
afterAll(() => engines.close());
const [server] = testServers;
const long = process.env["STRATA_LONG"] !== undefined;
const ids: readonly TechnologyId[] = ["sqlite", ...(long ? ["postgresql" as const] : []), ...(long && server?.url !== undefined ? ["mysql" as const] : [])];
const openSandbox = (id: TechnologyId): Promise<Sandbox> => (id === "mysql" ? openTestMysql(server?.url) : engines.openSandbox(id));

/** One change of a random schema, by a number that chooses among what there is to change. */
function changed(schema: Schema, kind: string, choice: number): Schema | undefined {
  const [tables, at] = [schema.tables.filter((table) => table.primaryKey !== undefined), choice % 7];
  const table = tables[at % Math.max(tables.length, 1)];
  if (table === undefined) return undefined;
  const put = (after: Table): Schema => ({ ...schema, tables: schema.tables.map((one) => (one.id === table.id ? after : one)) });
  if (kind === "rename-table") return put({ ...table, name: "a \"quoted\" name" });
  const free = table.columns.filter((column) => table.primaryKey?.columns.includes(column.id) !== true && !table.checks.some((check) => check.expression.includes(column.name)));
  const column = free[choice % Math.max(free.length, 1)];
  if (column === undefined) return undefined;
  const withColumn = (change: (one: Column) => Column): Schema => put({ ...table, columns: table.columns.map((one) => (one.id === column.id ? change(one) : one)) });
  if (kind === "rename-column") return withColumn((one) => ({ ...one, name: "it's the `new` one" }));
  if (kind === "add-not-null") return column.nullable && (column.type.kind === "text" || column.type.kind === "string") ? withColumn((one) => ({ ...one, nullable: false })) : undefined;
  if (kind === "change-type") return column.type.kind === "int32" && !table.foreignKeys.some((key) => key.columns.includes(column.id)) ? withColumn((one) => ({ ...one, type: { kind: "int64" } })) : undefined;
  return put({
    ...table, columns: table.columns.filter(({ id }) => id !== column.id), uniques: table.uniques.filter((key) => !key.columns.includes(column.id)),
    foreignKeys: table.foreignKeys.filter((key) => !key.columns.includes(column.id)), indexes: table.indexes.filter((index) => !index.parts.some((part) => part.column === column.id)),
  });
}

describe.each(ids.map((id) => findTarget(id) ?? expect.fail(id)))("evolutions of random schemas on $label", (target) => {
  test("one breaking change of any schema goes through its phases and back", async () => {
    const version = target.versions[0]?.id ?? "";
    const kinds = ["rename-column", "rename-table", "drop-column", "change-type", "add-not-null"] as const;
    await fc.assert(fc.asyncProperty(randomSchema(target), fc.constantFrom(...kinds), fc.nat(1000), async (drawn, kind, choice) => {
      // Where a text cannot stand in a key, it gets a length.
      const base = target.capabilities.unkeyedTypes === undefined ? drawn : { ...drawn, tables: drawn.tables.map((table) => ({ ...table, columns: table.columns.map((one): Column => (one.type.kind === "text" ? { ...one, type: { kind: "string", length: 60 } } : one)) })) };
      const goal = changed(base, kind, choice);
      if (goal === undefined) return;
      const ground = { target, version, base, goal };
      const proposal = proposeEvolutions(ground).find((candidate) => candidate.kind === kind);
      if (proposal === undefined) throw new Error(`${kind} is not proposed`);
      const result = findEvolutionKind(kind)?.build({ ...ground, subject: proposal.subject, answers: kind === "add-not-null" ? { value: "'x'" } : {} });
      if (result?.ok !== true) throw new Error(JSON.stringify(result?.diagnostics));
      const proof = await proveEvolution({ target, version, evolution: result.value }, { openSandbox });
      expect(proof.stages.filter(({ passed }) => !passed)).toEqual([]);
    }), { seed: 20261124, numRuns: long ? 80 : 15, endOnFailure: true });
  }, 600_000);
});
