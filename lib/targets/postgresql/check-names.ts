import type { Id, Table } from "../../model";
import { tokens } from "./expression";
import { automaticName } from "./lexical";

/**
 * The names that the engine gives to a table's checks without one, by id: the table's name, the column's where the check speaks of
 * exactly one, and a number from the second of a name on (AddRelationNewConstraints, catalog/heap.c). `speaking` is the table with the
 * columns' names as expressions have them.
 */
export function checkNames(table: Table, speaking: Table = table): ReadonlyMap<Id, string> {
  const unnamed = table.checks.filter(({ name }) => name === undefined);
  const names = new Map<Id, string>();
  if (unnamed.length === 0) return names;
  const taken = new Set([...table.checks, ...table.uniques, ...table.foreignKeys, ...(table.primaryKey === undefined ? [] : [table.primaryKey])].flatMap(({ name }) => name ?? []));
  for (const check of unnamed) {
    const [spoken, ...more] = spokenOf(check.expression, speaking);
    const column = table.columns.find(({ id }) => id === spoken)?.name;
    for (let number = 0; ; number += 1) {
      const name = automaticName(table.name, more.length === 0 ? column : undefined, `check${number === 0 ? "" : number}`);
      if (taken.has(name)) continue;
      taken.add(name);
      names.set(check.id, name);
      break;
    }
  }
  return names;
}

/** Ids of the columns that an expression speaks of: not functions, types or fields of their name. */
function spokenOf(expression: string, table: Table): readonly Id[] {
  const found = tokens(expression);
  const ids = new Map(table.columns.map(({ name, id }) => [name, id]));
  const spoken = found.flatMap((token, i): Id[] => {
    const name = token.kind === "quoted" ? token.text.slice(1, -1).replaceAll('""', '"') : token.kind === "word" ? token.text.toLowerCase() : undefined;
    const [before, after] = [found[i - 1], found[i + 1]];
    const isOther = after?.text === "(" || after?.text === "." || after?.kind === "text" || before?.text === "::" || (before?.text === ":" && found[i - 2]?.text === ":") || before?.text.toLowerCase() === "as"
      || (before?.text === "." && found[i - 2]?.text.replaceAll('"', "") !== table.name) || (before?.text === "(" && found[i - 2]?.text.toLowerCase() === "extract");
    const id = name === undefined || isOther ? undefined : ids.get(name);
    return id === undefined ? [] : [id];
  });
  return [...new Set(spoken)];
}
