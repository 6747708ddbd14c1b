import { counted, type Id, type JsonObject } from "../../model";
import { command } from "./commands";
import { valueIn, joinedText, keyOf, sampleItem, type Item } from "./items";
import { parts, type Layout } from "./layout";
import { matches, type KeySchema } from "./match";
import { keysOf, type DynamoModel, type DynamoTable, type Entity, type SecondaryIndex } from "./model";
import { placeholder } from "./names";
import { itemBytes, type PlannedCall } from "./plan-costs";
import type { Read } from "./reads";
import { readUnits, shownBytes } from "./sizes";
import { answeredByLookup, type Shape } from "./shape";
import { unindexable } from "./indexes";

/** What serves a read, and how many items come. */
export type Served = { readonly calls: readonly PlannedCall[]; readonly badly?: string } | { readonly problem: string };

/** The calls of one read, which is made `times` times, for `items` items each (undefined: nobody said how many). `collection`: with all that lies under the same partition key. */
export function planRead(read: Read, times: number, items: number | undefined, main: boolean, shape: Shape, model: DynamoModel, collection = false): Served {
  const layout = shape.layouts.get(read.table.id);
  const table = shape.tables.find(({ id }) => id === layout?.home);
  const entity = shape.entities.find(({ id }) => id === read.table.id);
  if (layout === undefined || table === undefined || entity === undefined) throw new Error(`${read.table.name} lies nowhere`);
  const item = sampleItem(model, entity, 1);
  const strong = read.pattern.consistency === "strong";
  const context: Context = { read, layout, table, entity, item, strong, times, items, main };
  const range = layout.keys.range[0];
  if (collection) return queryServed({ ...context, main: false }, layout.keys, 0, undefined, range?.attribute);
  const whole = layout.columns.hash.concat(layout.columns.range);
  if (read.order.length === 0 && layout.columns.made !== true && whole.length === read.equality.length && whole.every((id) => read.equality.includes(id))) return { calls: [pointRead(context)] };
  const own = matches(layout.keys, read);
  if (own !== undefined && layout.columns.made !== true) return queryServed(context, layout.keys, own.given, undefined, range?.attribute);
  const lookup = answeredByLookup(read, shape.lookups);
  const lookupTable = shape.tables.find(({ id }) => id === lookup?.id);
  if (lookupTable !== undefined) return { calls: [lookupRead(context, lookupTable), { ...pointRead(context), why: `then the item, ${pointRead(context).why}` }] };
  const index = [...table.local, ...table.global].find((each) => matches(each, read) !== undefined);
  if (index === undefined) {
    const why = unindexable(layout, read) ?? "no key or index answers it";
    return { problem: read.equality.length === 0 ? `It asks for ${read.table.name} with ${why}. What makes it possible: a column given by value (a month, a category, a tenant) that all of one page share, as the partition key of an index` : `It cannot be a Query: ${why}` };
  }
  const match = matches(index, read);
  const local = table.local.includes(index);
  const served = queryServed({ ...context, strong: strong && local }, index, match?.given ?? 0, index, undefined);
  return strong && !local && "calls" in served ? { ...served, badly: `Global indexes are eventually consistent: a write shows up after a moment. What makes it strong: ${layout.columns.hash.every((id) => read.equality.includes(id)) ? "a local index, chosen before the table is made" : "a look-up item written in the same transaction"}` } : served;
}

interface Context {
  readonly read: Read;
  readonly layout: Layout;
  readonly table: DynamoTable;
  readonly entity: Entity;
  readonly item: Item;
  readonly strong: boolean;
  readonly times: number;
  readonly items: number | undefined;
  readonly main: boolean;
}

/** GetItem; or BatchGetItem where one round needs several. */
function pointRead({ read, table, entity, item, strong, times, main }: Context): PlannedCall {
  const bytes = itemBytes(entity, table, undefined, read.pattern, main);
  const each = readUnits(bytes, strong ? "strong" : "eventual");
  const Key = keyOf(item, keysOf(table));
  const consistent = strong ? { ConsistentRead: true } : {};
  const call = times > 1 ? command("BatchGetItem", { RequestItems: { [table.name]: { Keys: [Key], ...consistent } } }) : command("GetItem", { TableName: table.name, Key, ...consistent });
  return {
    call, by: `primary key of ${table.name}`, uses: [{ table: table.id, unit: "read", units: each * times }],
    why: `${times > 1 ? `${counted(times, "item")} in ${counted(Math.ceil(times / 100), "batch").replace("batchs", "batches")} of up to 100, ` : ""}${shownBytes(bytes)}, ${strong ? "strongly" : "eventually"} consistent`,
  };
}

