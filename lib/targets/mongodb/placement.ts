import type { Diagnostic, ForeignKey, Id, Table } from "../../model";
import { choose, type MappingDecision } from "../native";
import { number, type Situation } from "../native/situation";

/** Where the rows of a table lie. */
export type Placement = { readonly kind: "collection" } | {
  readonly kind: "embedded";
  readonly key: ForeignKey;
  readonly parent: Table;
  readonly one: boolean;
  /** Most documents in the array. */
  readonly max: number;
};

/** Children that are few enough to be read and written with their parent every time (MongoDB's "one to few" ends in the hundreds). */
const few = 500;
/** MongoDB's own advice: far below the limit of 16 MB. */
const comfortableBytes = 1_048_576;
/** When the team embeds what nobody counted. */
const assumedMax = 1000;

/** Decides for each table whether its rows are documents of their own or lie within their parent's. */
export function placements(situation: Situation): { readonly of: ReadonlyMap<Id, Placement>; readonly decisions: readonly MappingDecision[]; readonly diagnostics: readonly Diagnostic[] } {
  const of = new Map<Id, Placement>();
  const decisions: MappingDecision[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const table of situation.schema.tables) {
    const owners = situation.owners(table);
    if (owners.length === 0) {
      of.set(table.id, { kind: "collection" });
      continue;
    }
    const { key: proposed, reason } = rule(situation, table, owners);
    const { chosen, decision } = choose({
      about: table.id, table: table.id, choice: "placement", label: `Where ${table.name} lies`,
      options: [
        { id: "collection", label: "Own collection", help: "Documents of their own that hold the parent's id: for what is unbounded, many to many, or read and changed by itself." },
        ...owners.map((key) => ({ id: `embed:${key.id}`, label: `Embedded in ${situation.name(key.referencedTable)}${owners.filter((other) => other.referencedTable === key.referencedTable).length > 1 ? ` by ${key.columns.map((id) => situation.column(id)?.name ?? id).join(", ")}` : ""}`, help: "Within the parent's document: read and written with it in one go, atomically." })),
      ],
      proposed: proposed === undefined ? "collection" : `embed:${proposed.id}`, reason,
    }, situation.input.choices);
    decisions.push(decision);
    const key = owners.find(({ id }) => chosen === `embed:${id}`);
    const parent = key === undefined ? undefined : situation.table(key.referencedTable);
    if (key === undefined || parent === undefined) of.set(table.id, { kind: "collection" });
    else of.set(table.id, embedded(situation, table, key, parent, diagnostics));
  }
  for (const table of situation.schema.tables) breakCircles(situation, table, of, diagnostics);
  return { of, decisions, diagnostics };
}

function embedded(situation: Situation, table: Table, key: ForeignKey, parent: Table, diagnostics: Diagnostic[]): Placement {
  const one = situation.isOneToOne(table, key);
  const known = situation.input.loads.get(table.id)?.perParent;
  if (!one && known === undefined) diagnostics.push({ code: "mongodb-array-unbounded", severity: "warning", message: `Nobody said how many ${table.name} one of ${parent.name} has: the array is bounded to ${number(assumedMax)}. Say it in the table's load.`, place: { objectId: table.id } });
  return { kind: "embedded", key, parent, one, max: one ? 1 : known ?? assumedMax };
}

/** An embedding that leads back to itself ends in a collection. */
function breakCircles(situation: Situation, table: Table, of: Map<Id, Placement>, diagnostics: Diagnostic[]): void {
  const seen = new Set<Id>();
  for (let at = table.id; ;) {
    const placement = of.get(at);
    if (placement?.kind !== "embedded") return;
    if (seen.has(at)) {
      of.set(at, { kind: "collection" });
      diagnostics.push({ code: "mongodb-embedding-circle", severity: "warning", message: `${situation.name(at)} cannot lie within itself: it is a collection.`, place: { objectId: at } });
      return;
    }
    seen.add(at);
    at = placement.parent.id;
  }
}

