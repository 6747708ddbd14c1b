import type { Column, ForeignKey, Id, Table } from "../../model";
import { simpleDefault } from "../native/simple-expression";
import { choose, type MappingDecision } from "../native";
import type { KeyKind } from "./fields";
import { isMoment, number, type Situation } from "../native/situation";

type Decided<T> = { readonly value: T; readonly decisions: readonly MappingDecision[] };

/** What `_id` is. */
export function keyOf(situation: Situation, table: Table): Decided<KeyKind> {
  const key = table.primaryKey?.columns ?? [];
  const names = key.map((id) => situation.column(id)?.name ?? id);
  if (key.length === 0) return { value: "object-id", decisions: [] };
  const options = [
    key.length === 1 ? { id: "column" as const, label: `${names[0] ?? ""} as _id`, help: "One index less, and the value that everybody refers to finds the document." }
      : { id: "embedded-key" as const, label: `An object of ${names.join(", ")} as _id`, help: "One index less; found only by the whole object, its fields in this order." },
    { id: "object-id" as const, label: "A generated ObjectId", help: "Made by the driver, rising with time; the key's own fields get a unique index." },
  ];
  const { chosen, decision } = choose<KeyKind>({
    about: table.primaryKey?.id ?? table.id, table: table.id, choice: "key", label: `_id of ${table.name}`, options,
    proposed: key.length === 1 ? "column" : "object-id",
    reason: key.length === 1 ? `The key is the one column ${names[0] ?? ""}, so _id holds it and its own index finds it.` : `The key has ${number(key.length)} columns: as an object it would be found only by all of them in order, while a unique index on ${names.join(", ")} also serves reads by the first of them.`,
  }, situation.input.choices);
  return { value: chosen, decisions: [decision] };
}

/** Whether rows are kept as a time series, and by which time. */
export function storageOf(situation: Situation, table: Table): Decided<{ readonly time: Column; readonly meta: readonly Id[]; readonly granularity: string } | undefined> {
  const key = table.primaryKey?.columns ?? [];
  const time = table.columns.find(({ id, type, nullable }) => key.includes(id) && isMoment(type) && !nullable);
  const referring = situation.schema.tables.some((other) => other.foreignKeys.some(({ referencedTable }) => referencedTable === table.id));
  if (time === undefined || referring) return { value: undefined, decisions: [] };
  const windowed = situation.reads().find(({ tableId, operation, window }) => tableId === table.id && operation === "aggregate" && window !== undefined);
  const changed = situation.writesTo(table.id).find(({ operation }) => operation !== "insert");
  const corrected = situation.input.loads.get(table.id)?.oldRowsChange === true || changed !== undefined;
  const rate = situation.writesTo(table.id).reduce((sum, pattern) => sum + (pattern.rate ?? 0), 0);
  const reason = corrected ? `Old rows are changed${changed === undefined ? "" : ` ("${changed.name}")`}, which time series collections allow only by their meta field.`
    : windowed === undefined ? "No access pattern aggregates it over windows of time."
      : `Rows are only added${rate === 0 ? "" : `, ${number(rate)} per second`}, and "${windowed.name}" aggregates windows of ${number(windowed.window ?? 0)} s: a time series collection stores them in compressed buckets by time.`;
  const { chosen, decision } = choose({
    about: table.id, table: table.id, choice: "storage", label: `How ${table.name} is stored`,
    options: [
      { id: "collection", label: "Collection", help: "With validator and unique keys; rows can be changed." },
      { id: "time-series", label: "Time series collection", help: `Buckets by ${time.name}; a fraction of the size. No validator, no unique keys, changes only by the meta field.` },
    ],
    proposed: windowed !== undefined && !corrected ? "time-series" : "collection", reason,
  }, situation.input.choices);
  const window = windowed?.window ?? 60;
  return {
    value: chosen === "collection" ? undefined : { time, meta: key.filter((id) => id !== time.id), granularity: window <= 60 ? "seconds" : window <= 3600 ? "minutes" : "hours" },
    decisions: [decision],
  };
}

const expiring = /^(?:expir(?:es?|y|ation)|valid_?until|delete_?(?:at|after)|purge)/i;

