import type { Hazard, Reversibility } from "../../model";
import type { NativeStep } from "../native";
import { command, createTableInput, indexInput, throughput, untilActive } from "./commands";
import { attributeDefinitions } from "./commands";
import type { DynamoTable, SecondaryIndex } from "./model";

const lossless: Reversibility = { kind: "lossless" };

function step(title: string, changes: readonly string[], up: readonly string[], down: readonly string[], reversibility: Reversibility = lossless, hazards: readonly Hazard[] = []): NativeStep {
  return { title, changes, up, down, reversibility, hazards };
}

/** A new table with all its indexes, and what can only be set on a table that is there. */
export function createSteps(table: DynamoTable, change: string): NativeStep[] {
  const indexes = table.global.length + table.local.length;
  const title = [`Create table ${table.name}${indexes === 0 ? "" : ` with ${indexes} ${indexes === 1 ? "index" : "indexes"}`}`, ...(table.ttl === undefined ? [] : [`items go at ${table.ttl}`]), ...(table.recovery ? ["point-in-time recovery on"] : [])].join("; ");
  return [step(title, [change], createCommands(table), deleteCommands(table))];
}

function createCommands(table: DynamoTable): string[] {
  return [
    command("CreateTable", createTableInput(table)), untilActive(table.name), ...(table.ttl === undefined ? [] : [expiry(table.name, table.ttl, true)]), ...(table.recovery ? [recovery(table.name, true)] : []),
  ];
}

export function dropSteps(table: DynamoTable, change: string, moved: readonly string[]): NativeStep[] {
  const what = moved.length > 0 ? `The items are in ${moved.join(", ")}; going back makes the table empty, and the copy has to be made the other way`
    : `The items of ${table.name} are gone; a backup or point-in-time recovery brings them back as another table`;
  const hazard: Hazard = { code: "dynamodb-drop-table", kind: "loss", severity: "warning", message: `${table.name} goes with all items and its indexes. ${table.recovery ? "DynamoDB keeps a system backup for 35 days when a table with point-in-time recovery is deleted." : "It has no point-in-time recovery."}`, safeAlternative: "Take an on-demand backup first: aws dynamodb create-backup" };
  return [step(`Drop table ${table.name}`, [change], deleteCommands(table), createCommands(table), { kind: "lossy", what }, moved.length > 0 ? [{ ...hazard, severity: "info" }] : [hazard])];
}

function deleteCommands({ name }: DynamoTable): string[] {
  return [command("UpdateTable", { TableName: name, DeletionProtectionEnabled: false }), untilActive(name), command("DeleteTable", { TableName: name }), command("DescribeTable", { TableName: name }, { until: "DELETED" })];
}

/** One index: created in the background while the table is used; DynamoDB makes or drops one at a time. */
export function createIndexStep(table: DynamoTable, index: SecondaryIndex, change: string): NativeStep {
  const hazards: Hazard[] = [{ code: "dynamodb-index-build", kind: "scan", severity: "info", message: `Building ${index.name} reads all of ${table.name} in the background, without its read units; writes go on, and the index cannot be asked before it is ACTIVE. ${table.capacity === undefined ? "The writes of the build are paid by request." : "With too few write units of its own the build takes long and throttles the table."}` }];
  return step(`Add index ${index.name} to ${table.name}`, [change], createIndex(table, index), dropIndex(table, index), lossless, hazards);
}

export function dropIndexStep(table: DynamoTable, index: SecondaryIndex, change: string): NativeStep {
  const hazards: Hazard[] = [{ code: "dynamodb-index-drop", kind: "breaking", severity: "warning", message: `Queries of ${index.name} fail from now on.`, safeAlternative: "Look at ConsumedReadCapacityUnits of the index in CloudWatch: it is zero when nobody asks it any more" }];
  return step(`Drop index ${index.name} of ${table.name}`, [change], dropIndex(table, index), createIndex(table, index), lossless, hazards);
}

/** The definitions of the new index's keys are enough: those of keys that are there already are known. */
function createIndex(table: DynamoTable, index: SecondaryIndex): string[] {
  const definitions = attributeDefinitions({ hash: table.hash, ...(table.range === undefined ? {} : { range: table.range }), local: [], global: [index] });
  return [command("UpdateTable", { TableName: table.name, AttributeDefinitions: definitions, GlobalSecondaryIndexUpdates: [{ Create: indexInput(index) }] }), untilActive(table.name)];
}

function dropIndex(table: DynamoTable, index: SecondaryIndex): string[] {
  return [command("UpdateTable", { TableName: table.name, GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: index.name } }] }), untilActive(table.name)];
}

const slow: Hazard = { code: "dynamodb-expiry-hour", kind: "lock", severity: "info", message: "A change of time to live takes up to an hour; another one is refused until then." };

