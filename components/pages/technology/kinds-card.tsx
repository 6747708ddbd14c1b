"use client";

import Link from "next/link";
import { useId } from "react";
import { answeredKinds, type Question } from "@/lib/advisor";
import { kindAnswer, kindLabel, pickedKinds } from "@/lib/design/advice";
import { setAnswer } from "@/lib/design/commands";
import { counted } from "@/lib/model";
import { pageHref } from "@/components/shell/rail";
import { useDesignId, useDesignPart } from "@/components/studio/design-provider";
import { useRun } from "@/components/studio/use-run";
import { classNames } from "@/components/ui/class-names";

const usual = 3;

/** What is asked of the data: the design's own patterns, and kinds picked here by one press, each with its weight. */
export function KindsCard({ question }: { readonly question: Question }) {
  const id = useId();
  const designId = useDesignId();
  const { run } = useRun();
  const workload = useDesignPart(({ design }) => design.workload);
  const patterns = useDesignPart(({ design }) => design.patterns);
  const picked = new Map(pickedKinds(workload).map(({ kind, weight }) => [kind, weight ?? usual]));
  const labelOf = (kind: (typeof answeredKinds)[number]): string => question.options.find(({ value }) => value === kind)?.label ?? kindLabel(kind);
  const set = (kind: (typeof answeredKinds)[number], weight: number | undefined) => run(setAnswer, { attribute: kindAnswer(kind), answer: weight }, { keepSelection: true });
  return (
    <fieldset aria-describedby={`${id}-help`} className="grid min-w-0 gap-1.5 border-b border-line py-3">
      <legend className="float-left w-full font-medium">{question.text}</legend>
      <p id={`${id}-help`} className="text-sm text-ink-2">
        {patterns.length === 0 ? question.help : <>{counted(patterns.length, "access pattern")} of the <Link href={pageHref(designId, "patterns")} className="text-accent-text underline decoration-line-strong underline-offset-2">Patterns page</Link> {patterns.length === 1 ? "is" : "are"} reckoned with. Pick what else will be asked.</>}
      </p>
      <div className="flex min-w-0 flex-wrap gap-1">
        {answeredKinds.map((kind) => {
          const weight = picked.get(kind);
          return (
            <span key={kind} className={classNames("inline-flex min-h-6 max-w-full items-stretch rounded-control border text-sm", weight === undefined ? "border-line-strong bg-surface" : "border-accent bg-accent-soft text-accent-text")}>
              <button type="button" aria-pressed={weight !== undefined} onClick={() => set(kind, weight === undefined ? usual : undefined)} className={classNames("truncate rounded-control px-2", weight === undefined ? "hover:bg-sunken" : "font-medium")}>{labelOf(kind)}</button>
              {weight === undefined ? undefined : (
                <select aria-label={`Weight of: ${labelOf(kind)}`} value={weight} onChange={(event) => set(kind, Number(event.target.value))} className="rounded-r-control border-l border-accent bg-transparent px-1 text-ink tabular-nums">
                  {[1, 2, 3, 4, 5].map((value) => <option key={value} value={value} className="bg-surface">{value}</option>)}
                </select>
              )}
            </span>
          );
        })}
      </div>
      {picked.size === 0 ? undefined : <p className="text-sm text-ink-3">The number is how much it matters, 1 to 5.</p>}
    </fieldset>
  );
}
