import { fail, sameType, succeed, type Column, type Id, type Result, type Schema, type Table } from "../../model";
import type { ApplicationVersions, EvolutionField, EvolutionProposal } from "../evolution";
import { changeTable, tableOf } from "../running-schema";
import { archiveQuestion, backwardField, backwardQuestion, exchangeFindings, forwardField, forwardQuestion } from "./column-exchange";
import { endOf, type PhaseDraft } from "./course";
import { evolutionKind } from "./evolution-kind";
import { archivesLast, exchangeColumns, type ExchangeSpec } from "./exchange";
import { tableChanges, type AlignedGround, type Course } from "./ground";
import { columnById, freeName, refusal, rowKey } from "./records";
import { withTextsRenamed } from "./texts-renamed";

/** A column under its name with another type. */
export const changeType = evolutionKind({
  id: "change-type",
  label: "Change type",
  explanation: "A change of type rewrites the table while nobody can use it, and running versions may not understand the new type. Here a second column of the new type is filled beside the old one. One name cannot have two types, so the application either goes over a bridging name, or first learns to work with both types.",
  proposals,
  course: courseOf,
});

function proposals(ground: AlignedGround): EvolutionProposal[] {
  return tableChanges(ground).flatMap(({ before, kept }) => kept
    .filter(([old, fresh]) => old.name === fresh.name && !sameType(old.type, fresh.type) && before.primaryKey?.columns.includes(old.id) !== true)
    .map(([old, fresh]): EvolutionProposal => ({
      kind: "change-type", subject: { table: before.id, column: old.id }, carries: [...new Set([old.id, ground.given(fresh.id)])],
      title: `Change the type of ${before.name}.${old.name}`, fields: fields(before, old, fresh, ground),
    })));
}

function fields(table: Table, old: Column, fresh: Column, { target, sync, base, goal }: AlignedGround): EvolutionField[] {
  const bridge = freeName(`${old.name}_new`, { ...base, tables: [table, tableOf(goal, table.id)] }, target);
  return [
    {
      id: "way", label: "How the application changes over", form: "choice", proposed: "bridge", required: true,
      help: "With a bridging name the application changes over twice and no version meets a type it does not know. Without one, every version that runs at the swap must work with both types.",
      choices: [{ value: "bridge", label: "By way of a bridging name" }, { value: "swap", label: "In one swap: every version works with both types" }],
    },
    { id: "bridge", label: "Bridging name", help: `The column's name while both types stand side by side.`, form: "name", proposed: bridge, required: true },
    forwardQuestion({ ...fresh, name: bridge }, [old], sync.convert(target.quote(old.name), fresh.type, goal)),
    backwardQuestion(old, [{ ...fresh, name: bridge }], sync.convert(target.quote(bridge), old.type, base)),
    archiveQuestion("yes"),
  ];
}

function courseOf({ subject }: EvolutionProposal, answer: (field: string) => string, ground: AlignedGround): Result<Course> {
  const table = tableOf(ground.base, subject["table"] ?? "");
  const old = columnById(table, subject["column"] ?? "");
  const fresh = columnById(tableOf(ground.goal, table.id), old.id);
  const key = rowKey(table);
  const findings = exchangeFindings({ table, old: [old], fresh: [fresh] });
  const errors = findings.filter(({ severity }) => severity === "error");
  if (errors.length > 0 || key === undefined) return fail(...errors);
  const bridge = answer("bridge");
  if ([...table.columns, ...tableOf(ground.goal, table.id).columns].some(({ name }) => name.toLowerCase() === bridge.toLowerCase())) return fail(refusal("name-taken", `${table.name} already has a column ${bridge}. Choose another bridging name.`));
  const change: TypeChange = { ground, table: table.id, old, fresh, bridge };
  const expression = (field: string): ExchangeSpec["forward"] => [{ column: old.id, expression: answer(field), field }];
  const spec: ExchangeSpec = {
    base: ground.base, goal: bridged(change), table: table.id, key, suffix: "", archive: answer("archive") === "yes",
    forward: expression(forwardField(old.id)), backward: expression(backwardField(old.id)),
    application: [`Deploy the version that reads and writes ${bridge} instead of ${old.name}.`, "Wait until no instance of the old version runs any more."],
  };
  const course = answer("way") === "swap" ? swapped(change, spec) : overBridge(change, spec);
  return succeed({ ...course, diagnostics: findings });
}

