import type { Diagnostic, Schema } from "../../model";
import type { NativeInput } from "../native";
import { typeLoss } from "./attribute-types";
import { keysOf, type DynamoModel, type DynamoTable } from "./model";
import { canName } from "./names";
import { unitsPerSecond, type Planned } from "./plans";
import { limits, shownBytes, utf8, valueBytes } from "./sizes";

/** Limits that are near or passed, and what the design says that DynamoDB does not keep. */
export function findingsOf(model: DynamoModel, input: NativeInput, planned: readonly Planned[]): readonly Diagnostic[] {
  return [...model.tables.flatMap((table) => [...tableFindings(table), ...partitionFindings(table, input, planned)]), ...input.schema.tables.flatMap((table) => itemFindings(table, input)), ...lostFindings(input.schema)];
}

function tableFindings(table: DynamoTable): Diagnostic[] {
  const found: Diagnostic[] = [];
  const add = (code: string, severity: Diagnostic["severity"], message: string): unknown => found.push({ code, severity, message, place: { objectId: table.id } });
  if (table.global.length > limits.globalIndexes) add("dynamodb-too-many-indexes", "error", `${table.name} would have ${table.global.length} global indexes; ${limits.globalIndexes} are allowed (raisable by a quota request). Serve patterns from one index where their keys begin alike, or leave some out.`);
  else if (table.global.length > limits.globalIndexes / 2) add("dynamodb-many-indexes", "warning", `${table.name} has ${table.global.length} of ${limits.globalIndexes} global indexes: each write is paid once more for each index it changes.`);
  if (table.local.length > limits.localIndexes) add("dynamodb-too-many-local-indexes", "error", `${table.name} would have ${table.local.length} local indexes; ${limits.localIndexes} are allowed. Choose global indexes for some.`);
  if (table.local.length > 0) add("dynamodb-local-index", "warning", `Items of ${table.name} with the same ${table.hash.attribute} can have ${shownBytes(limits.collectionBytes)} at most, because of its local index.`);
  for (const { attribute } of [...keysOf(table), ...[...table.local, ...table.global].flatMap(({ hash, range }) => [...hash, ...range])]) {
    if (!canName(attribute)) add("dynamodb-key-name", "error", `${attribute.slice(0, 40)}... has ${utf8(attribute)} bytes; names of key attributes have 1 to ${limits.keyNameBytes}. Give the column a shorter name.`);
  }
  const projected = [...table.local, ...table.global].reduce((sum, { projection }) => sum + projection.attributes.length, 0);
  if (projected > limits.projectedPerTable) add("dynamodb-projected-attributes", "error", `The indexes of ${table.name} name ${projected} attributes; ${limits.projectedPerTable} are allowed over all. Choose ALL or KEYS_ONLY for some.`);
  if (table.base !== table.name && table.generation === 1) add("dynamodb-name", "info", `The table is called ${table.name}.`);
  return found;
}

/** One partition serves 1000 write units and 3000 read units a second, however large the table is. */
function partitionFindings(table: DynamoTable, input: NativeInput, planned: readonly Planned[]): Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const id of table.entities) {
    const hottest = input.loads.get(id)?.hottestWrites;
    const name = input.schema.tables.find((each) => each.id === id)?.name ?? table.name;
    if (hottest !== undefined && hottest > limits.partitionWrites) found.push({ code: "dynamodb-hot-item", severity: "error", message: `${hottest} writes per second go to one item of ${name}; a partition takes ${limits.partitionWrites} write units. Spread them: keep the value in ${Math.ceil(hottest / (limits.partitionWrites / 2))} items (a shard number behind the key) and add them up when it is read, or gather writes before.`, place: { objectId: id } });
    else if (hottest !== undefined && hottest > limits.partitionWrites / 2) found.push({ code: "dynamodb-hot-item", severity: "warning", message: `${hottest} writes per second go to one item of ${name}: more than half of the ${limits.partitionWrites} write units that a partition takes.`, place: { objectId: id } });
  }
  for (const index of table.global) {
    const units = unitsPerSecond(planned, input.patterns, table, index.name, "write");
    const values = spread(index.hash.flatMap(({ columns }) => columns), input.schema);
    if (values === undefined) continue;
    const each = Math.round(units / values);
    if (each > limits.partitionWrites / 2) found.push({ code: "dynamodb-hot-index", severity: each > limits.partitionWrites ? "error" : "warning", message: `The partition key of ${index.name} has ${values} values, so about ${each} write units per second meet in one partition, which takes ${limits.partitionWrites}. Add a shard attribute (0 to ${Math.ceil(each / 500)}) to its partition key and ask all shards; a throttled index throttles writes to the table.`, place: { objectId: table.id } });
    else if (units > 0) found.push({ code: "dynamodb-few-values", severity: "info", message: `The partition key of ${index.name} has only ${values} values: about ${each} write units per second to each, of ${limits.partitionWrites} that a partition takes.`, place: { objectId: table.id } });
  }
  return found;
}

