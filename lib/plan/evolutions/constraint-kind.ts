import { fail, type Diagnostic, type Result } from "../../model";
import type { Evolution, EvolutionGround, EvolutionKind, EvolutionProposal, EvolutionRequest } from "../evolution";
import { tableOf } from "../running-schema";
import { constraintCourse, type ConstraintSpec } from "./constraint";
import { alignedGround, answersOf, evolutionOf, proposalFor, type AlignedGround } from "./ground";
import { refusal, rowKey } from "./records";

/** What a kind of constraint says of itself. */
export interface ConstraintKind extends Pick<EvolutionKind, "id" | "label" | "explanation"> {
  readonly proposals: (ground: AlignedGround) => EvolutionProposal[];
  readonly spec: (proposal: EvolutionProposal, answer: (field: string) => string, ground: AlignedGround) => ConstraintSpec;
}

/** The evolution kind of a constraint. */
export function constraintKind({ proposals, spec, ...words }: ConstraintKind): EvolutionKind {
  return {
    ...words,
    propose: (ground: EvolutionGround) => {
      const aligned = alignedGround(ground);
      return aligned === undefined ? [] : proposals(aligned);
    },
    build: (request: EvolutionRequest): Result<Evolution> => {
      const ground = alignedGround(request);
      if (ground === undefined) return fail(refusal("target", `${request.target.label} has no evolutions.`));
      const proposal = proposalFor(proposals(ground), request);
      if (!proposal.ok) return proposal;
      const answers = answersOf(proposal.value.fields, request);
      if (!answers.ok) return answers;
      const asked = spec(proposal.value, answers.value, ground);
      const course = constraintCourse(asked, ground);
      return evolutionOf(proposal.value, ground.base, { ...course, diagnostics: findings(asked) }, ground);
    },
  };
}

function findings({ base, table: id, repair }: ConstraintSpec): Diagnostic[] {
  const table = tableOf(base, id);
  if (repair === undefined || rowKey(table) !== undefined) return [];
  return [{ code: "evolution-no-key", severity: "warning", message: `${table.name} has no key, so its rows cannot be mended in batches: see to them by hand.`, place: { objectId: id } }];
}
