import { lockModes, nameKey, type LockMode } from "../act";
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
  const rows = measured.rowsRefused === undefined || found.some(({ category }) => category === "data") ? [] : [mayRefuse(measured.rowsRefused, statement)];
  return [...withObservation(found, measured, statement), ...rows];
}

function withObservation(found: readonly RawFinding[], measured: Extract<MeasuredStatement, { outcome: "ran" }>, statement: LintStatement): RawFinding[] {
  const { held, locksSeen, existing } = measured;
  if (measured.observation.lock !== undefined) return byWay(found, measured.observation, existing, statement);
  // What earlier statements of the transaction locked is locked still.
  const observation = { ...measured.observation, locks: [...held].map(([relation, mode]) => ({ relation, mode })) };
  // Without locks (CONCURRENTLY, VACUUM) the engine cannot say whom a statement would have stopped.
  if (!locksSeen) return [...found];
  const stopped = (relation: string): boolean => isStopped(held.get(relation), existing.get(relation));
  const rewrites = observation.rewrites.filter(stopped);
  const scans = observation.scans.filter(({ relation }) => stopped(relation)).map(({ relation }) => relation);
  const confirmed = rewrites.length > 0 || scans.length > 0;
  // A table on its way into another is locked alone; who works with the table that it becomes a part of does not wait.
  const arriving = new Set(statement.acts.flatMap((act) => (act.kind === "attach partition" ? [nameKey(act.partition)] : [])));
  const severity = rewrites.length === 0 && scans.every((relation) => arriving.has(relation)) ? "info" : "error";
  const kept = found.flatMap((finding): RawFinding[] => {
    if (finding.category !== "rewrite" && finding.category !== "scan") return [finding];
    return confirmed ? [{ ...finding, severity, measured: observation }] : [];
  });
  if (!confirmed || kept.some(({ measured: seen }) => seen !== undefined)) return kept;
  return [...kept, rewrites.length > 0 ? rewritten(rewrites, observation, statement) : scanned(scans, observation, statement, severity)];
}

/** By the cheapest way that the engine took when it was asked (MySQL: ALGORITHM and LOCK). */
function byWay(found: readonly RawFinding[], observation: Observation, existing: ReadonlyMap<string, LockMode>, statement: LintStatement): RawFinding[] {
  const { algorithm, lock, locks } = observation;
  const concerned = locks.length === 0 || locks.some(({ relation }) => existing.has(relation));
  const waits = lock !== "NONE" && concerned;
  const kept = found.flatMap((finding): RawFinding[] => {
    if (finding.category !== "rewrite" && finding.category !== "scan") return [finding];
    return waits ? [{ ...finding, severity: "error", measured: observation }] : [];
  });
  if (!waits || kept.some(({ measured }) => measured !== undefined)) return kept;
  const who = lock === "SHARED" ? "writes" : "reads and writes";
  return [...kept, finding("measured-copy", "rewrite", `The cheapest way the engine takes is ALGORITHM=${algorithm ?? "?"}, LOCK=${lock ?? "?"}: ${who} of ${locks.map(({ relation }) => relation).join(", ")} wait until all its rows are done.`,
    "pt-online-schema-change or gh-ost for a large table; or split the change so that each part is INSTANT or INPLACE.", statement, observation)];
}

function isStopped(held: LockMode | undefined, weakest: LockMode | undefined): boolean {
  return held !== undefined && weakest !== undefined && lockModes.indexOf(held) >= lockModes.indexOf(weakest);
}

function rewritten(relations: readonly string[], measured: Observation, statement: LintStatement): RawFinding {
  return finding("measured-rewrite", "rewrite", `The engine wrote ${relations.join(", ")} anew while writers had to wait.`, "Find a form that leaves the rows alone, or copy them in batches into a new table or column.", statement, measured);
}

function scanned(relations: readonly string[], measured: Observation, statement: LintStatement, severity: "error" | "info"): RawFinding {
  return { ...finding("measured-scan", "scan", `The engine read all of ${relations.join(", ")} while writers had to wait.`, "Split it so that the reading happens without the lock: NOT VALID and VALIDATE in another transaction, CONCURRENTLY for indexes.", statement, measured), severity };
}

/** Rows made up for the measuring were in the way: those of a server may be too. */
function mayRefuse(message: string, statement: LintStatement): RawFinding {
  return {
    code: "rows-may-refuse", aliases: [], severity: "info", category: "data", message: `Whether this runs depends on the rows; of those made up for measuring the engine said: ${message}.`.replace(/\.\.$/, "."),
    fix: "Count the rows that do not fit, and change them in a data migration before.", at: statement.at, statementAt: statement.at, statementEnd: statement.end,
  };
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
