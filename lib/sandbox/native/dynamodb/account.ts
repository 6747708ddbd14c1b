import { isJsonObject, type JsonObject, type JsonValue } from "../../../model";
import { definitions, keySchema, resourceName, secondaryIndex, tooMany, units, type IndexState, type KeyElement } from "./key-rules";
import { invalid, known, list, object, refuse, text } from "./refusal";

/** A table as the calls so far have left it. */
export interface TableState {
  readonly keys: readonly KeyElement[];
  readonly types: Map<string, string>;
  readonly indexes: Map<string, IndexState>;
  throughput: JsonValue | undefined;
  ttl: string | undefined;
  recovery: boolean;
  stream: string | undefined;
  guarded: boolean;
  /** What works in the background; over when somebody has waited for it. */
  pending: "table" | "index" | undefined;
  /** Attributes named by deleted indexes must not be defined any more; items by their keys. */
  readonly items: Map<string, JsonObject>;
}

export type Tables = Map<string, TableState>;

const streams = ["NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES", "KEYS_ONLY"];

export function tableOf(tables: Tables, input: JsonObject): TableState {
  const name = text(input, "TableName");
  return tables.get(name) ?? refuse("ResourceNotFoundException", `Requested resource not found: Table: ${name} not found`);
}

export function createTable(tables: Tables, input: JsonObject): void {
  known(input, ["TableName", "AttributeDefinitions", "KeySchema", "BillingMode", "ProvisionedThroughput", "LocalSecondaryIndexes", "GlobalSecondaryIndexes", "StreamSpecification", "SSESpecification", "Tags", "TableClass", "DeletionProtectionEnabled"], "CreateTable");
  const name = resourceName(text(input, "TableName"), "TableName");
  if (tables.has(name)) refuse("ResourceInUseException", `Table already exists: ${name}`);
  const onDemand = input["BillingMode"] === "PAY_PER_REQUEST";
  if (onDemand && input["ProvisionedThroughput"] !== undefined) invalid("Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST");
  const throughput = onDemand ? undefined : units(input["ProvisionedThroughput"], name);
  const keys = keySchema(input["KeySchema"], 1, `table ${name}`);
  const types = definitions(input["AttributeDefinitions"]);
  const indexes = new Map<string, IndexState>();
  for (const [member, local] of [["GlobalSecondaryIndexes", false], ["LocalSecondaryIndexes", true]] as const) {
    if (input[member] === undefined) continue;
    const given = list(input[member], member);
    if (given.length === 0) invalid(`${member} must not be an empty list`);
    tooMany(member, given.length, local ? 5 : 20);
    for (const each of given) {
      const [index, state] = secondaryIndex(each, local, onDemand);
      if (indexes.has(index)) invalid(`Duplicate index name: ${index}`);
      if (local && (keys.length < 2 || state.keys.length < 2 || state.keys[0]?.attribute !== keys[0]?.attribute || state.keys[1]?.attribute === keys[1]?.attribute)) invalid(`Local index ${index} needs a table with a sort key, the table's partition key and another sort key`);
      indexes.set(index, state);
    }
  }
  exactly(types, keys, indexes);
  const state: TableState = { keys, types, indexes, throughput, ttl: undefined, recovery: false, stream: streamOf(input["StreamSpecification"]), guarded: input["DeletionProtectionEnabled"] === true, pending: "table", items: new Map() };
  tables.set(name, state);
}

/** The definitions are exactly the attributes of all keys; and INCLUDE names at most 100 attributes over all indexes. */
function exactly(types: ReadonlyMap<string, string>, keys: readonly KeyElement[], indexes: ReadonlyMap<string, IndexState>): void {
  const used = new Set([...keys, ...[...indexes.values()].flatMap((index) => index.keys)].map(({ attribute }) => attribute));
  const missing = [...used].find((attribute) => !types.has(attribute));
  const unused = [...types.keys()].find((attribute) => !used.has(attribute));
  if (missing !== undefined) invalid(`Some index key attributes are not defined in AttributeDefinitions: ${missing}`);
  if (unused !== undefined) invalid(`Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions: ${unused} is in no key`);
  const projected = [...indexes.values()].reduce((sum, { projection }) => sum + (Array.isArray(projection["NonKeyAttributes"]) ? projection["NonKeyAttributes"].length : 0), 0);
  tooMany("projected attributes over all indexes", projected, 100);
}

