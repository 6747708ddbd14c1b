import type { Id, TechnologyId } from "../../model";
import type { EditCommand } from "../command";
import { mappingProperty } from "../encode";
import { writeRecord } from "../patch";
import { entryKey } from "../records";
import { done, gone, refuse } from "./edit";

export interface SetMappingChoice {
  /** The table, column or key that the decision is about. */
  readonly about: Id;
  /** Which of the chosen target's decisions: MappingDecision.choice. */
  readonly choice: string;
  /** The option; `null`: as the rule proposes. */
  readonly option: string | null;
  /** Absent: the design's own technology; given for a second store. */
  readonly target?: TechnologyId;
}

/** Overrules one decision of the mapping to the chosen technology's shape, or leaves it to the rule again. Choices for other technologies stay. */
export const setMappingChoice: EditCommand<SetMappingChoice> = {
  id: "set-mapping-choice",
  label: "Choose how it is mapped",
  icon: "workflow",
  run(context, { about = "", choice, option, target = context.design.settings.target }) {
    const kind = context.entries.get(entryKey(about, "kind"));
    const deleted = context.entries.get(entryKey(about, "del"));
    if (kind === undefined || (deleted !== undefined && deleted !== false)) return gone("object");
    if (typeof choice !== "string" || !/^[a-z][a-z0-9-]*$/.test(choice)) return refuse("choice-unknown", "There is no such choice.");
    return done(context, [writeRecord(about, { [mappingProperty(target, choice)]: option ?? undefined })]);
  },
};
