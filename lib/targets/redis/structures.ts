import type { Id, Table } from "../../model";
import { choose, type MappingDecision, type NativeInput } from "../native";
import type { RedisModel, Structure } from "./model";
import { identity } from "../native/table-keys";
import { type Need } from "./needs";
import { fieldKind } from "./values";

/** The structure of an entity's rows, by what is done with them. */
export function structureOf(table: Table, needs: readonly Need[], input: NativeInput): { readonly structure: Structure; readonly decision: MappingDecision } {
  const patterns = input.patterns.filter(({ tableId }) => tableId === table.id);
  const ends = linkEnds(table);
  const time = timeOf(table);
  const inserts = patterns.filter(({ operation }) => operation === "insert");
  const changed = patterns.some(({ operation }) => operation === "update" || operation === "delete");
  const options: { id: Structure; label: string; help: string }[] = [{ id: "hash", label: "A hash per row", help: "HGETALL reads a row, HGET one field; fields can be changed one by one" }];
  const reads = needs.filter((need) => need.table.id === table.id);
  if (input.version !== "7.2") options.push({ id: "json", label: "A JSON document per row", help: "Nested values and lists can be read, changed and indexed by path; takes more memory than a hash" });
  if (time !== undefined) options.push({ id: "stream", label: "A stream", help: "Appended in the order of time, read by ranges of time, trimmed at its beginning; entries cannot be changed" });
  if (ends !== undefined) options.push({ id: "link", label: ends.order === undefined ? "Two sets" : "Two sorted sets", help: "Only who belongs to whom, from both ends" });
  const log = time !== undefined && inserts.length > 0 && !changed && reads.every(({ equality, order }) => equality.every((id) => time.key.includes(id)) && time.key.every((id) => equality.includes(id)) && (order === undefined || order === time.column));
  const proposed = log ? "stream" : ends !== undefined && !changed ? "link" : "hash";
  const name = (id: Id): string => table.columns.find((column) => column.id === id)?.name ?? id;
  return choosing(proposed === "stream" ? `Rows are only appended (${inserts.map(({ name: pattern, rate }) => `${pattern}${rate === undefined ? "" : `, ${rate} per second`}`).join("; ")}) and read by ranges of ${name(time?.column ?? "")}`
    : proposed === "link" ? `It only says which ${ends?.ends.map(name).join(" belongs to which ")}${ends?.order === undefined ? "" : `, and since when or how much (${name(ends.order)})`}: each end finds the other in one command`
      : table.columns.some(({ type }) => type.kind === "json" || type.kind === "array") ? "Its rows are read whole; nested values are one field each, as JSON text" : `Its ${table.columns.length} columns are flat and read together`);

  function choosing(reason: string): { readonly structure: Structure; readonly decision: MappingDecision } {
    const { chosen, decision } = choose({ about: table.id, table: table.id, choice: "structure", label: `Structure of ${table.name}`, options, proposed, reason }, input.choices);
    return { structure: chosen, decision };
  }
}

/** The two ends of an m:n relationship that has at most one number or time of its own. */
export function linkEnds(table: Table): { readonly ends: readonly [Id, Id]; readonly order?: Id } | undefined {
  const key = identity(table);
  const [one, two] = key;
  if (key.length !== 2 || one === undefined || two === undefined || key.some((id) => !table.foreignKeys.some(({ columns }) => columns.length === 1 && columns[0] === id))) return undefined;
  const others = table.columns.filter(({ id }) => !key.includes(id));
  const [order] = others;
  if (others.length > 1 || (order !== undefined && !sortable(table, order.id))) return undefined;
  return { ends: [one, two], ...(order === undefined ? {} : { order: order.id }) };
}

/** The time that ends the key of a log, and the columns before it, which choose the stream. */
export function timeOf(table: Table): { readonly column: Id; readonly key: readonly Id[] } | undefined {
  const key = identity(table);
  const last = table.columns.find(({ id }) => id === key.at(-1));
  return last !== undefined && fieldKind(last.type) === "moment" ? { column: last.id, key: key.slice(0, -1) } : undefined;
}

/** Whether the column's values can be a score. */
export function sortable(table: Table, column: Id): boolean {
  const type = table.columns.find(({ id }) => id === column)?.type;
  const kind = type === undefined ? "text" : fieldKind(type);
  return kind === "number" || kind === "moment" || kind === "date" || kind === "boolean";
}

/** Whether keys of an entity lie in one hash slot, so that functions can change them together in a cluster too. */
export function slotsOf(table: Table, bytes: number, input: NativeInput, released: RedisModel | undefined): { readonly tagged: boolean; readonly decision: MappingDecision } {
  const before = released?.entities.find(({ id }) => id === table.id);
  const large = bytes > clusterBytes;
  const proposed = before === undefined ? large ? "tagged" : "plain" : before.prefix.startsWith("{") ? "tagged" : "plain";
  const gigabytes = `${(bytes / 1024 ** 3).toFixed(1)} GB`;
  const { chosen, decision } = choose({
    about: table.id, table: table.id, choice: "slots", label: `Hash slots of ${table.name}`, proposed,
    reason: before !== undefined ? "As released: other keys are a copy of all rows" : large ? `All entities take about ${gigabytes} in a year, which is more than one server should hold: a cluster, where a function only reaches keys of one slot` : `All entities take about ${gigabytes} in a year, which one server holds: keys need no hash tag`,
    options: [{ id: "plain", label: "Anywhere", help: `Keys ${table.name}:...; functions that write them need a server without cluster mode` }, { id: "tagged", label: "One slot per entity", help: `Keys {${table.name}}:...; all rows of the entity are on one node of a cluster` }],
  }, input.choices);
  return { tagged: chosen === "tagged", decision };
}

/** More memory than one server is advised to hold, so that snapshots and replication stay quick (Redis sizing guidance: 25 GB a shard, read 2026-08). */
export const clusterBytes = 25 * 1024 ** 3;

/** Names as parts of keys: no wildcards, braces, colons or spaces. */
export function keyName(name: string): string {
  const cleaned = name.replace(/[^\p{L}\p{N}_.-]+/gu, "_");
  // What Strata's own keys begin with is no entity's.
  return ["idx", "uniq", "next", "schema"].includes(cleaned) ? `${cleaned}_` : /[\p{L}\p{N}]/u.test(cleaned) ? cleaned : "entity";
}

/** Names as parts of function names: letters, digits and underscores. */
export function callName(name: string): string {
  const cleaned = name.replace(/[^A-Za-z0-9_]+/g, "_");
  return /[A-Za-z0-9]/.test(cleaned) ? cleaned : "entity";
}

