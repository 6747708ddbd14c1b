import type { AccessPattern, Id } from "../../model";
import type { EditCommand } from "../command";
import { encodePattern } from "../encode";
import { writeRecord } from "../patch";
import { addRecord, asText, done, gone, refuse, setting } from "./edit";

/** Adds an access pattern. */
export const addPattern: EditCommand<Partial<Omit<AccessPattern, "id">>> = {
  id: "add-pattern",
  label: "Add access pattern",
  icon: "route",
  run(context, parameters) {
    const pattern: AccessPattern = { name: "New access pattern", operation: "list", ...parameters, id: context.newId() };
    return done(context, [addRecord(context, pattern.id, encodePattern(pattern), context.design.patterns)], [pattern.id]);
  },
};

export interface SetPattern {
  readonly patternId: Id;
  readonly name?: string;
  readonly operation?: AccessPattern["operation"];
  readonly tableId?: Id | null;
  readonly query?: string | null;
  readonly expectedPerformance?: string | null;
  readonly rate?: number | null;
}

/** Changes an access pattern. */
export const setPattern: EditCommand<SetPattern> = {
  id: "set-pattern",
  label: "Change access pattern",
  icon: "route",
  run(context, { patternId, name, operation, tableId, query, expectedPerformance, rate }) {
    if (!context.design.patterns.some((pattern) => pattern.id === patternId)) return gone("access pattern");
    if (name?.trim() === "") return refuse("empty-name", "An access pattern needs a name.");
    return done(context, [writeRecord(patternId, {
      ...setting("name", name, asText), ...setting("op", operation, (value) => value), ...setting("table", tableId, asText), ...setting("query", query, asText),
      ...setting("perf", expectedPerformance, asText), ...setting("rate", rate, (value) => value),
    })]);
  },
};
