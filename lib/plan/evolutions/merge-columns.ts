import type { Column } from "../../model";
import type { EvolutionField, EvolutionProposal } from "../evolution";
import { archiveQuestion, backwardQuestion, exchangeCourse, forwardQuestion } from "./column-exchange";
import { evolutionKind } from "./evolution-kind";
import { tableChanges, type AlignedGround } from "./ground";
import { columnById, isTextual, listed, subjectList } from "./records";
import { tableOf } from "../running-schema";

/** Several columns become one. */
export const mergeColumns = evolutionKind({
  id: "merge-columns",
  label: "Merge columns",
  explanation: "Several columns give way to one that says the same. Both forms stand side by side and triggers keep them in step; the old values are kept until nobody wants to go back, since parts cannot always be told apart again.",
  proposals,
  course: exchangeCourse(({ subject }, { base, goal }) => {
    const before = tableOf(base, subject["table"] ?? "");
    const fresh = columnById(tableOf(goal, before.id), subject["into"] ?? "");
    const old = subjectList(subject, "column").map((id) => columnById(before, id));
    return { table: before, old, fresh: [fresh], application: [`Deploy the version that reads and writes ${fresh.name} instead of ${listed(old.map(({ name }) => name))}.`, "Wait until no instance of the old version runs any more."] };
  }),
});

function proposals(ground: AlignedGround): EvolutionProposal[] {
  return tableChanges(ground).flatMap(({ before, dropped, added }) => (dropped.length < 2 || dropped.length > 8 ? [] : added.map((fresh): EvolutionProposal => ({
    kind: "merge-columns", carries: [...dropped.map(({ id }) => id), ground.given(fresh.id)],
    subject: { table: before.id, into: fresh.id, ...Object.fromEntries(dropped.map(({ id }, at) => [`column.${at}`, id])) },
    title: `Merge ${listed(dropped.map(({ name }) => `${before.name}.${name}`))} into ${fresh.name}`,
    fields: fields(dropped, fresh, ground),
  }))));
}

function fields(old: readonly Column[], fresh: Column, { sync: { words } }: AlignedGround): EvolutionField[] {
  const texts = [fresh, ...old].every(isTextual);
  const backward = (at: number): string => (!texts ? "" : at === 0 ? words.first(fresh.name) : at === 1 && old.length === 2 ? words.rest(fresh.name) : "");
  return [
    forwardQuestion(fresh, old, texts ? words.join(old.map(({ name }) => name)) : ""),
    ...old.map((column, at) => backwardQuestion(column, [fresh], backward(at))), archiveQuestion("yes"),
  ];
}
