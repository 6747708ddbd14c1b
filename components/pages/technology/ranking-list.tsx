"use client";

import { ChevronRight, TriangleAlert } from "lucide-react";
import { technologies, type Attributes, type Ranked, type Term } from "@/lib/advisor";
import { patternTitle } from "@/lib/design/advice";
import type { TechnologyId } from "@/lib/model";
import { findTarget } from "@/lib/targets/registry";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { points } from "./result-words";
import { Basis, LimitText, SourceLink } from "./source-link";

interface Props {
  readonly ranking: readonly Ranked[];
  readonly attributes: Attributes;
  readonly chosen: TechnologyId;
  onChoose(technology: TechnologyId): void;
}

/** Those in the running as bars; each opens to its arithmetic, whose lines add up to its score. */
export function RankingList({ ranking, attributes, chosen, onChoose }: Props) {
  const most = Math.max(1, ...ranking.map(({ score }) => score));
  return (
    <ol aria-label="Ranking" className="grid rounded-card border border-line bg-surface">
      {ranking.map((ranked) => {
        const { technology, place, score, warnings } = ranked;
        const { label } = technologies[technology];
        return (
          <li key={technology} className="border-b border-line last:border-b-0">
            <details className="group/row">
              <summary className="grid cursor-pointer grid-cols-[16px_20px_112px_minmax(0,1fr)_48px_auto] items-center gap-2 px-3 py-1.5 hover:bg-sunken focus-visible:-outline-offset-2 [&::-webkit-details-marker]:hidden">
                <ChevronRight aria-hidden className="size-3.5 text-ink-3 transition-transform duration-[120ms] group-open/row:rotate-90" />
                <span className="text-sm text-ink-3 tabular-nums">{place}</span>
                <span className="truncate font-medium">{label}</span>
                <span aria-hidden className="h-2.5 rounded-sm bg-sunken"><span className={`block h-full rounded-sm ${place === 1 ? "bg-accent" : "bg-ink-3/50"}`} style={{ width: `${Math.max(0, (score / most) * 100)}%` }} /></span>
                <span className="text-right tabular-nums">{points(score)}<span className="sr-only"> points</span></span>
                <span className="flex w-24 justify-end gap-1">
                  {warnings.length === 0 ? undefined : <Chip tone="warn" icon={<TriangleAlert aria-hidden />}>{warnings.length}<span className="sr-only"> {warnings.length === 1 ? "warning" : "warnings"}</span></Chip>}
                  {technology === chosen ? <Chip tone="accent">Chosen</Chip> : undefined}
                </span>
              </summary>
              <div className="grid gap-3 border-t border-line bg-bg/50 px-3 py-3 pl-9">
                <Arithmetic ranked={ranked} attributes={attributes} />
                {warnings.length === 0 ? undefined : (
                  <ul aria-label={`Warnings of ${label}`} className="grid gap-1 text-sm">
                    {warnings.map((warning) => <li key={`${warning.rule} ${warning.attribute} ${warning.limit}`}><Chip tone="warn" className="mr-1.5">{warning.rule}</Chip><LimitText {...warning} /> <SourceLink {...warning} /></li>)}
                  </ul>
                )}
                {ranked.fallenEditions.length === 0 ? undefined : (
                  <p className="text-sm text-ink-2">Not with {ranked.fallenEditions.map((fallen) => `${editionLabel(technology, fallen.edition)} (${fallen.sentence.replace(/\.$/, "")})`).join("; ")}. {ranked.editions.length === 0 ? "" : `With ${ranked.editions.map((edition) => editionLabel(technology, edition)).join(" or ")}.`}</p>
                )}
                {technology === chosen || findTarget(technology) === undefined ? undefined : <div><Button aria-label={`Choose ${label}`} onClick={() => onChoose(technology)}>Choose {label}</Button></div>}
              </div>
            </details>
          </li>
        );
      })}
    </ol>
  );
}

function editionLabel(technology: TechnologyId, edition: string | undefined): string {
  return technologies[technology].editions.find(({ id }) => id === edition)?.label ?? edition ?? "";
}

/** The lines of a score: fit times share for each pattern, and what the answers give or take. */
function Arithmetic({ ranked: { technology, terms, score }, attributes }: { readonly ranked: Ranked; readonly attributes: Attributes }) {
  const share = (term: Term): string => (term.fit === undefined || term.share === undefined ? "" : `20 × ${term.fit} × ${Math.round(term.share * 1000) / 10} %`);
  return (
    <table className="w-full text-sm">
      <caption className="sr-only">How the score of {technologies[technology].label} comes about</caption>
      <thead><tr className="text-left text-ink-3"><th scope="col" className="font-medium">Counts</th><th scope="col" className="font-medium">Why</th><th scope="col" className="w-36 font-medium">Basis</th><th scope="col" className="w-32 text-right font-medium">Reckoned</th><th scope="col" className="w-14 text-right font-medium">Points</th></tr></thead>
      <tbody>
        {terms.map((term) => (
          <tr key={term.id} className="border-t border-line align-baseline">
            <th scope="row" className="max-w-52 truncate py-0.5 pr-3 text-left font-normal" title={term.label}>{term.fit === undefined ? term.label : patternTitle(attributes, term.attribute) || term.label}</th>
            <td className="py-0.5 pr-3 text-ink-2">{term.reason}</td>
            <td className="py-0.5 pr-3"><Basis basis={term.basis} /></td>
            <td className="py-0.5 text-right text-ink-2 tabular-nums">{share(term)}</td>
            <td className="py-0.5 text-right tabular-nums">{points(term.value)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot><tr className="border-t border-line-strong font-medium"><th scope="row" colSpan={4} className="py-0.5 text-left font-medium">Score</th><td className="text-right tabular-nums">{points(score)}</td></tr></tfoot>
    </table>
  );
}
