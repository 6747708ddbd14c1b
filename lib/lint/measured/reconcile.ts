import { lockModes, type LockMode } from "../act";
import type { RawFinding } from "../finding";
import type { LintStatement } from "../statement";
import type { Observation } from "../../sandbox/sandbox";
import type { MeasuredStatement } from "./measurer";

/**
 * Text findings and what the engine showed, put together: a rewrite or a scan that the engine did not do is taken back, one that it did
 * carries the observation, and one that no rule foresaw is added.
 */
export function reconcile(found: readonly RawFinding[], measured: MeasuredStatement, statement: LintStatement): RawFinding[] {
  if (measured.outcome === "refused") return [...found, refusal(measured, found, statement)].filter((finding) => finding !== undefined);
  const { held, locksSeen, existing } = measured;
  // What earlier statements of the transaction locked is locked still.
  const observation = { ...measured.observation, locks: [...held].map(([relation, mode]) => ({ relation, mode })) };
  // Without locks (CONCURRENTLY, VACUUM) the engine cannot say whom a statement would have stopped.
  if (!locksSeen) return [...found];
  const stopped = (relation: string): boolean => isStopped(held.get(relation), existing.get(relation));
  const rewrites = observation.rewrites.filter(stopped);
  const scans = observation.scans.filter(({ relation }) => stopped(relation)).map(({ relation }) => relation);
  const confirmed = rewrites.length > 0 || scans.length > 0;
  const kept = found.flatMap((finding): RawFinding[] => {
    if (finding.category !== "rewrite" && finding.category !== "scan") return [finding];
    return confirmed ? [{ ...finding, severity: "error", measured: observation }] : [];
  });
  if (!confirmed || kept.some(({ measured: seen }) => seen !== undefined)) return kept;
  return [...kept, rewrites.length > 0 ? rewritten(rewrites, observation, statement) : scanned(scans, observation, statement)];
}

function isStopped(held: LockMode | undefined, weakest: LockMode | undefined): boolean {
  return held !== undefined && weakest !== undefined && lockModes.indexOf(held) >= lockModes.indexOf(weakest);
}

function rewritten(relations: readonly string[], measured: Observation, statement: LintStatement): RawFinding {
  return finding("measured-rewrite", "rewrite", `The engine wrote ${relations.join(", ")} anew while writers had to wait.`, "Find a form that leaves the rows alone, or copy them in batches into a new table or column.", statement, measured);
}

function scanned(relations: readonly string[], measured: Observation, statement: LintStatement): RawFinding {
  return finding("measured-scan", "scan", `The engine read all of ${relations.join(", ")} while writers had to wait.`, "Split it so that the reading happens without the lock: NOT VALID and VALIDATE in another transaction, CONCURRENTLY for indexes.", statement, measured);
}

function finding(code: string, category: RawFinding["category"], message: string, fix: string, statement: LintStatement, measured: Observation): RawFinding {
  return { code, aliases: [], severity: "error", category, message, fix, at: statement.at, statementAt: statement.at, statementEnd: statement.end, measured };
}

/** A refusal that a rule foresaw is not said twice. */
function refusal(measured: Extract<MeasuredStatement, { outcome: "refused" }>, found: readonly RawFinding[], statement: LintStatement): RawFinding | undefined {
  if (found.some(({ category }) => category === "data" || category === "refused" || category === "transaction")) return undefined;
  return {
    code: "statement-refused", aliases: [], severity: "error", category: "refused",
    message: `The engine refuses this on the base schema: ${measured.message}.`.replace(/\.\.$/, "."),
    fix: "Correct the statement, or lint with the schema and the earlier files that it builds on.",
    at: measured.position === undefined ? statement.at : Math.min(statement.end, statement.at + measured.position - 1),
    statementAt: statement.at, statementEnd: statement.end,
  };
}
