import { canonicalJson, isJsonObject, type JsonObject, type JsonValue } from "../../../model";
import type { TableState, Tables } from "./account";
import { tableOf } from "./account";
import { invalid, known, list, object, refuse } from "./refusal";

const limit = 400 * 1024;

/** Bytes of an attribute value as DynamoDB counts them (Developer Guide, "Item sizes and formats"). */
export function valueSize(value: JsonValue): number {
  const [[type, inner] = ["NULL", true]] = Object.entries(object(value, "AttributeValue"));
  const text = (given: JsonValue): number => new TextEncoder().encode(String(given)).length;
  switch (type) {
    case "S": return text(inner);
    case "N": return Math.ceil(String(inner).replace(/^-?0*|[.-]/g, "").length / 2) + 1 + (String(inner).startsWith("-") ? 1 : 0);
    case "B": return Math.floor((String(inner).length * 3) / 4);
    case "BOOL": case "NULL": return 1;
    case "L": return 3 + list(inner, "L").reduce<number>((sum, each) => sum + 1 + valueSize(each), 0);
    case "M": return 3 + Object.entries(object(inner, "M")).reduce((sum, [name, each]) => sum + 1 + text(name) + valueSize(each), 0);
    case "SS": case "NS": case "BS": return list(inner, type).reduce<number>((sum, each) => sum + text(each), 0);
    default: return invalid(`Supplied AttributeValue has a type that does not exist: ${type}`);
  }
}

/** The item as text of its keys; refused when keys, types or sizes are not allowed. */
export function checkedItem(table: TableState, value: JsonValue | undefined): readonly [string, JsonObject] {
  if (table.pending === "table") refuse("ResourceNotFoundException", "The table is not ACTIVE; wait for it");
  const item = object(value, "Item");
  for (const each of Object.values(item)) checkValue(each);
  const size = Object.entries(item).reduce((sum, [name, each]) => sum + new TextEncoder().encode(name).length + valueSize(each), 0);
  if (size > limit) invalid("Item size has exceeded the maximum allowed size");
  for (const { keys } of table.indexes.values()) for (const { attribute } of keys) if (item[attribute] !== undefined) keyValue(table, item, attribute, "HASH");
  return [keyText(table, item), item];
}

function checkValue(value: JsonValue): void {
  const typed = object(value, "AttributeValue");
  if (Object.keys(typed).length !== 1) invalid("Supplied AttributeValue must contain exactly one of the supported datatypes");
  const number = typed["N"];
  if (number !== undefined && (typeof number !== "string" || !/^-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(number) || number.replace(/^-?0*|[.]|[eE].*$/g, "").replace(/0+$/, "").length > 38)) invalid(`The parameter cannot be converted to a numeric value, or has more than 38 significant digits: ${String(number)}`);
}

/** The key attributes of an item or a Key, as one text. `whole`: nothing but the key may be there. */
export function keyText(table: TableState, item: JsonObject, whole = false): string {
  if (whole && Object.keys(item).length !== table.keys.length) invalid("The provided key element does not match the schema");
  return canonicalJson(table.keys.map(({ attribute, kind }) => keyValue(table, item, attribute, kind)));
}

function keyValue(table: TableState, item: JsonObject, attribute: string, kind: "HASH" | "RANGE"): JsonValue {
  const typed = item[attribute];
  const type = table.types.get(attribute) ?? "S";
  const value = isJsonObject(typed) ? typed[type] : undefined;
  if (typeof value !== "string") return invalid(typed === undefined ? `One or more parameter values were invalid: Missing the key ${attribute} in the item` : `Type mismatch for key ${attribute} expected: ${type} actual: ${Object.keys(object(typed, attribute)).join()}`);
  if (value === "") invalid(`The AttributeValue for a key attribute cannot contain an empty string value. Key: ${attribute}`);
  if (valueSize({ [type]: value }) > (kind === "HASH" ? 2048 : 1024)) invalid(`Size of ${kind === "HASH" ? "hashkey" : "rangekey"} ${attribute} has exceeded the maximum size limit`);
  return value;
}

