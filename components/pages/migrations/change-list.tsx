import { Minus, PenLine, Plus, Shuffle, type LucideIcon } from "lucide-react";
import type { Change, ChangeVerb } from "@/lib/plan/plan";

const marks: Readonly<Record<ChangeVerb, { readonly icon: LucideIcon; readonly className: string; readonly word: string }>> = {
  add: { icon: Plus, className: "text-ok", word: "Added" },
  drop: { icon: Minus, className: "text-bad", word: "Removed" },
  rename: { icon: Shuffle, className: "text-info", word: "Renamed" },
  alter: { icon: PenLine, className: "text-warn", word: "Changed" },
};

/** The differences in reading order, each with the mark it has on the diagram. */
export function ChangeList({ changes }: { readonly changes: readonly Change[] }) {
  return (
    <ul aria-label="Changes" className="grid">
      {changes.map((change) => {
        const { icon: Icon, className, word } = marks[change.verb];
        return (
          <li key={change.id} className="flex items-start gap-2 border-b border-line py-1 last:border-b-0">
            <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 stroke-[1.5] ${className}`} />
            <span className="sr-only">{word}: </span>
            <span className="min-w-0 flex-1 break-words">{change.title}</span>
            <span className="shrink-0 text-sm text-ink-3">{change.kind}</span>
          </li>
        );
      })}
    </ul>
  );
}
