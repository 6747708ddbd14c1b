import { fail, succeed, type Result } from "../../model";
import type { EvolutionProposal } from "../evolution";
import { changeTable, tableOf, withoutTable } from "../running-schema";
import { evolutionKind } from "./evolution-kind";
import type { AlignedGround, Course } from "./ground";
import type { PhaseDraft } from "./course";
import { tableRename } from "./table-rename";
import { freeName, refusal } from "./records";

/** A table that nobody needs any more. */
export const dropTable = evolutionKind({
  id: "drop-table",
  label: "Drop table",
  explanation: "A dropped table takes its rows with it and breaks every version that still names it. Here it is first put aside under another name, where a rename brings it back; it is dropped when nothing failed for a while.",
  proposals,
  course: courseOf,
});

function proposals({ base, goal, target }: AlignedGround): EvolutionProposal[] {
  return base.tables.filter((table) => !goal.tables.some(({ id }) => id === table.id)).map((table): EvolutionProposal => ({
    kind: "drop-table", subject: { table: table.id }, title: `Drop ${table.name}`,
    carries: [table.id, ...base.tables.flatMap((other) => (other.id === table.id ? [] : other.foreignKeys.filter((key) => key.referencedTable === table.id).map(({ id }) => id)))],
    fields: [{ id: "aside", label: "Name while it is put aside", help: "Any version that still uses the table fails at once, and a rename brings it back.", form: "name", proposed: freeName(`_deleted_${table.name}`, base, target), required: true }],
  }));
}

function courseOf({ subject }: EvolutionProposal, answer: (field: string) => string, ground: AlignedGround): Result<Course> {
  const { base } = ground;
  const table = tableOf(base, subject["table"] ?? "");
  const aside = answer("aside");
  if (base.tables.some(({ name, namespace }) => name.toLowerCase() === aside.toLowerCase() && namespace === table.namespace)) return fail(refusal("name-taken", `There is a table ${aside} already. Choose another name.`));
  const incoming = base.tables.filter((other) => other.id !== table.id && other.foreignKeys.some((key) => key.referencedTable === table.id));
  const runs = { old: false, new: true };
  const drafts: PhaseDraft[] = [
    {
      id: "switch", kind: "switch code", title: `Do without ${table.name} in the application`, runs: { old: true, new: true }, segments: [],
      explanation: "Old and new versions run side by side. The next phase puts the table aside.",
      checkpoint: { confirm: `No running version of the application uses ${table.name} any more.`, application: [`Deploy the version that does not use ${table.name}.`, "Wait until no instance of the old version runs any more."] },
    },
    ...(table.foreignKeys.length + incoming.length === 0 ? [] : [{
      id: "detach", kind: "contract" as const, title: `Take ${table.name} out of its references`, runs,
      explanation: "Each foreign key locks both of its tables for a moment when it goes, so that happens before and apart.",
      segments: [table.id, ...incoming.map(({ id }) => id)].map((id) => ({
        kind: "shape" as const, change: (schema: typeof base) => changeTable(schema, id, (owner) => ({ ...owner, foreignKeys: owner.foreignKeys.filter((key) => id !== table.id && key.referencedTable !== table.id) })),
      })),
    }]),
    {
      id: "contract", kind: "contract", title: `Put ${table.name} aside as ${aside}`, runs,
      explanation: "A version that was forgotten fails at once and loudly, while all rows are still there.",
      segments: tableRename(table.id, (owner) => ({ ...owner, name: aside }), ground),
    },
    {
      id: "release", kind: "switch code", title: `Give up ${aside}`, runs, segments: [], explanation: "Wait some days: until nothing has failed and nobody will want the rows back.",
      checkpoint: { confirm: `Nothing has failed since ${table.name} was put aside, and its rows are not needed any more.`, application: ["Nothing: the application does not know the table."] },
    },
    {
      id: "drop", kind: "contract", title: `Drop ${aside}`, runs, explanation: "The rows go for good. Down makes the table anew, empty.",
      segments: [{ kind: "shape", change: (schema) => withoutTable(schema, table.id), reversibility: { kind: "irreversible", why: `the rows of ${table.name} are gone` } }],
    },
  ];
  return succeed({ drafts, application: { old: [table], new: [], readings: [] }, conversions: [], diagnostics: [] });
}
