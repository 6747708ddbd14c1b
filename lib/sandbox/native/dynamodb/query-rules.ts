import { isJsonObject, type JsonObject } from "../../../model";
import { tableOf, type Tables } from "./account";
import { keyText, placeholders } from "./item-rules";
import { tooMany } from "./key-rules";
import { invalid, known, list, object } from "./refusal";

/** A Query: all partition attributes by equality, sort attributes from the left, a range only on the last one named. */
export function checkQuery(tables: Tables, input: JsonObject): void {
  known(input, ["TableName", "IndexName", "KeyConditionExpression", "FilterExpression", "ProjectionExpression", "ExpressionAttributeNames", "ExpressionAttributeValues", "ConsistentRead", "ScanIndexForward", "Limit", "Select", "ExclusiveStartKey", "ReturnConsumedCapacity"], "Query");
  const table = tableOf(tables, input);
  const { IndexName: indexName, KeyConditionExpression: expression } = input;
  const index = typeof indexName === "string" ? table.indexes.get(indexName) : undefined;
  if (indexName !== undefined && index === undefined) invalid(`The table does not have the specified index: ${String(indexName)}`);
  if (index?.local === false && input["ConsistentRead"] === true) invalid("Consistent reads are not supported on global secondary indexes");
  if (typeof expression !== "string") return void invalid("KeyConditionExpression must be a string");
  placeholders(input, [expression, input["FilterExpression"], input["ProjectionExpression"]].filter((each) => typeof each === "string").join(" "));
  const conditions = conditionsOf(expression, input);
  const keys = index?.keys ?? table.keys;
  for (const { attribute, kind } of keys) {
    if (kind === "HASH" && !conditions.some((each) => each.attribute === attribute && each.equal)) invalid(`Query condition missed key schema element: ${attribute}`);
  }
  const range = keys.filter(({ kind }) => kind === "RANGE");
  const given = conditions.filter(({ attribute }) => range.some((key) => key.attribute === attribute));
  if (given.length + keys.length - range.length !== conditions.length) invalid("Query key condition not supported: it names an attribute that is no key");
  for (const [i, { equal }] of given.entries()) {
    if (!given.some(({ attribute }) => attribute === range[i]?.attribute)) invalid("Sort attributes are given from the left, without a gap");
    const place = range.findIndex(({ attribute }) => attribute === given[i]?.attribute);
    if (!equal && place !== given.length - 1) invalid("Only the last sort attribute of a key condition may have a range");
  }
  for (const { attribute, value } of conditions) {
    const typed = isJsonObject(input["ExpressionAttributeValues"]) ? input["ExpressionAttributeValues"][value] : undefined;
    const type = table.types.get(attribute);
    if (!isJsonObject(typed) || type === undefined || typed[type] === undefined) invalid(`Condition parameter type does not match schema type of ${attribute}`);
  }
}

interface KeyCondition {
  readonly attribute: string;
  readonly equal: boolean;
  /** The placeholder of its first value. */
  readonly value: string;
}

function conditionsOf(expression: string, input: JsonObject): readonly KeyCondition[] {
  const names = input["ExpressionAttributeNames"] === undefined ? {} : object(input["ExpressionAttributeNames"], "ExpressionAttributeNames");
  const parts = expression.replace(/BETWEEN (:\w+) AND (:\w+)/g, "BETWEEN $1 TO $2").split(" AND ");
  return parts.map((part) => {
    const match = /^(#\w+) (=|<|<=|>|>=|BETWEEN) (:\w+)(?: TO :\w+)?$/.exec(part) ?? /^(begins_with)\((#\w+), (:\w+)\)$/.exec(part);
    const [, first = "", second = "", value = ""] = match ?? invalid(`Invalid KeyConditionExpression: ${part}`);
    const attribute = names[first === "begins_with" ? second : first];
    return { attribute: typeof attribute === "string" ? attribute : invalid(`${part} names no attribute`), equal: second === "=", value };
  });
}

export function checkGet(tables: Tables, input: JsonObject): void {
  known(input, ["TableName", "Key", "ConsistentRead", "ProjectionExpression", "ExpressionAttributeNames", "ReturnConsumedCapacity"], "GetItem");
  keyText(tableOf(tables, input), object(input["Key"], "Key"), true);
}

export function checkBatchGet(tables: Tables, input: JsonObject): void {
  const requests = Object.entries(object(input["RequestItems"], "RequestItems"));
  let count = 0;
  for (const [TableName, request] of requests) {
    const table = tableOf(tables, { TableName });
    for (const key of list(object(request, TableName)["Keys"], "Keys")) {
      keyText(table, object(key, "Key"), true);
      count += 1;
    }
  }
  tooMany("keys in a batch", count, 100);
}
