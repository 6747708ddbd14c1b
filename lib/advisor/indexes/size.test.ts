import { describe, expect, it } from "vitest";
import type { AccessPattern, Schema, Table } from "../../model";
import { randomSource, seed } from "../../model/testing/seed";
import { findTarget } from "../../targets/registry";
import { adviseIndexes } from "./advise-indexes";

/** A schema of 139 tables, each below an earlier one, and 200 patterns over it. */
function large(): { readonly schema: Schema; readonly patterns: readonly AccessPattern[] } {
  const random = randomSource(seed);
  const pick = (n: number): number => Math.floor(random() * n);
  const tables = Array.from({ length: 139 }, (_, t): Table => ({
    id: `t${t}`, name: `table_${t}`, uniques: [], checks: [], indexes: [], options: {}, primaryKey: { id: `t${t}pk`, columns: [`t${t}c0`] },
    columns: Array.from({ length: 12 }, (_c, c) => ({ id: `t${t}c${c}`, name: `c${c}`, nullable: false, type: c === 11 ? { kind: "timestamptz" } : { kind: "int64" } })),
    foreignKeys: t === 0 ? [] : [{ id: `t${t}fk`, columns: [`t${t}c1`], referencedTable: `t${pick(t)}`, referencedColumns: [], onDelete: "cascade", onUpdate: "no action" }],
  }));
  const schema: Schema = { tables: tables.map((table) => ({ ...table, foreignKeys: table.foreignKeys.map((key) => ({ ...key, referencedColumns: [`${key.referencedTable}c0`] })) })), enums: [], objects: [] };
  const patterns = Array.from({ length: 200 }, (_, p): AccessPattern => {
    const t = pick(40);
    return {
      id: `p${p}`, name: `pattern ${p}`, operation: "list", tableId: `t${t}`, equality: Array.from({ length: 1 + pick(3) }, () => `t${t}c${1 + pick(10)}`), sort: pick(2) === 0 ? [] : [{ column: `t${t}c11`, order: "desc" }],
      query: `SELECT * FROM table_${t} WHERE c1 = $1 AND c2 = 'open' ORDER BY c11 DESC LIMIT 20`,
    };
  });
  return { schema, patterns };
}

describe("index advice for 139 tables and 200 patterns", () => {
  it("serves them all, with no more indexes than there are needs", () => {
    const capabilities = findTarget("postgresql")?.capabilities;
    if (capabilities === undefined) throw new Error("No target");
    const question = { ...large(), loads: new Map(), capabilities };
    const advice = adviseIndexes(question);
    const served = new Set([...advice.add.flatMap(({ needs }) => needs), ...advice.served.map(({ need }) => need)].map(({ id }) => id));
    expect(question.patterns.filter(({ id }) => !served.has(id))).toEqual([]);
    expect(advice.add.length).toBeLessThan(200 + 138);
  });
});
