import { fail, succeed, type Column, type Id, type Result, type Schema, type Table } from "../../model";
import type { EvolutionProposal } from "../evolution";
import { changeTable, tableOf } from "../running-schema";
import type { PhaseDraft } from "./course";
import { evolutionKind } from "./evolution-kind";
import { tableChanges, type AlignedGround, type Course } from "./ground";
import { KeyCourse } from "./key-course";
import { columnById, refusal } from "./records";
import { counterOf, touches, versions, withFinalTypes, type Widened } from "./widened";

/** A primary key that runs out of numbers. */
export const primaryKeyToBigint = evolutionKind({
  id: "primary-key-to-bigint",
  label: "Primary key to bigint",
  explanation: "A wider key rewrites its table and every table that refers to it while nobody can use them. Here second columns of the wider type are filled beside the old ones, with an index of their own, and names and keys are swapped in one short transaction.",
  proposals,
  course: courseOf,
});

const narrow = (column: Column): boolean => column.type.kind === "int16" || column.type.kind === "int32";

/** The key's column, and the columns of references to it that are widened too. */
function widenedBy(table: Table, column: Column, { base, goal }: Pick<AlignedGround, "base" | "goal">): Widened[] {
  const found: Widened[] = [];
  const visit = (owner: Table, one: Column): void => {
    if (found.some((known) => known.column.id === one.id)) return;
    const final = goal.tables.find(({ id }) => id === owner.id)?.columns.find(({ id }) => id === one.id);
    if (final === undefined || final.type.kind !== "int64" || !narrow(one) || final.name !== one.name) return;
    found.push({ table: owner, column: one, final });
    for (const other of base.tables) {
      for (const key of other.foreignKeys) {
        const at = key.referencedTable === owner.id ? key.referencedColumns.indexOf(one.id) : -1;
        if (at >= 0) visit(other, columnById(other, key.columns[at] ?? ""));
      }
    }
  };
  visit(table, column);
  return found;
}

function proposals(ground: AlignedGround): EvolutionProposal[] {
  const keyColumns = tableChanges(ground).flatMap(({ before, kept }) => kept
    .filter(([old, fresh]) => before.primaryKey?.columns.includes(old.id) === true && narrow(old) && fresh.type.kind === "int64" && old.name === fresh.name).map(([old]) => ({ table: before, widened: widenedBy(before, old, ground) })));
  // A key that only follows another one is widened with that.
  return keyColumns.filter(({ widened }, at) => !keyColumns.some((other, n) => n !== at && other.widened.length > widened.length && other.widened.some(({ column }) => column.id === widened[0]?.column.id)))
    .flatMap(({ table, widened }): EvolutionProposal[] => {
      const [first] = widened;
      if (first === undefined) return [];
      return [{
        kind: "primary-key-to-bigint", subject: { table: table.id, column: first.column.id }, title: `Widen ${table.name}.${first.column.name} to 64 bits`, fields: [],
        carries: [...new Set(widened.flatMap(({ table: owner, column }) => [column.id, counterOf(owner, column, ground.base)?.sequence.id ?? column.id]).flatMap((id) => [id, ground.given(id)]))],
      }];
    });
}

function courseOf({ subject }: EvolutionProposal, _: (field: string) => string, ground: AlignedGround): Result<Course> {
  const table = tableOf(ground.base, subject["table"] ?? "");
  const widened = widenedBy(table, columnById(table, subject["column"] ?? ""), ground);
  // A default that counts moves with what it counts by; one that becomes an identity would be two changes at once.
  const counting = widened.filter(({ table: owner, column, final }) => /\bnextval\s*\(/i.test(column.default ?? "") && (final.default === undefined || counterOf(owner, column, ground.base) === undefined));
  if (ground.sync.keyFromIndex !== undefined && counting.length > 0) {
    return fail(...counting.map(({ table: owner, column }) => refusal("serial", `${owner.name}.${column.name} takes its numbers from a sequence and shall no longer, or from one that it does not own. Make that change in a release before: it changes no row.`, column.id)));
  }
  const drafts = ground.sync.keyFromIndex === undefined ? inPlace(widened, ground) : new KeyCourse(widened, ground).drafts();
  return succeed({ drafts, application: versions(widened, ground, (schema) => schema), conversions: [], diagnostics: [] });
}

/** Where the engine changes a column only by rewriting its table: the references first, so that neither side refuses the other. */
function inPlace(widened: readonly Widened[], ground: AlignedGround): PhaseDraft[] {
  const both = { old: true, new: true };
  const ids = new Set(widened.map(({ column }) => column.id));
  const concerned = (schema: Schema): Schema["tables"] => schema.tables.filter((table) => table.foreignKeys.some((key) => touches(key, ids)));
  const names = widened.map(({ table, column }) => `${table.name}.${column.name}`);
  const [first, ...rest] = widened;
  const label = first === undefined ? "" : `${first.table.name}.${first.column.name}`;
  const application = versions(widened, ground, (schema) => withFinalTypes(schema, widened));
  const ready: PhaseDraft = {
    id: "switch", kind: "switch code", title: `Work with 64-bit numbers in ${names.join(", ")}`, runs: both, segments: [], explanation: "Names do not change; a version breaks only if it cannot read a 64-bit number.",
    checkpoint: { confirm: `Every running version of the application reads ${names.join(", ")} as 64-bit numbers.`, application: ["Deploy the version that reads these columns as 64-bit numbers.", "Wait until no instance of the old version runs any more."] },
  };
  const loss = { kind: "lossy" as const, what: "down is refused while there are numbers that the narrow type cannot hold" };
  if (rest.length === 0 || ground.target.rules.table.createsForeignKeys) {
    return [ready, { id: "contract", kind: "contract", title: `Widen ${names.join(", ")}`, runs: both, explanation: "The tables are rewritten, which holds writers up for as long as it takes.", application, segments: [{ kind: "shape", change: (schema) => withFinalTypes(schema, widened), reversibility: loss }] }];
  }
  const keys = new Map(concerned(ground.base).map((table) => [table.id, table.foreignKeys.filter((key) => touches(key, ids))]));
  const without = (schema: Schema): Schema => [...keys.keys()].reduce((running, id: Id) => changeTable(running, id, (table) => ({ ...table, foreignKeys: table.foreignKeys.filter((key) => !touches(key, ids)) })), schema);
  const withKeys = (schema: Schema): Schema => [...keys].reduce((running, [id, list]) => changeTable(running, id, (table) => ({ ...table, foreignKeys: [...table.foreignKeys.filter((key) => !touches(key, ids)), ...list] })), schema);
  return [
    ready,
    {
      id: "expand", kind: "expand", title: `Widen what refers to ${label}`, runs: both, explanation: "The foreign keys go for a while, and the referring columns are widened first. Until they are back the application must not write references to nothing.",
      segments: [{ kind: "shape", change: without }, { kind: "shape", change: (schema) => withFinalTypes(schema, rest), reversibility: loss }],
    },
    { id: "contract", kind: "contract", title: `Widen ${label}`, runs: both, application, explanation: "The table is rewritten, which holds writers up for as long as it takes: use an online tool where it is large.", segments: [{ kind: "shape", change: (schema) => withFinalTypes(schema, widened), reversibility: loss }] },
    { id: "constrain", kind: "constrain", title: `Bring the references to ${label} back`, runs: both, application, explanation: "The foreign keys come back; rows that refer to nothing make that fail.", segments: [{ kind: "shape", online: true, change: withKeys }] },
  ];
}
