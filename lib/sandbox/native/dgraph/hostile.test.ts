import { describe, expect, it } from "vitest";
import { openDgraphSandbox } from ".";
import type { Schema, Table } from "../../../model";
import { dgraph } from "../../../targets/dgraph";

const { native } = dgraph;
if (native === undefined) throw new Error("Dgraph has a native facility");

const names = ["it's \"odd\"; DROP", "a.b$c", "名前", "*/ -- `x` // y", "constructor", "__proto__", "a\nb;\nc", "c\u2028d", "\\\\u0060", "true", "type", "query", "uid", "dgraph.type", "x } type Y { z", ":use neo4j", "ünïcode", "1st", "", "   ", "#!", "@reverse"];

/** Two tables of hostile names that refer to each other, with hostile texts everywhere else. */
function hostile(one: string, other: string): Schema {
  const table = (id: string, name: string): Table => ({
    id, name, comment: `${other}\n${one}`, primaryKey: { id: `${id}.pk`, columns: [`${id}.a`] }, uniques: [], foreignKeys: [], checks: [], indexes: [], options: {},
    columns: [{ id: `${id}.a`, name: one, type: { kind: "text" }, nullable: false }, { id: `${id}.b`, name: `${other} 2`, type: { kind: "enum", enumId: "e" }, nullable: false, default: `'${one.replaceAll("'", "''")}'`, comment: one }],
  });
  const first = table("t", one);
  const second = table("u", `${other} 3`);
  return { tables: [first, { ...second, foreignKeys: [{ id: "fk", columns: ["u.b"], referencedTable: "t", referencedColumns: ["t.a"], onDelete: "cascade", onUpdate: "no action" }] }], enums: [{ id: "e", name: one, values: [one, other] }], objects: [] };
}

describe("hostile names and texts for Dgraph", () => {
  it.each(names.map((name, i) => [name, names[(i + 1) % names.length] ?? name] as const))("%j and %j are names and texts", async (one, other) => {
    const mapped = native.map({ schema: hostile(one, other), patterns: [], loads: new Map(), choices: new Map(), version: "25" });
    if (mapped.diagnostics.some(({ severity }) => severity === "error")) return;
    const sandbox = await openDgraphSandbox("25");
    for (const command of native.migrate(undefined, mapped.model).migrations.flatMap(({ steps }) => steps.flatMap(({ up }) => up))) expect(await sandbox.run(command), command).toMatchObject({ ok: true });
    for (const command of native.samples?.(mapped.model) ?? []) expect(await sandbox.run(command), command).toMatchObject({ ok: true });
    expect(JSON.stringify(await sandbox.contents())).not.toBe(JSON.stringify(await (await openDgraphSandbox("25")).contents()));
  });
});