/** One write of an item; `put` members as in PutItem. Refused by its own condition as DynamoDB would. */
export function put(tables: Tables, input: JsonObject): void {
  known(input, ["TableName", "Item", "ConditionExpression", "ExpressionAttributeNames", "ExpressionAttributeValues", "ReturnValuesOnConditionCheckFailure"], "Put");
  const table = tableOf(tables, input);
  const [key, item] = checkedItem(table, input["Item"]);
  condition(table, key, input);
  table.items.set(key, item);
}

export function remove(tables: Tables, input: JsonObject): void {
  known(input, ["TableName", "Key", "ConditionExpression", "ExpressionAttributeNames", "ExpressionAttributeValues"], "Delete");
  const table = tableOf(tables, input);
  const key = keyText(table, object(input["Key"], "Key"), true);
  condition(table, key, input);
  table.items.delete(key);
}

/** `attribute_exists(#key)` and `attribute_not_exists(#key)` are followed; others are only looked at. */
export function condition(table: TableState, key: string, input: JsonObject): void {
  const expression = input["ConditionExpression"];
  if (typeof expression !== "string") return;
  placeholders(input, [expression, typeof input["UpdateExpression"] === "string" ? input["UpdateExpression"] : ""].join(" "));
  if (/^attribute_not_exists\(#\w+\)$/.test(expression) && table.items.has(key)) refuse("ConditionalCheckFailedException", "The conditional request failed");
  if (/^attribute_exists\(#\w+\)$/.test(expression) && !table.items.has(key)) refuse("ConditionalCheckFailedException", "The conditional request failed");
}

/** Every placeholder is defined, and every defined one is used: DynamoDB refuses both mistakes. */
export function placeholders(input: JsonObject, expression: string): void {
  for (const [member, mark] of [["ExpressionAttributeNames", "#"], ["ExpressionAttributeValues", ":"]] as const) {
    const defined = input[member] === undefined ? [] : Object.keys(object(input[member], member));
    const used = new Set([...expression.matchAll(/[#:]\w+/g)].map(([name]) => name).filter((name) => name.startsWith(mark)));
    const missing = [...used].find((name) => !defined.includes(name));
    const unused = defined.find((name) => !used.has(name));
    if (missing !== undefined) invalid(`An expression attribute ${mark === "#" ? "name" : "value"} used in expression is not defined: ${missing}`);
    if (unused !== undefined) invalid(`Value provided in ${member} unused in expressions: ${unused}`);
  }
}

export function transact(tables: Tables, input: JsonObject): void {
  known(input, ["TransactItems", "ClientRequestToken"], "TransactWriteItems");
  const items = list(input["TransactItems"], "TransactItems");
  if (items.length < 1 || items.length > 100) invalid("A transaction has 1 to 100 items");
  const before = new Map([...tables].map(([name, table]) => [name, new Map(table.items)]));
  const touched = new Set<string>();
  try {
    for (const each of items) {
      const [[kind, value] = ["", null]] = Object.entries(object(each, "TransactItem"));
      const action = object(value, kind);
      const table = tableOf(tables, action);
      const key = `${String(action["TableName"])} ${kind === "Put" ? keyText(table, object(action["Item"], "Item")) : keyText(table, object(action["Key"], "Key"), true)}`;
      if (touched.has(key)) invalid("Transaction request cannot include multiple operations on one item");
      touched.add(key);
      if (kind === "Put") put(tables, action);
      else if (kind === "Delete") remove(tables, action);
      else if (kind === "Update" || kind === "ConditionCheck") condition(table, keyText(table, object(action["Key"], "Key"), true), action);
      else invalid(`Unknown action in a transaction: ${kind}`);
    }
  } catch (error) {
    for (const [name, kept] of before) {
      const table = tables.get(name);
      table?.items.clear();
      for (const [key, item] of kept) table?.items.set(key, item);
    }
    throw error;
  }
}
