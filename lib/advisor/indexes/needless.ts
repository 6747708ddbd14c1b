import type { AccessPattern, Index, Table, TableLoad } from "../../model";
import type { Capabilities } from "../../targets/target";
import { indexCost } from "./cost";
import { sameConstant, type Demand, type SpecialDemand } from "./demand";
import type { NeedlessIndex } from "./index-advice";
import { keyOfIndex, serves, servesSpecial, sortedMethod, type Key } from "./key";

interface Situation {
  readonly patterns: readonly AccessPattern[];
  readonly load: TableLoad | undefined;
  readonly capabilities: Capabilities;
}

/**
 * Indexes of a table that could go: the same as a key or another index, the beginning of one, or (where patterns say how the table is
 * used) serving none of them. `keys` are all keys there are; of two equal indexes only the later goes.
 */
export function needlessIndexes(table: Table, keys: readonly Key[], demands: readonly Demand[], special: readonly SpecialDemand[], { patterns, load, capabilities }: Situation): readonly NeedlessIndex[] {
  const found: NeedlessIndex[] = [];
  const gone = new Set<string>();
  const described = patterns.some((pattern) => pattern.tableId === table.id || pattern.joins?.includes(table.id) === true);
  const say = (index: Index, kind: NeedlessIndex["kind"], reason: string, coveredBy?: string): void => {
    gone.add(index.id);
    found.push({ tableId: table.id, indexId: index.id, kind, reason, ...(coveredBy === undefined ? {} : { coveredBy }), saves: indexCost(index, table, load, patterns, capabilities.btree) });
  };
  const sorted = sortedMethod(capabilities);
  for (const index of table.indexes.toReversed()) {
    const key = keyOfIndex(index, table, capabilities);
    // The key that a foreign key's own index would be is no reason to drop the one that is there in its place.
    const others = keys.filter(({ id, kind }) => id !== index.id && kind !== "foreign key" && !gone.has(id));
    const cover = others.find((other) => covers(other, key));
    if (cover !== undefined && !index.unique) {
      const same = cover.steps.length === key.steps.length;
      say(index, same ? "duplicate" : "prefix", same ? `The same as ${nameOf(cover, table)}.` : `${nameOf(cover, table)} begins with the same columns in the same order and serves all that this one does.`, cover.id);
    } else if (index.unique && cover !== undefined && cover.unique && cover.steps.length === key.steps.length) say(index, "duplicate", `${nameOf(cover, table)} holds the same rule.`, cover.id);
    else if (!index.unique && described && key.constants !== undefined && key.steps.every(({ element }) => !element.startsWith("other:"))) {
      const used = key.method === sorted || key.method === "hash" || key.method === "brin"
        ? demands.some((demand) => serves(key, demand, sorted)) : special.some((demand) => servesSpecial(index, table, demand)) || special.length === 0;
      if (!used) say(index, "unused", "No pattern, key or foreign key that is described uses it. Before dropping it, see whether the database counts scans of it.");
    }
  }
  return found.toReversed();
}

/** Whether a key does all that an index does: same kind and rows, and its first columns are the index's. */
export function covers(wide: Key, narrow: Key): boolean {
  if (wide.method !== narrow.method || wide.constants === undefined || narrow.constants === undefined || wide.method === "brin") return wide.method === "brin" && narrow.method === "brin" && wide.steps[0]?.element === narrow.steps[0]?.element;
  if (wide.constants.length !== narrow.constants.length || !wide.constants.every((constant) => narrow.constants?.some((each) => sameConstant(each, constant)) === true)) return false;
  if (wide.method === "hash" && wide.steps.length !== narrow.steps.length) return false;
  const turned = (wide.steps[0]?.order ?? "asc") !== (narrow.steps[0]?.order ?? "asc");
  if (!narrow.steps.every(({ element, order = "asc" }, i) => wide.steps[i]?.element === element && ((wide.steps[i]?.order ?? "asc") !== order) === turned)) return false;
  const held = new Set([...wide.steps.map(({ element }) => element), ...wide.include]);
  return narrow.include.every((id) => held.has(id));
}

/** What a key is called in a sentence. */
export function nameOf({ id, kind }: Key, table: Table): string {
  if (kind === "primary key") return "the primary key";
  const member = [...table.uniques, ...table.indexes, ...table.foreignKeys].find((each) => each.id === id);
  return member?.name === undefined ? `a ${kind}` : `${kind} ${member.name}`;
}
