import { counted, type AccessPattern, type Id, type JsonObject, type Table } from "../../model";
import { command } from "./commands";
import { valueIn as valueOf, keyOf, lookupItem, sampleItem } from "./items";
import { keysOf, type DynamoModel, type DynamoTable, type Entity } from "./model";
import { placeholder } from "./names";
import { childrenPerParent, indexWrites, type PlannedCall } from "./plan-costs";
import { limits, shownBytes, writeUnits } from "./sizes";
import type { Shape } from "./shape";

type Kind = "insert" | "update" | "delete";

/** The call of a write: a single one where nothing must go with it, else a transaction. `bytes`, `items`: of the whole. */
export function planWrite(pattern: AccessPattern, kind: Kind, shape: Shape, model: DynamoModel): { readonly calls: readonly PlannedCall[]; readonly badly?: string } | { readonly problem: string } {
  const main = shape.input.schema.tables.find(({ id }) => id === pattern.tableId);
  if (main === undefined) return { problem: "The pattern names no table of the design" };
  const together = shape.input.schema.tables.filter(({ id }) => pattern.atomicWith?.includes(id) === true && id !== main.id);
  const writes = [...writesOf(main, kind, 1, shape, model)];
  for (const table of together) {
    const child = table.foreignKeys.some(({ referencedTable }) => referencedTable === main.id);
    const each = (child ? childrenPerParent(table.id, main.id, shape.input) : together.filter((other) => other.foreignKeys.some(({ referencedTable }) => referencedTable === table.id)).map((other) => childrenPerParent(other.id, main.id, shape.input)).find((n) => n !== undefined)) ?? 1;
    writes.push(...writesOf(table, child ? kind : "update", each, shape, model));
  }
  const times = pattern.items ?? 1;
  const [only] = writes;
  if (writes.length === 1 && only !== undefined && only.times === 1) {
    return { calls: [{ call: only.single, by: `primary key of ${only.table.name}`, uses: used(only, times, false), why: costOf([only], times, false) }] };
  }
  const count = writes.reduce((sum, write) => sum + write.times, 0);
  const most = together.reduce((sum, { id }) => sum + (shape.input.loads.get(id)?.perParent ?? 0), count);
  const bytes = writes.reduce((sum, write) => sum + write.times * write.bytes, 0);
  if (count > limits.transactionItems || bytes > limits.transactionBytes) return { problem: `A transaction has up to ${limits.transactionItems} items and 4 MB; this one has ${count} items and ${shownBytes(bytes)}. What makes it possible: fewer children in one item, or a state on the parent that says when all of it is there` };
  return {
    calls: [{ call: command("TransactWriteItems", { TransactItems: writes.map(({ action }) => action) }), by: `transaction over ${[...new Set(writes.map(({ table }) => table.name))].join(", ")}`, uses: writes.flatMap((write) => used(write, times, true)), why: costOf(writes, times, true) }],
    ...(most > limits.transactionItems ? { badly: `With the most children there may be (${most} items) it passes the limit of ${limits.transactionItems} items a transaction` } : {}),
  };
}

interface Write {
  readonly table: DynamoTable;
  readonly entity: Entity | undefined;
  readonly times: number;
  readonly bytes: number;
  readonly action: JsonObject;
  readonly single: string;
}