/** How many values a partition key can have, where its columns are enums and booleans only. */
function spread(columns: readonly string[], schema: Schema): number | undefined {
  let values = 1;
  for (const id of columns) {
    const type = schema.tables.flatMap((table) => table.columns).find((column) => column.id === id)?.type;
    const here = type?.kind === "boolean" ? 2 : type?.kind === "enum" ? schema.enums.find((each) => each.id === type.enumId)?.values.length : undefined;
    if (here === undefined || here === 0) return undefined;
    values *= here;
  }
  return values;
}

function itemFindings(table: Schema["tables"][number], input: NativeInput): Diagnostic[] {
  const place = { objectId: table.id };
  const declared = input.loads.get(table.id)?.itemBytes;
  const most = declared ?? table.columns.reduce((sum, { name, type }) => sum + utf8(name) + (type.kind === "string" ? type.length ?? 0 : valueBytes(type)), 0);
  if (most > limits.itemBytes) return [{ code: "dynamodb-item-size", severity: "error", message: `${declared === undefined ? "By its columns' lengths an" : "An"} item of ${table.name} can have ${shownBytes(most)}; ${shownBytes(limits.itemBytes)} is the limit. Put large values into S3 and keep their address, or divide the entity into several items under one partition key.`, place }];
  if (most > limits.itemBytes / 2) return [{ code: "dynamodb-item-size", severity: "warning", message: `An item of ${table.name} can have ${shownBytes(most)}, more than half of the ${shownBytes(limits.itemBytes)} there may be; each write of it costs ${Math.ceil(most / 1024)} write units.`, place }];
  return [];
}

/** What stays behind: rules of the schema, types, further objects. */
function lostFindings({ tables, objects }: Schema): Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const table of tables) {
    if (table.primaryKey === undefined) found.push({ code: "dynamodb-no-key", severity: "warning", message: `${table.name} has no primary key, and every item needs one${table.uniques.length > 0 ? "" : ": items get a random id"}.`, place: { objectId: table.id } });
    const keys = table.foreignKeys.map(({ id, columns }) => ({ id, text: columns.map((column) => table.columns.find((each) => each.id === column)?.name ?? column).join(", ") }));
    for (const { id, text } of keys) found.push({ code: "dynamodb-foreign-key", severity: "info", message: `Nothing holds ${text} of ${table.name} to what it refers to; a ConditionCheck in the writing transaction can (2 write units more).`, place: { objectId: id } });
    for (const { id, expression } of table.checks) found.push({ code: "dynamodb-check", severity: "info", message: `DynamoDB checks no values: ${expression} is kept by the writers (items/${table.name}.schema.json says it where JSON Schema can).`, place: { objectId: id } });
    for (const { id, name, type, generated, identity } of table.columns) {
      const loss = typeLoss(type);
      if (loss !== undefined) found.push({ code: "dynamodb-type", severity: type.kind === "decimal" && (type.precision ?? 0) > 38 ? "warning" : "info", message: `${table.name}.${name}: ${loss}.`, place: { objectId: id } });
      if (generated !== undefined) found.push({ code: "dynamodb-generated", severity: "warning", message: `${table.name}.${name} is computed by the writers: ${generated.expression}.`, place: { objectId: id } });
      if (identity !== undefined) found.push({ code: "dynamodb-numbering", severity: "warning", message: `DynamoDB gives out no numbers: ${table.name}.${name} needs a random or time-ordered id (UUID, ULID), or a counter item that all inserts wait for.`, place: { objectId: id } });
    }
  }
  return [...found, ...objects.map(({ id, kind, name }): Diagnostic => ({ code: "dynamodb-object", severity: "warning", message: `DynamoDB has no ${kind}: ${name} stays behind.`, place: { objectId: id } }))];
}
