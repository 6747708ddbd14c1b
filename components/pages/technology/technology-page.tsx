"use client";

import { useState } from "react";
import { useDesignPart } from "@/components/studio/design-provider";
import { useRun } from "@/components/studio/use-run";
import { DraftTextArea } from "@/components/ui/draft-input";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { families } from "@/lib/advisor/technology";
import { technologies } from "@/lib/advisor/technologies";
import { setSettings } from "@/lib/design/commands";
import type { TechnologyId } from "@/lib/model";
import { findTarget } from "@/lib/targets/registry";
import { Section } from "../section";
import { SwitchDialog } from "./switch-dialog";
import { TechnologyCard } from "./technology-card";

/** The choice with its rationale on top, the seven families of access below. */
export function TechnologyPage() {
  const settings = useDesignPart((s) => s.design.settings);
  const { run } = useRun();
  const [asked, ask] = useState<TechnologyId>();
  const chosen = technologies[settings.target];
  const target = findTarget(settings.target);
  return (
    <div className="h-full overflow-y-auto p-6">
      <div className="mx-auto grid max-w-280 gap-6">
        <header>
          <h1 className="text-xl font-semibold">Technology</h1>
          <p className="text-ink-2">What this design is for: {chosen.label}. {chosen.fit}</p>
        </header>
        <Section title="Decision">
          <div className="grid gap-4 rounded-card border border-line bg-surface p-4 md:grid-cols-[220px_minmax(0,1fr)]">
            <div className="grid content-start gap-3">
              <p className="text-lg font-semibold">{chosen.label}</p>
              {target === undefined ? undefined : (
                <Field label="Version">
                  {(ids) => (
                    <Select
                      {...ids} value={settings.targetVersion}
                      options={target.versions.map((version) => ({ value: version.id, label: version.label }))}
                      onChange={(targetVersion) => run(setSettings, { targetVersion })}
                    />
                  )}
                </Field>
              )}
              <p className="text-sm text-ink-2">Licence: {chosen.licence}</p>
            </div>
            <Field label="Rationale" hint="Why this fits how the data is read and written; Markdown. It goes into the design document.">
              {(ids) => (
                <DraftTextArea
                  {...ids} rows={6} maxLength={20_000} value={settings.rationale}
                  placeholder="Orders and payments change together and are reported on with joins, so we need transactions and SQL."
                  onCommit={(rationale) => run(setSettings, { rationale })}
                />
              )}
            </Field>
          </div>
        </Section>
        {families.map((family) => (
          <Section key={family.id} title={family.label}>
            <ul className="grid gap-3 md:grid-cols-2">
              {family.technologies.map((id) => (
                <li key={id} className="grid">
                  <TechnologyCard technology={technologies[id]} chosen={id === settings.target} built={findTarget(id) !== undefined} onChoose={() => ask(id)} />
                </li>
              ))}
            </ul>
          </Section>
        ))}
      </div>
      <SwitchDialog to={asked} onClose={() => ask(undefined)} />
    </div>
  );
}
