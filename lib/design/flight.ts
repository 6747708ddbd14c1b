import type { Id, Schema } from "../model";
import type { EvolutionAnswers, EvolutionSubject, PhaseKind } from "../plan/evolution";

/** A change in phases of which a release has made the first. Plain data, kept with every release from then on. */
export interface EvolutionInFlight {
  /** Id of its record in the design. */
  readonly id: Id;
  /** EvolutionKind.id. */
  readonly kind: string;
  readonly subject: EvolutionSubject;
  readonly answers: EvolutionAnswers;
  readonly title: string;
  /** Number of the release that made its first phase. */
  readonly startedIn: number;
  /** `releasedIn`: number of the release that made it; a checkpoint without statements is in none. */
  readonly phases: readonly { readonly id: string; readonly kind: PhaseKind; readonly title: string; readonly releasedIn?: number }[];
  /** Phases that are done, from the first. */
  readonly reached: number;
  /** How it ended, and in which release. */
  readonly ended?: { readonly how: "done" | "abandoned"; readonly in: number };
}

/** The same with the schemas between which it was planned, so that it can be built again. */
export interface InFlight extends EvolutionInFlight {
  /** What was released before it began. */
  readonly base: Schema;
  /** What was drawn when it began. */
  readonly goal: Schema;
}

/** Somebody said that a checkpoint is reached. */
export interface Confirmation {
  readonly evolutionId: Id;
  /** EvolutionPhase.id. */
  readonly phase: string;
  /** What was confirmed, word for word. */
  readonly sentence: string;
  readonly by: string;
  /** ISO 8601. */
  readonly at: string;
}
