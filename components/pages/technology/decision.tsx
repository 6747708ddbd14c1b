"use client";

import { Check, ChevronDown, TriangleAlert } from "lucide-react";
import { technologies, type Advice } from "@/lib/advisor";
import { isAgainstRanking, proposeRationale } from "@/lib/design/advice";
import { setSettings } from "@/lib/design/commands";
import type { TechnologyId } from "@/lib/model";
import { builtTargets, findTarget } from "@/lib/targets/registry";
import { useDesignPart } from "@/components/studio/design-provider";
import { useRun } from "@/components/studio/use-run";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { DraftTextArea } from "@/components/ui/draft-input";
import { Field } from "@/components/ui/field";
import { Menu } from "@/components/ui/menu";
import { Select } from "@/components/ui/select";

/** What the team decided and why; it goes into the design document. Against the ranking it wants a reason. */
export function Decision({ advice, asked, onChoose }: { readonly advice: Advice; /** Whether anything was answered to rank by. */ readonly asked: boolean; onChoose(technology: TechnologyId): void }) {
  const settings = useDesignPart((s) => s.design.settings);
  const { run } = useRun();
  const chosen = technologies[settings.target];
  const target = findTarget(settings.target);
  const against = asked && isAgainstRanking(advice, settings.target);
  const place = advice.ranking.find(({ technology }) => technology === settings.target)?.place;
  const unreasoned = against && (settings.decidedAgainst ?? "") === "";
  return (
    <div className="grid gap-4 rounded-card border border-line bg-surface p-4 md:grid-cols-[220px_minmax(0,1fr)]">
      <div className="grid content-start gap-3">
        <div className="grid gap-1">
          <p className="text-lg font-semibold">{chosen.label}</p>
          {!asked ? undefined : against
            ? <Chip tone="warn" icon={<TriangleAlert aria-hidden />} className="justify-self-start">{place === undefined ? "Ruled out by the answers" : `Place ${place} in the ranking`}</Chip>
            : <Chip tone="ok" icon={<Check aria-hidden />} className="justify-self-start">As ranked</Chip>}
        </div>
        {target === undefined ? undefined : (
          <Field label="Version">
            {(ids) => (
              <Select
                {...ids} value={settings.targetVersion} options={target.versions.map((version) => ({ value: version.id, label: version.label }))}
                onChange={(targetVersion) => run(setSettings, { targetVersion })}
              />
            )}
          </Field>
        )}
        <p className="text-sm text-ink-2">Licence: {chosen.licence}</p>
        <Menu items={builtTargets.filter(({ id }) => id !== settings.target).map(({ id }) => ({ label: technologies[id].label, onSelect: () => onChoose(id) }))}>
          <Button className="justify-self-start">Switch technology<ChevronDown aria-hidden /></Button>
        </Menu>
      </div>
      <div className="grid content-start gap-3">
        <Field label="Rationale" hint="Why this fits how the data is read and written; Markdown. It goes into the design document.">
          {(ids) => (
            <DraftTextArea
              {...ids} rows={6} maxLength={20_000} value={settings.rationale} onCommit={(rationale) => run(setSettings, { rationale })}
              placeholder="Orders and payments change together and are reported on with joins, so we need transactions and SQL."
            />
          )}
        </Field>
        {!asked ? undefined : <div><Button onClick={() => run(setSettings, { rationale: proposeRationale(advice, settings.target) })}>{settings.rationale.trim() === "" ? "Propose a rationale" : "Replace by the proposal"}</Button></div>}
        {!against ? undefined : (
          <Field label="Why against the ranking" {...(unreasoned ? { error: `${advice.first === null ? "The answers rule it out" : `${technologies[advice.first].label} ranks first`}: say why ${chosen.label} is chosen all the same.` } : {})}>
            {(ids) => <DraftTextArea {...ids} rows={2} maxLength={5000} value={settings.decidedAgainst ?? ""} placeholder="We run it already, and the load is small." onCommit={(decidedAgainst) => run(setSettings, { decidedAgainst })} />}
          </Field>
        )}
      </div>
    </div>
  );
}