function streamOf(value: JsonValue | undefined): string | undefined {
  if (value === undefined) return undefined;
  const input = object(value, "StreamSpecification");
  if (input["StreamEnabled"] !== true) return undefined;
  const type = text(input, "StreamViewType");
  return streams.includes(type) ? type : invalid(`StreamViewType must be one of ${streams.join(", ")}`);
}

export function updateTable(tables: Tables, input: JsonObject): void {
  known(input, ["TableName", "AttributeDefinitions", "BillingMode", "ProvisionedThroughput", "GlobalSecondaryIndexUpdates", "StreamSpecification", "DeletionProtectionEnabled", "TableClass", "SSESpecification"], "UpdateTable");
  const table = tableOf(tables, input);
  if (table.pending !== undefined) refuse("ResourceInUseException", `Attempt to change a resource which is still in use: ${text(input, "TableName")} is not ACTIVE; wait for it`);
  if (Object.keys(input).length < 2) invalid("At least one of ProvisionedThroughput, BillingMode, StreamSpecification, DeletionProtectionEnabled or GlobalSecondaryIndexUpdates is required");
  const updates = input["GlobalSecondaryIndexUpdates"] === undefined ? [] : list(input["GlobalSecondaryIndexUpdates"], "GlobalSecondaryIndexUpdates").map((each) => object(each, "GlobalSecondaryIndexUpdate"));
  if (updates.filter((update) => update["Create"] !== undefined || update["Delete"] !== undefined).length > 1) refuse("LimitExceededException", "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table");
  if (input["BillingMode"] === "PAY_PER_REQUEST") {
    table.throughput = undefined;
    for (const index of table.indexes.values()) delete index.throughput;
  }
  if (input["ProvisionedThroughput"] !== undefined) table.throughput = input["BillingMode"] === "PROVISIONED" || table.throughput !== undefined ? units(input["ProvisionedThroughput"], "the table") : invalid("ProvisionedThroughput needs BillingMode PROVISIONED");
  for (const update of updates) indexUpdate(table, update, input);
  if (table.throughput !== undefined && [...table.indexes.values()].some(({ local, throughput }) => !local && throughput === undefined)) invalid("ProvisionedThroughput must be specified for every global index");
  if (input["StreamSpecification"] !== undefined) {
    const stream = streamOf(input["StreamSpecification"]);
    if (stream !== undefined && table.stream !== undefined) refuse("ResourceInUseException", "Table already has an enabled stream");
    if (stream === undefined && table.stream === undefined) invalid("Table has no enabled stream");
    table.stream = stream;
  }
  if (typeof input["DeletionProtectionEnabled"] === "boolean") table.guarded = input["DeletionProtectionEnabled"];
  if (table.pending === undefined) table.pending = "table";
}

