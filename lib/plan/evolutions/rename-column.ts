import { sameType } from "../../model";
import type { EvolutionProposal } from "../evolution";
import { archiveQuestion, backwardQuestion, exchangeCourse, forwardQuestion } from "./column-exchange";
import { evolutionKind } from "./evolution-kind";
import { tableChanges, type AlignedGround } from "./ground";
import { columnById } from "./records";
import { tableOf } from "../running-schema";

/** A column under a new name, both names working until the old one goes. */
export const renameColumn = evolutionKind({
  id: "rename-column",
  label: "Rename column",
  explanation: "A rename in one step breaks every running version that still uses the old name. Here the new column stands beside the old one, triggers keep both in step, and the old one goes when nobody uses it.",
  proposals,
  course: exchangeCourse(({ subject }, { base, goal }) => {
    const before = tableOf(base, subject["table"] ?? "");
    const old = columnById(before, subject["column"] ?? "");
    const fresh = columnById(tableOf(goal, before.id), old.id);
    return { table: before, old: [old], fresh: [fresh], application: [`Deploy the version that reads and writes ${fresh.name} instead of ${old.name}.`, "Wait until no instance of the old version runs any more."] };
  }),
});

function proposals(ground: AlignedGround): EvolutionProposal[] {
  const { target: { quote } } = ground;
  return tableChanges(ground).flatMap(({ before, kept }) => kept.filter(([old, fresh]) => old.name !== fresh.name).map(([old, fresh]): EvolutionProposal => {
    const same = sameType(old.type, fresh.type);
    const convert = (name: string, to: typeof old, schema: AlignedGround["base"]): string => (same ? quote(name) : ground.sync.convert(quote(name), to.type, schema));
    return {
      kind: "rename-column", subject: { table: before.id, column: old.id }, title: `Rename ${before.name}.${old.name} to ${fresh.name}`, carries: [...new Set([old.id, ground.given(fresh.id)])],
      fields: [forwardQuestion(fresh, [old], convert(old.name, fresh, ground.goal)), backwardQuestion(old, [fresh], convert(fresh.name, old, ground.base)), archiveQuestion("no")],
    };
  }));
}
