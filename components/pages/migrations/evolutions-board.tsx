"use client";

import { Check, Circle, CircleDot, Hourglass, Undo2, type LucideIcon } from "lucide-react";
import { useState, type KeyboardEvent } from "react";
import { classNames } from "@/components/ui/class-names";
import type { EvolutionState } from "@/lib/design/evolve";
import type { EvolutionInFlight } from "@/lib/design/flight";
import { EvolutionDetails } from "./evolution-details";
import { nextWords, phaseKinds, phaseLabels, phaseStatus, type PhaseStatus } from "./evolution-words";

const marks: Readonly<Record<PhaseStatus, { readonly icon: LucideIcon; readonly word: string; readonly className: string }>> = {
  done: { icon: Check, word: "Done", className: "border-transparent bg-ok-soft text-ok" },
  next: { icon: CircleDot, word: "Next release", className: "border-accent bg-accent-soft text-accent-text" },
  waits: { icon: Hourglass, word: "Waits", className: "border-warn bg-warn-soft text-warn" },
  back: { icon: Undo2, word: "Goes back", className: "border-warn bg-warn-soft text-warn" },
  later: { icon: Circle, word: "Later", className: "border-line text-ink-3" },
};

/** Every change in phases with the phase it has reached; a row opens to what may run beside what, and what to deploy when. */
export function EvolutionsBoard({ states, ended, onChanged }: {
  readonly states: readonly EvolutionState[];
  /** Those that ended before. */
  readonly ended: readonly EvolutionInFlight[];
  /** A checkpoint was confirmed or taken back. */
  onChanged(): void;
}) {
  const [open, setOpen] = useState<string | undefined>(states[0]?.id);
  return (
    <div className="grid gap-2">
      {states.length === 0 ? undefined : (
        <table aria-label="Changes in phases" className="w-full table-fixed border-separate border-spacing-0 overflow-hidden rounded-card border border-line bg-surface">
          <thead>
            <tr className="text-left text-sm text-ink-3">
              <th scope="col" className="h-8 w-[28%] border-b border-line px-3 font-medium">Change</th>
              {phaseKinds.map((kind) => <th key={kind} scope="col" className="border-b border-line px-2 font-medium">{phaseLabels[kind]}</th>)}
            </tr>
          </thead>
          {states.map((state) => <BoardRow key={state.id} state={state} open={open === state.id} onToggle={() => setOpen(open === state.id ? undefined : state.id)} onChanged={onChanged} />)}
        </table>
      )}
      {ended.length === 0 ? undefined : (
        <details className="text-ink-2">
          <summary className="inline-flex h-7 cursor-pointer items-center rounded-control px-1 hover:text-ink">Ended ({ended.length})</summary>
          <ul aria-label="Ended changes in phases" className="grid gap-1 px-1 pt-1">
            {ended.map((flight) => <li key={flight.id} className="break-words">{flight.title}: {flight.ended?.how === "abandoned" ? "taken back" : "done"} in release {flight.ended?.in}</li>)}
          </ul>
        </details>
      )}
    </div>
  );
}

/** The arrows go from change to change. */
function toNeighbour(event: KeyboardEvent<HTMLButtonElement>): void {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (step === 0) return;
  const rows = [...event.currentTarget.closest("table")?.querySelectorAll<HTMLButtonElement>("button[data-row]") ?? []];
  event.preventDefault();
  rows[rows.indexOf(event.currentTarget) + step]?.focus();
}

function BoardRow({ state, open, onToggle, onChanged }: { readonly state: EvolutionState; readonly open: boolean; onToggle(): void; onChanged(): void }) {
  const phases = state.evolution?.phases ?? [];
  return (
    <tbody className="[&+tbody>tr:first-child>*]:border-t [&+tbody>tr:first-child>*]:border-line">
      <tr className="align-top">
        <th scope="row" aria-label={state.title} className="px-1 py-1 font-normal">
          <button type="button" data-row aria-expanded={open} onClick={onToggle} onKeyDown={toNeighbour} className="grid w-full gap-0.5 rounded-control px-2 py-1.5 text-left hover:bg-sunken">
            <span className="font-medium break-words">{state.title}</span>
            <span className="text-sm break-words text-ink-2">{nextWords(state)}</span>
          </button>
        </th>
        {phaseKinds.map((kind) => (
          <td key={kind} className="px-1 py-2">
            <div className="grid gap-1">
              {phases.map((phase, place) => (phase.kind !== kind ? undefined : <PhaseCell key={phase.id} title={phase.title} status={phaseStatus(state, place)} />))}
            </div>
          </td>
        ))}
      </tr>
      {open ? <tr><td colSpan={6} className="border-t border-line bg-bg px-3 py-3"><EvolutionDetails state={state} onChanged={onChanged} /></td></tr> : undefined}
    </tbody>
  );
}

function PhaseCell({ title, status }: { readonly title: string; readonly status: PhaseStatus }) {
  const { icon: Icon, word, className } = marks[status];
  return (
    <div className={classNames("grid gap-0.5 rounded-control border px-2 py-1", className)} title={title}>
      <span className="flex items-center gap-1 text-sm font-medium"><Icon aria-hidden className="size-3.5 shrink-0 stroke-[1.75]" />{word}</span>
      <span className="line-clamp-2 text-xs break-words text-ink-2">{title}</span>
    </div>
  );
}
