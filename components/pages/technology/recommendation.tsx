"use client";

import { ArrowRight, Check, CircleDashed } from "lucide-react";
import { technologies, type Advice, type AdviceChange, type Attributes, type Gap } from "@/lib/advisor";
import { patternTitle } from "@/lib/design/advice";
import type { TechnologyId } from "@/lib/model";
import { findTarget } from "@/lib/targets/registry";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { hostingWords, points, roleWords, syncWords } from "./result-words";

interface Props {
  readonly advice: Advice;
  readonly attributes: Attributes;
  readonly chosen: TechnologyId;
  onChoose(technology: TechnologyId): void;
}

/** The answer on one page: first choice, one alternative, what would change it. */
export function Recommendation({ advice, chosen, onChoose }: Props) {
  const { first, alternative, ranking, changes, sentence } = advice;
  const best = ranking[0];
  const speaking = best?.terms.filter(({ value }) => value > 0).toSorted((a, b) => b.value - a.value).slice(0, 3) ?? [];
  return (
    <div className="grid gap-px overflow-hidden rounded-card border border-line bg-line md:grid-cols-2">
      <section aria-labelledby="first-choice" className="grid content-start gap-2 bg-surface p-4">
        <h2 id="first-choice" className="text-sm text-ink-2">First choice</h2>
        {first === null ? <p className="text-lg font-semibold">None</p> : (
          <div className="flex flex-wrap items-center gap-2">
            <p className="text-2xl font-semibold tracking-[-0.01em]">{technologies[first].label}</p>
            {first === chosen ? <Chip tone="accent" icon={<Check aria-hidden />}>Chosen</Chip> : findTarget(first) === undefined ? undefined : <Button variant="primary" className="ml-auto" aria-label={`Choose ${technologies[first].label}`} onClick={() => onChoose(first)}>Choose</Button>}
          </div>
        )}
        <p>{sentence}</p>
        {first === null ? undefined : (
          <>
            <ul aria-label="What speaks for it" className="grid gap-0.5 text-sm">
              {speaking.map((term) => <li key={term.id} className="flex gap-1.5"><span className="w-10 shrink-0 text-right text-ink-2 tabular-nums">+{points(term.value)}</span><span><span className="font-medium">{term.label}</span>: {term.reason}</span></li>)}
            </ul>
            <p className="text-sm text-ink-2">{technologies[first].licence} · {technologies[first].hosting.map((form) => hostingWords[form]).join(", ")}</p>
          </>
        )}
      </section>
      <div className="grid grid-rows-[auto_1fr] gap-px bg-line">
        <section aria-labelledby="alternative" className="grid content-start gap-1 bg-surface p-4">
          <h2 id="alternative" className="text-sm text-ink-2">Credible alternative</h2>
          {alternative === null ? <p className="text-ink-2">None comes close.</p> : (
            <>
              <div className="flex items-center gap-2">
                <p className="text-lg font-semibold">{technologies[alternative.technology].label}</p>
                {alternative.technology === chosen ? <Chip tone="accent" icon={<Check aria-hidden />}>Chosen</Chip> : findTarget(alternative.technology) === undefined ? undefined : <Button className="ml-auto" aria-label={`Choose ${technologies[alternative.technology].label}`} onClick={() => onChoose(alternative.technology)}>Choose</Button>}
              </div>
              <p className="text-sm">{alternative.sentence}</p>
            </>
          )}
        </section>
        <section aria-labelledby="changes" className="grid content-start gap-1 bg-surface p-4">
          <h2 id="changes" className="text-sm text-ink-2">What would change it</h2>
          {changes.length === 0 ? <p className="text-sm text-ink-2">No single answer, moved by itself.</p> : <ul className="grid gap-1 text-sm">{changes.slice(0, 6).map((change) => <Change key={`${change.attribute} ${change.to}`} change={change} />)}</ul>}
        </section>
      </div>
    </div>
  );
}

function Change({ change: { label, from, to, first, sentence } }: { readonly change: AdviceChange }) {
  return (
    <li className="flex gap-1.5" title={sentence}>
      <ArrowRight aria-hidden className="mt-0.5 size-3.5 shrink-0 text-ink-3" />
      <span><span className="font-medium">{first === null ? "Nothing is left" : technologies[first].label}</span>: {label} <span className="text-ink-2">{to}</span> <span className="text-ink-3">instead of {from}</span></span>
    </li>
  );
}

/** What nobody answered, and what was assumed to rank at all; first those that could change who is first. */
export function GapList({ gaps }: { readonly gaps: readonly Gap[] }) {
  const sorted = gaps.toSorted((a, b) => b.couldBecome.length - a.couldBecome.length);
  return (
    <ul aria-label="Not known" className="grid rounded-card border border-line bg-surface">
      {sorted.map((gap) => (
        <li key={gap.attribute} className="grid gap-x-3 border-b border-line px-3 py-1.5 text-sm last:border-b-0 sm:grid-cols-[232px_minmax(0,1fr)]">
          <p className="flex gap-1.5 font-medium"><CircleDashed aria-hidden className="mt-0.5 size-3.5 shrink-0 stroke-[1.5] text-ink-3" />{gap.label}</p>
          <p className="text-ink-2">{gap.assumption}{gap.couldBecome.length === 0 ? "" : <> <span className="text-ink">Under another answer first could be {gap.couldBecome.map((id) => technologies[id].label).join(", ")}.</span></>}</p>
        </li>
      ))}
    </ul>
  );
}

/** Several stores where the patterns clearly diverge: which pattern goes where, and how each copy is kept. */
export function CombinationView({ combination, attributes }: { readonly combination: NonNullable<Advice["combination"]>; readonly attributes: Attributes }) {
  return (
    <div className="grid gap-2 rounded-card border border-line bg-surface p-4">
      <p>{combination.sentence}</p>
      <ul aria-label="Stores" className="grid gap-2 md:grid-cols-2 xl:grid-cols-3">
        {combination.parts.map((part) => (
          <li key={`${part.technology} ${part.role}`} className="grid content-start gap-1 rounded-card border border-line p-3">
            <p className="flex items-center gap-2"><span className="font-semibold">{technologies[part.technology].label}</span><Chip>{roleWords[part.role]}</Chip></p>
            <p className="text-sm">{part.sentence}</p>
            <p className="text-sm text-ink-2">Patterns: {part.patterns.map((index) => patternTitle(attributes, index)).join(", ")}</p>
            {part.sync === undefined ? undefined : <p className="text-sm text-ink-2">Kept in step {syncWords[part.sync.method]}: {part.sync.sentence}</p>}
          </li>
        ))}
      </ul>
    </div>
  );
}
