import { storeRoles, type SecondStore } from "../second-store";
import { writeRecord } from "../patch";
import { buildMapping, type Built } from "./build-others";
import { deletionFix, fix, problem, unreadableProblem } from "./problem";
import type { RecordStore } from "./record-store";

/** Second stores; one without a technology is left out, tables that are gone are passed over. */
export function buildStores(store: RecordStore): Built<SecondStore> {
  const problems: Built<SecondStore>["problems"][number][] = [];
  const value = store.live("store").flatMap((record): SecondStore[] => {
    const reader = store.reader(record.id);
    const target = reader.technology("target");
    const named = reader.ids("tables") ?? [];
    const tables = named.filter((id) => store.isLive(id, "table"));
    const made = { id: record.id, version: reader.filled("version") ?? "", role: reader.oneOf("role", storeRoles) ?? "copy", tables, sync: reader.text("sync") ?? "" };
    problems.push(...unreadableProblem(reader, `Store ${target ?? ""}`.trim()));
    if (target === undefined) {
      problems.push(problem("warning", "store-incomplete", record.id, "A second store does not say its technology and is left out.", deletionFix("Delete it", [record.id])));
      return [];
    }
    if (tables.length < named.length) {
      problems.push(problem("warning", "store-table-missing", record.id, `The second store in ${target} names a table that is not in the design.`, fix("Take it out", writeRecord(record.id, { tables: [...tables] }))));
    }
    return [{ ...made, target, choices: Object.fromEntries(buildMapping(store, target)) }];
  });
  return { value, problems };
}
