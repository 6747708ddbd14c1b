import { technologies, type Excluded } from "@/lib/advisor";
import type { TechnologyId } from "@/lib/model";
import { findTarget } from "@/lib/targets/registry";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { LimitText, SourceLink } from "./source-link";

/** Those out of the running: each rule with the documented limit, where it was read and when. They can be chosen all the same. */
export function ExcludedList({ excluded, chosen, onChoose }: { readonly excluded: readonly Excluded[]; readonly chosen: TechnologyId; onChoose(technology: TechnologyId): void }) {
  return (
    <ul aria-label="Ruled out" className="grid rounded-card border border-line bg-surface">
      {excluded.map(({ technology, exclusions }) => {
        const { label } = technologies[technology];
        return (
          <li key={technology} className="grid gap-x-3 gap-y-1 border-b border-line px-3 py-2 last:border-b-0 sm:grid-cols-[128px_minmax(0,1fr)_auto]">
            <p className="font-medium">{label}</p>
            <ul className="grid gap-1.5 text-sm">
              {exclusions.map((exclusion) => (
                <li key={`${exclusion.rule} ${exclusion.edition ?? ""} ${exclusion.limit}`}>
                  <Chip tone="bad" className="mr-1.5">{exclusion.rule}</Chip><LimitText {...exclusion} /> <SourceLink {...exclusion} />
                </li>
              ))}
            </ul>
            {technology === chosen ? <Chip tone="accent">Chosen</Chip> : findTarget(technology) === undefined ? undefined : <Button variant="quiet" aria-label={`Choose ${label}`} onClick={() => onChoose(technology)}>Choose</Button>}
          </li>
        );
      })}
    </ul>
  );
}
