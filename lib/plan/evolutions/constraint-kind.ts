import { succeed, type Diagnostic } from "../../model";
import type { EvolutionKind, EvolutionProposal } from "../evolution";
import { tableOf } from "../running-schema";
import { constraintCourse, type ConstraintSpec } from "./constraint";
import { evolutionKind, type KindOfChange } from "./evolution-kind";
import type { AlignedGround } from "./ground";
import { rowKey } from "./records";

/** What a kind of constraint says of itself. */
export interface ConstraintKind extends Omit<KindOfChange, "course"> {
  readonly spec: (proposal: EvolutionProposal, answer: (field: string) => string, ground: AlignedGround) => ConstraintSpec;
}

/** The evolution kind of a constraint. */
export function constraintKind({ spec, ...kind }: ConstraintKind): EvolutionKind {
  return evolutionKind({
    ...kind,
    course: (proposal, answer, ground) => {
      const asked = spec(proposal, answer, ground);
      return succeed({ ...constraintCourse(asked, ground), diagnostics: findings(asked) });
    },
  });
}

function findings({ base, table: id, repair }: ConstraintSpec): Diagnostic[] {
  const table = tableOf(base, id);
  if (repair === undefined || rowKey(table) !== undefined) return [];
  return [{ code: "evolution-no-key", severity: "warning", message: `${table.name} has no key, so its rows cannot be mended in batches: see to them by hand.`, place: { objectId: id } }];
}
