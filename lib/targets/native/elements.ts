import { canonicalJson, type Id } from "../../model";

/** Something a shape is made of, kept by what it came from. */
export interface Keyed {
  /** Stable: the id of the table, column or pattern it came from, with what distinguishes it. */
  readonly id: Id;
  readonly name: string;
}

/** What differs between two lists of elements. */
export interface ElementChanges<E extends Keyed> {
  readonly added: readonly E[];
  readonly dropped: readonly E[];
  /** Same id; name or content differs. */
  readonly changed: readonly { readonly from: E; readonly to: E; readonly renamed: boolean; readonly properties: readonly string[] }[];
}

/** Compares by id, then by name for what has no partner, then by content. Keeps the order of `to` (added, changed) and of `from` (dropped). */
export function compareElements<E extends Keyed>(from: readonly E[], to: readonly E[]): ElementChanges<E> {
  const byId = new Map(from.map((element) => [element.id, element]));
  const taken = new Set<E>();
  const partners = new Map<E, E>();
  const pair = (mine: E, partner: E | undefined): void => {
    if (partner === undefined || taken.has(partner)) return;
    taken.add(partner);
    partners.set(mine, partner);
  };
  for (const element of to) pair(element, byId.get(element.id));
  for (const element of to) if (!partners.has(element)) pair(element, from.find((other) => other.name === element.name && !taken.has(other)));
  const changed: { from: E; to: E; renamed: boolean; properties: string[] }[] = [];
  for (const element of to) {
    const partner = partners.get(element);
    if (partner === undefined) continue;
    const properties = differing(partner, element);
    if (properties.length > 0) changed.push({ from: partner, to: element, renamed: partner.name !== element.name, properties });
  }
  return { added: to.filter((element) => !partners.has(element)), dropped: from.filter((element) => !taken.has(element)), changed };
}

function differing(from: object, to: object): string[] {
  const a = new Map(Object.entries(from));
  const b = new Map(Object.entries(to));
  return [...new Set([...a.keys(), ...b.keys()])].filter((key) => key !== "id" && canonicalJson(a.get(key)) !== canonicalJson(b.get(key)));
}
