"use client";

import { GitBranch } from "lucide-react";
import { useMemo, useState } from "react";
import { useDesignPart } from "@/components/studio/design-provider";
import { useRun } from "@/components/studio/use-run";
import { Button } from "@/components/ui/button";
import { Switch } from "@/components/ui/checkbox";
import { ProgressBar } from "@/components/ui/progress-bar";
import { Select } from "@/components/ui/select";
import { EmptyState } from "@/components/ui/states";
import { useToast } from "@/components/ui/toast";
import { setSettings } from "@/lib/design/commands";
import { mainStore } from "@/lib/design/released-shapes";
import { isNothing, lossesOf, type Pending } from "@/lib/design/pending";
import type { EvolutionProposal } from "@/lib/plan";
import { counted } from "@/lib/model";
import { ChangeList, type Phasing } from "./change-list";
import { EvolutionDialog } from "./evolution-dialog";
import { EvolutionsBoard } from "./evolutions-board";
import { hazardRows, safeRows } from "./hazard-rows";
import { HazardTable } from "./hazard-table";
import { pendingWords } from "./pending-words";
import { PendingFiles } from "./pending-files";
import { PlanFindings } from "./plan-findings";
import { ProofView } from "./proof-view";
import { ReleaseDialog } from "./release-dialog";
import { RenameQuestions } from "./rename-questions";
import { Section } from "../section";
import { useProposals } from "./use-proposals";
import type { Proving } from "./use-proving";
import { useProvenNow } from "./use-proven-now";

interface Props {
  readonly pending: Pending;
  readonly proving: Proving;
  readonly next: number;
  /** A release was laid down, or a checkpoint confirmed: what is pending follows from both. */
  onReleased(): void;
}

/** What differs from the last release: changes in phases, direct changes, hazards, files, proof, release. */
export function PendingView({ pending, proving, next, onReleased }: Props) {
  const settings = useDesignPart((s) => s.design.settings);
  const { run } = useRun();
  const show = useToast();
  const [releasing, setReleasing] = useState(false);
  const [asked, setAsked] = useState<readonly EvolutionProposal[]>();
  const proof = proving.latest.state === "loaded" ? proving.latest.value : undefined;
  const proven = useProvenNow(pending, proof);
  const proposals = useProposals(pending);
  const { plan, migrations, dataMigrations, diagnostics, evolutions } = pending;
  const current = proven === "proven" || proven === "failed" ? proof : undefined;
  const hazards = useMemo(() => hazardRows({ migrations }, current?.hazards), [migrations, current]);
  const phasing: Phasing = { canEvolve: (changes) => proposals.of(changes).length > 0, onEvolve: (changes) => setAsked(proposals.of(changes)) };
  const blocked = diagnostics.some((d) => d.severity === "error");
  const nothing = isNothing(pending);
  const derived = pending.shapes.some(({ store }) => store === mainStore);
  const ended = pending.flights.filter((flight) => flight.ended !== undefined && flight.ended.in < next);
  const board = evolutions.length + ended.length === 0 ? undefined : (
    <Section title="Changes in phases"><EvolutionsBoard states={evolutions} ended={ended} onChanged={onReleased} /></Section>
  );
  if (nothing && !blocked) {
    return (
      <div className="grid gap-6">
        <h1 className="sr-only">Pending changes</h1>
        {board}
        <EmptyState icon={<GitBranch />} title={next === 1 ? "Nothing to release yet" : evolutions.length > 0 ? "Nothing to release now" : "Everything is released"}>
          {next === 1
            ? "Draw the first table; the migration that creates it appears here."
            : evolutions.length > 0 ? "The changes in phases above wait. What else you change in the diagram appears here." : "Change the diagram, and the migration from the last release appears here."}
        </EmptyState>
      </div>
    );
  }
  return (
    <div className="grid gap-6">
      <header className="flex flex-wrap items-center gap-2">
        <div className="mr-auto">
          <h1 className="text-xl font-semibold">Pending changes</h1>
          <p className="text-ink-2">{pendingWords(pending)} in {counted(migrations.length + dataMigrations.length, "file")} {next === 1 ? "for the first release" : `since release ${next - 1}`}</p>
        </div>
        {derived ? undefined : <Switch label="Forms that do not block writers" checked={settings.online} onChange={(online) => run(setSettings, { online })} />}
        <div className="w-36">
          <Select
            aria-label="Numbering of files" value={settings.numbering}
            options={[{ value: "sequence", label: "001, 002, 003" }, { value: "timestamp", label: "Timestamps" }]}
            onChange={(value) => run(setSettings, { numbering: value === "timestamp" ? "timestamp" : "sequence" })}
          />
        </div>
        {proving.running === undefined
          ? <Button disabled={blocked || nothing} onClick={proving.prove}>Prove</Button>
          : <Button onClick={proving.cancel}>Cancel proof</Button>}
        <Button variant="primary" disabled={blocked || nothing || proving.running !== undefined} onClick={() => setReleasing(true)}>Release</Button>
      </header>
      {proving.running === undefined ? undefined : (
        <div role="status" className="grid gap-1"><ProgressBar label="Proof" value={proving.running.value} /><p className="text-sm text-ink-2">{proving.running.label}</p></div>
      )}
      {proving.error === undefined ? undefined : <p role="alert" className="text-bad">{proving.error}</p>}
      <PlanFindings diagnostics={diagnostics} />
      {board}
      <RenameQuestions questions={plan.questions} />
      {plan.changes.length === 0 ? undefined : <Section title={evolutions.length > 0 ? "Direct changes" : "Changes"}><ChangeList changes={plan.changes} phasing={phasing} /></Section>}
      {migrations.length === 0 || next === 1 ? undefined : <Section title="Hazards"><HazardTable rows={hazards} safe={safeRows({ migrations })} phasing={phasing} /></Section>}
      <Section title="Files"><PendingFiles migrations={migrations} dataMigrations={dataMigrations} measured={current?.hazards} /></Section>
      <Section title="Proof">
        {proof === undefined
          ? <p className="text-ink-2">{derived
              ? "Prove runs these commands up, down and up again, on the engine where one is at hand and else by its vendor's parser and documented rules, and compares what is there after each step. The proof says which it was."
              : "Prove runs these files up, down and up again on a real engine with rows in the tables, and compares the catalog after each step. Changes in phases run whole, with old and new statements side by side."}</p>
          : <>
              {proven === "other" ? <p className="text-warn">This proof is of an earlier state of the design. Prove again.</p> : undefined}
              <ProofView proof={proof} />
            </>}
      </Section>
      {asked === undefined || asked.length === 0 ? undefined : <EvolutionDialog key={asked.map(({ title }) => title).join()} ground={proposals.ground} proposals={asked} onClose={() => setAsked(undefined)} />}
      <ReleaseDialog
        open={releasing} number={next} files={migrations.length + dataMigrations.length} proven={proven === "proven"} losses={lossesOf(pending)} counted={current?.losses ?? []}
        onClose={() => setReleasing(false)}
        onReleased={() => { setReleasing(false); show({ text: `Release ${next} is laid down.` }); onReleased(); }}
      />
    </div>
  );
}
