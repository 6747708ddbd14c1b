import type { ForeignKey, Id, Table } from "../../model";
import { choose, type MappingDecision } from "../native";
import { number, type Situation } from "../native/situation";

/** Where the rows of a table lie. */
export type Placement = { readonly kind: "root" } | {
  /** `map`: a map, or a list of maps, in the parent; `ids`: a list of the other side's ids in the parent. */
  readonly kind: "sub" | "map" | "ids";
  readonly key: ForeignKey;
  readonly parent: Table;
  readonly one: boolean;
  readonly max: number;
};

/** Maps in one list: they are read, billed and written as one document, and cannot be queried by themselves. */
const fewMaps = 100;
/** Ids in one list. */
const fewIds = 1000;
const assumedMax = 500;
const comfortableBytes = 256 * 1024;

/** Decides for each table: a collection at the root, a subcollection, or a part of its parent's documents. */
export function placements(situation: Situation): { readonly of: ReadonlyMap<Id, Placement>; readonly decisions: readonly MappingDecision[] } {
  const of = new Map<Id, Placement>();
  const decisions: MappingDecision[] = [];
  for (const table of situation.schema.tables) {
    const owners = situation.owners(table).filter(({ columns }) => columns.length > 0);
    of.set(table.id, { kind: "root" });
    if (owners.length === 0) continue;
    const other = (key: ForeignKey): ForeignKey | undefined => owners.find((candidate) => candidate.id !== key.id);
    const junction = situation.isJunction(table);
    const proposed = rule(situation, table, owners, junction);
    const { chosen, decision } = choose({
      about: table.id, table: table.id, choice: "placement", label: `Where ${table.name} lies`,
      options: [
        { id: "root", label: "Root collection", help: "Found by its own id and queried across all parents; needs its parent's id as a field." },
        ...owners.flatMap((key) => {
          const parent = situation.name(key.referencedTable);
          const by = owners.filter(({ referencedTable }) => referencedTable === key.referencedTable).length > 1 ? ` by ${key.columns.map((id) => situation.column(id)?.name ?? id).join(", ")}` : "";
          return [
            { id: `sub:${key.id}`, label: `Subcollection of ${parent}${by}`, help: "Without bound, with the parent in its path: queried within one parent, or across all by a collection group." },
            { id: `map:${key.id}`, label: `In the documents of ${parent}${by}`, help: "A map, or a list of maps: one read, one write, at most 1 MiB; not queried by itself." },
            ...(junction && other(key) !== undefined ? [{ id: `ids:${key.id}`, label: `As a list of ids in ${parent}${by}`, help: "array-contains finds the other side; no further columns." }] : []),
          ];
        }),
      ],
      proposed: proposed.id, reason: proposed.reason,
    }, situation.input.choices);
    decisions.push(decision);
    const key = owners.find(({ id }) => chosen.endsWith(`:${id}`) && chosen.length === id.length + (chosen.startsWith("ids") || chosen.startsWith("map") || chosen.startsWith("sub") ? 4 : 0));
    const parent = key === undefined ? undefined : situation.table(key.referencedTable);
    const kind = chosen.slice(0, 3);
    if (key === undefined || parent === undefined || (kind !== "sub" && kind !== "map" && kind !== "ids")) continue;
    const one = kind !== "ids" && situation.isOneToOne(table, key);
    of.set(table.id, { kind, key, parent, one, max: one ? 1 : situation.input.loads.get(table.id)?.perParent ?? assumedMax });
  }
  // What leads back to itself ends at the root.
  for (const { id } of situation.schema.tables) {
    const seen = new Set<Id>();
    for (let at = id; ;) {
      const placement = of.get(at);
      if (placement === undefined || placement.kind === "root") break;
      if (seen.has(at)) { of.set(at, { kind: "root" }); break; }
      seen.add(at);
      at = placement.parent.id;
    }
  }
  // A part of a document has no subcollections of its own.
  for (const { id } of situation.schema.tables) {
    const placement = of.get(id);
    const above = placement === undefined || placement.kind === "root" ? undefined : of.get(placement.parent.id);
    if (placement?.kind === "sub" && (above?.kind === "map" || above?.kind === "ids")) of.set(id, { kind: "root" });
  }
  return { of, decisions };
}