interface TypeChange {
  readonly ground: AlignedGround;
  readonly table: Id;
  readonly old: Column;
  readonly fresh: Column;
  readonly bridge: string;
}

/** The goal with the column under the bridging name, in expressions too. */
function bridged({ ground: { goal, target }, table, fresh, bridge }: TypeChange): Schema {
  return changeTable(goal, table, (owner) => ({
    ...withTextsRenamed(owner, fresh.name, bridge, target), columns: owner.columns.map((column) => (column.id === fresh.id ? { ...column, name: bridge } : column)),
  }));
}

type Planned = ReturnType<typeof exchangeColumns>;

/** Twice an exchange: to the bridging name with the new type, and back to the old name. */
function overBridge({ ground, table, old, bridge }: TypeChange, spec: ExchangeSpec): Planned {
  const first = exchangeColumns(spec, ground);
  const live = first.drafts.filter(({ id }) => !id.endsWith("-archive"));
  const { quote } = ground.target;
  const second = exchangeColumns({
    base: endOf(live, ground.base), goal: ground.goal, table, key: spec.key, suffix: "-2", archive: false,
    forward: [{ column: old.id, expression: quote(bridge), field: "bridge" }], backward: [{ column: old.id, expression: quote(old.name), field: "bridge" }],
    application: [`Deploy the version that reads and writes ${old.name}, which has the new type now, instead of ${bridge}.`, "Wait until no instance of the version before runs any more."],
  }, ground);
  return { drafts: archivesLast([...first.drafts, ...second.drafts]).map((draft) => (second.drafts.includes(draft) || draft.id.endsWith("-archive") ? { ...draft, application: second.application } : draft)), application: first.application, conversions: first.conversions };
}

/** One exchange that ends with the new column under the old name. */
function swapped({ ground, table, old, fresh, bridge }: TypeChange, spec: ExchangeSpec): Planned {
  const exchange = exchangeColumns({ ...spec, application: [`Deploy a version that works with ${old.name} in its old and its new type.`, "Wait until no instance of a version that knows only the old type runs any more."] }, ground);
  const final = tableOf(ground.goal, table);
  const rename = (schema: Schema): Schema => changeTable(schema, table, (owner) => ({
    ...owner, columns: owner.columns.map((column) => (column.id === fresh.id ? { ...column, name: fresh.name } : column)),
    checks: owner.checks.map((check) => final.checks.find(({ id }) => id === check.id) ?? check),
    indexes: owner.indexes.map((index) => final.indexes.find(({ id }) => id === index.id) ?? index),
  }));
  const both = sameForBoth(tableOf(ground.base, table), ground);
  const after = sameForBoth(tableOf(rename(endOf(exchange.drafts.filter(({ id }) => !id.endsWith("-archive")), ground.base)), table), ground);
  const drafts = exchange.drafts.map((draft): PhaseDraft => {
    if (draft.kind === "switch code" && draft.id === "switch") {
      return { ...draft, title: `Work with both types of ${old.name}`, checkpoint: { confirm: `Every running version of the application works with ${old.name} in its old and its new type.`, application: draft.checkpoint?.application ?? [] } };
    }
    if (draft.id === "contract") return { ...draft, title: `Swap ${old.name} for ${bridge}`, application: after, segments: [...draft.segments, { kind: "shape", change: rename }] };
    return draft.id.endsWith("-archive") ? { ...draft, application: after } : draft;
  });
  return { drafts, application: both, conversions: exchange.conversions };
}

/** Both versions see the same table. */
function sameForBoth(table: Table, { target }: AlignedGround): ApplicationVersions {
  const values = table.columns.map(({ name }) => ({ column: name, expression: target.quote(name) }));
  const match = (rowKey(table) ?? []).map(({ name }) => [name, name] as const);
  return { old: [table], new: [table], readings: (["old", "new"] as const).map((writer) => ({ writer, written: table.id, read: table.id, match, values })) };
}
