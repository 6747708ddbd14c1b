import { qualified, type Schema } from "../model";
import type { Rename } from "../plan/plan";
import { UsageError } from "./command";

/** Reads `users=people` (a table or enum) and `users.fullname=people.full_name` (a column) against both schemas. */
export function readRenames(texts: readonly string[], base: Schema, goal: Schema): Rename[] {
  return texts.map((text) => {
    const [before = "", after = ""] = text.split("=", 2);
    const from = idsByName(base).get(before.trim());
    const to = idsByName(goal).get(after.trim());
    if (from === undefined) throw new UsageError(`--rename ${text}: the old schema has no ${before}.`);
    if (to === undefined) throw new UsageError(`--rename ${text}: the new schema has no ${after}.`);
    return { from, to };
  });
}

/** `-- strata: rename users.name -> users.full_name` in an SQL text, as `--rename` takes it. */
export function renameComments(sql: string): string[] {
  return [...sql.matchAll(/^[ \t]*--[ \t]*strata:[ \t]*rename[ \t]+(\S.*?)[ \t]*->[ \t]*(\S.*?)[ \t]*$/gim)].map(([, from = "", to = ""]) => `${from}=${to}`);
}

function idsByName(schema: Schema): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  for (const type of schema.enums) ids.set(qualified(type.namespace, type.name), type.id);
  for (const table of schema.tables) {
    const name = qualified(table.namespace, table.name);
    ids.set(name, table.id);
    for (const column of table.columns) ids.set(`${name}.${column.name}`, column.id);
  }
  return ids;
}