/** Which moment makes documents go by themselves, and how long after it (seconds). `only`: the time of a time series, by which alone those go. */
export function expiryOf(situation: Situation, table: Table, only?: Column): Decided<{ readonly column: Column; readonly seconds: number } | undefined> {
  const moments = only === undefined ? table.columns.filter(({ type }) => isMoment(type)) : [only];
  if (moments.length === 0) return { value: undefined, decisions: [] };
  const days = situation.input.loads.get(table.id)?.retentionDays;
  const own = moments.find(({ name }) => expiring.test(name));
  const born = moments.find(({ id }) => table.primaryKey?.columns.includes(id) === true) ?? moments.find((column) => column.default !== undefined && simpleDefault(column.default)?.kind === "now") ?? moments.find(({ name }) => /^(?:created|inserted|recorded|at$|time)/i.test(name));
  const proposed = own ?? (days === undefined ? undefined : born);
  const seconds = (column: Column): number => (expiring.test(column.name) || days === undefined ? 0 : days * 86_400);
  const reason = own !== undefined ? `${own.name} says when a document is over${days === undefined ? "" : `, which decides rather than the ${number(days)} days of retention`}.`
    : days === undefined ? "No retention is said in the table's load, and no column says when a row is over."
      : born === undefined ? `Rows are to go after ${number(days)} days, but no column says when one began.` : `Rows are to go after ${number(days)} days, counted from ${born.name}.`;
  const { chosen, decision } = choose({
    about: table.id, table: table.id, choice: "expiry", label: `When documents of ${table.name} go`,
    options: [{ id: "none", label: "Never by themselves", help: "They stay until the application deletes them." }, ...moments.map((column) => ({ id: column.id, label: seconds(column) === 0 ? `At ${column.name}` : `${number(days ?? 0)} days after ${column.name}`, help: "A TTL index: the server deletes them within about a minute, without the application." }))],
    proposed: proposed?.id ?? "none", reason,
  }, situation.input.choices);
  const column = moments.find(({ id }) => id === chosen);
  return { value: column === undefined ? undefined : { column, seconds: seconds(column) }, decisions: [decision] };
}

/** Columns worth copying beside a reference: short, required, telling. */
export function copiedColumns(parent: Table): readonly Column[] {
  const key = parent.primaryKey?.columns ?? [];
  const short = parent.columns.filter(({ id, nullable, type }) => !key.includes(id) && !nullable && (type.kind === "enum" || type.kind === "boolean" || type.kind === "decimal" || (type.kind === "string" && (type.length ?? 201) <= 200)));
  const telling = (name: string): number => (/name|title|label/i.test(name) ? 0 : /sku|code|slug|number/i.test(name) ? 1 : 2);
  return short.toSorted((a, b) => telling(a.name) - telling(b.name)).slice(0, 3);
}

/** Whether a reference comes with a copy of what is shown of the other document. */
export function referenceOf(situation: Situation, table: Table, key: ForeignKey): Decided<readonly Column[] | undefined> {
  const parent = situation.table(key.referencedTable);
  const columns = parent === undefined ? [] : copiedColumns(parent);
  if (parent === undefined || parent.id === table.id || columns.length === 0 || key.columns.length !== 1) return { value: undefined, decisions: [] };
  const joined = situation.reads().filter(({ tableId, joins, operation }) => tableId === table.id && operation !== "traverse" && joins?.includes(parent.id) === true);
  const rate = joined.reduce((sum, pattern) => sum + (pattern.rate ?? 0), 0);
  const changes = situation.writesTo(parent.id).filter(({ operation }) => operation === "update").reduce((sum, pattern) => sum + (pattern.rate ?? 0), 0);
  const worth = joined.length > 0 && changes * 10 <= rate;
  const names = columns.map(({ name }) => name).join(", ");
  const { chosen, decision } = choose({
    about: key.id, table: table.id, choice: "reference", label: `How ${table.name} refers to ${parent.name} by ${situation.column(key.columns[0])?.name ?? "its key"}`,
    options: [
      { id: "id", label: "By its id", help: "Further fields are read with $lookup or a second read." },
      { id: "extended", label: `By its id, with a copy of ${names}`, help: "The extended reference pattern: saves the second read; a change stream or the application keeps the copies." },
    ],
    proposed: worth ? "extended" : "id",
    reason: joined[0] === undefined ? `No access pattern reads ${table.name} together with ${parent.name}.` : worth ? `"${joined[0].name}" reads both ${number(rate)} times per second, while ${parent.name} changes ${number(changes)} times per second.` : `${parent.name} changes ${number(changes)} times per second, too often for copies read ${number(rate)} times per second.`,
  }, situation.input.choices);
  return { value: chosen === "extended" ? columns : undefined, decisions: [decision] };
}
