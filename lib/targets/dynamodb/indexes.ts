import { counted, type Id } from "../../model";
import { choose, type MappingDecision, type NativeInput } from "../native";
import { isUnbounded, limits, shownBytes, valueBytes } from "./sizes";
import { keyType } from "./attribute-types";
import type { Layout } from "./layout";
import { candidates, matches, type Candidate } from "./match";
import type { DynamoTable, Key, Projection, SecondaryIndex } from "./model";
import { freeName, resourceName } from "./names";
import type { Read } from "./reads";

/** The indexes of a table for the reads that its own key and look-ups do not answer. */
export function indexesOf(layout: Layout, unanswered: readonly Read[], released: DynamoTable | undefined, input: NativeInput): { readonly local: readonly SecondaryIndex[]; readonly global: readonly SecondaryIndex[]; readonly decisions: readonly MappingDecision[] } {
  const { table } = layout;
  const decisions: MappingDecision[] = [];
  const strong: Read[] = [];
  const others: Read[] = [];
  for (const read of unanswered) (isLocal(layout, read) && localWanted(layout, read, input, decisions) ? strong : others).push(read);
  const before = (released?.global ?? []).map(({ hash, range }) => ({ hash: hash.flatMap(({ columns }) => columns), range: range.flatMap(({ columns }) => columns) }))
    .filter(({ hash, range }) => [...hash, ...range].every((id) => layout.names.has(id)));
  const taken = new Set<string>();
  const build = (candidate: Candidate, kind: "local" | "global"): SecondaryIndex => {
    const key = (id: Id): Key => ({ attribute: layout.names.get(id) ?? id, type: keyType(table.columns.find((column) => column.id === id)?.type ?? { kind: "text" }) ?? "S", columns: [id] });
    const [hash, range] = [candidate.hash.map(key), candidate.range.map(key)];
    const known = (kind === "global" ? released?.global : released?.local)?.find((index) => sameKeys(index.hash, hash) && sameKeys(index.range, range));
    const { projection, decision } = projectionOf(layout, candidate, [...hash, ...range], known, input);
    decisions.push(decision);
    const same = known !== undefined && known.projection.type === projection.type && known.projection.attributes.join("\0") === projection.attributes.join("\0");
    const wanted = known?.name ?? resourceName(`by_${[...candidate.hash, ...candidate.range].map((id) => table.columns.find((column) => column.id === id)?.name ?? id).join("_and_")}`, `by_index`);
    // An index cannot be changed in place: another projection is another index, which needs another name while both are there.
    if (!same && (released?.global.some(({ name }) => name === wanted) === true || released?.local.some(({ name }) => name === wanted) === true)) taken.add(wanted);
    const columns = [...candidate.hash, ...candidate.range];
    return {
      id: `${table.id}#${kind === "local" ? "local:" : ""}${columns.join("+")}${same || known === undefined ? "" : `:${projection.type}`}`, name: same ? known.name : freeName(wanted, taken), hash, range, projection,
      sparse: columns.some((id) => table.columns.find((column) => column.id === id)?.nullable === true), patterns: [...new Set(candidate.reads.map(({ pattern: { id } }) => id))].toSorted(),
    };
  };
  return {
    local: strong.map((read) => build({ hash: layout.keys.hash.flatMap(({ columns }) => columns), range: [...read.equality.filter((id) => !layout.columns.hash.includes(id)), ...read.order].slice(0, 1), reads: [read] }, "local")),
    global: candidates(others.filter((read) => canIndex(layout, read)), before).map((candidate) => build(candidate, "global")),
    decisions,
  };
}

/** Why no index can answer the read; undefined when one can. */
export function unindexable(layout: Layout, read: Read): string | undefined {
  const { table } = layout;
  if (read.equality.length === 0) return "no column is given by value, so it would read the whole table";
  if (read.equality.length + read.order.length > limits.indexHashAttributes + limits.indexRangeAttributes || read.order.length > limits.indexRangeAttributes) return `an index has up to 4 partition and 4 sort attributes, and ${read.equality.length + read.order.length} columns are asked for`;
  const bad = table.columns.find(({ id, type }) => (read.equality.includes(id) || read.order.includes(id)) && keyType(type) === undefined);
  return bad === undefined ? undefined : `${bad.name} is a list or a map, which cannot be a key: keep its members as items of their own (${table.name}_by_${bad.name}) to make it possible`;
}

function canIndex(layout: Layout, read: Read): boolean {
  return unindexable(layout, read) === undefined;
}

