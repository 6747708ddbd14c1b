import type { OpenSandbox } from "../../import";
import { emptySchema, type Column, type ColumnType, type Schema, type Table } from "../../model";
import type { Target } from "../../targets/target";
import { keepImport } from "./keep-import";

/**
 * Enough that an engine's and our own code on the way is compiled for speed: with a hundred tables the first import takes what later
 * ones take, half of the processor time of a first one without. Measured with PGlite 0.5.16 on Node 20.
 */
const tables = 100;

/** Imports a schema of no meaning, so that the first real import finds an engine that is open and code that is compiled. */
export async function rehearse(target: Target, openSandbox: OpenSandbox): Promise<void> {
  const text = target.createSchema(sampleSchema()).map(({ sql }) => `${sql};`).join("\n");
  await keepImport({ format: "sql", target: target.id, bytes: new TextEncoder().encode(text) }, openSandbox, () => undefined, () => undefined);
}

/** Tables with what most tables have, each with a reference to the one before it. */
export function sampleSchema(): Schema {
  return { ...emptySchema, tables: Array.from({ length: tables }, (_, i) => sampleTable(i)) };
}

function sampleTable(i: number): Table {
  const id = (part: string) => `rehearsal ${i} ${part}`;
  const column = (name: string, type: ColumnType, further: Partial<Column> = {}): Column => ({ id: id(name), name, type, nullable: false, ...further });
  return {
    id: id("table"), name: `rehearsal_${i}`, options: {}, ...(i % 4 === 0 ? { comment: "A table of the rehearsal" } : {}),
    columns: [
      column("id", { kind: "int64" }), column("code", { kind: "string", length: 40 }), column("title", { kind: "text" }, { default: "'new'" }),
      column("amount", { kind: "decimal", precision: 12, scale: 2 }, { default: "0" }), column("parent_id", { kind: "int64" }, { nullable: true }),
      column("state", { kind: "int32" }, { nullable: true }), column("active", { kind: "boolean" }), column("created_at", { kind: "timestamptz" }, { comment: "When" }),
    ],
    primaryKey: { id: id("key"), name: `rehearsal_${i}_pkey`, columns: [id("id")] },
    uniques: [{ id: id("unique"), name: `rehearsal_${i}_code_key`, columns: [id("code")] }],
    checks: [{ id: id("check"), name: `rehearsal_${i}_amount_check`, expression: "amount >= 0" }],
    indexes: [{ id: id("index"), name: `rehearsal_${i}_parent_id_idx`, unique: false, parts: [{ column: id("parent_id") }] }],
    foreignKeys: i === 0 ? [] : [{
      id: id("reference"), name: `rehearsal_${i}_parent_id_fkey`, columns: [id("parent_id")], referencedTable: `rehearsal ${i - 1} table`,
      referencedColumns: [`rehearsal ${i - 1} id`], onDelete: "cascade", onUpdate: "no action",
    }],
  };
}