function rule(situation: Situation, table: Table, owners: readonly ForeignKey[]): { readonly key?: ForeignKey; readonly reason: string } {
  const { loads, patterns } = situation.input;
  const perParent = loads.get(table.id)?.perParent;
  const referring = situation.schema.tables.filter((other) => other.id !== table.id && other.foreignKeys.some(({ referencedTable }) => referencedTable === table.id));
  if (situation.isJunction(table)) return { reason: `Each row joins ${[...new Set(owners.map((key) => situation.name(key.referencedTable)))].join(" and ")} many to many${perParent === undefined ? "" : `, up to ${number(perParent)} per parent`}: both sides are looked up, so neither holds it.` };
  if (referring.length > 0) return { reason: `${referring.map(({ name }) => name).join(", ")} refer${referring.length === 1 ? "s" : ""} to it: what is referred to needs a document of its own.` };
  const judged = owners.map((key) => judge(situation, table, key));
  const best = judged.filter(({ against }) => against === undefined).toSorted((a, b) => b.weight - a.weight)[0];
  if (best !== undefined) return { key: best.key, reason: best.reason };
  const [nearest] = judged.toSorted((a, b) => b.weight - a.weight);
  return { reason: nearest?.against ?? (patterns.length === 0 ? "No access pattern reads it with its parent." : "It is read by itself.") };
}

function judge(situation: Situation, table: Table, key: ForeignKey): { readonly key: ForeignKey; readonly weight: number; readonly reason: string; readonly against?: string } {
  const { patterns, loads } = situation.input;
  const parent = situation.name(key.referencedTable);
  const perParent = loads.get(table.id)?.perParent;
  const one = situation.isOneToOne(table, key);
  const rate = (list: readonly { readonly rate?: number }[]): number => list.reduce((sum, pattern) => sum + (pattern.rate ?? 0), 0);
  const reads = situation.reads();
  const throughParent = (equality: readonly Id[] | undefined): boolean => key.columns.every((id) => equality?.includes(id) === true);
  const together = reads.filter(({ tableId, joins, operation }) => operation !== "traverse" && tableId === key.referencedTable && joins?.includes(table.id) === true);
  const ofParent = reads.filter(({ tableId, equality }) => tableId === table.id && throughParent(equality));
  const apart = reads.filter(({ tableId, joins, equality }) => (tableId === table.id ? !throughParent(equality) : tableId !== key.referencedTable && joins?.includes(table.id) === true));
  const atomic = patterns.filter(({ tableId, atomicWith }) => (tableId === key.referencedTable && atomicWith?.includes(table.id) === true) || (tableId === table.id && atomicWith?.includes(key.referencedTable) === true));
  const alone = situation.writesTo(table.id).filter(({ atomicWith }) => atomicWith?.includes(key.referencedTable) !== true);
  const inKey = key.columns.every((id) => table.primaryKey?.columns.includes(id) === true);
  const weight = rate(together) + rate(atomic) + (together.length + atomic.length) * 10 + (inKey ? 5 : 0) + (key.onDelete === "cascade" ? 3 : 0) + (one ? 20 : 0);
  const bytes = situation.rowBytes(table) * (one ? 1 : perParent ?? 1);
  const judged = { key, weight, reason: "" };
  if (apart[0] !== undefined) return { ...judged, against: `It is read without ${parent}: "${apart[0].name}"${apart[0].rate === undefined ? "" : ` (${number(apart[0].rate)} per second)`}.` };
  if (!one && perParent === undefined) return { ...judged, against: `How many ${table.name} one of ${parent} has is unknown, so the array might grow without end.` };
  if (!one && perParent !== undefined && perParent > few) return { ...judged, against: `Up to ${number(perParent)} per row of ${parent} are too many for one document (few means at most ${few}).` };
  if (bytes > comfortableBytes) return { ...judged, against: `About ${number(Math.round(bytes / 1024))} KB per row of ${parent} would make its document larger than 1 MB.` };
  if (together.length === 0 && atomic.length === 0 && ofParent.length === 0 && !(one && inKey)) return { ...judged, against: `No access pattern reads or writes it together with ${parent}.` };
  const busy = Math.max(rate(alone), loads.get(table.id)?.hottestWrites ?? 0);
  if (busy > 10 && busy > rate(together) + rate(ofParent) + rate(atomic)) return { ...judged, against: `It is written by itself ${number(busy)} times per second, more often than it is read with ${parent}: each write would rewrite the whole document.` };
  const size = one ? "at most one" : `at most ${number(perParent ?? 1)}`;
  const why = [together[0] ?? ofParent[0], atomic[0]].flatMap((pattern, i) => (pattern === undefined ? [] : [`${i === 0 ? "read" : "written"} together by "${pattern.name}"${pattern.rate === undefined ? "" : ` (${number(pattern.rate)} per second)`}`])).join(", ");
  return { ...judged, reason: `${size.charAt(0).toUpperCase()}${size.slice(1)} per row of ${parent}, about ${number(Math.max(1, Math.round(bytes / 1024)))} KB${why === "" ? ", and with the parent's key" : `, ${why}`}: one document holds both.` };
}
