"use client";

import { Check, Circle } from "lucide-react";
import { useState } from "react";
import { api } from "@/components/api/client";
import { messageOf } from "@/components/api/use-loaded";
import { useDesignId, useDesignPart } from "@/components/studio/design-provider";
import { useRun } from "@/components/studio/use-run";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { useToast } from "@/components/ui/toast";
import { deleteRecords, setEvolution } from "@/lib/design/commands";
import type { EvolutionState } from "@/lib/design/evolve";
import type { EvolutionPhase } from "@/lib/plan";
import { CheckpointDialog } from "./checkpoint-dialog";
import { mayRun, phaseLabels, phaseStatus, tasksOf } from "./evolution-words";

/** One change in phases: what may run beside what, what to deploy when, and what can be done about it now. */
export function EvolutionDetails({ state, onChanged }: { readonly state: EvolutionState; onChanged(): void }) {
  const { run } = useRun();
  const record = useDesignPart((s) => s.design.evolutions.find(({ id }) => id === state.id));
  const [confirming, setConfirming] = useState(false);
  const phases = state.evolution?.phases ?? [];
  const started = state.inFlight !== undefined;
  const advice = state.phase?.advice ?? [];
  return (
    <div className="grid gap-3">
      <p className="font-medium">{mayRun(state)}</p>
      {state.diagnostics.length === 0 ? undefined : <ul aria-label={`Findings of ${state.title}`} className="grid gap-1">{state.diagnostics.map((finding, i) => <li key={i} className={finding.severity === "error" ? "text-bad" : "text-ink-2"}>{finding.message}</li>)}</ul>}
      {phases.length === 0 ? undefined : (
        <ol aria-label={`Checklist of ${state.title}`} className="grid gap-2">
          {phases.map((phase, place) => <PhaseTasks key={phase.id} phase={phase} done={phaseStatus(state, place) === "done"} state={state} onChanged={onChanged} />)}
        </ol>
      )}
      {advice.length === 0 ? undefined : (
        <details>
          <summary className="cursor-pointer text-ink-2">What to mind on large or busy tables</summary>
          <ul className="grid gap-2 pt-2">
            {advice.map(({ title, text, command, limits }) => (
              <li key={title} className="grid gap-1">
                <p><span className="font-medium">{title}: </span>{text}</p>
                {command === undefined ? undefined : <pre className="identifier overflow-x-auto rounded-control bg-sunken p-2 text-sm">{command}</pre>}
                {limits === undefined ? undefined : <ul>{limits.map((limit) => <li key={limit.text} className={limit.met ? "text-ink-2" : "text-bad"}>{limit.met ? "Fits: " : "Does not fit: "}{limit.text}</li>)}</ul>}
              </li>
            ))}
          </ul>
        </details>
      )}
      <div className="flex flex-wrap gap-2">
        {state.checkpoint === undefined ? undefined : <Button variant="primary" onClick={() => setConfirming(true)}>Confirm checkpoint</Button>}
        {record === undefined || record.abandoned ? undefined : record.held
          ? <Button onClick={() => run(setEvolution, { evolutionId: state.id, held: false })}>Advance with the next release</Button>
          : state.phase === undefined ? undefined : <Button onClick={() => run(setEvolution, { evolutionId: state.id, held: true })}>Hold at this phase</Button>}
        {!started && record !== undefined ? <Button variant="danger" onClick={() => run(deleteRecords, { ids: [state.id] }, { keepSelection: true })}>Make the change directly</Button> : undefined}
        {!started || record === undefined ? undefined : record.abandoned
          ? <Button onClick={() => run(setEvolution, { evolutionId: state.id, abandoned: false })}>Keep it after all</Button>
          : <Button variant="danger" onClick={() => run(setEvolution, { evolutionId: state.id, abandoned: true })}>Abandon</Button>}
      </div>
      {state.checkpoint === undefined ? undefined : (
        <CheckpointDialog open={confirming} evolutionId={state.id} checkpoint={state.checkpoint} onClose={() => setConfirming(false)} onConfirmed={() => { setConfirming(false); onChanged(); }} />
      )}
    </div>
  );
}

function PhaseTasks({ phase, done, state, onChanged }: { readonly phase: EvolutionPhase; readonly done: boolean; readonly state: EvolutionState; onChanged(): void }) {
  const id = useDesignId();
  const show = useToast();
  const confirmation = state.confirmations.find((each) => each.phase === phase.id);
  const withdrawable = confirmation !== undefined && state.reached <= (state.evolution?.phases.indexOf(phase) ?? -1) + 1;
  const withdraw = () => {
    api.withdrawCheckpoint(id, { evolutionId: state.id, phase: phase.id }).then(onChanged, (cause: unknown) => show({ text: messageOf(cause), tone: "bad" }));
  };
  return (
    <li className="grid grid-cols-[16px_minmax(0,1fr)] gap-x-2">
      {done ? <Check aria-hidden className="mt-0.5 size-4 text-ok" /> : <Circle aria-hidden className="mt-0.5 size-4 stroke-[1.5] text-ink-3" />}
      <div className="grid gap-0.5">
        <p><span className="sr-only">{done ? "Done: " : ""}</span><span className="font-medium">{phaseLabels[phase.kind]}. </span>{phase.title}</p>
        <p className="text-ink-2">{phase.explanation}</p>
        {done || state.abandoned ? undefined : <ul className="grid list-disc gap-0.5 pl-4">{tasksOf(phase).map((task) => <li key={task} className="break-words">{task}</li>)}</ul>}
        {confirmation === undefined ? undefined : (
          <p className="flex flex-wrap items-center gap-2 text-ink-2">
            <span>Confirmed by {confirmation.by}, <RelativeTime iso={confirmation.at} />: {confirmation.sentence}</span>
            {withdrawable ? <Button variant="quiet" onClick={withdraw}>Take back</Button> : undefined}
          </p>
        )}
      </div>
    </li>
  );
}
