import { writes, type AccessPattern, type Id } from "../../model";
import type { PatternPlan } from "../native";
import type { DynamoModel, DynamoTable } from "./model";
import { childrenPerParent, type PlannedCall } from "./plan-costs";
import { planRead } from "./plan-reads";
import { planWrite } from "./plan-writes";
import { beyondKeys, type Read } from "./reads";
import type { Shape } from "./shape";
import { shownCost } from "./sizes";

export interface Planned {
  readonly plan: PatternPlan;
  readonly calls: readonly PlannedCall[];
}

/** How each pattern is served: never by a Scan. */
export function plansOf(shape: Shape, model: DynamoModel): readonly Planned[] {
  return shape.input.patterns.map((pattern) => planned(pattern, shape, model));
}

function planned(pattern: AccessPattern, shape: Shape, model: DynamoModel): Planned {
  const refuse = (problem: string): Planned => ({ plan: { pattern: pattern.id, problem }, calls: [] });
  const beyond = beyondKeys(pattern);
  if (beyond !== undefined) return refuse(beyond);
  if (pattern.operation === "subscribe") return subscribed(pattern, shape);
  const reading = shape.readings.get(pattern.id);
  if (reading?.stuck !== undefined) return refuse(`${reading.stuck}: DynamoDB has no joins, so the rows must hold each other's keys`);
  const calls: PlannedCall[] = [];
  const notes: string[] = [];
  if (pattern.operation !== "insert") {
    const read = reading?.reads ?? [];
    if (pattern.operation !== "get" && writes(pattern) && read.length === 1 && read[0] !== undefined && wholeKey(read[0], shape)) return finished(planWrite(pattern, pattern.operation === "delete" ? "delete" : "update", shape, model), [], [], pattern);
    const found = new Map<Id, number | undefined>();
    const collection = inOneCollection(read, shape);
    for (const [i, each] of read.entries()) {
      const times = each.follows === undefined ? 1 : found.get(each.follows.from) ?? 1;
      const main = each.table.id === pattern.tableId;
      const items = each.follows?.kind === "parent" || wholeKey(each, shape) ? 1 : main ? pattern.items ?? (pattern.operation === "get" ? 1 : undefined) : each.follows === undefined ? 1 : childrenPerParent(each.table.id, each.follows.from, shape.input);
      found.set(each.table.id, items === undefined ? undefined : times * items);
      if (collection && i > 0) continue;
      const together = collection ? 1 + read.slice(1).reduce((sum, { table }) => sum + (childrenPerParent(table.id, each.table.id, shape.input) ?? 1), 0) : items;
      const served = planRead(each, times, together, main, shape, model, collection);
      if ("problem" in served) return refuse(served.problem);
      calls.push(...served.calls);
      if (served.badly !== undefined) notes.push(served.badly);
    }
  }
  if (!writes(pattern)) return finished({ calls: [] }, calls, notes, pattern);
  return finished(planWrite(pattern, pattern.operation === "insert" ? "insert" : pattern.operation === "delete" ? "delete" : "update", shape, model), calls, notes, pattern);
}

function finished(written: ReturnType<typeof planWrite>, before: readonly PlannedCall[], notes: readonly string[], pattern: AccessPattern): Planned {
  if ("problem" in written) return { plan: { pattern: pattern.id, problem: written.problem }, calls: [] };
  const calls = [...before, ...written.calls];
  const problems = [...notes, ...(written.badly === undefined ? [] : [written.badly])];
  const cost = (["read", "write"] as const).flatMap((unit) => {
    const units = calls.flatMap(({ uses }) => uses).filter((use) => use.unit === unit).reduce((sum, use) => sum + use.units, 0);
    return units === 0 ? [] : [shownCost(units, unit, pattern, calls.filter(({ uses }) => uses.some((use) => use.unit === unit)).map(({ why }) => why).join("; "))];
  }).join("; ");
  const aggregated = pattern.operation === "aggregate" ? "; the application adds up what comes" : "";
  return { plan: { pattern: pattern.id, call: calls.map(({ call }) => call).join("\n"), by: `${[...new Set(calls.map(({ by }) => by))].join(", then ")}${aggregated}`, cost, ...(problems.length === 0 ? {} : { problem: problems.join(" ") }) }, calls };
}

function subscribed(pattern: AccessPattern, shape: Shape): Planned {
  const table = shape.tables.find(({ entities }) => entities.includes(pattern.tableId ?? ""));
  if (table?.stream === undefined) return { plan: { pattern: pattern.id, problem: "The table has no stream. What makes it possible: choose one for it; changes then come within a second, to Lambda or a Kinesis consumer" }, calls: [] };
  return { plan: { pattern: pattern.id, call: `GetRecords of the stream of ${table.name} (${table.stream}), by a Lambda event source`, by: `stream of ${table.name}`, cost: "Lambda's reads of the stream are free of charge; others pay one stream read unit a call" }, calls: [] };
}

/** All key columns are given by value: one item. */
function wholeKey(read: Read, shape: Shape): boolean {
  const layout = shape.layouts.get(read.table.id);
  const whole = layout === undefined ? [] : [...layout.columns.hash, ...layout.columns.range];
  return whole.length > 0 && whole.every((id) => read.equality.includes(id));
}

/** A parent and its children lie under one partition key, and are read by it: then one Query brings all. */
function inOneCollection(reads: readonly Read[], shape: Shape): boolean {
  const [first] = reads;
  const home = first === undefined ? undefined : shape.layouts.get(first.table.id);
  return home?.mark !== undefined && reads.length > 1 && first !== undefined && reads.every(({ table }) => shape.layouts.get(table.id)?.home === home.home) && home.columns.hash.every((id) => first.equality.includes(id));
}

/** Units per second that the patterns take of a table, or of one of its indexes, by the known rates. */
export function unitsPerSecond(planned: readonly Planned[], patterns: readonly AccessPattern[], table: DynamoTable, index: string | undefined, unit: "read" | "write"): number {
  return planned.reduce((sum, { plan, calls }) => {
    const rate = patterns.find(({ id }) => id === plan.pattern)?.rate ?? 0;
    return sum + rate * calls.flatMap(({ uses }) => uses).filter((use) => use.table === table.id && use.index === index && use.unit === unit).reduce((units, use) => units + use.units, 0);
  }, 0);
}
