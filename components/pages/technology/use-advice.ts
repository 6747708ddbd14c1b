"use client";

import { useDeferredValue, useMemo } from "react";
import { advise, openQuestions, rank, type Advice, type Attributes, type Question, type Ranking, type UsageAttributes } from "@/lib/advisor";
import { designAttributes } from "@/lib/design/advice";
import { useDesignPart } from "@/components/studio/design-provider";

export interface LiveAdvice {
  /** The answers, and where those that nobody gave come from. */
  readonly usage: UsageAttributes;
  readonly attributes: Attributes;
  /** Follows every answer at once. */
  readonly ranking: Ranking;
  /** With what would change it, which takes longer: a moment behind. */
  readonly advice: Advice;
  readonly questions: readonly Question[];
  /** The advice is of the answers before these. */
  readonly behind: boolean;
}

/** What the design's answers lead to, as they change. */
export function useAdvice(): LiveAdvice {
  const workload = useDesignPart(({ design }) => design.workload);
  const schema = useDesignPart(({ design }) => design.schema);
  const loads = useDesignPart(({ design }) => design.loads);
  const patterns = useDesignPart(({ design }) => design.patterns);
  const usage = useMemo(() => designAttributes({ workload, schema, loads, patterns }), [workload, schema, loads, patterns]);
  const ranking = useMemo(() => rank(usage.attributes), [usage]);
  const settled = useDeferredValue(usage);
  const advice = useMemo(() => advise(settled.attributes), [settled]);
  const questions = useMemo(() => openQuestions(settled.attributes), [settled]);
  return { usage, attributes: usage.attributes, ranking, advice, questions, behind: settled !== usage };
}
