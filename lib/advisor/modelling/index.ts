import type { ModellingFinding, ModellingSituation } from "./rule";
import { modellingRules } from "./rules";

export type { AdviceChange, Found, ModellingFinding, ModellingFix, ModellingRule, ModellingSituation } from "./rule";
export { modellingRules } from "./rules";

/** What the rules that are on find, by rule; `off` are the codes of those switched off. */
export function adviseModelling(situation: ModellingSituation, off: ReadonlySet<string> = new Set()): readonly ModellingFinding[] {
  return modellingRules.filter(({ code }) => !off.has(code)).flatMap((rule) => rule.find(situation).map((found) => ({ ...found, code: rule.code, title: rule.title, explanation: rule.explanation, severity: rule.severity })));
}
