import { describe, expect, it } from "vitest";
import { openDynamodb } from ".";

const key = (...attributes: string[]) => attributes.map((AttributeName, i) => ({ AttributeName, KeyType: i === 0 ? "HASH" : "RANGE" }));
const definitions = (...attributes: string[]) => attributes.map((AttributeName) => ({ AttributeName, AttributeType: "S" }));
const index = (IndexName: string, ...attributes: string[]) => ({ IndexName, KeySchema: key(...attributes), Projection: { ProjectionType: "ALL" } });
const table = { TableName: "things", KeySchema: key("id"), AttributeDefinitions: definitions("id"), BillingMode: "PAY_PER_REQUEST" };
const two = { ...table, KeySchema: key("id", "at"), AttributeDefinitions: definitions("id", "at", "a", "b"), GlobalSecondaryIndexes: [index("by_a", "a", "b")] };
const call = (name: string, input: object) => JSON.stringify({ call: name, input });
const active = JSON.stringify({ call: "DescribeTable", input: { TableName: "things" }, until: "ACTIVE" });
const create = call("CreateTable", table);
const createTwo = call("CreateTable", two);
const add = (...names: string[]) => call("UpdateTable", { TableName: "things", AttributeDefinitions: definitions("a"), GlobalSecondaryIndexUpdates: names.map((name) => ({ Create: index(name, "a") })) });
const item = (value: object) => call("PutItem", { TableName: "things", Item: value });
const query = (KeyConditionExpression: string, more: object = {}) => call("Query", {
  TableName: "things", KeyConditionExpression, ExpressionAttributeNames: { "#a": "a", "#b": "b" }, ExpressionAttributeValues: { ":a": { S: "1" }, ":b": { S: "2" } }, IndexName: "by_a", ...more,
});

