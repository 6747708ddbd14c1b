import { diffSchemas } from "../diff";
import { qualified, type Id, type Schema } from "../model";
import { weigh } from "../plan/hazards/weigh";
import { declaredHazards, parseMigration, stepsOfStatements, type MigrationFile, type StatementHazard } from "../plan/migration-file";
import type { Hazard, PlannedMigration, Rename } from "../plan/plan";
import { CostReader, costText, whoWaits, type ObservedCost } from "./observed-costs";
import { lossText } from "./losses";
import type { DataLoss, FileHazards, Proof, ProvenStatement } from "./proof";

/** What hazards are reviewed against. */
export interface HazardReview {
  /** The files that were proven, each with its plan where there is one: a file by itself declares nothing. */
  readonly migrations: readonly { readonly file: MigrationFile; readonly planned?: PlannedMigration }[];
  readonly proof: Pick<Proof, "statements" | "losses">;
  readonly base: Schema;
  readonly goal: Schema;
  readonly renames?: readonly Rename[];
  /** Rows that tables are expected to have. */
  readonly rows?: ReadonlyMap<Id, number>;
}

/**
 * Holds what the plan declares against what the engine showed. A declared cost that was seen is confirmed with what was seen; one that
 * the engine would have shown and did not is withdrawn; one that it cannot show (outside a transaction, or a statement that did
 * not run) is marked as not measured; what was seen and not declared is added. The same proof gives the same hazards.
 */
export function reviewHazards(review: HazardReview): readonly FileHazards[] {
  const tables = tablesWithRows(review);
  // Engines without locks per table (SQLite) show none in any statement; silence then says nothing.
  const showsLocks = review.proof.statements.some(({ observation }) => (observation?.locks.length ?? 0) > 0);
  return review.migrations.map(({ file, planned }) => ({ file: file.name, hazards: fileHazards(file, planned, review, tables, showsLocks) }));
}

interface Seen {
  readonly costs: readonly ObservedCost[];
  /** The engine would have shown locks and scans here. */
  readonly inTransaction: boolean;
  /** The engine was asked for the cheapest way, and so for the weakest lock. */
  readonly asked: boolean;
  readonly ran: boolean;
}

function fileHazards(file: MigrationFile, planned: PlannedMigration | undefined, review: HazardReview, tables: ReadonlyMap<string, Id>, showsLocks: boolean): StatementHazard[] {
  const parsed = parseMigration(file);
  if (!parsed.ok) return [];
  const proven = (direction: ProvenStatement["direction"]): ProvenStatement[] => review.proof.statements.filter((statement) => statement.file === file.name && statement.direction === direction);
  const up = look(parsed.value.up.length, proven("up"), parsed.value.transaction.up, tables);
  const down = look(parsed.value.down.length, proven("down"), parsed.value.transaction.down, tables);
  const declared = planned === undefined ? [] : declaredHazards(planned);
  const places = planned === undefined ? [] : stepsOfStatements(planned, "up");
  const measured = up.flatMap(({ costs }, statement) => costs.flatMap((cost) => added(cost, "up", statement, tables, review.rows)));
  const kept: StatementHazard[] = [];
  const explained = new Map<string, number>();
  for (const hazard of declared) {
    const step = places[hazard.statement];
    const own = up.flatMap((seen, statement) => (places[statement] === step ? [{ seen, statement }] : []));
    const judged = judge(hazard, own, review.proof.losses ?? [], showsLocks);
    if (judged === undefined) continue;
    kept.push(judged);
    if (judged.evidence !== "measured") continue;
    for (const { statement } of own) for (const kind of explains(judged)) explained.set(`${kind} ${statement}`, Math.max(weights[judged.severity], explained.get(`${kind} ${statement}`) ?? 0));
  }
  // A note does not explain away what weighs more.
  const more = measured.filter(({ kind, statement, severity }) => weights[severity] > (explained.get(`${kind} ${statement}`) ?? -1));
  const back = down.flatMap(({ costs }, statement) => costs.flatMap((cost) => added(cost, "down", statement, tables, review.rows)));
  return [...kept, ...more, ...back].toSorted((a, b) => (a.direction === b.direction ? a.statement - b.statement : a.direction === "up" ? -1 : 1));
}

const weights: Readonly<Record<Hazard["severity"], number>> = { info: 0, warning: 1, error: 2 };

