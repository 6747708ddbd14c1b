import type { Id, Table } from "../../model";
import type { Field, Lookup, Structure } from "./model";
import { identity } from "../native/table-keys";
import { uniqueKeys, type Need } from "./needs";
import { keyName, linkEnds, sortable } from "./structures";
import { fieldKind } from "./values";

/** The keys that lead to the rows of a table, for what the row's own key does not answer. `tag`: the entity's name in keys. */
export function lookupsOf(table: Table, structure: Structure, needs: readonly Need[], tag: string, expiry: string | undefined, fields: ReadonlyMap<Id, Field>): readonly Lookup[] {
  const name = (id: Id): string => fields.get(id)?.name ?? id;
  if (structure === "stream") return [];
  const digits = (id: Id): { digits?: true } => (fields.get(id)?.kind === "date" ? { digits: true } : {});
  const ends = structure === "link" ? linkEnds(table) : undefined;
  if (ends !== undefined) {
    const [one, two] = ends.ends;
    return ([[one, two], [two, one]] as const).map(([by, who]) => ({
      id: `${table.id}#${by}`, key: `${tag}:${keyName(name(by))}:`, kind: ends.order === undefined ? "set" : "sorted", by: [name(by)], member: [name(who)],
      ...(ends.order === undefined ? {} : { order: name(ends.order), ...digits(ends.order) }), patterns: needs.filter(({ table: { id }, equality }) => id === table.id && equality.includes(by)).map(({ pattern: { id } }) => id),
    }));
  }
  const uniques = uniqueKeys(table).map(({ id, columns }): Lookup => ({
    id, key: `uniq:${tag}:${columns.map((column) => keyName(name(column))).join("+")}:`, kind: "unique", by: columns.map(name), patterns: needs.filter((need) => need.table.id === table.id && sameSet(need.equality, columns)).map(({ pattern }) => pattern.id),
  }));
  const key = identity(table);
  const made = new Map<string, Lookup>();
  for (const need of needs.filter((each) => each.table.id === table.id)) {
    const { equality, pattern } = need;
    if ((sameSet(equality, key) && need.order === undefined) || (need.order === undefined && uniqueKeys(table).some(({ columns }) => sameSet(columns, equality)))) continue;
    if (equality.length === 0 && need.order === undefined) continue;
    if (equality.some((id) => ["json", "list", "bytes"].includes(fieldKind(table.columns.find((column) => column.id === id)?.type ?? { kind: "text" })))) continue;
    // Children lie in the order of the rest of their key.
    const next = key[equality.length];
    const order = need.order ?? (next !== undefined && sameSet(equality, key.slice(0, equality.length)) && sortable(table, next) ? next : undefined);
    const by = [...equality].toSorted((a, b) => position(table, a) - position(table, b)).map(name);
    const known = [...made.values()].find((lookup) => lookup.by.join("\0") === by.join("\0") && (order === undefined || lookup.order === name(order)));
    if (known !== undefined) {
      made.set(known.id, { ...known, patterns: [...known.patterns, pattern.id] });
      continue;
    }
    const sorted = order !== undefined ? name(order) : expiry;
    const lexical = order !== undefined && !sortable(table, order);
    const lookup: Lookup = {
      id: `${table.id}#${by.join("+")}${sorted === undefined ? "" : `>${sorted}`}`, key: `idx:${tag}:${[...(by.length === 0 ? [] : [by.map(keyName).join("+")]), ...(order === undefined ? [] : [keyName(name(order))])].join(by.length === 0 ? "" : ".")}:`,
      kind: sorted === undefined ? "set" : lexical ? "lexical" : "sorted", by, ...(sorted === undefined ? {} : { order: sorted }), ...(order === undefined ? {} : digits(order)), patterns: [pattern.id],
    };
    // One that sorts serves those that do not ask for an order too.
    for (const [id, other] of made) if (other.by.join("\0") === by.join("\0") && other.kind === "set") {
      made.delete(id);
      made.set(lookup.id, { ...lookup, patterns: [...other.patterns, pattern.id] });
    }
    if (!made.has(lookup.id)) made.set(lookup.id, lookup);
  }
  return [...uniques, ...[...made.values()].map((lookup) => ({ ...lookup, patterns: [...new Set(lookup.patterns)].toSorted() }))];
}

function position(table: Table, column: Id): number {
  return table.columns.findIndex(({ id }) => id === column);
}

export function sameSet(a: readonly Id[], b: readonly Id[]): boolean {
  return a.length === b.length && a.every((id) => b.includes(id));
}
