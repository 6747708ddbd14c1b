import type { LintResult } from "../lint";
import type { LintRule } from "../rule";

/** Findings for a program: stable names, one object. */
export function jsonReport({ findings, files }: LintResult, engine: string | undefined): string {
  const count = (severity: string): number => findings.filter((finding) => finding.severity === severity).length;
  return `${JSON.stringify({
    strata: 1, engine: engine ?? null, files, findings,
    counts: { error: count("error"), warning: count("warning"), info: count("info") },
  }, undefined, 2)}\n`;
}

/** The rules for a program. */
export function jsonRules(rules: readonly LintRule[]): string {
  return `${JSON.stringify(rules.map(({ code, aliases, targets, severity, category, summary, explanation, fix }) => (
    { code, aliases: aliases ?? [], targets, severity, category, summary, explanation, fix }
  )), undefined, 2)}\n`;
}