/** What each statement of one direction showed. */
function look(count: number, proven: readonly ProvenStatement[], transaction: boolean, tables: ReadonlyMap<string, Id>): Seen[] {
  const reader = new CostReader();
  let open = transaction;
  return Array.from({ length: count }, (_, i): Seen => {
    const statement = proven[i];
    if (statement !== undefined && /^\s*(?:BEGIN|COMMIT)\s*$/i.test(statement.sql)) {
      open = transaction || /BEGIN/i.test(statement.sql);
      reader.boundary();
    } else if (!open) reader.boundary();
    const observation = statement?.observation;
    return { costs: observation === undefined ? [] : reader.read(observation, (relation) => tables.has(relation)), inTransaction: open, asked: observation?.lock !== undefined, ran: observation !== undefined };
  });
}

function judge(hazard: StatementHazard, own: readonly { readonly seen: Seen }[], losses: readonly DataLoss[], showsLocks: boolean): StatementHazard | undefined {
  if (hazard.kind === "breaking") return hazard;
  if (hazard.kind === "loss") {
    const lost = losses.filter(({ what }) => hazard.message.includes(what));
    return lost.length === 0 ? { ...hazard, evidence: "not measured" } : { ...hazard, evidence: "measured", observed: lost.map(lossText).join(", ") };
  }
  // Asking for the cheapest way shows nothing of the short metadata lock that every way takes (MySQL manual, Metadata Locking).
  if (hazard.kind === "lock" && hazard.severity === "info" && own.some(({ seen }) => seen.asked)) return { ...hazard, evidence: "not measured" };
  const costs = own.flatMap(({ seen }) => seen.costs).filter((cost) => confirms(hazard.kind, cost));
  if (costs.length > 0) return { ...hazard, evidence: "measured", observed: costText(costs) };
  const visible = own.every(({ seen }) => seen.ran && (seen.inTransaction || hazard.kind === "rewrite")) && (hazard.kind !== "lock" || showsLocks || own.every(({ seen }) => seen.asked));
  return visible ? undefined : { ...hazard, evidence: "not measured" };
}

function confirms(kind: Hazard["kind"], cost: ObservedCost): boolean {
  switch (kind) {
    case "rewrite": return cost.rewritten;
    case "scan": return cost.scanned || cost.rewritten;
    default: return whoWaits(cost.lock) !== undefined && (cost.newLock || cost.scanned || cost.rewritten);
  }
}

/** Kinds of measured costs that a confirmed hazard already tells of. */
function explains({ kind, severity }: Hazard): Hazard["kind"][] {
  if (kind === "rewrite" || kind === "scan") return ["lock", "scan", kind];
  // Of a lock held for a moment only: one that is held for a scan says so itself.
  return kind === "lock" ? ["lock", ...(severity === "info" ? [] : ["scan" as const])] : [];
}

/** The hazard of a cost that nothing declared. */
function added(cost: ObservedCost, direction: "up" | "down", statement: number, tables: ReadonlyMap<string, Id>, rows: HazardReview["rows"]): StatementHazard[] {
  const { relation, lock, newLock, rewritten, scanned } = cost;
  const waits = whoWaits(lock);
  const wait = waits === undefined ? "" : ` while ${waits} wait`;
  const hazard = (kind: Hazard["kind"], severity: Hazard["severity"], message: string): StatementHazard[] => {
    const id = tables.get(relation);
    const weighed = weigh({ code: `measured-${kind}`, kind, severity, message }, id === undefined ? undefined : rows?.get(id));
    return [{ ...weighed, direction, statement, evidence: "measured", observed: costText([cost]) }];
  };
  if (rewritten) return hazard("rewrite", "warning", `${relation} is written anew with all its rows${wait}.`);
  if (scanned) return hazard("scan", waits === undefined ? "info" : "warning", `All rows of ${relation} are read${waits === undefined ? "; reads and writes go on" : wait}.`);
  // In MySQL a lock lasts as long as the statement copies or checks the rows; in PostgreSQL one without either is over at once.
  if (newLock && waits !== undefined && lock?.startsWith("LOCK=") === true) return hazard("lock", "warning", `${waits === "writes" ? "Writes" : "Reads and writes"} of ${relation} wait until the statement is done.`);
  return newLock && waits !== undefined ? hazard("lock", "info", `${waits === "writes" ? "Writes" : "Reads and writes"} of ${relation} wait for the moment that the statement takes.`) : [];
}

/** Tables that have rows before the files run, by every name that they bear on the way. */
function tablesWithRows({ base, goal, renames = [] }: HazardReview): ReadonlyMap<string, Id> {
  const { matching } = diffSchemas(base, goal, { renames });
  const names = new Map<string, Id>();
  for (const table of base.tables) {
    const after = goal.tables.find(({ id }) => id === matching.goalOf(table.id));
    names.set(qualified(table.namespace, table.name), after?.id ?? table.id);
    if (after !== undefined) names.set(qualified(after.namespace, after.name), after.id);
  }
  return names;
}
