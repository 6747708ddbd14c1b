import type { JsonObject, JsonValue } from "../../../model";
import { invalid, known, list, object, refuse, text } from "./refusal";

export interface KeyElement {
  readonly attribute: string;
  readonly kind: "HASH" | "RANGE";
}

export interface IndexState {
  readonly keys: readonly KeyElement[];
  readonly projection: JsonObject;
  readonly local: boolean;
  throughput?: JsonValue;
}

const names = /^[a-zA-Z0-9_.-]{3,255}$/;

export function resourceName(name: string, what: string): string {
  return names.test(name) ? name : invalid(`${what} must have 3 to 255 of a-z, A-Z, 0-9, '_', '-' and '.': ${name}`);
}

/** `KeySchema`: partition attributes, then sort attributes; one and one at most, four and four for a global index. */
export function keySchema(value: JsonValue | undefined, most: number, what: string): readonly KeyElement[] {
  const keys = list(value, `KeySchema of ${what}`).map((each): KeyElement => {
    const element = object(each, "KeySchemaElement");
    known(element, ["AttributeName", "KeyType"], "KeySchemaElement");
    const kind = text(element, "KeyType");
    const attribute = text(element, "AttributeName");
    if (kind !== "HASH" && kind !== "RANGE") return invalid(`KeyType of ${attribute} must be HASH or RANGE`);
    if (attribute === "" || new TextEncoder().encode(attribute).length > 255) return invalid(`Attribute names of keys have 1 to 255 bytes: ${attribute.slice(0, 40)}`);
    return { attribute, kind };
  });
  const hash = keys.filter(({ kind }) => kind === "HASH").length;
  const range = keys.length - hash;
  if (hash < 1 || hash > most || range > most) invalid(`${what} needs 1${most === 1 ? "" : ` to ${most}`} HASH and at most ${most} RANGE attributes; it has ${hash} and ${range}`);
  if (keys.some(({ kind }, i) => (kind === "HASH") !== i < hash)) invalid(`The HASH attributes of ${what} come first in its KeySchema`);
  if (new Set(keys.map(({ attribute }) => attribute)).size !== keys.length) invalid(`An attribute stands twice in the KeySchema of ${what}`);
  return keys;
}

/** `AttributeDefinitions`: every attribute once, of type S, N or B. */
export function definitions(value: JsonValue | undefined): Map<string, string> {
  const found = new Map<string, string>();
  for (const each of list(value, "AttributeDefinitions")) {
    const definition = object(each, "AttributeDefinition");
    known(definition, ["AttributeName", "AttributeType"], "AttributeDefinition");
    const attribute = text(definition, "AttributeName");
    const type = text(definition, "AttributeType");
    if (!["S", "N", "B"].includes(type)) invalid(`Attribute ${attribute} has type ${type}; keys have S, N or B`);
    if (found.has(attribute)) invalid(`Attribute ${attribute} is defined twice`);
    found.set(attribute, type);
  }
  return found;
}

/** A secondary index as CreateTable and UpdateTable take it. */
export function secondaryIndex(value: JsonValue, local: boolean, onDemand: boolean): readonly [string, IndexState] {
  const input = object(value, "secondary index");
  known(input, ["IndexName", "KeySchema", "Projection", ...(local ? [] : ["ProvisionedThroughput", "OnDemandThroughput", "WarmThroughput"])], local ? "LocalSecondaryIndex" : "GlobalSecondaryIndex");
  const name = resourceName(text(input, "IndexName"), "IndexName");
  const projection = object(input["Projection"], "Projection");
  known(projection, ["ProjectionType", "NonKeyAttributes"], "Projection");
  const type = text(projection, "ProjectionType");
  const others = projection["NonKeyAttributes"];
  if (!["ALL", "KEYS_ONLY", "INCLUDE"].includes(type)) invalid(`ProjectionType of ${name} must be ALL, KEYS_ONLY or INCLUDE`);
  if (type === "INCLUDE" ? list(others, "NonKeyAttributes").length < 1 || list(others, "NonKeyAttributes").length > 20 : others !== undefined) invalid(`${name}: NonKeyAttributes go with INCLUDE only, 1 to 20 of them`);
  const throughput = input["ProvisionedThroughput"];
  if (!local && !onDemand && throughput === undefined) invalid(`${name}: ProvisionedThroughput is required for an index of a provisioned table`);
  if (onDemand && throughput !== undefined) invalid(`${name}: ProvisionedThroughput must not be given with PAY_PER_REQUEST`);
  return [name, { keys: keySchema(input["KeySchema"], local ? 1 : 4, `index ${name}`), projection, local, ...(throughput === undefined ? {} : { throughput: units(throughput, name) }) }];
}

export function units(value: JsonValue | undefined, what: string): JsonValue {
  const input = object(value, `ProvisionedThroughput of ${what}`);
  for (const member of ["ReadCapacityUnits", "WriteCapacityUnits"]) {
    const number = input[member];
    if (typeof number !== "number" || number < 1 || !Number.isInteger(number)) invalid(`${member} of ${what} must be a whole number of at least 1`);
  }
  return input;
}

export function tooMany(what: string, found: number, most: number): void {
  if (found > most) refuse("LimitExceededException", `${found} ${what}; ${most} are allowed`);
}
