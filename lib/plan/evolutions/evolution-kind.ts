import { fail, type Result } from "../../model";
import type { EvolutionKind, EvolutionProposal } from "../evolution";
import { alignedGround, answersOf, evolutionOf, proposalFor, type AlignedGround, type Course } from "./ground";
import { refusal } from "./records";

/** What a kind of change says of itself. */
export interface KindOfChange extends Pick<EvolutionKind, "id" | "label" | "explanation"> {
  readonly proposals: (ground: AlignedGround) => EvolutionProposal[];
  /** The course of a proposal, or why there is none; `answer` gives what was answered to a field, or its proposed answer. */
  readonly course: (proposal: EvolutionProposal, answer: (field: string) => string, ground: AlignedGround) => Result<Course>;
}

/** The evolution kind: proposals are looked for between aligned schemas, and a request's subject and answers are checked before its course is made. */
export function evolutionKind({ proposals, course, ...words }: KindOfChange): EvolutionKind {
  return {
    ...words,
    propose: (ground) => {
      const aligned = alignedGround(ground);
      return aligned === undefined ? [] : proposals(aligned);
    },
    build: (request) => {
      const ground = alignedGround(request);
      if (ground === undefined) return fail(refusal("target", `${request.target.label} has no evolutions.`));
      const proposal = proposalFor(proposals(ground), request);
      if (!proposal.ok) return proposal;
      const answers = answersOf(proposal.value.fields, request);
      if (!answers.ok) return answers;
      const made = course(proposal.value, answers.value, ground);
      return made.ok ? evolutionOf(proposal.value, ground.base, made.value, ground) : made;
    },
  };
}
