import type { Column } from "../../model";
import type { EvolutionField, EvolutionProposal } from "../evolution";
import { archiveQuestion, backwardQuestion, exchangeCourse, forwardQuestion } from "./column-exchange";
import { evolutionKind } from "./evolution-kind";
import { tableChanges, type AlignedGround } from "./ground";
import { columnById, isTextual, listed, subjectList } from "./records";
import { tableOf } from "../running-schema";

/** One column becomes several. */
export const splitColumn = evolutionKind({
  id: "split-column",
  label: "Split column",
  explanation: "One column gives way to several that say the same in parts. Both forms stand side by side and triggers keep them in step, so that versions of the application can change over one after the other.",
  proposals,
  course: exchangeCourse(({ subject }, { base, goal }) => {
    const before = tableOf(base, subject["table"] ?? "");
    const after = tableOf(goal, before.id);
    const old = columnById(before, subject["column"] ?? "");
    const fresh = subjectList(subject, "into").map((id) => columnById(after, id));
    return { table: before, old: [old], fresh, application: [`Deploy the version that reads and writes ${listed(fresh.map(({ name }) => name))} instead of ${old.name}.`, "Wait until no instance of the old version runs any more."] };
  }),
});

function proposals(ground: AlignedGround): EvolutionProposal[] {
  return tableChanges(ground).flatMap(({ before, dropped, added }) => (added.length < 2 || added.length > 8 ? [] : dropped.map((old): EvolutionProposal => ({
    kind: "split-column", carries: [old.id, ...added.map(({ id }) => ground.given(id))],
    subject: { table: before.id, column: old.id, ...Object.fromEntries(added.map(({ id }, at) => [`into.${at}`, id])) },
    title: `Split ${before.name}.${old.name} into ${listed(added.map(({ name }) => name))}`,
    fields: fields(old, added, ground),
  }))));
}

function fields(old: Column, fresh: readonly Column[], { sync: { words } }: AlignedGround): EvolutionField[] {
  const texts = [old, ...fresh].every(isTextual);
  const forward = (at: number): string => (!texts ? "" : at === 0 ? words.first(old.name) : at === 1 && fresh.length === 2 ? words.rest(old.name) : "");
  return [
    ...fresh.map((column, at) => forwardQuestion(column, [old], forward(at))),
    backwardQuestion(old, fresh, texts ? words.join(fresh.map(({ name }) => name)) : ""), archiveQuestion("yes"),
  ];
}
