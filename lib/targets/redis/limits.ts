import type { Diagnostic } from "../../model";
import type { NativeInput } from "../native";
import { checkParts, simpleCheck } from "../native/simple-expression";
import { clusterBytes } from "./structures";
import { shownBytes, totalBytes } from "./memory";
import type { RedisModel } from "./model";
import { typeLoss } from "./values";

/** Values are at most 512 MB (proto-max-bulk-len's default; Redis documentation, "Strings", read 2026-08). */
const valueBytes = 512 * 1024 ** 2;

/** What is near a limit, what passes one, and what the design says that Redis does not keep. */
export function findingsOf(model: RedisModel, { schema, loads, version, patterns }: NativeInput): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const add = (code: string, severity: Diagnostic["severity"], message: string, objectId?: string): unknown => found.push({ code, severity, message, ...(objectId === undefined ? {} : { place: { objectId } }) });
  const total = totalBytes(model.entities);
  if (total > clusterBytes) add("redis-memory", "warning", `All entities take about ${shownBytes(total)} of memory in a year; one server is advised to hold ${shownBytes(clusterBytes)}. A cluster needs keys of one slot for each function (hash tags), and the largest is ${[...model.entities].toSorted((a, b) => totalBytes([b]) - totalBytes([a]))[0]?.name ?? ""}.`);
  for (const { id, name } of schema.tables) if ((loads.get(id)?.rows ?? loads.get(id)?.rowsInYear) === undefined) add("redis-rows-unknown", "info", `How many rows ${name} has is not known, so the memory it takes is not either.`, id);
  if (version === "7.2") for (const search of model.searches) add("redis-search-module", "warning", `${search.name} needs Redis 8, or Redis Stack or the Search module with 7.2.`, search.entity);
  for (const { fields, id, name } of model.searches.map((search) => ({ ...search, id: search.entity }))) if (fields.filter(({ type }) => type === "TEXT").length > 32) add("redis-search-fields", "error", `${name} has more than 32 TEXT fields; more need MAXTEXTFIELDS. Leave out what nobody searches.`, id);
  for (const table of schema.tables) {
    const load = loads.get(table.id);
    if ((load?.itemBytes ?? 0) > valueBytes) add("redis-value-size", "error", `A row of ${table.name} can have ${shownBytes(load?.itemBytes ?? 0)}; a value has at most 512 MB. Keep large values elsewhere and their address here.`, table.id);
    else if ((load?.itemBytes ?? 0) > 1024 ** 2) add("redis-value-size", "warning", `A row of ${table.name} can have ${shownBytes(load?.itemBytes ?? 0)}: while it is read or written, everybody else waits.`, table.id);
    if (table.primaryKey === undefined) add("redis-no-key", "warning", `${table.name} has no primary key, and every row needs one${table.uniques.length > 0 ? "" : ": rows get a random id"}.`, table.id);
    for (const key of table.foreignKeys) add("redis-foreign-key", "info", `Nothing holds ${key.columns.map((id) => table.columns.find((column) => column.id === id)?.name ?? id).join(", ")} of ${table.name} to what it refers to${key.onDelete === "cascade" ? ", and nothing goes along when that is deleted" : ""}.`, key.id);
    for (const { id, expression } of table.checks) add("redis-check", "info", `Redis checks no values: ${expression} is kept by the writers${checkParts(simpleCheck(expression, table.columns) ?? { kind: "all", of: [] }).length > 0 ? " (the key catalogue names it)" : ""}.`, id);
    for (const { id, name, type, generated } of table.columns) {
      const loss = typeLoss(type);
      if (loss !== undefined) add("redis-type", "info", `${table.name}.${name}: ${loss}.`, id);
      if (generated !== undefined) add("redis-generated", "warning", `${table.name}.${name} is computed by the writers: ${generated.expression}.`, id);
    }
  }
  for (const entity of model.entities) {
    if (entity.structure === "link") {
      const dropped = entity.fields.filter(({ name }) => !entity.lookups.some(({ by, member, order }) => by.includes(name) || member?.includes(name) === true || order === name));
      for (const { name, id } of dropped) add("redis-link-field", "warning", `${name} of ${entity.name} has no place in two sets. Choose a hash per row to keep it.`, id);
    }
    if (entity.expiry !== undefined && entity.lookups.some(({ kind, order }) => kind !== "unique" && order !== entity.expiry?.field)) add("redis-expired-ids", "info", `Ids of expired rows of ${entity.name} stay in its sets until the same keys are written again; readers leave out rows that come back empty.`, entity.id);
    if (entity.structure === "stream") add("redis-stream-order", "info", `Entries of ${entity.name} are appended in the order of ${entity.time ?? "time"}: one that is older than the last of its stream is refused.`, entity.id);
  }
  const hot = patterns.filter(({ rate }) => (rate ?? 0) > 100_000);
  for (const { name, rate, id } of hot) add("redis-rate", "warning", `${name}: ${rate?.toLocaleString("en")} calls per second are about what one Redis thread does. Spread keys over a cluster, or read from replicas.`, id);
  for (const { id, kind, name } of schema.objects) add("redis-object", "warning", `Redis has no ${kind}: ${name} stays behind.`, id);
  return found;
}
