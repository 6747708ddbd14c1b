import type { RawFinding } from "./finding";
import { Positions } from "./positions";
import { rules } from "./rules";
import { engineCodes } from "./measured/codes";
import { readSuppressions, type Suppression } from "./suppression";

/** Codes that no rule stands for: what reading and measuring find. */
const otherCodes: readonly string[] = ["syntax-error", "client-command", ...engineCodes];

/**
 * Takes away what comments switch off, and adds what is wrong with the comments: no reason (then nothing is switched off), a code that no
 * rule has, nothing there to switch off. With `partial`, only some rules ran: nobody can say that a comment is unused.
 */
export function applySuppressions(text: string, findings: readonly RawFinding[], partial: boolean): RawFinding[] {
  const suppressions = readSuppressions(text);
  if (suppressions.length === 0) return [...findings];
  const positions = new Positions(text);
  const used = new Set<string>();
  const kept = findings.filter((finding) => {
    const found = suppressions.flatMap((suppression) => (suppression.reason === "" ? [] : suppression.codes.filter((code) => names(code, finding) && covers(suppression, finding, positions)).map((code) => `${suppression.at} ${code}`)));
    for (const key of found) used.add(key);
    return found.length === 0;
  });
  return [...kept, ...suppressions.flatMap((suppression) => [...faults(suppression), ...(partial ? [] : unused(suppression, used))])];
}

function names(code: string, finding: RawFinding): boolean {
  return finding.code === code || finding.aliases.includes(code);
}

/** The line below the comment, and the whole statement that begins there. */
function covers(suppression: Suppression, finding: RawFinding, positions: Positions): boolean {
  if (suppression.scope === "file") return true;
  return positions.at(finding.at).line === suppression.line || positions.at(finding.statementAt).line === suppression.line;
}

function faults(suppression: Suppression): RawFinding[] {
  const found: RawFinding[] = [];
  if (suppression.codes.length === 0) found.push(fault(suppression, "suppression-without-code", "error", "This comment names no rule.", "Write the code of the rule: -- strata-lint-disable-next-line CODE: reason."));
  else if (suppression.reason === "") found.push(fault(suppression, "suppression-without-reason", "error", `${suppression.codes.join(", ")} is switched off without a reason, so it is not.`, "Write the reason behind a colon: -- strata-lint-disable-next-line CODE: reason."));
  for (const code of suppression.codes) {
    if (!isKnown(code)) found.push(fault(suppression, "suppression-of-unknown-rule", "warning", `There is no rule ${code}.`, "strata lint --list prints the rules."));
  }
  return found;
}

function unused(suppression: Suppression, used: ReadonlySet<string>): RawFinding[] {
  if (suppression.reason === "") return [];
  return suppression.codes.filter((code) => isKnown(code) && !used.has(`${suppression.at} ${code}`)).map((code) => (
    fault(suppression, "suppression-unused", "warning", `${code} finds nothing here: the comment switches nothing off.`, "Delete the comment.")
  ));
}

function isKnown(code: string): boolean {
  return otherCodes.includes(code) || rules.some((rule) => rule.code === code || rule.aliases?.includes(code) === true);
}

function fault(suppression: Suppression, code: string, severity: RawFinding["severity"], message: string, fix: string): RawFinding {
  return { code, aliases: [], severity, category: "lint", message, fix, at: suppression.at, statementAt: suppression.at, statementEnd: suppression.end };
}
