import { counted, type Id, type Table } from "../../model";
import type { MappingDecision, NativeInput } from "../native";
import { choose } from "../native";
import { matches } from "./match";
import { identity } from "../native/table-keys";
import { type Read } from "./reads";

/** Columns of a table's own key: partition, then sort. `made`: the design has no key, so items get an id of their own. */
export interface KeyColumns {
  readonly hash: readonly Id[];
  readonly range: readonly Id[];
  readonly made?: true;
}

/** Which columns are the table's own key, and the choices there are. */
export function keyColumns(table: Table, reads: readonly Read[], input: NativeInput, { referred, released }: { readonly referred: boolean; readonly released: KeyColumns | undefined }): { readonly key: KeyColumns; readonly decisions: readonly MappingDecision[] } {
  const primary = identity(table);
  if (primary.length === 0) return { key: { hash: [], range: [], made: true }, decisions: [] };
  const name = (ids: readonly Id[]): string => ids.map((id) => table.columns.find((column) => column.id === id)?.name ?? id).join(", ");
  const rate = (fits: (read: Read) => boolean): number => reads.filter(fits).reduce((sum, { pattern }) => sum + (pattern.rate ?? 0), 0);
  const options = new Map<string, { readonly key: KeyColumns; readonly help: string }>();
  if (primary.length === 1) options.set("primary", { key: { hash: primary, range: [] }, help: `Partition key ${name(primary)}: every read by it is one GetItem` });
  for (let at = 1; at < primary.length; at += 1) {
    const [hash, range] = [primary.slice(0, at), primary.slice(at)];
    options.set(`split-${at}`, { key: { hash, range }, help: `Partition key ${name(hash)}, sort key ${name(range)}: all rows of one ${name(hash)} are one Query, in the order of ${name(range)}` });
  }
  const [one, two] = primary;
  if (primary.length === 2 && one !== undefined && two !== undefined) options.set("reversed", { key: { hash: [two], range: [one] }, help: `Partition key ${name([two])}, sort key ${name([one])}` });
  const scope = scopeOf(table, reads, primary);
  if (scope !== undefined) options.set("scope", { key: { hash: [scope], range: primary.filter((id) => id !== scope) }, help: `Partition key ${name([scope])}: IAM can hold callers to their own items (dynamodb:LeadingKeys)` });
  const parent = parentOf(table, reads, primary);
  if (parent !== undefined) options.set("parent", { key: { hash: parent.columns, range: [...parent.order, ...primary] }, help: `Partition key ${name(parent.columns)}, sort key ${name([...parent.order, ...primary])}: the list is one Query of the table itself, without an index` });

  const whole = ({ equality }: Read): boolean => primary.every((id) => equality.includes(id));
  const byPrimary = rate(({ equality }) => primary.every((id) => equality.includes(id)));
  const scoped = rate(({ equality }) => scope !== undefined && equality.includes(scope));
  const splits = [...options].filter(([id]) => id.startsWith("split")).map(([id, { key }]) => ({ id, key, served: reads.filter((read) => matches({ hash: [plainKey(key.hash)], range: [plainKey(key.range)] }, read) !== undefined && !whole(read)) }))
    .map((split) => ({ ...split, rate: split.served.reduce((sum, { pattern }) => sum + (pattern.rate ?? 1), 0) }));
  const best = splits.toSorted((a, b) => b.rate - a.rate || b.key.hash.length - a.key.hash.length).find(({ served }) => served.length > 0) ?? splits[0];
  const proposal = scope !== undefined && scoped > 0 && reads.every(({ equality }) => equality.includes(scope))
    ? { id: "scope", reason: `All its reads (${scoped} calls per second) name ${name([scope])}, whose holder may see only their own items` }
    : parent !== undefined && !referred && !reads.some(({ equality }) => primary.every((id) => equality.includes(id)))
      ? { id: "parent", reason: `Nothing reads one row by ${name(primary)} and no table refers to it; ${parent.name} (${parent.rate ?? "unknown"} calls per second) reads by ${name(parent.columns)}, so no index is needed` }
      : best === undefined ? { id: "primary", reason: `${byPrimary > 0 ? `${byPrimary} calls per second read by ${name(primary)}` : `${name(primary)} tells rows apart`}, and it spreads writes over all partitions` }
        : { id: best.id, reason: best.served.length > 0 ? `${counted(best.served.length, "pattern")} (${[...new Set(best.served.map(({ pattern }) => pattern.name))].join(", ")}) ${best.served.length === 1 ? "gives" : "give"} ${name(best.key.hash)}, so that is the partition; ${name(best.key.range)} orders the items within it` : `${name(best.key.hash)} owns the rows: child items lie under their parent's key, in the order of ${name(best.key.range)}` };
  const kept = [...options].find(([, { key }]) => released !== undefined && sameKey(key, released))?.[0];
  const { chosen, decision } = choose({
    about: table.primaryKey?.id ?? table.id, table: table.id, choice: "key", label: `Key of ${table.name}`, proposed: kept ?? proposal.id,
    reason: kept === undefined || kept === proposal.id ? proposal.reason : `As released: a key cannot be changed in place, only by a new table and a copy. For a new table it would be ${proposal.id}: ${proposal.reason}`,
    options: [...options].map(([id, { key, help }]) => ({ id, label: key.range.length === 0 ? name(key.hash) : `${name(key.hash)} / ${name(key.range)}`, help })),
  }, input.choices);
  return { key: options.get(chosen)?.key ?? { hash: primary, range: [] }, decisions: options.size > 1 ? [decision] : [] };
}

function plainKey(columns: readonly Id[]): { readonly attribute: string; readonly type: "S"; readonly columns: readonly Id[] } {
  return { attribute: "", type: "S", columns };
}

function sameKey(a: KeyColumns, b: KeyColumns): boolean {
  return a.hash.join("\0") === b.hash.join("\0") && a.range.join("\0") === b.range.join("\0");
}

/** The column that says whose rows may be seen, where a pattern names one of this table that is not the key's first anyway. */
function scopeOf(table: Table, reads: readonly Read[], primary: readonly Id[]): Id | undefined {
  const scopes = reads.flatMap(({ pattern }) => (pattern.scope === undefined ? [] : [pattern.scope]));
  return scopes.find((id) => id !== primary[0] && table.columns.some((column) => column.id === id && !column.nullable));
}

/** The parent by which the table's rows are listed most, with the order they are wanted in. */
function parentOf(table: Table, reads: readonly Read[], primary: readonly Id[]): { readonly columns: readonly Id[]; readonly order: readonly Id[]; readonly name: string; readonly rate: number | undefined } | undefined {
  const lists = table.foreignKeys.filter(({ columns }) => columns.length === 1 && columns.every((id) => !primary.includes(id) && table.columns.some((column) => column.id === id && !column.nullable)))
    .flatMap(({ columns }) => reads.filter(({ equality }) => equality.length === 1 && equality[0] === columns[0]).map((read) => ({ columns, read })));
  const [most] = lists.toSorted((a, b) => (b.read.pattern.rate ?? 0) - (a.read.pattern.rate ?? 0));
  if (most === undefined) return undefined;
  const order = most.read.order.filter((id) => !primary.includes(id) && table.columns.some((column) => column.id === id && !column.nullable)).slice(0, 2);
  return { columns: most.columns, order, name: most.read.pattern.name, rate: most.read.pattern.rate };
}
