"use client";

import { useDeferredValue, useMemo, useState } from "react";
import { useRun } from "@/components/studio/use-run";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input, TextArea } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { startEvolution } from "@/lib/design/commands";
import { findEvolutionKind, type EvolutionField, type EvolutionGround, type EvolutionPhase, type EvolutionProposal } from "@/lib/plan";
import { useExpressionCheck } from "./use-expression-check";

interface Props {
  readonly ground: EvolutionGround;
  readonly proposals: readonly EvolutionProposal[];
  onClose(): void;
}

/** Asks what a change in phases needs to know, shows its phases, tries its expressions on sample rows, and starts it. */
export function EvolutionDialog({ ground, proposals, onClose }: Props) {
  const { run } = useRun();
  const [chosen, setChosen] = useState(0);
  const [answers, setAnswers] = useState<Readonly<Record<string, string>>>({});
  const proposal = proposals[chosen] ?? proposals[0];
  const check = useExpressionCheck();
  const deferred = useDeferredValue(answers);
  const built = useMemo(() => (proposal === undefined ? undefined : findEvolutionKind(proposal.kind)?.build({ ...ground, subject: proposal.subject, answers: deferred })), [ground, proposal, deferred]);
  if (proposal === undefined) return undefined;
  const kind = findEvolutionKind(proposal.kind);
  const missing = proposal.fields.some((field) => field.required && answerOf(field, answers).trim() === "");
  const set = (field: string, value: string) => { setAnswers({ ...answers, [field]: value }); check.clear(); };
  const start = () => {
    const given = Object.fromEntries(proposal.fields.map((field) => [field.id, answerOf(field, answers)]).filter(([, value]) => value !== ""));
    if (run(startEvolution, { kind: proposal.kind, subject: proposal.subject, answers: given }).ok) onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      width="wide"
      title={proposal.title}
      description={kind?.explanation}
      actions={<>
        {proposal.fields.some(({ form }) => form === "expression") ? (
          <Button className="mr-auto" disabled={missing || check.busy} onClick={() => check.run({ kind: proposal.kind, subject: proposal.subject, answers: filled(proposal.fields, answers) })}>Try on sample rows</Button>
        ) : undefined}
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="primary" disabled={missing || built?.ok !== true} onClick={start}>Start in phases</Button>
      </>}
    >
      <div className="grid gap-4">
        {proposals.length < 2 ? undefined : (
          <Field label="Way">{(ids) => <Select {...ids} value={String(chosen)} options={proposals.map((each, i) => ({ value: String(i), label: each.title }))} onChange={(value) => { setChosen(Number(value)); setAnswers({}); check.clear(); }} />}</Field>
        )}
        {proposal.fields.map((field) => <Question key={`${proposal.kind} ${field.id}`} field={field} value={answerOf(field, answers)} onChange={(value) => set(field.id, value)} />)}
        {check.busy ? <p role="status" className="text-ink-2">Trying on sample rows.</p> : undefined}
        {check.result === undefined ? undefined : check.result.length === 0
          ? <p role="status" className="text-ok">Every sample came back as it was.</p>
          : <ul aria-label="Findings on sample rows" className="grid gap-1">{check.result.map((finding, i) => <li key={i} className={finding.severity === "error" ? "text-bad" : "text-warn"}>{finding.message}</li>)}</ul>}
        {built === undefined || built.ok ? undefined : <ul aria-label="What is in the way" className="grid gap-1">{built.diagnostics.map((finding, i) => <li key={i} className="text-bad">{finding.message}</li>)}</ul>}
        {built?.ok === true ? <PhaseOutline phases={built.value.phases} notes={built.value.diagnostics.map(({ message }) => message)} /> : undefined}
      </div>
    </Dialog>
  );
}

function answerOf(field: EvolutionField, answers: Readonly<Record<string, string>>): string {
  return answers[field.id] ?? field.proposed;
}

function filled(fields: readonly EvolutionField[], answers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(fields.map((field) => [field.id, answerOf(field, answers)]));
}

function Question({ field, value, onChange }: { readonly field: EvolutionField; readonly value: string; onChange(value: string): void }) {
  const hint = field.columns === undefined || field.columns.length === 0 ? field.help : `${field.help} Columns to compute it from: ${field.columns.join(", ")}.`;
  return (
    <Field label={field.required ? field.label : `${field.label} (optional)`} hint={hint}>
      {(ids) => {
        switch (field.form) {
          case "choice": return <Select {...ids} value={value} options={field.choices ?? []} onChange={onChange} />;
          case "name": return <Input {...ids} mono value={value} maxLength={200} onChange={(event) => onChange(event.target.value)} />;
          case "expression": return <TextArea {...ids} mono rows={1} value={value} maxLength={10_000} onChange={(event) => onChange(event.target.value)} />;
          case "text": return <TextArea {...ids} rows={1} value={value} maxLength={10_000} onChange={(event) => onChange(event.target.value)} />;
        }
      }}
    </Field>
  );
}

/** The phases in a few words each. */
function PhaseOutline({ phases, notes }: { readonly phases: readonly EvolutionPhase[]; readonly notes: readonly string[] }) {
  return (
    <div className="grid gap-2">
      <h3 className="font-semibold">Phases</h3>
      <ol aria-label="Phases" className="grid gap-1">
        {phases.map((phase, i) => (
          <li key={phase.id} className="grid grid-cols-[20px_96px_minmax(0,1fr)] gap-x-2">
            <span className="tabular-nums text-ink-3">{i + 1}</span>
            <span className="text-ink-2">{phase.kind}</span>
            <span className="break-words">{phase.title}</span>
          </li>
        ))}
      </ol>
      {notes.map((note) => <p key={note} className="text-ink-2">{note}</p>)}
    </div>
  );
}
