import type { Id } from "../../model";
import type { MappingChoices, MappingDecision, NativeInput } from "./native";

/** What the rule says, before the team had its say. */
export interface Proposal<Option extends string> {
  readonly about: Id;
  readonly table: Id;
  readonly choice: string;
  readonly label: string;
  readonly options: readonly { readonly id: Option; readonly label: string; readonly help: string }[];
  readonly proposed: Option;
  readonly reason: string;
}

/** The team's choice when it made one of the options, else the rule's; with the record of it. */
export function choose<Option extends string>(proposal: Proposal<Option>, choices: MappingChoices): { readonly chosen: Option; readonly decision: MappingDecision } {
  const { about, table, choice, label, options, proposed, reason } = proposal;
  const wanted = choices.get(about)?.[choice];
  const asked = options.find(({ id }) => id === wanted)?.id;
  const chosen = asked ?? proposed;
  return {
    chosen,
    decision: { about, table, choice, label, chosen, options, overruled: asked !== undefined, reason: asked === undefined || asked === proposed ? reason : `Chosen by the team. By the rule it would be ${proposed}: ${reason}` },
  };
}

/** Collects decisions in reading order. */
export class Decisions {
  readonly made: MappingDecision[] = [];
  constructor(private readonly input: Pick<NativeInput, "choices">) {}

  take<Option extends string>(proposal: Proposal<Option>): Option {
    const { chosen, decision } = choose(proposal, this.input.choices);
    this.made.push(decision);
    return chosen;
  }
}
