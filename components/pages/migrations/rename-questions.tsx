"use client";

import { HelpCircle } from "lucide-react";
import { useDesignPart } from "@/components/studio/design-provider";
import { useRun } from "@/components/studio/use-run";
import { Button } from "@/components/ui/button";
import { setSettings } from "@/lib/design/commands";
import type { RenameQuestion } from "@/lib/plan/plan";

/** Asks, of a drop and an add that look alike, whether they are one rename. The answer is kept in the design. */
export function RenameQuestions({ questions }: { readonly questions: readonly RenameQuestion[] }) {
  const renames = useDesignPart((s) => s.design.settings.renames);
  const { run } = useRun();
  if (questions.length === 0) return undefined;
  return (
    <ul aria-label="Rename questions" className="grid gap-px overflow-hidden rounded-card border border-line bg-line">
      {questions.map((question) => (
        <li key={`${question.from} ${question.to}`} className="flex flex-wrap items-center gap-2 bg-info-soft px-3 py-2">
          <HelpCircle aria-hidden className="size-4 stroke-[1.5] text-info" />
          <span className="min-w-0 flex-1">Is <span className="identifier">{question.label}</span> a rename? As it stands, the old {question.kind} is dropped with its data and a new one is added.</span>
          <Button onClick={() => run(setSettings, { renames: [...renames, { from: question.from, to: question.to }] })}>It is a rename</Button>
        </li>
      ))}
    </ul>
  );
}
