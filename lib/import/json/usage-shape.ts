import { z } from "zod";
import {
  consistencies, loadBounds, orderings, outOfBounds, patternBounds, patternOperations, textNeeds, type AccessPattern, type NumberBounds, type Schema, type TableLoad,
} from "../../model";

const id = z.string().min(1).max(200).refine((text) => !text.includes("|"), "An id holds no bar.");
const ids = z.array(id).max(1000);
const text = z.string().max(100_000).refine((value) => !value.includes("\0"), "A text holds no NUL character.");

function bounded(bounds: NumberBounds): z.ZodNumber {
  return z.number().superRefine((value, context) => {
    const wrong = outOfBounds(value, bounds);
    if (wrong !== undefined) context.addIssue({ code: "custom", message: wrong });
  });
}

const pattern: z.ZodType<AccessPattern> = z.object({
  id, name: text.min(1).max(1000), operation: z.enum(patternOperations), tableId: z.exactOptional(id), query: z.exactOptional(text), expectedPerformance: z.exactOptional(text),
  rate: z.exactOptional(bounded(patternBounds.rate)), rateInYear: z.exactOptional(bounded(patternBounds.rateInYear)), equality: z.exactOptional(ids), range: z.exactOptional(id),
  sort: z.exactOptional(z.array(z.object({ column: id, order: z.enum(["asc", "desc"]) })).max(100)), joins: z.exactOptional(ids),
  hops: z.exactOptional(z.union([z.literal("unbounded"), bounded(patternBounds.hops)])), window: z.exactOptional(bounded(patternBounds.window)), text: z.exactOptional(z.enum(textNeeds)),
  items: z.exactOptional(bounded(patternBounds.items)), itemBytes: z.exactOptional(bounded(patternBounds.itemBytes)), p99: z.exactOptional(bounded(patternBounds.p99)),
  consistency: z.exactOptional(z.enum(consistencies)), atomicWith: z.exactOptional(ids), ordering: z.exactOptional(z.enum(orderings)),
  historyDays: z.exactOptional(bounded(patternBounds.historyDays)), scope: z.exactOptional(id), adHoc: z.exactOptional(z.boolean()), weight: z.exactOptional(bounded(patternBounds.weight)),
});

const load: z.ZodType<TableLoad> = z.object({
  rows: z.exactOptional(bounded(loadBounds.rows)), rowsInYear: z.exactOptional(bounded(loadBounds.rowsInYear)), itemBytes: z.exactOptional(bounded(loadBounds.itemBytes)),
  retentionDays: z.exactOptional(bounded(loadBounds.retentionDays)), hottestWrites: z.exactOptional(bounded(loadBounds.hottestWrites)), perParent: z.exactOptional(bounded(loadBounds.perParent)),
  oldRowsChange: z.exactOptional(z.boolean()),
});

/** How the data are used, as Strata's JSON says it: access patterns, expected loads by table, answers of the wizard by attribute. */
export const usageShape = z.object({
  patterns: z.exactOptional(z.array(pattern).max(20_000)),
  loads: z.exactOptional(z.array(z.intersection(z.object({ table: id }), load)).max(20_000)),
  workload: z.exactOptional(z.record(z.string().regex(/^[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?$/), z.union([z.string().max(1000), z.number(), z.boolean(), z.null()]))),
});
export type ImportedUsage = z.infer<typeof usageShape>;

/** Ids of patterns that something else has, one sentence each. What a pattern names and is not there is kept from it later: it is no reason to refuse a file. */
export function clashingPatterns(schema: Schema, patterns: readonly AccessPattern[] = []): readonly string[] {
  const taken = new Set([
    ...schema.tables.flatMap((table) => [
      table.id, ...table.columns.map((column) => column.id), ...(table.primaryKey === undefined ? [] : [table.primaryKey.id]),
      ...[...table.uniques, ...table.foreignKeys, ...table.checks, ...table.indexes].map((member) => member.id),
    ]),
    ...schema.enums.map((type) => type.id), ...schema.objects.map((object) => object.id), "design",
  ]);
  return patterns.flatMap((each, i) => {
    if (taken.has(each.id)) return [`patterns[${i}] has the id ${each.id} of something else.`];
    taken.add(each.id);
    return [];
  });
}

/** The loads by table. */
export function loadsOf({ loads = [] }: Pick<ImportedUsage, "loads">): ReadonlyMap<string, TableLoad> {
  return new Map(loads.map(({ table, ...load }) => [table, load]));
}
