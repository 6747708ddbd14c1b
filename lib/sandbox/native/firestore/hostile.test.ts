import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { emptySchema, type Schema } from "../../../model";
import { firestore } from "../../../targets/firestore";
import { findServers } from "../../servers";
import { openFirestoreSandbox } from ".";

const names = ["a/b", "it's \"odd\"", "x y", "*/ } // `x`", "constructor", "__proto__", "a\nb", "c\u2028d", "名前", "in", "keys", "$where", "a.b", "\\"];
const tools = process.env["STRATA_TOOLS"];

it("Rules and indexes of tables and columns with hostile names are taken, by the vendor's tools too where they are at hand", async () => {
  if (tools !== undefined && existsSync(join(tools, "node_modules/firebase-tools"))) findServers({ STRATA_TOOLS: tools });
  const schema: Schema = { ...emptySchema, tables: names.map((name, i) => ({ id: `t${i}`, name, comment: name, columns: names.map((column, n) => ({ id: `t${i}.${n}`, name: column, type: n % 2 === 0 ? { kind: "string", length: 9 } : { kind: "timestamptz" }, nullable: n > 2 })), primaryKey: { id: `t${i}.pk`, columns: [`t${i}.0`] }, uniques: [], foreignKeys: [], checks: [{ id: `t${i}.c`, expression: "\"x y\" IN ('it''s', '\\', 'b')" }], indexes: [], options: {} })) };
  const patterns = names.map((_, i) => ({ id: `p${i}`, name: `P${i}`, operation: "list" as const, tableId: `t${i}`, equality: [`t${i}.${i === 2 ? 4 : 2}`], sort: [{ column: `t${i}.1`, order: "desc" as const }] }));
  const { native } = firestore;
  if (native === undefined) throw new Error("Firestore is native");
  const { model } = native.map({ schema, patterns, loads: new Map(), choices: new Map(), version: "standard" });
  const sandbox = await openFirestoreSandbox("standard");
  for (const command of [...native.migrate(undefined, model).migrations.flatMap(({ steps }) => steps.flatMap(({ up }) => up)), ...native.samples?.(model) ?? []]) expect(await sandbox.run(command), command.slice(0, 200)).toEqual({ ok: true });
});
