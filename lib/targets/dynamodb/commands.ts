import { canonicalJson, type JsonObject, type JsonValue } from "../../model";
import { keysOf, type Capacity, type DynamoTable, type Key, type SecondaryIndex } from "./model";

/** One API call as a command: `{"call":"CreateTable","input":{...}}`, in canonical JSON. */
export function command(call: string, input: JsonObject, more: JsonObject = {}): string {
  return canonicalJson({ call, input, ...more });
}

/** What CreateTable, UpdateTable and CloudFormation all call the key schema. */
export function keySchema(hash: readonly Key[], range: readonly Key[]): JsonValue {
  return [...hash.map(({ attribute }) => ({ AttributeName: attribute, KeyType: "HASH" })), ...range.map(({ attribute }) => ({ AttributeName: attribute, KeyType: "RANGE" }))];
}

/** Exactly the attributes that keys are made of, each once: more or fewer are refused. */
export function attributeDefinitions(table: Pick<DynamoTable, "hash" | "range" | "local" | "global">): JsonValue {
  const keys = [...keysOf(table), ...[...table.local, ...table.global].flatMap(({ hash, range }) => [...hash, ...range])];
  return [...new Map(keys.map(({ attribute, type }) => [attribute, type]))].map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType }));
}

export function projection({ projection: { type, attributes } }: SecondaryIndex): JsonObject {
  return { ProjectionType: type, ...(type === "INCLUDE" ? { NonKeyAttributes: attributes } : {}) };
}

export function throughput({ read, write }: Capacity): JsonObject {
  return { ReadCapacityUnits: read, WriteCapacityUnits: write };
}

export function indexInput(index: SecondaryIndex, withCapacity = true): JsonObject {
  return {
    IndexName: index.name, KeySchema: keySchema(index.hash, index.range), Projection: projection(index),
    ...(withCapacity && index.capacity !== undefined ? { ProvisionedThroughput: throughput(index.capacity) } : {}),
  };
}

/** The input of CreateTable. Tables are protected from deletion; dropping one takes the protection off first. */
export function createTableInput(table: DynamoTable): JsonObject {
  return {
    TableName: table.name, AttributeDefinitions: attributeDefinitions(table), KeySchema: keySchema([table.hash], table.range === undefined ? [] : [table.range]),
    ...(table.capacity === undefined ? { BillingMode: "PAY_PER_REQUEST" } : { BillingMode: "PROVISIONED", ProvisionedThroughput: throughput(table.capacity) }),
    ...(table.local.length === 0 ? {} : { LocalSecondaryIndexes: table.local.map((index) => indexInput(index, false)) }),
    ...(table.global.length === 0 ? {} : { GlobalSecondaryIndexes: table.global.map((index) => indexInput(index)) }),
    ...(table.stream === undefined ? {} : { StreamSpecification: { StreamEnabled: true, StreamViewType: table.stream } }),
    DeletionProtectionEnabled: true,
  };
}

/** Waits, by asking again, until table and indexes can be used: index operations run one at a time. */
export function untilActive(table: string): string {
  return command("DescribeTable", { TableName: table }, { until: "ACTIVE" });
}
