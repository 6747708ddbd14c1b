import type { EvolutionState } from "@/lib/design/evolve";
import type { EvolutionPhase, PhaseKind } from "@/lib/plan";

/** The columns of the board. */
export const phaseKinds: readonly PhaseKind[] = ["expand", "backfill", "constrain", "switch code", "contract"];

export const phaseLabels: Readonly<Record<PhaseKind, string>> = { expand: "Expand", backfill: "Backfill", constrain: "Constrain", "switch code": "Switch code", contract: "Contract" };

export type PhaseStatus = "done" | "next" | "waits" | "later" | "back";

/** Where each phase stands: released or confirmed, made or taken back by the next release, the one that waits, or still to come. */
export function phaseStatus(state: EvolutionState, place: number): PhaseStatus {
  const { evolution, phase, reached, checkpoint, confirmations } = state;
  const own = evolution?.phases[place];
  if (state.abandoned) return place < reached ? "back" : "later";
  if (own !== undefined && checkpoint?.phase === own.id) return "waits";
  if (place < reached || (own?.checkpoint !== undefined && confirmations.some((each) => each.phase === own.id))) return "done";
  return own !== undefined && phase !== undefined && phase.id === own.id ? "next" : "later";
}

/** Which versions of the application may run now, as a sentence. */
export function mayRun({ evolution, reached, phase, abandoned }: Pick<EvolutionState, "evolution" | "reached" | "phase" | "abandoned">): string {
  if (phase !== undefined && !phase.runs.old) return "The old version of the application must not run any more: it breaks with the next release.";
  if (abandoned) return "Only the old version of the application may run: the next release takes the new form away.";
  const runs = reached === 0 ? { old: true, new: false } : evolution?.phases[reached - 1]?.runs;
  if (runs === undefined) return "Unknown what may run.";
  if (runs.old && runs.new) return "Old and new versions of the application may run side by side.";
  return runs.old ? "Only the old version of the application may run." : "Only the new version of the application may run.";
}

/** What is to be done for one phase, in order. */
export function tasksOf(phase: EvolutionPhase): readonly string[] {
  const files = phase.migrations.length;
  return [
    ...(files === 0 ? [] : [`Release and run ${files === 1 ? "its migration" : `its ${files} migrations, in order`}.`]),
    ...phase.backfills.map(({ title }) => `Run the data migration until no row is left: ${title}.`),
    ...(phase.checkpoint?.application ?? []),
    ...(phase.checkpoint === undefined ? [] : [`Confirm: ${phase.checkpoint.confirm}`]),
  ];
}

/** What the next release does with a change, in a few words. */
export function nextWords(state: EvolutionState): string {
  if (state.abandoned) return "The next release takes its phases back.";
  if (state.phase !== undefined) return `The next release makes: ${state.phase.title}.`;
  switch (state.waits) {
    case "checkpoint": return `Waits for a person to confirm: ${state.checkpoint?.confirm ?? ""}`;
    case "held": return "Held: the next release leaves it where it is.";
    case "cannot": return "It cannot go on; see the findings.";
    default: return "Nothing is left to do.";
  }
}
