import type { Severity } from "../../model";
import type { Patch, Problem } from "../design";
import { writeRecord } from "../patch";
import type { RecordStore, StoredRecord } from "./record-store";

export type Fix = Problem["fixes"][number];

/** A problem about one record. */
export function problem(severity: Severity, code: string, objectId: string, message: string, ...fixes: readonly (Fix | undefined)[]): Problem {
  return { severity, code, message, place: { objectId }, fixes: fixes.filter((fix) => fix !== undefined) };
}

export function fix(label: string, patch: Patch): Fix {
  return { label, patch };
}

/** Deletion as a fix; the id of the deletion follows from the record, so that two who press it write the same. */
export function deletionFix(label: string, ids: readonly string[]): Fix {
  return fix(label, new Map(ids.flatMap((id) => [...writeRecord(id, { del: `fix-${ids[0] ?? id}` })])));
}

/** Brings a deleted record back with all that was deleted together with it. */
export function restoreFix(label: string, id: string, store: RecordStore): Fix | undefined {
  const record = store.get(id);
  if (record?.deleted === undefined) return undefined;
  const together = store.deletedTogether(record.deleted);
  return fix(label, new Map([id, ...together].flatMap((each) => [...writeRecord(each, { del: undefined })])));
}

/** Values of the wrong shape: read as absent, and said so. */
export function unreadableProblem(record: { readonly id: string; readonly unreadable: readonly string[] }, what: string): readonly Problem[] {
  if (record.unreadable.length === 0) return [];
  const properties = [...record.unreadable].sort();
  return [
    problem("warning", "unreadable-value", record.id, `${what} holds a value that is not readable (${properties.join(", ")}); its default is used.`,
      fix("Take the unreadable value away", writeRecord(record.id, Object.fromEntries(properties.map((property) => [property, undefined]))))),
  ];
}

/** A name for messages. */
export function nameOf(record: StoredRecord | undefined): string {
  const name = record?.values.get("name");
  return typeof name === "string" && name.trim() !== "" ? name : "without a name";
}
