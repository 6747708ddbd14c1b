"use client";

import { Minus, Pencil, Plus, Replace } from "lucide-react";
import Link from "next/link";
import { pageHref } from "@/components/shell/rail";
import { useDesignId } from "@/components/studio/design-provider";
import { useSelection } from "@/components/studio/selection";
import type { Pending } from "@/lib/design/pending";
import type { ChangeVerb } from "@/lib/plan/plan";
import { buttonClass } from "@/components/ui/button";

const icons: Readonly<Record<ChangeVerb, typeof Plus>> = { add: Plus, drop: Minus, rename: Replace, alter: Pencil };
const looks: Readonly<Record<ChangeVerb, string>> = { add: "text-ok", drop: "text-bad", rename: "text-info", alter: "text-warn" };

/** What differs from the last release, in short; the Migrations page has the files. */
export function PlanList({ pending }: { readonly pending: Pending | undefined }) {
  const id = useDesignId();
  const { select } = useSelection();
  if (pending === undefined) return <p className="p-3 text-ink-3">Reading the releases.</p>;
  const { changes } = pending.plan;
  if (changes.length === 0) return <p className="p-3 text-ink-2">Nothing differs from the last release.</p>;
  return (
    <div className="grid">
      <ul aria-label="Pending changes" className="grid">
        {changes.slice(0, 300).map((change) => {
          const Icon = icons[change.verb];
          const goal = change.to ?? change.tableId;
          return (
            <li key={change.id} className="flex min-h-7 items-center gap-2 border-b border-line px-3 py-0.5">
              <Icon role="img" aria-label={change.verb} className={`size-3.5 shrink-0 stroke-[1.5] ${looks[change.verb]}`} />
              {goal === undefined ? <span dir="auto" className="min-w-0">{change.title}</span> : <button type="button" dir="auto" onClick={() => select([goal])} className="min-w-0 truncate rounded-sm text-left hover:underline">{change.title}</button>}
            </li>
          );
        })}
      </ul>
      <div className="flex items-center gap-3 p-3">
        {changes.length > 300 ? <span className="text-sm text-ink-3">and {changes.length - 300} more</span> : undefined}
        <Link href={pageHref(id, "migrations")} className={buttonClass("secondary")}>See the migrations</Link>
      </div>
    </div>
  );
}
