import type { Pending } from "@/lib/design/pending";
import { counted } from "@/lib/model";

/** What is pending in a few words: "2 changes and 1 phase", "Nothing", "Waits for a checkpoint". */
export function pendingWords({ plan, evolutions }: Pick<Pending, "plan" | "evolutions">): string {
  const phases = evolutions.filter(({ phase, abandoned }) => phase !== undefined || abandoned).length;
  const parts = [...(plan.changes.length > 0 ? [counted(plan.changes.length, "change")] : []), ...(phases > 0 ? [counted(phases, "phase")] : [])];
  if (parts.length > 0) return parts.join(" and ");
  return evolutions.some(({ waits }) => waits === "checkpoint") ? "Waits for a checkpoint" : "Nothing";
}