const refused: readonly (readonly [string, readonly string[], string, string])[] = [
  ["a name of two characters", [], call("CreateTable", { ...table, TableName: "ab" }), "TableName"],
  ["a name with a space", [], call("CreateTable", { ...table, TableName: "a table" }), "TableName"],
  ["a table twice", [create], create, "already exists"],
  ["a definition that no key uses", [], call("CreateTable", { ...table, AttributeDefinitions: definitions("id", "other") }), "other is in no key"],
  ["a key without a definition", [], call("CreateTable", { ...table, AttributeDefinitions: [] }), "not defined"],
  ["a boolean key", [], call("CreateTable", { ...table, AttributeDefinitions: [{ AttributeName: "id", AttributeType: "BOOL" }] }), "S, N or B"],
  ["three key attributes of a table", [], call("CreateTable", { ...table, KeySchema: key("id", "a", "b"), AttributeDefinitions: definitions("id", "a", "b") }), "at most 1 RANGE"],
  ["five sort attributes of an index", [], call("CreateTable", { ...table, AttributeDefinitions: definitions("id", "a", "b", "c", "d", "e", "f"), GlobalSecondaryIndexes: [index("by_a", "a", "b", "c", "d", "e", "f")] }), "at most 4 RANGE"],
  ["21 global indexes", [], call("CreateTable", { ...table, AttributeDefinitions: definitions("id", "a"), GlobalSecondaryIndexes: Array.from({ length: 21 }, (_, i) => index(`by_${i}`, "a")) }), "20 are allowed"],
  ["a 21st global index", [call("CreateTable", { ...table, AttributeDefinitions: definitions("id", "a"), GlobalSecondaryIndexes: Array.from({ length: 20 }, (_, i) => index(`by_${i}`, "a")) }), active], add("by_20"), "20 are allowed"],
  ["two index creations in one call", [create, active], add("by_a", "by_b"), "Only 1 online index"],
  ["an index while another is built", [create, active, add("by_a")], add("by_b"), "not ACTIVE"],
  ["an index on a table that is being made", [create], add("by_a"), "not ACTIVE"],
  ["an index without its definition", [create, active], call("UpdateTable", { TableName: "things", AttributeDefinitions: [], GlobalSecondaryIndexUpdates: [{ Create: index("by_a", "a") }] }), "AttributeDefinitions"],
  ["a local index on a table without a sort key", [], call("CreateTable", { ...table, AttributeDefinitions: definitions("id", "a"), LocalSecondaryIndexes: [index("by_a", "id", "a")] }), "sort key"],
  ["INCLUDE without attributes", [], call("CreateTable", { ...table, AttributeDefinitions: definitions("id", "a"), GlobalSecondaryIndexes: [{ ...index("by_a", "a"), Projection: { ProjectionType: "INCLUDE" } }] }), "NonKeyAttributes"],
  ["capacity on demand", [], call("CreateTable", { ...table, ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 } }), "PAY_PER_REQUEST"],
  ["a member that the API does not know", [], call("CreateTable", { ...table, Engine: "innodb" }), "Unknown parameter"],
  ["dropping a protected table", [call("CreateTable", { ...table, DeletionProtectionEnabled: true }), active], call("DeleteTable", { TableName: "things" }), "protected"],
  ["dropping what is not there", [], call("DeleteTable", { TableName: "things" }), "not found"],
  ["an expiry twice", [create, active, call("UpdateTimeToLive", { TableName: "things", TimeToLiveSpecification: { AttributeName: "at", Enabled: true } })], call("UpdateTimeToLive", { TableName: "things", TimeToLiveSpecification: { AttributeName: "b", Enabled: true } }), "already enabled"],
  ["an item without its key", [create, active], item({ a: { S: "1" } }), "Missing the key id"],
  ["an item with a key of another type", [create, active], item({ id: { N: "1" } }), "Type mismatch"],
  ["an item with an empty key", [create, active], item({ id: { S: "" } }), "empty string"],
  ["an item whose index key is of another type", [createTwo, active], item({ id: { S: "1" }, at: { S: "1" }, a: { BOOL: true } }), "Type mismatch for key a"],
  ["an item of more than 400 KB", [create, active], item({ id: { S: "1" }, a: { S: "x".repeat(400 * 1024) } }), "maximum allowed size"],
  ["a partition key of more than 2048 bytes", [create, active], item({ id: { S: "x".repeat(2049) } }), "hashkey"],
  ["a number of 39 digits", [create, active], item({ id: { S: "1" }, a: { N: "1".repeat(39) } }), "numeric value"],
  ["a Scan", [create, active], call("Scan", { TableName: "things" }), "Scan"],
  ["a Query without the partition key", [createTwo, active], query("#b = :b AND #a >= :a"), "missed key schema element"],
  ["a Query of an index that is not there", [createTwo, active], query("#a = :a AND #b = :b", { IndexName: "by_b" }), "specified index"],
  ["a strongly consistent Query of a global index", [createTwo, active], query("#a = :a AND #b = :b", { ConsistentRead: true }), "Consistent reads"],
  ["a Query with a placeholder too many", [createTwo, active], query("#a = :a"), "unused"],
  ["a transaction on one item twice", [create, active], call("TransactWriteItems", { TransactItems: [1, 2].map(() => ({ Put: { TableName: "things", Item: { id: { S: "1" } } } })) }), "one item"],
  ["a transaction of 101 items", [create, active], call("TransactWriteItems", { TransactItems: Array.from({ length: 101 }, (_, i) => ({ Put: { TableName: "things", Item: { id: { S: `${i}` } } } })) }), "1 to 100"],
  ["a put that must be the first", [create, active, item({ id: { S: "1" } })], call("PutItem", { TableName: "things", Item: { id: { S: "1" } }, ConditionExpression: "attribute_not_exists(#id)", ExpressionAttributeNames: { "#id": "id" } }), "conditional request failed"],
  ["no JSON", [], "CREATE TABLE things", "Not JSON"],
];

describe("the documented rules of DynamoDB", () => {
  for (const [what, before, command, message] of refused) {
    it(`refuse ${what}`, async () => {
      const sandbox = await openDynamodb("current");
      for (const each of before) expect([each, await sandbox.run(each)]).toEqual([each, { ok: true }]);
      const catalog = await sandbox.catalog();
      expect(await sandbox.run(command)).toEqual({ ok: false, message: expect.stringContaining(message) });
      expect(await sandbox.catalog()).toEqual(catalog);
      await sandbox.close();
    });
  }

  it("take what a transaction was refused back whole", async () => {
    const sandbox = await openDynamodb("current");
    for (const each of [create, active, item({ id: { S: "2" } })]) await sandbox.run(each);
    const before = await sandbox.contents();
    const put = (id: string) => ({ Put: { TableName: "things", Item: { id: { S: id } }, ConditionExpression: "attribute_not_exists(#id)", ExpressionAttributeNames: { "#id": "id" } } });
    expect(await sandbox.run(call("TransactWriteItems", { TransactItems: [put("1"), put("2")] }))).toMatchObject({ ok: false });
    expect(await sandbox.contents()).toEqual(before);
  });
});
