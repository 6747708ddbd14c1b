import type { Entries } from "../../design/design";
import { designRecordId, entryKey, splitKey } from "../../design/records";

export interface DocumentSummary {
  readonly name?: string;
  readonly target?: string;
  readonly tables: number;
}

/** What the list of designs shows of a document, read from its entries. */
export function summarise(entries: Entries): DocumentSummary {
  let tables = 0;
  for (const [key, value] of entries) {
    if (value !== "table") continue;
    const at = splitKey(key);
    // The flag of a deleted record names its deletion; a flag taken back may stand as false.
    if (at?.property === "kind" && (entries.get(entryKey(at.id, "del")) ?? false) === false) tables++;
  }
  const name = entries.get(entryKey(designRecordId, "name"));
  const target = entries.get(entryKey(designRecordId, "target"));
  return {
    tables,
    ...(typeof name === "string" && name !== "" ? { name: name.slice(0, 120) } : {}),
    ...(typeof target === "string" ? { target } : {}),
  };
}
