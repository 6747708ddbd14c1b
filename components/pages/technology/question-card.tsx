"use client";

import { useId, useState } from "react";
import { fieldOf, showAnswer, type DerivedAnswer, type Question } from "@/lib/advisor";
import { setAnswer } from "@/lib/design/commands";
import type { WorkloadAnswer } from "@/lib/design/design";
import { useDesignPart } from "@/components/studio/design-provider";
import { useRun } from "@/components/studio/use-run";
import { classNames } from "@/components/ui/class-names";
import { DraftInput } from "@/components/ui/draft-input";
import { parseQuantity } from "../patterns/quantity";

/** One answer as a pill that the keyboard chooses as a radio button. */
function Pill({ name, label, checked, quiet, onChoose }: { readonly name: string; readonly label: string; readonly checked: boolean; readonly quiet?: boolean; onChoose(): void }) {
  return (
    <label className={classNames(
      "relative inline-flex min-h-6 max-w-full cursor-pointer items-center rounded-control border px-2 text-sm has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-(--accent)",
      checked ? "border-accent bg-accent-soft font-medium text-accent-text" : "border-line-strong bg-surface hover:bg-sunken", quiet === true && !checked && "border-line border-dashed text-ink-2",
    )}>
      <input type="radio" className="absolute inset-0 z-10 size-full cursor-pointer opacity-0" name={name} checked={checked} onChange={onChoose} />
      <span className="truncate">{label}</span>
    </label>
  );
}

interface Props {
  readonly question: Question;
  /** What the design says by itself. */
  readonly derived: (DerivedAnswer & { readonly shown: string }) | undefined;
  /** What is wrong with the answer as it stands. */
  readonly wrong?: string | undefined;
}

/** One question with its answers; "not known" is one of them, and stays visible as a gap. */
export function QuestionCard({ question, derived, wrong }: Props) {
  const id = useId();
  const { run } = useRun();
  const workload = useDesignPart(({ design }) => design.workload);
  const given = workload.get(question.attribute);
  const answer = (value: WorkloadAnswer | undefined) => run(setAnswer, { attribute: question.attribute, answer: value }, { keepSelection: true, merge: `answer ${question.attribute}` });
  const listed = question.options.some(({ value }) => value === given);
  return (
    <fieldset aria-describedby={`${id}-help`} className="grid min-w-0 gap-1.5 border-b border-line py-3 first:pt-0 last:border-b-0">
      <legend className="float-left w-full font-medium">{question.text}</legend>
      <p id={`${id}-help`} className="text-sm text-ink-2">{question.help}</p>
      <div className="flex min-w-0 flex-wrap gap-1">
        {question.options.map((option) => <Pill key={String(option.value)} name={id} label={option.label} checked={given === option.value} onChoose={() => answer(option.value)} />)}
        {question.kind === "number" ? <OtherNumber question={question} value={typeof given === "number" && !listed ? given : undefined} onAnswer={answer} /> : undefined}
        <Pill name={id} quiet label={derived === undefined ? "Not known" : `As the design says: ${derived.shown}`} checked={given === undefined} onChoose={() => answer(undefined)} />
      </div>
      {derived === undefined || given !== undefined ? undefined : <p className="text-sm text-ink-3">{derived.sentence}</p>}
      {wrong === undefined ? undefined : <p role="alert" className="text-sm text-bad">{wrong}</p>}
    </fieldset>
  );
}

/** A number that is not among those offered. */
function OtherNumber({ question, value, onAnswer }: { readonly question: Question; readonly value: number | undefined; onAnswer(value: number | undefined): void }) {
  const [error, setError] = useState<string>();
  const field = fieldOf(question.attribute);
  if (field?.kind !== "number") return undefined;
  const bounds = { label: field.label, unit: field.unit, least: field.min, most: field.max, whole: field.whole === true };
  return (
    <span className="inline-flex items-center gap-1 text-sm">
      <span className="w-20"><DraftInput
        aria-label={`Another number: ${field.label}${field.unit === "" ? "" : `, ${field.unit}`}`} inputMode="decimal" placeholder="other" className="h-6 tabular-nums" value={value === undefined ? "" : String(value)} onError={setError} {...(error === undefined ? {} : { "aria-invalid": true as const })}
        validate={(text) => { const parsed = parseQuantity(text, "count", bounds); return parsed.ok ? undefined : parsed.message; }}
        onCommit={(text) => { const parsed = parseQuantity(text, "count", bounds); if (parsed.ok) onAnswer(parsed.value ?? undefined); }}
      /></span>
      {field.unit === "" ? undefined : <span className="text-ink-3">{field.unit}</span>}
      {error === undefined ? undefined : <span role="alert" className="text-bad">{error}</span>}
    </span>
  );
}

/** What a derived attribute is, for a person. */
export function shownAnswer(attribute: string, value: unknown): string {
  const field = fieldOf(attribute);
  if (field === undefined || !(value === null || typeof value === "number" || typeof value === "boolean" || typeof value === "string")) return "known";
  if (typeof value === "string") return field.kind === "choice" ? field.options.find((option) => option.value === value)?.label ?? value : value;
  return showAnswer(field, value);
}
