"use client";

import { GitBranch } from "lucide-react";
import { useState } from "react";
import { useDesignPart } from "@/components/studio/design-provider";
import { useRun } from "@/components/studio/use-run";
import { Button } from "@/components/ui/button";
import { Switch } from "@/components/ui/checkbox";
import { ProgressBar } from "@/components/ui/progress-bar";
import { Select } from "@/components/ui/select";
import { EmptyState } from "@/components/ui/states";
import { useToast } from "@/components/ui/toast";
import { setSettings } from "@/lib/design/commands";
import type { Pending } from "@/lib/design/pending";
import { ChangeList } from "./change-list";
import { FileBrowser } from "./file-browser";
import { HazardChips, ReversibilityChip } from "./hazards";
import { ProofView } from "./proof-view";
import { ReleaseDialog } from "./release-dialog";
import { RenameQuestions } from "./rename-questions";
import { Section } from "../section";
import type { Proving } from "./use-proving";
import { useProvenNow } from "./use-proven-now";
import { counted } from "@/lib/model";

/** What differs from the last release: changes, files, hazards, proof, release. */
export function PendingView({ pending, proving, next, onReleased }: { readonly pending: Pending; readonly proving: Proving; readonly next: number; onReleased(): void }) {
  const settings = useDesignPart((s) => s.design.settings);
  const { run } = useRun();
  const show = useToast();
  const [releasing, setReleasing] = useState(false);
  const proof = proving.latest.state === "loaded" ? proving.latest.value : undefined;
  const proven = useProvenNow(pending, proof);
  const { plan, migrations, diagnostics } = pending;
  const blocked = diagnostics.some((d) => d.severity === "error");
  if (migrations.length === 0 && !blocked) {
    return (
      <EmptyState icon={<GitBranch />} title={next === 1 ? "Nothing to release yet" : "Everything is released"}>
        {next === 1 ? "Draw the first table; the migration that creates it appears here." : "Change the diagram, and the migration from the last release appears here."}
      </EmptyState>
    );
  }
  return (
    <div className="grid gap-6">
      <header className="flex flex-wrap items-center gap-2">
        <div className="mr-auto">
          <h1 className="text-xl font-semibold">Pending changes</h1>
          <p className="text-ink-2">{counted(plan.changes.length, "change")} in {counted(migrations.length, "file")} {next === 1 ? "for the first release" : `since release ${next - 1}`}</p>
        </div>
        <Switch label="Forms that do not block writers" checked={settings.online} onChange={(online) => run(setSettings, { online })} />
        <div className="w-36">
          <Select
            aria-label="Numbering of files" value={settings.numbering}
            options={[{ value: "sequence", label: "001, 002, 003" }, { value: "timestamp", label: "Timestamps" }]}
            onChange={(value) => run(setSettings, { numbering: value === "timestamp" ? "timestamp" : "sequence" })}
          />
        </div>
        {proving.running === undefined
          ? <Button disabled={blocked} onClick={proving.prove}>Prove</Button>
          : <Button onClick={proving.cancel}>Cancel proof</Button>}
        <Button variant="primary" disabled={blocked || proving.running !== undefined} onClick={() => setReleasing(true)}>Release</Button>
      </header>
      {proving.running === undefined ? undefined : (
        <div role="status" className="grid gap-1"><ProgressBar label="Proof" value={proving.running.value} /><p className="text-sm text-ink-2">{proving.running.label}</p></div>
      )}
      {proving.error === undefined ? undefined : <p role="alert" className="text-bad">{proving.error}</p>}
      {diagnostics.length === 0 ? undefined : (
        <ul aria-label="Findings of the plan" className="grid gap-1">
          {diagnostics.map((d, i) => <li key={i} className={d.severity === "error" ? "text-bad" : "text-ink-2"}>{d.message}</li>)}
        </ul>
      )}
      <RenameQuestions questions={plan.questions} />
      <Section title="Changes"><ChangeList changes={plan.changes} /></Section>
      <Section title="Files">
        <FileBrowser
          label="Pending files"
          files={migrations.map(({ planned, file }) => ({
            name: file.name, content: file.content, title: planned.title,
            marks: <><ReversibilityChip reversibility={planned.reversibility} /><HazardChips hazards={planned.steps.flatMap((step) => step.hazards)} /></>,
          }))}
        />
      </Section>
      <Section title="Proof">
        {proof === undefined
          ? <p className="text-ink-2">Prove runs these files up, down and up again on a real engine with rows in the tables, and compares the catalog after each step.</p>
          : <>
              {proven === "other" ? <p className="text-warn">This proof is of an earlier state of the design. Prove again.</p> : undefined}
              <ProofView proof={proof} />
            </>}
      </Section>
      <ReleaseDialog
        open={releasing} number={next} files={migrations.length} proven={proven === "proven"}
        onClose={() => setReleasing(false)}
        onReleased={() => { setReleasing(false); show({ text: `Release ${next} is laid down.` }); onReleased(); }}
      />
    </div>
  );
}
