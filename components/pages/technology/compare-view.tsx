"use client";

import { X } from "lucide-react";
import { useState, type ReactNode } from "react";
import { technologies, type Ranked, type Technology } from "@/lib/advisor";
import { situationOf } from "@/lib/advisor/situation";
import { labelOfKind, patternKinds } from "@/lib/advisor/pattern-kinds";
import { technologyIds, type TechnologyId } from "@/lib/model";
import { findTarget } from "@/lib/targets/registry";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { IconButton } from "@/components/ui/icon-button";
import { Select } from "@/components/ui/select";
import { hostingWords, points } from "./result-words";
import { SourceLink } from "./source-link";
import type { LiveAdvice } from "./use-advice";

/** Most that can be seen side by side. */
const most = 4;

interface Line {
  readonly label: string;
  cell(technology: Technology): ReactNode;
}

/** Two to four technologies side by side: how they stand, what they cost to run, what they cannot. */
export function CompareView({ live: { attributes, ranking }, chosen, onChoose }: { readonly live: LiveAdvice; readonly chosen: TechnologyId; onChoose(technology: TechnologyId): void }) {
  const [picked, setPicked] = useState<readonly TechnologyId[]>();
  const proposed = [...new Set([...ranking.ranking.slice(0, 2).map(({ technology }) => technology), chosen])];
  const compared = picked ?? (proposed.length < 2 ? [...new Set([...proposed, "postgresql" as const, "sqlite" as const])].slice(0, 2) : proposed);
  const standing = new Map(ranking.ranking.map((ranked): [TechnologyId, Ranked] => [ranked.technology, ranked]));
  const out = new Map(ranking.excluded.map(({ technology, exclusions }) => [technology, exclusions]));
  // The kinds that are asked, or all where nothing is.
  const asked = new Set(situationOf(attributes).patterns.map(({ kind }) => kind));
  const kinds = patternKinds.filter(({ id }) => asked.size === 0 || asked.has(id));
  const lines: readonly Line[] = [
    {
      label: "Standing",
      cell: ({ id }) => {
        const ranked = standing.get(id);
        return ranked === undefined ? <><Chip tone="bad">Ruled out</Chip> {out.get(id)?.map(({ rule, sentence }) => <span key={rule + sentence} className="block">{rule}: {sentence}</span>)}</> : <span className="tabular-nums">Place {ranked.place}, {points(ranked.score)} points</span>;
      },
    },
    { label: "Best at", cell: ({ fit }) => fit },
    { label: "Strengths", cell: ({ strengths }) => <List items={strengths} /> },
    ...kinds.map(({ id }): Line => ({
      label: labelOfKind(id),
      cell: ({ fits }) => <span className="flex gap-2"><span className="mt-1 w-12 shrink-0"><Dots value={fits[id].value} /></span><span className="w-5 shrink-0 tabular-nums">{fits[id].value}</span><span className="text-ink-2">{fits[id].reason}</span></span>,
    })),
    { label: "Licence", cell: ({ licence, osiLicence }) => <>{licence} <span className="text-ink-3">{osiLicence ? "OSI-approved" : "not OSI-approved"}</span></> },
    { label: "Editions", cell: ({ editions }) => (editions.length === 0 ? <span className="text-ink-3">one</span> : <List items={editions.map(({ label, facts }) => `${label}: ${facts[0]?.text ?? ""}`)} />) },
    { label: "Hosting", cell: ({ hosting }) => hosting.map((form) => hostingWords[form]).join(", ") },
    { label: "Running it", cell: ({ operations }) => <List items={operations.map((fact) => <>{fact.text} <SourceLink {...fact} /></>)} /> },
    { label: "Documented limits", cell: ({ limits }) => <List items={limits.map((limit) => <>{limit.text} <SourceLink {...limit} /></>)} /> },
    { label: "Lacks", cell: ({ lacks }) => <List items={lacks.map((lack) => <>{lack.text} <SourceLink {...lack} /></>)} /> },
  ];
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <p className="text-ink-2">Two to four, side by side.</p>
        {compared.length >= most ? undefined : (
          <div className="w-44"><Select
            aria-label="Add a technology to compare" placeholder="Add one" value=""
            options={technologyIds.filter((id) => !compared.includes(id)).map((id) => ({ value: id, label: technologies[id].label }))}
            onChange={(value) => { const id = technologyIds.find((known) => known === value); if (id !== undefined) setPicked([...compared, id]); }}
          /></div>
        )}
      </div>
      <div className="overflow-x-auto rounded-card border border-line bg-surface">
        <table aria-label="Comparison" className="w-full table-fixed border-collapse text-sm" style={{ minWidth: 160 + compared.length * 220 }}>
          <colgroup><col style={{ width: 160 }} />{compared.map((id) => <col key={id} />)}</colgroup>
          <thead>
            <tr className="border-b border-line align-top">
              <th scope="col" className="sticky left-0 bg-surface"><span className="sr-only">About</span></th>
              {compared.map((id) => (
                <th key={id} scope="col" className="px-3 py-2 text-left">
                  <span className="flex items-center gap-2">
                    <span className="text-base font-semibold">{technologies[id].label}</span>
                    {id === chosen ? <Chip tone="accent">Chosen</Chip> : undefined}
                    {compared.length <= 2 ? undefined : <IconButton name={`Take ${technologies[id].label} out of the comparison`} size="small" className="ml-auto" onClick={() => setPicked(compared.filter((other) => other !== id))}><X /></IconButton>}
                  </span>
                  {id === chosen || findTarget(id) === undefined ? undefined : <Button className="mt-1" aria-label={`Choose ${technologies[id].label}`} onClick={() => onChoose(id)}>Choose</Button>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map(({ label, cell }) => (
              <tr key={label} className="border-b border-line align-top last:border-b-0">
                <th scope="row" className="sticky left-0 bg-surface px-3 py-1.5 text-left font-normal text-ink-2">{label}</th>
                {compared.map((id) => <td key={id} className="px-3 py-1.5 break-words">{cell(technologies[id])}</td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function List({ items }: { readonly items: readonly ReactNode[] }) {
  return <ul className="grid gap-1">{items.map((item, i) => <li key={i}>{item}</li>)}</ul>;
}

/** A fit of 0 to 5 as five dots. */
function Dots({ value }: { readonly value: number }) {
  return <span aria-hidden className="flex gap-0.5">{[1, 2, 3, 4, 5].map((step) => <span key={step} className="relative size-2 overflow-hidden rounded-full bg-raised"><span className="absolute inset-y-0 left-0 bg-accent" style={{ width: `${Math.min(1, Math.max(0, value - step + 1)) * 100}%` }} /></span>)}</span>;
}