/** What can be changed of a table in place: expiry, recovery, stream; one call each. */
export function settingSteps(from: DynamoTable, to: DynamoTable, change: string): NativeStep[] {
  const { name } = to;
  const steps: NativeStep[] = [];
  if (from.ttl !== undefined && to.ttl === undefined) steps.push(step(`${name}: items stay`, [change], [expiry(name, from.ttl, false)], [expiry(name, from.ttl, true)], lossless, [slow]));
  if (from.ttl === undefined && to.ttl !== undefined) steps.push(step(`${name}: items go at ${to.ttl}`, [change], [expiry(name, to.ttl, true)], [expiry(name, to.ttl, false)], lossless, [slow, { code: "dynamodb-expiry", kind: "loss", severity: "warning", message: `Items whose ${to.ttl} has passed begin to go, and do not come back.` }]));
  if (from.recovery !== to.recovery) steps.push(step(to.recovery ? `${name}: keep 35 days of every second` : `${name}: no point-in-time recovery`, [change], [recovery(name, to.recovery)], [recovery(name, from.recovery)], lossless, to.recovery ? [] : [{ code: "dynamodb-recovery-off", kind: "loss", severity: "warning", message: "What could be recovered until now is no longer recoverable; switched on again, it begins anew." }]));
  if (from.stream !== to.stream) {
    const changes = [from.stream, to.stream] as const;
    const commands = ([before, after]: readonly [DynamoTable["stream"], DynamoTable["stream"]]): string[] => [
      ...(before === undefined ? [] : [command("UpdateTable", { TableName: name, StreamSpecification: { StreamEnabled: false } }), untilActive(name)]),
      ...(after === undefined ? [] : [command("UpdateTable", { TableName: name, StreamSpecification: { StreamEnabled: true, StreamViewType: after } }), untilActive(name)]),
    ];
    steps.push(step(to.stream === undefined ? `${name}: no stream` : `${name}: stream of ${to.stream}`, [change], commands(changes), commands([changes[1], changes[0]]), lossless, from.stream === undefined ? [] : [{ code: "dynamodb-stream", kind: "breaking", severity: "warning", message: "Consumers of the old stream get no more changes; the new one has another ARN." }]));
  }
  return steps;
}

/** The index as it is made while the table is still paid as before. */
export function inMode(index: SecondaryIndex, table: DynamoTable): SecondaryIndex {
  const { capacity: units, ...bare } = index;
  return table.capacity === undefined ? bare : { ...bare, capacity: units ?? { read: 1, write: 1 } };
}

/** The way of paying changes last, when all indexes are there. */
export function capacitySteps(from: DynamoTable, to: DynamoTable, change: string): NativeStep[] {
  const before = { ...to, capacity: from.capacity, global: to.global.map((index) => ({ ...inMode(index, from), ...from.global.find(({ name }) => name === index.name) })) };
  const { capacity: units, ...bare } = before;
  const old: DynamoTable = units === undefined ? bare : { ...bare, capacity: units };
  const up = capacity(old, to);
  if (up.length === 0) return [];
  return [step(`${to.name}: ${to.capacity === undefined ? "on demand" : `${to.capacity.read} read and ${to.capacity.write} write units a second`}`, [change], up, capacity(to, old), lossless, [{ code: "dynamodb-capacity", kind: "lock", severity: "info", message: "A table can change to on demand a few times in 24 hours, and capacity can be lowered a limited number of times a day." }])];
}

function capacity(from: DynamoTable, to: DynamoTable): string[] {
  if (to.capacity === undefined) return from.capacity === undefined ? [] : [command("UpdateTable", { TableName: to.name, BillingMode: "PAY_PER_REQUEST" }), untilActive(to.name)];
  const same = from.capacity !== undefined && from.capacity.read === to.capacity.read && from.capacity.write === to.capacity.write;
  const indexes = to.global.flatMap((index) => {
    const before = from.global.find(({ name }) => name === index.name)?.capacity;
    return index.capacity === undefined || (before?.read === index.capacity.read && before.write === index.capacity.write) ? [] : [{ Update: { IndexName: index.name, ProvisionedThroughput: throughput(index.capacity) } }];
  });
  if (same && indexes.length === 0) return [];
  return [command("UpdateTable", {
    TableName: to.name, ...(from.capacity === undefined ? { BillingMode: "PROVISIONED" } : {}), ...(same ? {} : { ProvisionedThroughput: throughput(to.capacity) }), ...(indexes.length === 0 ? {} : { GlobalSecondaryIndexUpdates: indexes }),
  }), untilActive(to.name)];
}

function expiry(table: string, AttributeName: string, Enabled: boolean): string {
  return command("UpdateTimeToLive", { TableName: table, TimeToLiveSpecification: { AttributeName, Enabled } });
}

function recovery(table: string, PointInTimeRecoveryEnabled: boolean): string {
  return command("UpdateContinuousBackups", { TableName: table, PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled } });
}

/** DynamoDB keeps no list of attributes: the step only makes sure of the table before writers change what they store. */
export function attributeStep(table: DynamoTable, title: string, changes: readonly string[], reversibility: Reversibility = lossless, hazards: readonly Hazard[] = []): NativeStep {
  return step(title, changes, [untilActive(table.name)], [untilActive(table.name)], reversibility, hazards);
}