function indexUpdate(table: TableState, update: JsonObject, input: JsonObject): void {
  known(update, ["Create", "Update", "Delete"], "GlobalSecondaryIndexUpdate");
  if (Object.keys(update).length !== 1) invalid("An update is one of Create, Update and Delete");
  const [[kind, value] = ["", null]] = Object.entries(update);
  const name = text(object(value, kind), "IndexName");
  const known_ = table.indexes.get(name);
  if (kind === "Create") {
    if (known_ !== undefined) invalid(`Attempting to create an index which already exists: ${name}`);
    const [, state] = secondaryIndex(value, false, table.throughput === undefined);
    tooMany("global indexes", [...table.indexes.values()].filter(({ local }) => !local).length + 1, 20);
    const given = definitions(input["AttributeDefinitions"]);
    for (const { attribute } of state.keys) if (!given.has(attribute)) invalid(`One or more parameter values were invalid: ${attribute} of ${name} is not in AttributeDefinitions`);
    for (const [attribute, type] of given) if (table.types.has(attribute) && table.types.get(attribute) !== type) invalid(`Cannot change the type of ${attribute} from ${table.types.get(attribute)} to ${type}`);
    const indexes = new Map([...table.indexes, [name, state]]);
    exactly(new Map([...table.types, ...given]), table.keys, indexes);
    for (const [attribute, type] of given) table.types.set(attribute, type);
    table.indexes.set(name, state);
    table.pending = "index";
    return;
  }
  if (known_ === undefined || known_.local) return refuse("ResourceNotFoundException", `Requested resource not found: index ${name}`);
  if (kind === "Update") {
    known_.throughput = units(object(value, kind)["ProvisionedThroughput"], name);
    return;
  }
  table.indexes.delete(name);
  const used = new Set([...table.keys, ...[...table.indexes.values()].flatMap(({ keys }) => keys)].map(({ attribute }) => attribute));
  for (const attribute of table.types.keys()) if (!used.has(attribute)) table.types.delete(attribute);
  table.pending = "index";
}

export function deleteTable(tables: Tables, input: JsonObject): void {
  known(input, ["TableName"], "DeleteTable");
  const table = tableOf(tables, input);
  if (table.guarded) invalid("Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.");
  if (table.pending !== undefined) refuse("ResourceInUseException", `${text(input, "TableName")} is not ACTIVE; wait for it`);
  tables.delete(text(input, "TableName"));
}

export function updateTimeToLive(tables: Tables, input: JsonObject): void {
  known(input, ["TableName", "TimeToLiveSpecification"], "UpdateTimeToLive");
  const table = tableOf(tables, input);
  const specification = object(input["TimeToLiveSpecification"], "TimeToLiveSpecification");
  const attribute = text(specification, "AttributeName");
  if (attribute === "" || attribute.length > 255) invalid("AttributeName of time to live has 1 to 255 characters");
  if (table.pending === "table") refuse("ResourceNotFoundException", "The table is not ACTIVE; wait for it");
  if (specification["Enabled"] === true) {
    if (table.ttl !== undefined) invalid(`TimeToLive is already enabled on ${table.ttl}`);
    table.ttl = attribute;
  } else {
    if (table.ttl !== attribute) invalid(table.ttl === undefined ? "TimeToLive is already disabled" : `TimeToLive is active on a different AttributeName: ${table.ttl}`);
    table.ttl = undefined;
  }
}

export function updateContinuousBackups(tables: Tables, input: JsonObject): void {
  known(input, ["TableName", "PointInTimeRecoverySpecification"], "UpdateContinuousBackups");
  const table = tableOf(tables, input);
  const enabled = object(input["PointInTimeRecoverySpecification"], "PointInTimeRecoverySpecification")["PointInTimeRecoveryEnabled"];
  if (typeof enabled !== "boolean") invalid("PointInTimeRecoveryEnabled must be a boolean");
  table.recovery = enabled === true;
}

/** Everything of the tables but items. */
export function catalogOf(tables: Tables): JsonValue {
  return Object.fromEntries([...tables].map(([name, table]) => [name, {
    keys: keysText(table.keys, table.types), indexes: Object.fromEntries([...table.indexes].map(([index, { keys, projection, local, throughput }]) => [index, { keys: keysText(keys, table.types), projection: projectionText(projection), local, throughput: throughput ?? null }])),
    throughput: table.throughput ?? null, expiry: table.ttl ?? null, recovery: table.recovery, stream: table.stream ?? null, guarded: table.guarded,
  }]));
}

function keysText(keys: readonly KeyElement[], types: ReadonlyMap<string, string>): JsonValue {
  return keys.map(({ attribute, kind }) => `${kind} ${attribute} ${types.get(attribute) ?? "?"}`);
}

function projectionText(projection: JsonObject): JsonValue {
  const others = projection["NonKeyAttributes"];
  return isJsonObject(projection) ? { type: projection["ProjectionType"] ?? "", attributes: Array.isArray(others) ? [...others].toSorted((a, b) => (String(a) < String(b) ? -1 : 1)) : [] } : {};
}
