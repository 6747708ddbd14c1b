import type { Attributes } from "./attributes";
import { conditions, type Condition } from "./conditions";
import { needIds, needs, type FoundNeed, type NeedId } from "./needs";
import { situationOf, type Situation } from "./situation";

/** A situation with what is the same for all thirteen: looked at once. */
export interface Examined {
  readonly situation: Situation;
  /** Conditions that hold, in the order of the lines of a score. */
  readonly held: readonly Condition[];
  readonly found: ReadonlyMap<NeedId, FoundNeed>;
}

export function examine(answers: Attributes): Examined {
  const situation = situationOf(answers);
  const found = needIds.flatMap((id): [NeedId, FoundNeed][] => {
    const need = needs[id].found(situation);
    return need === undefined ? [] : [[id, need]];
  });
  return { situation, held: conditions.filter((condition) => condition.holds(situation)), found: new Map(found) };
}