function rule(situation: Situation, table: Table, owners: readonly ForeignKey[], junction: boolean): { readonly id: string; readonly reason: string } {
  const { loads, patterns } = situation.input;
  const perParent = loads.get(table.id)?.perParent;
  const reads = situation.reads();
  const [first] = owners;
  if (first === undefined) return { id: "root", reason: "It belongs to nothing." };
  const through = (key: ForeignKey, equality: readonly Id[] | undefined): boolean => key.columns.every((id) => equality?.includes(id) === true);
  if (junction) {
    const rest = table.columns.filter(({ id }) => !owners.some(({ columns }) => columns.includes(id)));
    if (rest.length === 0 && perParent !== undefined && perParent <= fewIds) return { id: `ids:${first.id}`, reason: `At most ${number(perParent)} per row of ${situation.name(first.referencedTable)} and no columns of its own: a list of ids is read with its document, and array-contains finds the way back.` };
    return { id: "root", reason: `It joins ${[...new Set(owners.map(({ referencedTable }) => situation.name(referencedTable)))].join(" and ")} many to many${perParent === undefined ? "" : `, up to ${number(perParent)} per row`}${rest.length > 0 ? `, with ${rest.map(({ name }) => name).join(", ")} of its own` : ""}: a document each, found from both sides.` };
  }
  const referring = situation.schema.tables.filter((other) => other.id !== table.id && other.foreignKeys.some(({ referencedTable }) => referencedTable === table.id));
  const judged = owners.map((key) => {
    const parent = key.referencedTable;
    const together = reads.filter(({ tableId, joins }) => tableId === parent && joins?.includes(table.id) === true);
    const ofParent = reads.filter(({ tableId, equality }) => tableId === table.id && through(key, equality));
    const atomic = patterns.filter(({ tableId, atomicWith }) => tableId === parent && atomicWith?.includes(table.id) === true);
    const inKey = key.columns.every((id) => table.primaryKey?.columns.includes(id) === true);
    const rate = [...together, ...ofParent].reduce((sum, pattern) => sum + (pattern.rate ?? 1), 0);
    return { key, parent, together, ofParent, atomic, inKey, weight: rate + (inKey ? 20 : 0) + (key.onDelete === "cascade" ? 10 : 0) };
  }).toSorted((a, b) => b.weight - a.weight);
  const [best] = judged;
  if (best === undefined) return { id: "root", reason: "It belongs to nothing." };
  const name = situation.name(best.parent);
  const apart = reads.find(({ tableId, equality }) => tableId === table.id && !through(best.key, equality));
  const one = situation.isOneToOne(table, best.key);
  const count = one ? 1 : perParent;
  const bytes = situation.rowBytes(table) * (count ?? 1);
  const [read] = best.together;
  if (referring.length === 0 && apart === undefined && read !== undefined && count !== undefined && count <= fewMaps && bytes <= comfortableBytes) {
    return { id: `map:${best.key.id}`, reason: `"${read.name}" reads both${read.rate === undefined ? "" : ` ${number(read.rate)} times per second`}, and one of ${name} has at most ${number(count)}, about ${number(Math.max(1, Math.round(bytes / 1024)))} KB: as one document that is 1 read instead of ${number(count + 1)}.` };
  }
  if (apart !== undefined) return { id: "root", reason: `"${apart.name}"${apart.rate === undefined ? "" : ` (${number(apart.rate)} per second)`} finds it without ${name}, and a subcollection's document is found only by its whole path.` };
  if (best.ofParent[0] !== undefined || best.inKey || (best.key.onDelete === "cascade" && best.together.length > 0)) {
    const why = best.ofParent[0] !== undefined ? `"${best.ofParent[0].name}" reads it within one of ${name}` : `its key begins with that of ${name}`;
    return { id: `sub:${best.key.id}`, reason: `It belongs to one of ${name}${best.key.onDelete === "cascade" ? " and goes with it" : ""}, ${why}, and ${count === undefined ? "nobody said how many there are" : `there are up to ${number(count)}`}: a subcollection has no bound.` };
  }
  return { id: "root", reason: referring.length > 0 ? `${referring.map((other) => other.name).join(", ")} refer${referring.length === 1 ? "s" : ""} to it by its id.` : `No access pattern reads it through ${name}.` };
}
