"use client";

import { AlertTriangle, CircleCheck, Info, OctagonAlert } from "lucide-react";
import { useSession, useSnapshot } from "@/components/studio/design-provider";
import { useSelection } from "@/components/studio/selection";
import { Button } from "@/components/ui/button";

const icons = { error: OctagonAlert, warning: AlertTriangle, info: Info };
const looks = { error: "text-bad", warning: "text-warn", info: "text-info" };

/** Rules that merged edits broke, each with what mends it. */
export function ProblemsList() {
  const { problems } = useSnapshot();
  const session = useSession();
  const { select } = useSelection();
  if (problems.length === 0) {
    return <p className="flex items-center gap-2 p-3 text-ink-2"><CircleCheck aria-hidden className="size-4 stroke-[1.5] text-ok" />No problems. What is drawn is a schema the target accepts.</p>;
  }
  return (
    <ul aria-label="Problems" className="grid">
      {problems.slice(0, 500).map((problem, i) => {
        const Icon = icons[problem.severity];
        const place = problem.place?.objectId;
        return (
          <li key={`${problem.code}-${place ?? ""}-${i}`} className="flex min-h-8 items-center gap-2 border-b border-line px-3 py-1 last:border-b-0">
            <Icon role="img" aria-label={problem.severity} className={`size-4 shrink-0 stroke-[1.5] ${looks[problem.severity]}`} />
            {place === undefined ? <span className="min-w-0 flex-1">{problem.message}</span> : <button type="button" dir="auto" onClick={() => select([place])} className="min-w-0 flex-1 rounded-sm text-left hover:underline">{problem.message}</button>}
            {problem.fixes.map((fix) => <Button key={fix.label} onClick={() => session.apply(fix.patch)}>{fix.label}</Button>)}
          </li>
        );
      })}
      {problems.length > 500 ? <li className="px-3 py-1.5 text-sm text-ink-3">and {problems.length - 500} more</li> : undefined}
    </ul>
  );
}
