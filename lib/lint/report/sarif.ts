import type { Finding } from "../finding";
import type { LintResult } from "../lint";
import type { LintRule } from "../rule";
import type { Severity } from "../../model";

const levels: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "note" };

/** Findings as SARIF 2.1.0 (OASIS), which code hosts show beside the lines of a change. */
export function sarifReport({ findings }: LintResult, rules: readonly LintRule[]): string {
  const codes = [...new Set([...rules.map(({ code }) => code), ...findings.map(({ code }) => code)])];
  const described = codes.map((code) => {
    const rule = rules.find((known) => known.code === code);
    return rule === undefined ? { id: code } : {
      id: code,
      shortDescription: { text: rule.summary },
      fullDescription: { text: rule.explanation },
      help: { text: rule.fix },
      defaultConfiguration: { level: levels[rule.severity] },
      properties: { category: rule.category, aliases: rule.aliases ?? [], targets: rule.targets },
    };
  });
  return `${JSON.stringify({
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [{
      tool: { driver: { name: "strata lint", rules: described } },
      columnKind: "utf16CodeUnits",
      results: findings.map((finding) => result(finding, codes.indexOf(finding.code))),
    }],
  }, undefined, 2)}\n`;
}

function result(finding: Finding, ruleIndex: number): Readonly<Record<string, unknown>> {
  const { code, severity, category, message, fix, file, line, column, endLine, endColumn, statement, measured } = finding;
  return {
    ruleId: code, ruleIndex, level: levels[severity],
    message: { text: `${message} ${fix}` },
    locations: [{
      physicalLocation: {
        artifactLocation: { uri: uri(file) },
        region: { startLine: line, startColumn: column, endLine, endColumn, snippet: { text: statement } },
      },
    }],
    properties: { category, ...(measured === undefined ? {} : { measured }) },
  };
}

/** A path as a relative reference: each part escaped, the separators those of an address. */
function uri(file: string): string {
  return file.replaceAll("\\", "/").split("/").map(encodeURIComponent).join("/");
}
