import { qualified, type Id, type Schema } from "../model";
import type { Renaming } from "./matching";

/** A rename as somebody said it: `users` to `people` (a table or enum), `users.fullname` to `people.full_name` (a column). */
export interface SpokenRename {
  readonly from: string;
  readonly to: string;
}

/** `-- strata: rename users.name -> users.full_name` in an SQL text. */
export function renameComments(sql: string): SpokenRename[] {
  return [...sql.matchAll(/^[ \t]*--[ \t]*strata:[ \t]*rename[ \t]+(\S.*?)[ \t]*->[ \t]*(\S.*?)[ \t]*$/gim)].map(([, from = "", to = ""]) => ({ from, to }));
}

/** Spoken renames by id, and what is wrong with those that name what is not there, as sentences. */
export function readSpokenRenames(spoken: readonly SpokenRename[], base: Schema, goal: Schema): { readonly renames: readonly Renaming[]; readonly unknown: readonly string[] } {
  const [before, after] = spoken.length === 0 ? [new Map<string, Id>(), new Map<string, Id>()] : [idsByName(base), idsByName(goal)];
  const renames: Renaming[] = [];
  const unknown: string[] = [];
  for (const { from, to } of spoken) {
    const [old, fresh] = [before.get(from), after.get(to)];
    if (old === undefined) unknown.push(`the old schema has no ${from}.`);
    else if (fresh === undefined) unknown.push(`the new schema has no ${to}.`);
    else renames.push({ from: old, to: fresh });
  }
  return { renames, unknown };
}

function idsByName(schema: Schema): ReadonlyMap<string, Id> {
  const ids = new Map<string, Id>();
  for (const type of schema.enums) ids.set(qualified(type.namespace, type.name), type.id);
  for (const table of schema.tables) {
    const name = qualified(table.namespace, table.name);
    ids.set(name, table.id);
    for (const column of table.columns) ids.set(`${name}.${column.name}`, column.id);
  }
  return ids;
}
