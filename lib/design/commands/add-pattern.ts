import {
  consistencies, orderings, outOfBounds, patternBounds, patternNumbers, patternOperations, textNeeds, type AccessPattern, type Id, type Schema,
} from "../../model";
import type { EditCommand } from "../command";
import { encodePattern, encodeSort } from "../encode";
import { writeRecord } from "../patch";
import { addRecord, asList, asText, done, gone, ordersAfter, refuse, setting } from "./edit";
import { orderAt } from "./move-column";

/** All that may be said of a pattern; what is left out is unknown. */
export type PatternDraft = Partial<Omit<AccessPattern, "id">>;

/** Adds an access pattern. */
export const addPattern: EditCommand<PatternDraft> = {
  id: "add-pattern",
  label: "Add access pattern",
  icon: "route",
  run(context, parameters) {
    const pattern: AccessPattern = { name: "New access pattern", operation: "list", ...parameters, id: context.newId() };
    const wrong = wrongWith(pattern, context.design.schema);
    if (wrong !== undefined) return refuse("pattern-impossible", wrong);
    return done(context, [addRecord(context, pattern.id, encodePattern(pattern), context.design.patterns)], [pattern.id]);
  },
};

/** Adds several at once, as one step of undo: what was read off pasted SQL. */
export const addPatterns: EditCommand<{ readonly drafts: readonly PatternDraft[] }> = {
  id: "add-patterns",
  label: "Add access patterns",
  icon: "route",
  run(context, { drafts = [] }) {
    const orders = ordersAfter(context.entries, context.design.patterns, drafts.length);
    const patterns = drafts.map((draft): AccessPattern => ({ name: "New access pattern", operation: "list", ...draft, id: context.newId() }));
    for (const pattern of patterns) {
      const wrong = wrongWith(pattern, context.design.schema);
      if (wrong !== undefined) return refuse("pattern-impossible", `${pattern.name}: ${wrong}`);
    }
    return done(context, patterns.map((pattern, i) => writeRecord(pattern.id, { ...encodePattern(pattern), ord: orders[i], del: undefined })), patterns.map(({ id }) => id));
  },
};

export type SetPattern = { readonly patternId: Id; readonly name?: string; readonly operation?: AccessPattern["operation"] } & {
  readonly [K in Exclude<keyof AccessPattern, "id" | "name" | "operation">]?: AccessPattern[K] | null;
};

/** Changes an access pattern. */
export const setPattern: EditCommand<SetPattern> = {
  id: "set-pattern",
  label: "Change access pattern",
  icon: "route",
  run(context, parameters) {
    const { patternId, name, operation } = parameters;
    if (!context.design.patterns.some((pattern) => pattern.id === patternId)) return gone("access pattern");
    if (name?.trim() === "") return refuse("empty-name", "An access pattern needs a name.");
    const wrong = wrongWith(parameters, context.design.schema);
    if (wrong !== undefined) return refuse("pattern-impossible", wrong);
    const same = <T extends string | number | boolean>(value: T): T => value;
    return done(context, [writeRecord(patternId, {
      ...setting("name", name, asText), ...setting("op", operation, same), ...setting("table", parameters.tableId, asText), ...setting("query", parameters.query, asText),
      ...setting("perf", parameters.expectedPerformance, asText), ...setting("rate", parameters.rate, same), ...setting("rate1y", parameters.rateInYear, same),
      ...setting("eq", parameters.equality, asList), ...setting("range", parameters.range, asText), ...setting("sort", parameters.sort, (sort) => (sort.length === 0 ? undefined : encodeSort(sort))),
      ...setting("joins", parameters.joins, asList), ...setting("hops", parameters.hops, same), ...setting("window", parameters.window, same), ...setting("text", parameters.text, same),
      ...setting("items", parameters.items, same), ...setting("bytes", parameters.itemBytes, same), ...setting("p99", parameters.p99, same), ...setting("cons", parameters.consistency, same),
      ...setting("atomic", parameters.atomicWith, asList), ...setting("ordering", parameters.ordering, same), ...setting("history", parameters.historyDays, same),
      ...setting("scope", parameters.scope, asText), ...setting("adhoc", parameters.adHoc, same), ...setting("weight", parameters.weight, same),
    })]);
  },
};

/** Moves a pattern to another place in the list. */
export const movePattern: EditCommand<{ readonly patternId: Id; /** Absent: to the end. */ readonly before?: Id | undefined }> = {
  id: "move-pattern",
  label: "Move access pattern",
  icon: "arrow-down-up",
  run(context, { patternId, before }) {
    const { patterns } = context.design;
    const at = patterns.findIndex(({ id }) => id === patternId);
    if (at < 0) return gone("access pattern");
    if (before === patternId || before === patterns[at + 1]?.id) return done(context, []);
    return done(context, [orderAt(context.entries, patterns, patternId, before)]);
  },
};

/** A second one like it, right behind it. */
export const duplicatePattern: EditCommand<{ readonly patternId: Id }> = {
  id: "duplicate-pattern",
  label: "Duplicate access pattern",
  icon: "copy-plus",
  run(context, { patternId }) {
    const { patterns } = context.design;
    const at = patterns.findIndex(({ id }) => id === patternId);
    const pattern = patterns[at];
    if (pattern === undefined) return gone("access pattern");
    const copy = { ...pattern, id: context.newId() };
    return done(context, [writeRecord(copy.id, { ...encodePattern(copy), del: undefined }), orderAt(context.entries, patterns, copy.id, patterns[at + 1]?.id)], [copy.id]);
  },
};

/** What cannot be, as a sentence: a number beyond all bounds, or a word or id that is not known. */
function wrongWith(given: { readonly [K in keyof AccessPattern]?: AccessPattern[K] | null }, schema: Schema): string | undefined {
  for (const key of patternNumbers) {
    const value = given[key];
    const wrong = typeof value === "number" ? outOfBounds(value, patternBounds[key]) : undefined;
    if (wrong !== undefined) return wrong;
  }
  const known = (value: string | null | undefined, allowed: readonly string[]): boolean => value === null || value === undefined || allowed.includes(value);
  if (!known(given.operation, patternOperations) || !known(given.text, textNeeds) || !known(given.consistency, consistencies) || !known(given.ordering, orderings)) return "This word is not one of those to choose from.";
  const columns = [...given.equality ?? [], ...(given.sort ?? []).map(({ column }) => column), ...[given.range, given.scope].filter((id) => typeof id === "string")];
  if (!columns.every((id) => schema.tables.some((table) => table.columns.some((column) => column.id === id)))) return "A column it names is no longer in the design.";
  return undefined;
}
