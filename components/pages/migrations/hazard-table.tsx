"use client";

import { ShieldCheck } from "lucide-react";
import { useState } from "react";
import { useDesignPart } from "@/components/studio/design-provider";
import { useRun } from "@/components/studio/use-run";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { setForm } from "@/lib/design/commands";
import { counted } from "@/lib/model";
import type { Phasing } from "./change-list";
import { DirectForm } from "./direct-form";
import { HazardChip, evidenceText } from "./hazards";
import type { HazardRow, SafeRow } from "./hazard-rows";

const severityWords = { error: "error", warning: "warning", info: "note" } as const;

/** What the pending statements cost and endanger, heaviest first, each with its way out as one click. */
export function HazardTable({ rows, safe, phasing }: { readonly rows: readonly HazardRow[]; readonly safe: readonly SafeRow[]; readonly phasing: Phasing }) {
  const { run } = useRun();
  const [all, setAll] = useState(false);
  const grave = rows.filter(({ hazard }) => hazard.severity !== "info");
  const notes = rows.length - grave.length;
  const forms = useDesignPart((s) => s.design.settings.forms);
  const reasonOf = (changes: readonly string[]) => changes.map((change) => forms?.[change]?.reason).find((reason) => reason !== undefined);
  if (rows.length === 0 && safe.length === 0) return <p className="text-ink-2">None: nothing here blocks, rewrites, reads whole tables, loses or breaks anything.</p>;
  return (
    <div className="overflow-hidden rounded-card border border-line bg-surface">
      <ul aria-label="Hazards">
        {(all ? rows : grave).map(({ key, file, hazard, statement, changes }) => {
          const evidence = evidenceText(hazard);
          const reason = hazard.remedy === "safe form" ? reasonOf(changes) : undefined;
          return (
            <li key={key} className="flex flex-wrap items-start gap-x-3 gap-y-1 border-b border-line px-3 py-2 last:border-b-0">
              <span className="grid w-20 shrink-0 justify-items-start gap-0.5 pt-px"><HazardChip hazard={hazard} /><span className="text-xs text-ink-2">{severityWords[hazard.severity]}</span></span>
              <div className="grid min-w-60 flex-1 gap-0.5">
                <p className="break-words">{hazard.direction === "down" ? <span className="text-ink-2">On the way back: </span> : undefined}{hazard.message}</p>
                <p className="identifier truncate text-sm text-ink-3" title={statement}>{statement}</p>
                <p className="text-sm text-ink-2">
                  <span className="identifier">{file}</span>
                  {evidence === undefined ? undefined : <> · {evidence}</>}
                  {hazard.safeAlternative === undefined ? undefined : <> · Safe form: {hazard.safeAlternative}</>}
                </p>
                {reason === undefined ? undefined : <p className="text-sm text-ink-2">In the direct form on purpose: {reason}</p>}
              </div>
              <span className="flex shrink-0 gap-2">
                {hazard.remedy === "safe form" && changes.length > 0 ? <Button onClick={() => run(setForm, { changes, choice: { form: "safe" } })}>Use the safe form</Button> : undefined}
                {hazard.remedy === "expand and contract" && changes.length > 0 && phasing.canEvolve(changes) ? <Button onClick={() => phasing.onEvolve(changes)}>Expand and contract</Button> : undefined}
              </span>
            </li>
          );
        })}
        {safe.map(({ key, title, changes }) => (
          <li key={key} className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-3 py-2 last:border-b-0">
            <span className="flex w-20 shrink-0"><Chip tone="ok" icon={<ShieldCheck aria-hidden />}>safe</Chip></span>
            <p className="min-w-60 flex-1 break-words">{title}: in the form that does not block.</p>
            <DirectForm changes={changes} />
          </li>
        ))}
      </ul>
      {notes === 0 ? undefined : (
        <button type="button" aria-expanded={all} onClick={() => setAll(!all)} className="flex h-8 w-full items-center border-t border-line px-3 text-left text-ink-2 hover:bg-sunken">
          {all ? "Hide the notes" : `Show ${counted(notes, "note")}`}
        </button>
      )}
    </div>
  );
}
