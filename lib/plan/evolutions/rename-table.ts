import { fail, succeed, type Diagnostic, type Result, type Schema, type Table } from "../../model";
import type { ApplicationVersions, EvolutionProposal } from "../evolution";
import { changeTable, tableOf, withObject } from "../running-schema";
import type { PhaseDraft, Segment } from "./course";
import { evolutionKind } from "./evolution-kind";
import type { AlignedGround, Course } from "./ground";
import { refusal, remark, rowKey } from "./records";
import { tableRename } from "./table-rename";

/** A table under a new name, both names working until the old one goes. */
export const renameTable = evolutionKind({
  id: "rename-table",
  label: "Rename table",
  explanation: "A rename in one step breaks every running version that uses the old name. Here a view answers to the one name while the table has the other, so that both names can be read and written until the old one goes.",
  proposals,
  course: courseOf,
});

function proposals({ base, goal, given }: AlignedGround): EvolutionProposal[] {
  return base.tables.flatMap((before) => goal.tables.filter(({ id, name, namespace }) => id === before.id && (name !== before.name || namespace !== before.namespace)).map((after): EvolutionProposal => ({
    kind: "rename-table", subject: { table: before.id }, title: `Rename ${before.name} to ${after.name}`, carries: [...new Set([before.id, given(after.id)])], fields: [],
  })));
}

function courseOf({ subject }: EvolutionProposal, _: (field: string) => string, ground: AlignedGround): Result<Course> {
  const before = tableOf(ground.base, subject["table"] ?? "");
  const goal = tableOf(ground.goal, before.id);
  const after = renamed(before, goal);
  if (ground.base.tables.some((table) => table.id !== before.id && table.name === after.name && table.namespace === after.namespace)) {
    return fail(refusal("name-taken", `The name ${after.name} belongs to another table until the next release. Rename that one first, or rename directly.`, before.id));
  }
  const course = { drafts: drafts(before, after, ground), application: versions(before, after, ground), conversions: [], diagnostics: findings(before, ground) };
  return succeed(course);
}

function renamed({ namespace: _, ...table }: Table, to: Table): Table {
  return { ...table, name: to.name, ...(to.namespace === undefined ? {} : { namespace: to.namespace }) };
}

function drafts(before: Table, after: Table, ground: AlignedGround): PhaseDraft[] {
  const { goal, sync } = ground;
  const both = { old: true, new: true };
  const rename = (schema: Schema): Schema => changeTable(schema, before.id, (table) => renamed(table, after));
  const swap = sync.swapAlias?.(before, after);
  // Where renaming and making the view cannot be one step, the view has the new name first.
  const name = swap === undefined ? before : after;
  const alias = (schema: Schema): ReturnType<typeof sync.alias> => sync.alias({ name: name.name, ...(name.namespace === undefined ? {} : { namespace: name.namespace }), table: tableOf(schema, before.id), schema });
  const aliased = (schema: Schema): Schema => alias(schema).reduce(withObject, { ...schema, objects: [...schema.objects, ...newNamespace(schema, goal, after)] });
  const plain = (schema: Schema): Schema => {
    const made = new Set(alias(schema).map(({ id }) => id));
    return { ...schema, objects: schema.objects.filter(({ id }) => !made.has(id)) };
  };
  const namespaced = (schema: Schema): Schema => ({ ...schema, objects: [...schema.objects, ...newNamespace(schema, goal, after)] });
  const expand: Segment[] = swap === undefined ? [{ kind: "shape", change: namespaced }, ...tableRename(before.id, (table) => renamed(table, after), ground), { kind: "shape", change: aliased }] : [{ kind: "shape", change: aliased }];
  const contract: Segment = swap === undefined
    ? { kind: "shape", change: plain }
    : { kind: "made", title: `Give ${after.name} to the table`, change: (schema) => rename(plain(schema)), up: () => swap.up, down: (schema) => [...swap.down, ...alias(changeTable(schema, before.id, (table) => renamed(table, before))).map(({ definition }) => ({ sql: definition }))] };
  return [
    {
      id: "expand", kind: "expand", title: swap === undefined ? `Rename ${before.name} to ${after.name}, with a view under the old name` : `Add a view ${after.name} of ${before.name}`, runs: both,
      explanation: `Both names can be read and written. Names of indexes, keys and sequences stay as they are.`, segments: expand,
    },
    {
      id: "switch", kind: "switch code", title: `Use ${after.name} in the application`, runs: both, segments: [], explanation: "Old and new versions run side by side. The next phase takes the old name away.",
      checkpoint: { confirm: `No running version of the application uses the name ${before.name} any more.`, application: [`Deploy the version that uses ${after.name} instead of ${before.name}.`, "Wait until no instance of the old version runs any more."] },
    },
    {
      id: "contract", kind: "contract", title: swap === undefined ? `Drop the view ${before.name}` : `Rename ${before.name} to ${after.name} in place of the view`, runs: { old: false, new: true },
      explanation: "The old name goes.", segments: [contract],
    },
  ];
}

function newNamespace(schema: Schema, goal: Schema, table: Table): Schema["objects"] {
  if (table.namespace === undefined || schema.objects.some(({ kind, name }) => kind === "namespace" && name === table.namespace)) return [];
  return goal.objects.filter(({ kind, name }) => kind === "namespace" && name === table.namespace);
}

function versions(before: Table, after: Table, { target }: AlignedGround): ApplicationVersions {
  const values = before.columns.map(({ name }) => ({ column: name, expression: target.quote(name) }));
  const match = (rowKey(before) ?? before.columns).map(({ name }) => [name, name] as const);
  return { old: [before], new: [after], readings: (["old", "new"] as const).map((writer) => ({ writer, written: before.id, read: before.id, match, values })) };
}

function findings(table: Table, { sync, target }: AlignedGround): Diagnostic[] {
  const unkeyed = rowKey(table) === undefined && !sync.fillsBeforeChecks ? [remark("no-key", `${table.name} has no key: through the view its rows are found by their internal number.`, table.id)] : [];
  const upserts = sync.fillsBeforeChecks ? [] : [remark("view-limits", `While ${table.name} is reached through a view on ${target.label}: INSERT with ON CONFLICT is refused, and the number of a new row is not told to whoever inserted it.`, table.id)];
  return [...unkeyed, ...upserts];
}