function writesOf(table: Table, kind: Kind, times: number, shape: Shape, model: DynamoModel): readonly Write[] {
  const entity = model.entities.find(({ id }) => id === table.id);
  const home = model.tables.find(({ id }) => id === entity?.table);
  if (entity === undefined || home === undefined) throw new Error(`${table.name} lies nowhere`);
  const item = sampleItem(model, entity, 1);
  const names = new Map<string, string>();
  const key = keyOf(item, keysOf(home));
  const hash = placeholder(home.hash.attribute, names);
  const put = { TableName: home.name, Item: item, ConditionExpression: `attribute_not_exists(${hash})`, ExpressionAttributeNames: Object.fromEntries(names) };
  const value = changeable(entity, home, model);
  const updated = value === undefined ? undefined : placeholder(value.name, names);
  const update = {
    TableName: home.name, Key: key, ConditionExpression: `attribute_exists(${hash})`, ExpressionAttributeNames: Object.fromEntries(names),
    ...(value === undefined || updated === undefined ? {} : { UpdateExpression: `SET ${updated} = :value`, ExpressionAttributeValues: { ":value": valueOf(item, value.name) ?? { S: "" } } }),
  };
  const remove = { TableName: home.name, Key: key, ConditionExpression: `attribute_exists(${hash})`, ExpressionAttributeNames: { [hash]: home.hash.attribute } };
  const chosen = { insert: ["Put", "PutItem", put], update: ["Update", "UpdateItem", update], delete: ["Delete", "DeleteItem", remove] } as const;
  const [action, call, input] = chosen[kind];
  const main: Write = { table: home, entity, times, bytes: entity.bytes, action: { [action]: input }, single: command(call, input) };
  if (kind === "update") return [main];
  return [main, ...model.tables.filter(({ lookup }) => lookup?.entity === entity.id).flatMap((lookup): Write[] => {
    const held = lookupItem(item, lookup, entity);
    if (held === undefined) return [];
    const lookupInput = kind === "insert"
      ? { TableName: lookup.name, Item: held, ConditionExpression: "attribute_not_exists(#key)", ExpressionAttributeNames: { "#key": lookup.hash.attribute } }
      : { TableName: lookup.name, Key: keyOf(held, keysOf(lookup)) };
    return [{ table: lookup, entity: undefined, times, bytes: 200, action: { [kind === "insert" ? "Put" : "Delete"]: lookupInput }, single: "" }];
  })];
}

/** An attribute that an update may change by itself: a number rather than a text, and none that keys, indexes or look-ups hold. */
function changeable(entity: Entity, home: DynamoTable, model: DynamoModel): Entity["attributes"][number] | undefined {
  const held = new Set([...keysOf(home), ...[...home.local, ...home.global].flatMap(({ hash, range }) => [...hash, ...range]), ...model.tables.filter(({ lookup }) => lookup?.entity === entity.id).flatMap(keysOf)].flatMap(({ attribute, columns }) => [attribute, ...columns]));
  const joined = new Set(entity.attributes.flatMap(({ source }) => (source.kind === "joined" ? source.parts.map(({ attribute }) => attribute) : [])));
  const free = entity.attributes.filter(({ id, name, source, refers }) => source.kind === "column" && refers === undefined && !held.has(name) && !held.has(id) && !joined.has(name));
  return free.find(({ type, default: value }) => type === "N" && value !== undefined) ?? free.find(({ type }) => type === "N") ?? free[0];
}

function used({ table, entity, times, bytes }: Write, repeated: number, transaction: boolean): PlannedCall["uses"] {
  const indexes = entity === undefined ? [] : indexWrites(entity, table);
  return [
    { table: table.id, unit: "write", units: writeUnits(bytes, transaction) * times * repeated },
    ...indexes.map(({ index, units }): { table: Id; index: string; unit: "write"; units: number } => ({ table: table.id, index, unit: "write", units: units * times * repeated })),
  ];
}

function costOf(writes: readonly Write[], times: number, transaction: boolean): string {
  const base = writes.map((write) => `${write.times > 1 ? `${write.times} x ` : ""}${write.table.name} ${shownBytes(write.bytes)}`).join(" + ");
  const indexes = writes.reduce((sum, { entity, table }) => sum + (entity === undefined ? 0 : indexWrites(entity, table).length), 0);
  return `${base}${transaction ? ", twice for a transaction" : ""}${indexes === 0 ? "" : `, and ${counted(indexes, "index").replace("indexs", "indexes")}`}${times > 1 ? `, ${times} times` : ""}`;
}