function isLocal(layout: Layout, read: Read): boolean {
  const { keys, columns } = layout;
  const wanted = [...read.equality.filter((id) => !columns.hash.includes(id)), ...read.order];
  return read.pattern.consistency === "strong" && keys.range.length > 0 && keys.hash.length === 1 && columns.hash.length === 1 && columns.hash.every((id) => read.equality.includes(id)) && wanted.length === 1;
}

function localWanted({ table }: Layout, read: Read, input: NativeInput, decisions: MappingDecision[]): boolean {
  const { chosen, decision } = choose({
    about: read.pattern.id, table: table.id, choice: "consistency", label: `Index for ${read.pattern.name}`, proposed: "local",
    reason: "It must see the latest write, which only the table itself and local indexes can; they are made with the table and limit each partition key to 10 GB",
    options: [
      { id: "local", label: "Local index", help: "Strongly consistent; cannot be added or dropped later" },
      { id: "global", label: "Global index", help: "Eventually consistent; added and dropped at any time" },
    ],
  }, input.choices);
  decisions.push(decision);
  return chosen === "local";
}

/** What an index holds besides keys: everything where that costs no more, else what lists need. */
function projectionOf(layout: Layout, { reads, hash, range }: Candidate, keys: readonly Key[], known: SecondaryIndex | undefined, input: NativeInput): { readonly projection: Projection; readonly decision: MappingDecision } {
  const { table, names } = layout;
  const own = new Set([...keys, ...layout.keys.hash, ...layout.keys.range].map(({ attribute }) => attribute));
  const others = table.columns.filter(({ id, name }) => !own.has(names.get(id) ?? name));
  const bytes = (ids: typeof table.columns): number => ids.reduce((sum, { name, type }) => sum + name.length + valueBytes(type), 0);
  const all = bytes(table.columns);
  const light = others.filter(({ type }) => !isUnbounded(type));
  const heavy = others.filter(({ type }) => isUnbounded(type));
  const few = reads.every(({ pattern: { items } }) => items !== undefined && items <= 1);
  const include = heavy.length > 0 && light.length > 0 && light.length <= limits.projectedPerIndex && bytes(heavy) * 2 > all && all > 1024 && !few;
  const [first] = reads;
  const named = [...hash, ...range].map((id) => table.columns.find((column) => column.id === id)?.name ?? id).join(", ");
  const kept = known?.projection;
  const { chosen, decision } = choose({
    about: first?.pattern.id ?? table.id, table: table.id, choice: "projection", label: `What the index on ${named} holds`, proposed: kept === undefined ? include ? "include" : "all" : kept.type === "ALL" ? "all" : kept.type === "INCLUDE" ? "include" : "keys-only",
    reason: kept !== undefined ? "As released: another projection is another index"
      : include ? `About ${Math.round((100 * bytes(heavy)) / all)} % of ${shownBytes(all)} are ${heavy.map(({ name }) => name).join(", ")}: without them each index write is ${counted(Math.ceil(bytes(light) / 1024), "unit")} instead of ${Math.ceil(all / 1024)}, and a page reads less`
        : all <= 1024 ? `An item has about ${shownBytes(all)}, and an index write of up to 1 KB costs one unit whatever it holds` : `The attributes are read with the list, so it needs no second request (about ${shownBytes(all)} an item)`,
    options: [
      { id: "all", label: "Everything (ALL)", help: "One Query answers; each write costs the whole item once more" },
      { id: "include", label: "All but large values (INCLUDE)", help: `Leaves out ${heavy.length === 0 ? "nothing" : heavy.map(({ name }) => name).join(", ")}` },
      { id: "keys-only", label: "Keys (KEYS_ONLY)", help: "Smallest; a BatchGetItem follows for the rest" },
    ],
  }, input.choices);
  const included = kept?.type === "INCLUDE" ? kept.attributes : light.slice(0, limits.projectedPerIndex).map(({ id, name }) => names.get(id) ?? name);
  const projection: Projection = chosen === "keys-only" || (chosen === "include" && included.length === 0) ? { type: "KEYS_ONLY", attributes: [] } : chosen === "include" ? { type: "INCLUDE", attributes: included } : { type: "ALL", attributes: [] };
  return { projection, decision };
}

function sameKeys(a: readonly Key[], b: readonly Key[]): boolean {
  return a.length === b.length && a.every((key, i) => key.attribute === b[i]?.attribute && key.type === b[i].type);
}

/** Which of a table's ways answers a read. */
export function answering(read: Read, keys: { readonly hash: readonly Key[]; readonly range: readonly Key[] }, indexes: readonly SecondaryIndex[]): { readonly index?: SecondaryIndex } | undefined {
  if (matches(keys, read) !== undefined) return {};
  const index = indexes.find((each) => matches(each, read) !== undefined);
  return index === undefined ? undefined : { index };
}
