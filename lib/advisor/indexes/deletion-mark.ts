import type { Column } from "../../model";

/** A column that says when a row was deleted, and nothing while it was not. */
export function isDeletionMark({ name, type, nullable }: Pick<Column, "name" | "type" | "nullable">): boolean {
  return nullable && /^(timestamptz?|date)$/.test(type.kind) && /^(deleted|archived|removed|trashed)(_?(at|on|date|time))?$/i.test(name);
}
