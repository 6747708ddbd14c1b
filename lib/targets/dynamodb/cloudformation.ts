import type { JsonObject } from "../../model";
import { attributeDefinitions, indexInput, keySchema, throughput } from "./commands";
import type { DynamoModel, DynamoTable } from "./model";
import { freeName } from "./names";

/** The tables as a CloudFormation template. They outlive their stack: a mistake in a template should not delete data. */
export function cloudFormation({ tables }: DynamoModel): JsonObject {
  const taken = new Set<string>();
  const logical = tables.map((table) => ({ table, id: freeName(`${table.name.replace(/[^a-zA-Z0-9]+(.?)/g, (_all, next: string) => next.toUpperCase()).replace(/^./, (first) => first.toUpperCase())}Table`.slice(0, 255).replaceAll("_", ""), taken).replaceAll("_", "x") }));
  return {
    AWSTemplateFormatVersion: "2010-09-09",
    Description: "DynamoDB tables. CloudFormation adds or removes one global index per table and stack update.",
    Resources: Object.fromEntries(logical.map(({ id, table }) => [id, resource(table)])),
    Outputs: Object.fromEntries(logical.map(({ id, table }) => [`${id}Arn`, { Description: `ARN of ${table.name}`, Value: { "Fn::GetAtt": [id, "Arn"] } }])),
  };
}

function resource(table: DynamoTable): JsonObject {
  return {
    Type: "AWS::DynamoDB::Table", DeletionPolicy: "Retain", UpdateReplacePolicy: "Retain",
    Properties: {
      TableName: table.name, AttributeDefinitions: attributeDefinitions(table), KeySchema: keySchema([table.hash], table.range === undefined ? [] : [table.range]),
      ...(table.capacity === undefined ? { BillingMode: "PAY_PER_REQUEST" } : { BillingMode: "PROVISIONED", ProvisionedThroughput: throughput(table.capacity) }),
      ...(table.global.length === 0 ? {} : { GlobalSecondaryIndexes: table.global.map((index) => indexInput(index)) }),
      ...(table.local.length === 0 ? {} : { LocalSecondaryIndexes: table.local.map((index) => indexInput(index, false)) }),
      ...(table.ttl === undefined ? {} : { TimeToLiveSpecification: { AttributeName: table.ttl, Enabled: true } }),
      ...(table.stream === undefined ? {} : { StreamSpecification: { StreamViewType: table.stream } }),
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: table.recovery }, DeletionProtectionEnabled: true,
    },
  };
}
