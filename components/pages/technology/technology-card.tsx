import { Check, ExternalLink } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { classNames } from "@/components/ui/class-names";
import type { Technology } from "@/lib/advisor/technology";

/** One technology: what it is for, what limits it, with the documented source of each limit. */
export function TechnologyCard({ technology, chosen, built, onChoose }: { readonly technology: Technology; readonly chosen: boolean; readonly built: boolean; onChoose(): void }) {
  return (
    <article className={classNames("grid content-start gap-2 rounded-card border bg-surface p-4", chosen ? "border-accent" : "border-line")}>
      <header className="flex min-h-7 items-center gap-2">
        <h3 className="font-semibold">{technology.label}</h3>
        {chosen ? <Chip tone="accent" icon={<Check aria-hidden />}>Chosen</Chip> : built ? undefined : <Chip>Not built yet</Chip>}
        {chosen || !built ? undefined : <Button className="ml-auto" aria-label={`Choose ${technology.label}`} onClick={onChoose}>Choose</Button>}
      </header>
      <p className="text-ink-2">{technology.fit}</p>
      <ul className="grid gap-0.5 text-sm">
        {technology.strengths.map((strength) => <li key={strength} className="flex gap-1.5"><Check aria-hidden className="mt-0.5 size-3.5 shrink-0 text-ok" />{strength}</li>)}
      </ul>
      <ul aria-label="Documented limits" className="grid gap-0.5 text-sm text-ink-2">
        {technology.limits.map((limit) => (
          <li key={limit.text}>
            {limit.text} <a className="whitespace-nowrap text-accent-text underline decoration-line-strong underline-offset-2" href={limit.source} target="_blank" rel="noreferrer">source<ExternalLink aria-hidden className="ml-0.5 inline size-3" /></a>
          </li>
        ))}
      </ul>
      <p className="text-sm text-ink-3">
        {technology.licence} · {technology.selfHosted ? "can be self-hosted" : "hosted service only"} · read {technology.asOf}
        {built ? "" : ". Designs, migrations and exports for it are not built yet."}
      </p>
    </article>
  );
}
