import type { Id, Reversibility, Schema } from "../../model";
import type { NativeMigration, NativePlan, NativeStep } from "../../targets/native";
import type { Change, PlannedMigration, Step } from "../plan";

/** The changes of a native plan as all plans have them. A table that is new or gone is marked as such; what else changes is a change of its table. */
export function nativeChanges({ changes }: NativePlan, base: Schema, goal: Schema): readonly Change[] {
  const before = new Set(base.tables.map(({ id }) => id));
  const after = new Set(goal.tables.map(({ id }) => id));
  const marked = new Set<Id>();
  return changes.map(({ id, verb, title, tables }): Change => {
    const fresh = verb === "add" ? tables.find((table) => !before.has(table) && after.has(table) && !marked.has(table)) : undefined;
    const gone = verb === "drop" ? tables.find((table) => before.has(table) && !after.has(table) && !marked.has(table)) : undefined;
    const whole = fresh ?? gone;
    if (whole !== undefined) marked.add(whole);
    const [first] = tables;
    return {
      id, verb, title, properties: [], kind: whole === undefined ? "object" : "table",
      ...(fresh === undefined ? {} : { to: fresh }), ...(gone === undefined ? {} : { from: gone }), ...(first === undefined ? {} : { tableId: first }),
    };
  });
}

/** A native migration as all planned migrations are: its commands stand where others have statements. */
export function nativeMigration({ slug, title, phase, before, steps, data }: NativeMigration): PlannedMigration {
  const shown = phase === undefined ? title : `${phase.charAt(0).toUpperCase()}${phase.slice(1)}: ${title}`;
  return {
    slug, title: before === undefined ? shown : `${shown}. Before it is run: ${before}`, transaction: false, steps: steps.map(stepOf),
    reversibility: worst([...steps.map(({ reversibility }) => reversibility), ...(data === undefined ? [] : [data.reversibility])]),
  };
}

function stepOf({ title, changes, up, down, reversibility, hazards }: NativeStep): Step {
  return { title, changes, up: up.map((sql) => ({ sql })), down: down.map((sql) => ({ sql })), produces: [], consumes: [], destroys: [], hazards, reversibility };
}

function worst(all: readonly Reversibility[]): Reversibility {
  return all.find(({ kind }) => kind === "irreversible") ?? all.find(({ kind }) => kind === "lossy") ?? { kind: "lossless" };
}
