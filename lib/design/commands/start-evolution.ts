import type { Id } from "../../model";
import type { EvolutionAnswers, EvolutionSubject } from "../../plan/evolution";
import type { EditCommand } from "../command";
import type { PlannedEvolution } from "../design";
import { encodeEvolution } from "../encode";
import { writeRecord } from "../patch";
import { addRecord, asFlag, asRecord, done, gone, refuse, setting } from "./edit";

export interface StartEvolution {
  /** EvolutionKind.id. */
  readonly kind: string;
  readonly subject: EvolutionSubject;
  readonly answers: EvolutionAnswers;
}

/** Chooses to carry a breaking change out in phases instead of directly. The next release makes its first phase. */
export const startEvolution: EditCommand<StartEvolution> = {
  id: "start-evolution",
  label: "Expand and contract",
  icon: "split",
  run(context, { kind, subject, answers }) {
    const same = (other: PlannedEvolution): boolean => other.kind === kind && JSON.stringify(Object.entries(other.subject).sort()) === JSON.stringify(Object.entries(subject).sort());
    if (context.design.evolutions.some(same)) return refuse("evolution-exists", "This change is carried out in phases already.");
    const evolution: PlannedEvolution = { id: context.newId(), kind, subject, answers, held: false, abandoned: false };
    return done(context, [addRecord(context, evolution.id, encodeEvolution(evolution), context.design.evolutions)]);
  },
};

export interface SetEvolution {
  readonly evolutionId: Id;
  readonly answers?: EvolutionAnswers;
  /** Leave it at its phase in the next release. */
  readonly held?: boolean;
  /** Take back in the next release what its phases made. */
  readonly abandoned?: boolean;
}

/** Changes the answers of a change in phases, or what the next release does with it. */
export const setEvolution: EditCommand<SetEvolution> = {
  id: "set-evolution",
  label: "Change what the next release does",
  icon: "split",
  run(context, { evolutionId, answers, held, abandoned }) {
    if (!context.design.evolutions.some(({ id }) => id === evolutionId)) return gone("change in phases");
    return done(context, [writeRecord(evolutionId, {
      ...setting("answers", answers, asRecord), ...setting("held", held, asFlag), ...setting("abandoned", abandoned, asFlag),
    })]);
  },
};