function lookupRead({ item, strong, entity }: Context, table: DynamoTable): PlannedCall {
  const keys = Object.fromEntries(keysOf(table).map(({ attribute, type, columns }) => [attribute, valueIn(item, attribute) ?? { [type]: columns.map((id) => joinedText(valueIn(item, entity.attributes.find((each) => each.id === id)?.name ?? ""), undefined) ?? "").join("#") }]));
  return {
    call: command("GetItem", { TableName: table.name, Key: keys, ...(strong ? { ConsistentRead: true } : {}) }), by: `look-up table ${table.name}`,
    uses: [{ table: table.id, unit: "read", units: readUnits(200, strong ? "strong" : "eventual") }], why: "the look-up item tells the key",
  };
}

function queryServed(context: Context, keys: KeySchema, given: number, index: SecondaryIndex | undefined, composite: string | undefined): Served {
  const { read, table, entity, item, layout, strong, times, items, main } = context;
  const names = new Map<string, string>();
  const values: Record<string, JsonObject> = {};
  const value = (attribute: string, suffix = ""): string => {
    const name = `:${placeholder(attribute, names).slice(1)}${suffix}`;
    values[name] = valueIn(item, attribute) ?? { S: "" };
    return name;
  };
  const conditions = keys.hash.map(({ attribute }) => `${placeholder(attribute, names)} = ${value(attribute)}`);
  const attributeOf = (id: Id): string => layout.names.get(id) ?? id;
  const [sort] = keys.range;
  const joined = index === undefined && sort !== undefined && (sort.columns.length !== 1 || layout.mark !== undefined || sort.attribute !== attributeOf(sort.columns[0] ?? ""));
  if (joined && composite !== undefined) {
    const pieces = parts(sort.columns, layout.table, layout.names);
    const textOf = (part: (typeof pieces)[number] | undefined): string => (part === undefined ? "" : joinedText(valueIn(item, part.attribute), part.pad) ?? "");
    const prefix = `${layout.mark === undefined || layout.home === layout.table.id ? "" : `${layout.mark}#`}${pieces.slice(0, given).map((part) => `${textOf(part)}#`).join("")}`;
    if (read.range !== undefined && sort.columns[given] === read.range) {
      const name = placeholder(composite, names);
      values[":from"] = { S: `${prefix}${textOf(pieces[given])}` };
      // All texts that begin with the prefix lie before the one that ends in the next character after #.
      if (prefix !== "") values[":to"] = { S: `${prefix.slice(0, -1)}$` };
      conditions.push(prefix === "" ? `${name} >= :from` : `${name} BETWEEN :from AND :to`);
    } else if (prefix !== "") {
      values[":prefix"] = { S: prefix };
      conditions.push(`begins_with(${placeholder(composite, names)}, :prefix)`);
    }
  } else {
    const ranges = keys.range.flatMap(({ attribute, columns }) => columns.map((id) => ({ attribute, id })));
    for (const { attribute } of ranges.slice(0, given)) conditions.push(`${placeholder(attribute, names)} = ${value(attribute)}`);
    const next = ranges[given];
    if (read.range !== undefined && next?.id === read.range) conditions.push(read.pattern.text === "prefix" ? `begins_with(${placeholder(next.attribute, names)}, ${value(next.attribute)})` : `${placeholder(next.attribute, names)} >= ${value(next.attribute)}`);
  }
  const bytes = itemBytes(entity, table, index, read.pattern, main);
  const count = items ?? 1;
  const units = readUnits(bytes * count, strong ? "strong" : "eventual");
  const limit = read.pattern.operation === "aggregate" || items === undefined || !main ? {} : { Limit: items };
  const call = command("Query", {
    TableName: table.name, ...(index === undefined ? {} : { IndexName: index.name }), KeyConditionExpression: conditions.join(" AND "), ExpressionAttributeNames: Object.fromEntries(names), ExpressionAttributeValues: values,
    ...(strong ? { ConsistentRead: true } : {}), ...(read.descending ? { ScanIndexForward: false } : {}), ...limit,
  });
  const how = `${items === undefined ? "for each item, their number is not known, " : `${counted(count, "item")} of `}${shownBytes(bytes)}${count > 1 ? ` = ${shownBytes(bytes * count)}` : ""}, ${strong ? "strongly" : "eventually"} consistent${times > 1 ? `, ${times} times` : ""}`;
  const calls: PlannedCall[] = [{
    call, by: index === undefined ? `primary key of ${table.name}` : `index ${index.name} of ${table.name}`, uses: [{ table: table.id, ...(index === undefined ? {} : { index: index.name }), unit: "read", units: units * times }], why: how,
  }];
  if (index?.projection.type === "KEYS_ONLY") calls.push(pointRead({ ...context, times: Math.max(2, count * times), strong: false }));
  return { calls, ...(read.sortedLater === undefined ? {} : { badly: `The rest of the order is made by the caller: ${read.sortedLater}` }) };
}
