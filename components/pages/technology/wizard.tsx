"use client";

import { useState } from "react";
import { isAnswered, questions as allQuestions, type Question } from "@/lib/advisor";
import { useDesignPart } from "@/components/studio/design-provider";
import { Button } from "@/components/ui/button";
import { ProgressBar } from "@/components/ui/progress-bar";
import { KindsCard } from "./kinds-card";
import { QuestionCard, shownAnswer } from "./question-card";
import type { LiveAdvice } from "./use-advice";

/** The questions: a few first, the rest where they can still change the answer, and all of them for who wants to say everything. */
export function Wizard({ live: { usage, attributes, questions } }: { readonly live: LiveAdvice }) {
  const workload = useDesignPart(({ design }) => design.workload);
  const [deep, setDeep] = useState(false);
  const [all, setAll] = useState(false);
  const first = allQuestions.filter(({ depth }) => depth === "first");
  const answered = first.filter((question) => isAnswered(question, attributes)).length;
  const further = (all ? allQuestions : questions).filter(({ depth }) => depth === "deep");
  const open = further.filter((question) => !workload.has(question.attribute)).length;
  const card = (question: Question) => {
    if (question.kind === "patterns") return <KindsCard key={question.id} question={question} />;
    const derived = usage.derived.find(({ attribute }) => attribute === question.attribute);
    const wrong = usage.diagnostics.find(({ path }) => path === question.attribute)?.message;
    const value: unknown = derived === undefined ? undefined : attributes[derived.attribute];
    return <QuestionCard key={question.id} question={question} derived={derived === undefined ? undefined : { ...derived, shown: shownAnswer(derived.attribute, value) }} wrong={wrong} />;
  };
  const stray = usage.diagnostics.filter(({ path }) => !allQuestions.some(({ attribute }) => attribute === path));
  return (
    <section aria-labelledby="wizard-title" className="grid min-w-0 content-start gap-2 rounded-card border border-line bg-surface p-4">
      <div className="flex items-baseline gap-2">
        <h2 id="wizard-title" className="flex-1 font-semibold">Questions</h2>
        <p className="text-sm text-ink-2 tabular-nums">{answered} of {first.length} answered</p>
      </div>
      <ProgressBar label="First questions answered" value={answered / first.length} />
      {stray.map(({ path, message }) => <p key={path} role="alert" className="text-sm text-bad">{message}</p>)}
      <div>{first.map(card)}</div>
      <Button aria-expanded={deep} aria-controls="wizard-deep" onClick={() => setDeep((before) => !before)}>{deep ? "Fewer questions" : open === 0 ? "More questions" : `${open} more that can change the answer`}</Button>
      {deep ? (
        <div id="wizard-deep">
          {further.map(card)}
          <Button variant="quiet" aria-pressed={all} onClick={() => setAll((before) => !before)}>{all ? "Only those that can change the answer" : "Every question"}</Button>
        </div>
      ) : undefined}
    </section>
  );
}
