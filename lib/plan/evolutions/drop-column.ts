import { fail, succeed, type Column, type ColumnType, type Diagnostic, type Result, type Table } from "../../model";
import type { ApplicationVersions, EvolutionField, EvolutionProposal } from "../evolution";
import { changeTable, tableOf, withoutRecord } from "../running-schema";
import { archiveOf, dropArchive } from "./archive";
import { carriedMembers } from "./carried-members";
import { archiveQuestion } from "./column-exchange";
import type { PhaseDraft } from "./course";
import { evolutionKind } from "./evolution-kind";
import { fixedColumn, tableChanges, type AlignedGround, type Course } from "./ground";
import { columnById, freeName, refusal, rowKey, sqlName } from "./records";

/** A column that nobody needs any more. */
export const dropColumn = evolutionKind({
  id: "drop-column",
  label: "Drop column",
  explanation: "A dropped column breaks every running version that still names it. Here it first becomes one that can be left out, then the application stops using it, and its values are kept until nobody wants to go back.",
  proposals,
  course: courseOf,
});

function proposals(ground: AlignedGround): EvolutionProposal[] {
  return tableChanges(ground).flatMap(({ before, dropped }) => dropped.map((column): EvolutionProposal => ({
    kind: "drop-column", subject: { table: before.id, column: column.id }, carries: [column.id], title: `Drop ${before.name}.${column.name}`, fields: fields(column, ground),
  })));
}

function fields(column: Column, { target }: AlignedGround): EvolutionField[] {
  const filler: EvolutionField = {
    id: "filler", label: `${column.name} of rows written meanwhile`, form: "expression", required: true, proposed: column.default ?? plainValue(column.type, target.literal),
    help: "What rows get on the way back that the new version wrote without the column.",
  };
  return [...(column.nullable ? [] : [filler]), archiveQuestion("yes")];
}

/** A value without meaning; empty where the type has none. */
function plainValue({ kind }: ColumnType, literal: (text: string) => string): string {
  if (kind === "text" || kind === "string" || kind === "char") return literal("");
  return /^(?:int|float|decimal)/.test(kind) ? "0" : kind === "boolean" ? "FALSE" : "";
}

function courseOf({ subject }: EvolutionProposal, answer: (field: string) => string, ground: AlignedGround): Result<Course> {
  const table = tableOf(ground.base, subject["table"] ?? "");
  const column = columnById(table, subject["column"] ?? "");
  const why = fixedColumn(table, column);
  if (why !== undefined) return fail(refusal("column-fixed", why, column.id));
  const keyless: Diagnostic[] = rowKey(table) === undefined ? [refusal("no-key", `${table.name} has no key: its values could not be kept and found again. Give it a key first.`, table.id)] : [];
  if (keyless.length > 0) return fail(...keyless);
  const course = dropping(table, column, column.nullable ? "NULL" : answer("filler"), answer("archive") === "yes", ground);
  return succeed({ ...course, conversions: [], diagnostics: [] });
}

function dropping(table: Table, column: Column, filler: string, keep: boolean, ground: AlignedGround): { drafts: PhaseDraft[]; application: ApplicationVersions } {
  const { target, base, goal } = ground;
  const label = `${table.name}.${column.name}`;
  const key = rowKey(table) ?? [];
  const name = target.quote(column.name);
  const members = carriedMembers({ base, goal, table: table.id, old: [column], fresh: [], transit: new Map() }, target);
  const archive = keep ? archiveOf({ name: freeName(`_archive_${table.name}_${column.name}`, base, target), table: table.id, columns: [column.id], key: key.map(({ id }) => id) }, ground) : undefined;
  const changed = (schema: typeof base, change: (one: Column) => Column): typeof base => changeTable(schema, table.id, (owner) => ({ ...owner, columns: owner.columns.map((one) => (one.id === column.id ? change(one) : one)) }));
  const needsRoom = !column.nullable && column.default === undefined;
  const restore = (schema: typeof base): string => {
    const owner = sqlName(tableOf(schema, table.id), target);
    const kept = schema.tables.find(({ id }) => id === archive?.table.id);
    const value = kept === undefined ? filler : `coalesce((SELECT kept.${name} FROM ${sqlName(kept, target)} AS kept WHERE ${key.map((one) => `kept.${target.quote(one.name)} = ${owner}.${target.quote(one.name)}`).join(" AND ")}), ${filler})`;
    return `UPDATE ${owner} SET ${name} = ${value}`;
  };
  const drafts: PhaseDraft[] = [
    ...(needsRoom ? [{
      id: "expand", kind: "expand" as const, title: `Let ${label} be left out`, runs: { old: true, new: true },
      explanation: `Versions that no longer know ${column.name} insert rows without it.`,
      segments: [
        // Down: what the new version left out is filled before NOT NULL comes back.
        { kind: "shape" as const, change: (schema: typeof base) => changed(schema, (one) => ({ ...one, nullable: true })) },
        { kind: "data" as const, title: `Fill ${label} where it was left out`, up: () => [], down: (schema: typeof base) => [{ sql: `UPDATE ${sqlName(tableOf(schema, table.id), target)} SET ${name} = ${filler} WHERE ${name} IS NULL` }] },
      ],
    }] : []),
    {
      id: "switch", kind: "switch code", title: `Do without ${label} in the application`, runs: { old: true, new: true }, segments: [],
      explanation: "Old and new versions run side by side. The next phase takes the column away.",
      checkpoint: {
        confirm: `No running version of the application reads or writes ${label} any more, and none selects all columns and expects it.`,
        application: [`Deploy the version that neither reads nor writes ${label}.`, "Wait until no instance of the old version runs any more: libraries that remember the columns of a table fail too."],
      },
    },
    {
      id: "contract", kind: "contract", title: `Drop ${label}`, runs: { old: false, new: true },
      explanation: archive === undefined ? `${label} goes. Down makes it anew without its values.` : `${label} goes; its values are kept in ${archive.table.name}, from which down brings them back.`,
      segments: [
        ...archive?.segments ?? [],
        { kind: "shape", reversibility: { kind: "lossless" }, change: (schema) => members.without(changed(schema, ({ default: _, ...one }) => ({ ...one, nullable: true }))) },
        { kind: "data", title: `Fill ${label} again`, up: () => [], down: (schema) => [{ sql: restore(schema) }] },
        {
          kind: "shape", reversibility: archive === undefined ? { kind: "lossy", what: `the values of ${label}` } : { kind: "lossless" },
          change: (schema) => members.renamed(changeTable(schema, table.id, (owner) => ({ ...owner, columns: withoutRecord(owner.columns, column.id) }))),
        },
      ],
    },
    ...(archive === undefined ? [] : dropArchive(archive.table, "")),
  ];
  const after = tableOf(members.renamed(members.without(base)), table.id);
  const bare = { ...after, columns: withoutRecord(after.columns, column.id) };
  const values = bare.columns.map((one) => ({ column: one.name, expression: target.quote(one.name) }));
  const match = key.map((one) => [one.name, one.name] as const);
  return { drafts, application: { old: [table], new: [bare], readings: (["old", "new"] as const).map((writer) => ({ writer, written: table.id, read: table.id, match, values })) } };
}
