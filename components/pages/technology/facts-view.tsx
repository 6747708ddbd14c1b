"use client";

import { ExternalLink } from "lucide-react";
import { families, technologies, type EditionFact, type Technology } from "@/lib/advisor";
import { conditions } from "@/lib/advisor/conditions";
import { needs } from "@/lib/advisor/needs";
import { patternKinds } from "@/lib/advisor/pattern-kinds";
import type { TechnologyId } from "@/lib/model";
import { classNames } from "@/components/ui/class-names";
import { Chip } from "@/components/ui/chip";
import { hostingWords, points } from "./result-words";
import { Basis, SourceLink } from "./source-link";

/** All that is known of the technologies, with where and when it was read: what the rules use, and nothing else. */
export function FactsView({ shown, onShow }: { readonly shown: TechnologyId; onShow(technology: TechnologyId): void }) {
  return (
    <div className="grid gap-4 md:grid-cols-[196px_minmax(0,1fr)]">
      <nav aria-label="Technologies" className="grid content-start gap-3 md:sticky md:top-0 md:self-start">
        {families.map((family) => (
          <section key={family.id} aria-label={family.label}>
            <h3 className="px-2 text-xs text-ink-3">{family.label}</h3>
            <ul>
              {family.technologies.map((id) => (
                <li key={id}><button type="button" aria-current={id === shown ? "true" : undefined} onClick={() => onShow(id)} className={classNames("h-7 w-full rounded-control px-2 text-left", id === shown ? "bg-accent-soft font-medium text-accent-text" : "hover:bg-sunken")}>{technologies[id].label}</button></li>
              ))}
            </ul>
          </section>
        ))}
      </nav>
      <Facts technology={technologies[shown]} />
    </div>
  );
}

const cell = "border-t border-line py-1 pr-3 align-baseline";

function Facts({ technology }: { readonly technology: Technology }) {
  const edition = (fact: EditionFact) => (fact.editions === undefined ? undefined : <Chip className="mr-1.5">{fact.editions.map((id) => technology.editions.find((known) => known.id === id)?.label ?? id).join(", ")}</Chip>);
  return (
    <article aria-labelledby="facts-title" className="grid min-w-0 content-start gap-5 rounded-card border border-line bg-surface p-4">
      <header className="grid gap-1">
        <h2 id="facts-title" className="text-lg font-semibold">{technology.label}</h2>
        <p>{technology.fit}</p>
        <p className="text-sm text-ink-2">
          {technology.hosting.map((form) => hostingWords[form]).join(", ")} · read {technology.asOf} · <a className="text-accent-text underline decoration-line-strong underline-offset-2" href={technology.documentation} target="_blank" rel="noreferrer">documentation<ExternalLink aria-hidden className="ml-0.5 inline size-3" /></a>
        </p>
      </header>
      <Group title="Licences">{technology.licences.map((fact) => <li key={fact.text}>{edition(fact)}{fact.text} <SourceLink {...fact} /></li>)}</Group>
      {technology.editions.length === 0 ? undefined : (
        <Group title="Editions">{technology.editions.flatMap((each) => each.facts.map((fact) => <li key={each.id + fact.text}><span className="font-medium">{each.label}</span>{each.osiLicence ? "" : " (not OSI-approved)"}: {fact.text} <SourceLink {...fact} /></li>))}</Group>
      )}
      <Group title="Running it">{technology.operations.map((fact) => <li key={fact.text}>{fact.text} <SourceLink {...fact} /></li>)}</Group>
      <Group title="Limits">
        {technology.limits.map((limit) => <li key={limit.id}><Chip tone={limit.beyond === "warn" ? "warn" : "bad"} className="mr-1.5">{limit.rule}</Chip>{edition(limit)}{limit.text} <span className="text-ink-2">{limit.beyond === "warn" ? "Beyond it: a warning." : limit.beyond === "shardable" ? "Beyond it: out, unless it can be spread." : "Beyond it: out."}{limit.remedy === undefined ? "" : ` ${limit.remedy}`}</span> <SourceLink {...limit} /></li>)}
      </Group>
      <Group title="What it does not offer">{technology.lacks.map((lack) => <li key={lack.rule + lack.need + lack.text}><Chip className="mr-1.5">{lack.rule}</Chip>{edition(lack)}{lack.text} <span className="text-ink-3">Matters when: {needs[lack.need].sentence.toLowerCase()}.</span> <SourceLink {...lack} /></li>)}</Group>
      <section className="grid gap-1">
        <h3 className="font-medium">Fit by kind of pattern, 0 to 5</h3>
        <table className="w-full text-sm">
          <thead><tr className="text-left text-ink-3"><th scope="col" className="font-medium">Kind</th><th scope="col" className="w-12 font-medium">Fit</th><th scope="col" className="font-medium">Why</th><th scope="col" className="w-40 font-medium">Basis</th></tr></thead>
          <tbody>
            {patternKinds.map(({ id, label }) => {
              const { value, reason, basis } = technology.fits[id];
              return <tr key={id}><th scope="row" className={`${cell} text-left font-normal`}>{label}</th><td className={`${cell} tabular-nums`}>{value}</td><td className={`${cell} text-ink-2`}>{reason}</td><td className={cell}>{basis === "judgement" ? <Basis basis={basis} /> : <SourceLink {...basis} />}</td></tr>;
            })}
          </tbody>
        </table>
      </section>
      <section className="grid gap-1">
        <h3 className="font-medium">Points for what the answers say</h3>
        <table className="w-full text-sm">
          <thead><tr className="text-left text-ink-3"><th scope="col" className="font-medium">When</th><th scope="col" className="w-12 font-medium">Points</th><th scope="col" className="font-medium">Why</th><th scope="col" className="w-40 font-medium">Basis</th></tr></thead>
          <tbody>
            {conditions.map(({ id, label }) => {
              const modifier = technology.modifiers[id];
              return modifier === undefined ? undefined : <tr key={id}><th scope="row" className={`${cell} text-left font-normal`}>{label}</th><td className={`${cell} tabular-nums`}>{modifier.points > 0 ? "+" : ""}{points(modifier.points)}</td><td className={`${cell} text-ink-2`}>{modifier.reason}</td><td className={cell}>{modifier.basis === "judgement" ? <Basis basis={modifier.basis} /> : <SourceLink {...modifier.basis} />}</td></tr>;
            })}
          </tbody>
        </table>
      </section>
    </article>
  );
}

function Group({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return <section className="grid gap-1"><h3 className="font-medium">{title}</h3><ul className="grid gap-1.5 text-sm">{children}</ul></section>;
}
