import type { Finding } from "../finding";
import type { LintResult } from "../lint";
import { counted } from "../../model/counted";

/**
 * Findings for a person: `file:line: severity code message`, and below it what to do. Advice that repeats itself in a file is said once,
 * with the number of places.
 */
export function textReport({ findings, files }: LintResult): string {
  const lines: string[] = [];
  const said = new Set<string>();
  for (const finding of findings) {
    const { file, line, severity, code, message, fix, measured } = finding;
    if (severity === "info") {
      const key = `${file}\n${code}`;
      if (said.has(key)) continue;
      said.add(key);
    }
    const more = severity === "info" ? findings.filter((other) => other.file === file && other.code === code).length - 1 : 0;
    lines.push(`${file}:${line}: ${severity} ${code} ${message}${more > 0 ? ` (and ${counted(more, "place")} more)` : ""}`);
    if (measured !== undefined) lines.push(`    measured: ${observed(measured)}`);
    lines.push(`    fix: ${fix}`);
  }
  const skipped = files.filter((file) => file.skipped);
  for (const { name } of skipped) lines.push(`${name}: not looked at: it holds nothing in this direction (--direction both).`);
  return [...lines, summary(findings, files.length - skipped.length), ""].join("\n");
}

function summary(findings: readonly Finding[], files: number): string {
  const count = (severity: Finding["severity"]): number => findings.filter((finding) => finding.severity === severity).length;
  const found = [counted(count("error"), "error"), counted(count("warning"), "warning"), `${counted(count("info"), "piece")} of advice`].join(", ");
  return `${found} in ${counted(files, "file")}.`;
}

function observed({ algorithm, lock, locks, rewrites, scans }: NonNullable<Finding["measured"]>): string {
  return [
    ...(algorithm === undefined || lock === undefined ? [] : [`ALGORITHM=${algorithm}, LOCK=${lock}`]),
    ...locks.map(({ relation, mode }) => `${mode} on ${relation}`),
    ...rewrites.map((relation) => `rewrites ${relation}`),
    ...scans.map(({ relation }) => `reads all of ${relation}`),
  ].join(", ");
}
