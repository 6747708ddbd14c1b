import { canonicalJson, type JsonValue } from "../../model";
import { compareElements } from "../native";
import type { FieldRule, FirestoreCollection, FirestoreField } from "./model";
import type { DocumentOperation } from "./work";

/** What is done to documents between two shapes, and how it is taken back. */
export interface FieldWork {
  /** Beside the old fields: new names, new required fields, new types. */
  readonly fill: readonly DocumentOperation[];
  readonly unfill: readonly DocumentOperation[];
  /** What no version reads any more. */
  readonly clear: readonly DocumentOperation[];
  readonly unclear: readonly DocumentOperation[];
  /** What `unclear` or `unfill` does not bring back. */
  readonly lost: readonly string[];
  /** Filled with an empty value, since nothing says what documents should get. */
  readonly guessed: readonly string[];
  /** Parts of documents that lay elsewhere, or will: nothing here moves them. */
  readonly moved: readonly string[];
}

export function fieldWork(from: readonly FirestoreField[], to: readonly FirestoreField[]): FieldWork {
  const work = { fill: [] as DocumentOperation[], unfill: [] as DocumentOperation[], clear: [] as DocumentOperation[], unclear: [] as DocumentOperation[], lost: [] as string[], guessed: [] as string[], moved: [] as string[] };
  const { added, dropped, changed } = compareElements(from, to);
  for (const field of added) {
    if (field.id.startsWith("part:")) work.moved.push(field.name);
    if (!field.required) continue;
    work.fill.push(filling(field));
    work.unfill.push({ field: field.name, remove: true });
    if (field.fill.kind === "empty") work.guessed.push(field.name);
  }
  for (const field of dropped) {
    work.clear.push({ field: field.name, remove: true });
    if (field.required) work.unclear.push(filling(field));
    work.lost.push(field.name);
  }
  for (const { from: before, to: after, renamed } of changed) {
    const retyped = before.type !== after.type && after.type !== "" && !(before.type === "int" && after.type === "number");
    if (renamed) {
      work.fill.push({ field: after.name, copy: before.name }, ...(retyped ? [{ field: after.name, convert: after.type }] : []));
      work.unfill.push({ field: before.name, copy: after.name }, ...(retyped ? [{ field: before.name, convert: before.type }] : []), { field: after.name, remove: true });
      work.clear.push({ field: before.name, remove: true });
      work.unclear.push({ field: before.name, copy: after.name }, ...(retyped ? [{ field: before.name, convert: before.type }] : []));
    } else if (retyped) {
      work.fill.push({ field: after.name, convert: after.type });
      work.unfill.push({ field: after.name, convert: before.type });
    }
    if (retyped) work.lost.push(`values of ${after.name} that only one of the types can say`);
    if ((!before.required || before.nullable) && after.required && !after.nullable) {
      work.fill.push(filling(after));
      work.lost.push(`which documents had no ${after.name}`);
      if (after.fill.kind === "empty") work.guessed.push(after.name);
    }
    if (before.fields.length + after.fields.length === 0) continue;
    const inner = fieldWork(before.fields, after.fields);
    const inside = (list: readonly DocumentOperation[]): DocumentOperation[] => (list.length === 0 ? [] : [{ field: after.name, inside: list }]);
    work.fill.push(...inside(inner.fill));
    work.unfill.push(...inside(inner.unfill));
    work.clear.push(...inside(inner.clear));
    work.unclear.push(...inside(inner.unclear));
    work.lost.push(...inner.lost.map((name) => `${after.name}.${name}`));
    work.guessed.push(...inner.guessed.map((name) => `${after.name}.${name}`));
    work.moved.push(...inner.moved);
  }
  return work;
}

function filling({ name, fill }: FirestoreField): DocumentOperation {
  return fill.kind === "now" ? { field: name, now: true } : { field: name, fill: fill.value };
}

/** Whether documents of the old shape must be rewritten before the new rules take them. */
export function needsRewrite(from: FirestoreCollection, to: FirestoreCollection): boolean {
  const { fill, clear } = fieldWork(from.fields, to.fields);
  return fill.length + clear.length > 0;
}

/** Whether documents lie elsewhere, or are called otherwise: paths cannot be changed. */
export function mustMove(from: FirestoreCollection, to: FirestoreCollection): boolean {
  return from.name !== to.name || canonicalJson(from.within) !== canonicalJson(to.within) || canonicalJson(from.documentId) !== canonicalJson(to.documentId);
}

/** Whether the new rules take every document that the old ones took. */
export function loosens(from: FirestoreCollection, to: FirestoreCollection): boolean {
  if (needsRewrite(from, to) || from.versionField !== to.versionField || to.conditions.some((mine) => !from.conditions.some((theirs) => canonicalJson(mine) === canonicalJson(theirs)))) return false;
  return compareElements(from.fields, to.fields).changed.every(({ from: before, to: after }) => takes(after, before));
}

/** Whether a field takes every value that another one took. */
export function takes(after: FirestoreField, before: FirestoreField): boolean {
  const typed = before.type === after.type || after.type === "" || (before.type === "int" && after.type === "number");
  return typed && after.rules.every((rule) => before.rules.some((old) => covers(rule, old))) && (before.fields.length + after.fields.length === 0 || canonicalJson(before.fields) === canonicalJson(after.fields));
}

function covers(rule: FieldRule, old: FieldRule): boolean {
  if (canonicalJson(rule) === canonicalJson(old)) return true;
  if (rule.kind === "in" && old.kind === "in" && !rule.negated && !old.negated) return old.values.every((value: JsonValue) => rule.values.some((other) => canonicalJson(other) === canonicalJson(value)));
  if (rule.kind === "size" && old.kind === "size") return (rule.max === null || (old.max !== null && old.max <= rule.max)) && (rule.min === null || (old.min !== null && old.min >= rule.min));
  return rule.kind === "compare" && old.kind === "compare" && rule.operator === old.operator && typeof rule.value === "number" && typeof old.value === "number" && (rule.operator.startsWith(">") ? old.value >= rule.value : rule.operator.startsWith("<") ? old.value <= rule.value : false);
}
