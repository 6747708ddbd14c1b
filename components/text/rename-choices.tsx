"use client";

import { Checkbox } from "@/components/ui/checkbox";
import type { Id } from "@/lib/model";
import type { RenameQuestion } from "@/lib/plan/plan";

/** Asks of a changed text which of its drops and adds are renames: all that look so, unless a person unticks them. */
export function RenameChoices({ questions, refused, onChange }: {
  readonly questions: readonly Pick<RenameQuestion, "kind" | "from" | "label">[];
  /** Ids, in the design, of what is no rename. */
  readonly refused: ReadonlySet<Id>;
  onChange(refused: ReadonlySet<Id>): void;
}) {
  if (questions.length === 0) return undefined;
  return (
    <fieldset className="grid gap-0.5">
      <legend className="text-sm text-ink-2">Renamed, or dropped and added? What is checked keeps its data and references.</legend>
      {questions.map((question) => (
        <Checkbox
          key={question.from} label={<span className="identifier">{question.kind} {question.label}</span>} checked={!refused.has(question.from)}
          onChange={(renamed) => { const next = new Set(refused); if (renamed) next.delete(question.from); else next.add(question.from); onChange(next); }}
        />
      ))}
    </fieldset>
  );
}
