import type { Id } from "../../model";
import type { FirestoreCollection, FirestoreField, FirestoreModel } from "./model";
import { namesOf, patternOf } from "./state";
import type { DocumentOperation, DocumentWork } from "./work";

/**
 * Copies documents to the path they have in the new shape. Undefined where the new path needs what old documents do not hold. Fields that
 * become part of the path go, those that the path held come back.
 */
export function relocation(from: FirestoreModel, to: FirestoreModel, before: FirestoreCollection, after: FirestoreCollection): DocumentWork | undefined {
  const names = namesOf(to, after);
  const field = (column: Id): string | undefined => before.fields.find((candidate) => candidate.column === column)?.name;
  const path: string[] = [];
  for (const [i, parent] of after.within.entries()) {
    const held = before.within.includes(parent) ? `{/${namesOf(from, before)[before.within.indexOf(parent)] ?? ""}}` : reference(before, after);
    if (held === undefined) return undefined;
    path.push(names[i] ?? "", held);
  }
  const own = after.documentId.length === 0 ? "{id}" : after.documentId.map((column) => (before.documentId.length === 1 && before.documentId[0] === column ? "{id}" : field(column) === undefined ? undefined : `{${field(column) ?? ""}}`));
  if (Array.isArray(own) && own.some((part) => part === undefined)) return undefined;
  path.push(after.name, Array.isArray(own) ? own.join("_") : own);
  return { each: patternOf(from, before), do: restored(from, before, after), to: path };
}

/** The field of the old documents that the new path has in place of: the one that the new documents lack. */
function reference(before: FirestoreCollection, after: FirestoreCollection): string | undefined {
  const missing = lacking(before.fields, after.fields);
  return missing.length === 1 ? `{${missing[0]?.name ?? ""}}` : undefined;
}

function restored(from: FirestoreModel, before: FirestoreCollection, after: FirestoreCollection): readonly DocumentOperation[] {
  const back = lacking(after.fields, before.fields).filter(({ column }) => column !== null);
  const single = before.documentId.length === 1 ? before.documentId[0] : undefined;
  const above = namesOf(from, before).at(-2);
  return [
    ...back.flatMap((field): DocumentOperation[] => (field.column === single ? [{ field: field.name, above: "" }] : above === undefined ? [] : [{ field: field.name, above }])),
    ...lacking(before.fields, after.fields).map((field): DocumentOperation => ({ field: field.name, remove: true })),
  ];
}

function lacking(fields: readonly FirestoreField[], others: readonly FirestoreField[]): readonly FirestoreField[] {
  return fields.filter(({ id }) => !others.some((other) => other.id === id));
}
