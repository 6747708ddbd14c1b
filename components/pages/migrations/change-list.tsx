import { Minus, PenLine, Plus, Shuffle, type LucideIcon } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { Change, ChangeVerb } from "@/lib/plan/plan";

const marks: Readonly<Record<ChangeVerb, { readonly icon: LucideIcon; readonly className: string; readonly word: string }>> = {
  add: { icon: Plus, className: "text-ok", word: "Added" },
  drop: { icon: Minus, className: "text-bad", word: "Removed" },
  rename: { icon: Shuffle, className: "text-info", word: "Renamed" },
  alter: { icon: PenLine, className: "text-warn", word: "Changed" },
};

/** Which changes can be carried out in phases, and asking for it. */
export interface Phasing {
  canEvolve(changes: readonly string[]): boolean;
  onEvolve(changes: readonly string[]): void;
}

/** The differences in reading order, each with the mark it has on the diagram; those that can be are offered in phases. */
export function ChangeList({ changes, phasing }: { readonly changes: readonly Change[]; readonly phasing?: Phasing }) {
  return (
    <ul aria-label="Changes" className="grid">
      {changes.map((change) => {
        const { icon: Icon, className, word } = marks[change.verb];
        return (
          <li key={change.id} className="flex min-h-8 items-center gap-2 border-b border-line py-1 last:border-b-0">
            <Icon aria-hidden className={`size-4 shrink-0 stroke-[1.5] ${className}`} />
            <span className="sr-only">{word}: </span>
            <span className="min-w-0 flex-1 break-words">{change.title}</span>
            {phasing?.canEvolve([change.id]) === true ? <Button variant="quiet" aria-label={`Expand and contract: ${change.title}`} onClick={() => phasing.onEvolve([change.id])}>Expand and contract</Button> : undefined}
            <span className="shrink-0 text-sm text-ink-3">{change.kind}</span>
          </li>
        );
      })}
    </ul>
  );
}
