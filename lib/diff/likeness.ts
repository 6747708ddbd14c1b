import type { Id, Schema } from "../model";
import { typeKey, type Column, type EnumType, type Table } from "../model";
import type { SchemaDiff } from "./diff";

/** A drop and an add so alike that they may be one rename; only a person knows. */
export interface LikelyRename {
  readonly from: Id;
  readonly to: Id;
  readonly kind: "table" | "column" | "enum";
  readonly label: string;
  /** 0 to 1. */
  readonly likeness: number;
}

/** From here on a drop and an add are worth a question. */
const worthAsking = 0.5;
/** Larger products of drops and adds (another schema altogether) are not compared pair by pair. */
const mostPairs = 20_000;

/** Rename questions, best first; each dropped and each added record is in at most one. */
export function likelyRenames(base: Schema, goal: Schema, diff: SchemaDiff): LikelyRename[] {
  const dropped = new Set<Id>();
  const added = new Set<Id>();
  for (const difference of diff.differences) {
    if (difference.verb === "drop") dropped.add(difference.from.id);
    if (difference.verb === "add") added.add(difference.to.id);
  }
  if (dropped.size === 0 || added.size === 0) return [];
  const found: LikelyRename[] = [];
  const gone = base.tables.filter((table) => dropped.has(table.id));
  const fresh = goal.tables.filter((table) => added.has(table.id));
  found.push(...best(gone, fresh, tableLikeness, (a, b) => ({ kind: "table", label: `${a.name} -> ${b.name}` })));
  const tables = new Map(base.tables.map((table) => [table.id, table]));
  for (const table of goal.tables) {
    const before = tables.get(diff.matching.baseOf(table.id) ?? "");
    if (before === undefined) continue;
    const lost = before.columns.filter((column) => dropped.has(column.id));
    const won = table.columns.filter((column) => added.has(column.id));
    if (lost.length === 0 || won.length === 0) continue;
    const likeness = (a: Column, b: Column): number => columnLikeness(a, b, before.columns.indexOf(a) === table.columns.indexOf(b));
    found.push(...best(lost, won, likeness, (a, b) => ({ kind: "column", label: `${table.name}.${a.name} -> ${table.name}.${b.name}` })));
  }
  const lostEnums = base.enums.filter((type) => dropped.has(type.id));
  const newEnums = goal.enums.filter((type) => added.has(type.id));
  found.push(...best(lostEnums, newEnums, enumLikeness, (a, b) => ({ kind: "enum", label: `${a.name} -> ${b.name}` })));
  return found.toSorted((a, b) => b.likeness - a.likeness);
}

function best<T extends { readonly id: Id }>(
  gone: readonly T[], fresh: readonly T[], likeness: (a: T, b: T) => number, words: (a: T, b: T) => Pick<LikelyRename, "kind" | "label">,
): LikelyRename[] {
  if (gone.length * fresh.length > mostPairs) return [];
  const pairs = gone.flatMap((a) => fresh.map((b) => ({ a, b, likeness: likeness(a, b) })))
    .filter((pair) => pair.likeness >= worthAsking).toSorted((x, y) => y.likeness - x.likeness);
  const used = new Set<Id>();
  const questions: LikelyRename[] = [];
  for (const { a, b, likeness: value } of pairs) {
    if (used.has(a.id) || used.has(b.id)) continue;
    used.add(a.id).add(b.id);
    questions.push({ from: a.id, to: b.id, ...words(a, b), likeness: Math.round(value * 100) / 100 });
  }
  return questions;
}

function tableLikeness(a: Table, b: Table): number {
  const columns = overlap(a.columns.map((c) => c.name), b.columns.map((c) => c.name));
  return 0.7 * columns + 0.3 * nameLikeness(a.name, b.name);
}

function columnLikeness(a: Column, b: Column, samePlace: boolean): number {
  const type = typeText(a) === typeText(b) ? 1 : 0;
  return 0.4 * type + 0.45 * nameLikeness(a.name, b.name) + (samePlace ? 0.15 : 0);
}

/** Ids of enums differ between an introspected schema and a design, so a type's id says nothing here. */
function typeText(column: Column): string {
  return column.type.kind === "enum" ? "enum" : typeKey(column.type);
}

function enumLikeness(a: EnumType, b: EnumType): number {
  return 0.7 * overlap(a.values, b.values) + 0.3 * nameLikeness(a.name, b.name);
}

function overlap(a: readonly string[], b: readonly string[]): number {
  const all = new Set([...a, ...b]);
  const second = new Set(b);
  return all.size === 0 ? 0 : a.filter((name) => second.has(name)).length / all.size;
}

/** Sørensen-Dice over letter pairs, blind to case and to underscores: full_name and fullName are the same. */
export function nameLikeness(a: string, b: string): number {
  const left = letterPairs(a);
  const right = letterPairs(b);
  if (left.length + right.length === 0) return a === b ? 1 : 0;
  const rest = [...right];
  let shared = 0;
  for (const pair of left) {
    const at = rest.indexOf(pair);
    if (at >= 0) {
      shared += 1;
      rest.splice(at, 1);
    }
  }
  return (2 * shared) / (left.length + right.length);
}

function letterPairs(name: string): string[] {
  const letters = name.toLowerCase().replaceAll(/[_\-\s]/g, "");
  return Array.from({ length: Math.max(0, letters.length - 1) }, (_, i) => letters.slice(i, i + 2));
}
