import { isJsonObject, type JsonObject, type JsonValue } from "../../model";
import type { Attribute, DynamoModel, DynamoTable, Entity, Key } from "./model";

/** An item in DynamoDB's JSON: `{"id": {"S": "..."}}`. */
export type Item = { readonly [attribute: string]: JsonObject };

/** An item's value by its attribute's name, which may be one that every JavaScript object answers to. */
export function valueIn(item: Item, attribute: string): JsonObject | undefined {
  return Object.hasOwn(item, attribute) ? item[attribute] : undefined;
}

/** The text that stands for a value in a joined key: `#` and `%` of texts are escaped, so that two different values never join to the same text. */
export function joinedText(value: JsonValue | undefined, pad: number | undefined): string | undefined {
  if (!isJsonObject(value)) return undefined;
  const { S, N } = value;
  if (typeof S === "string") return S.replaceAll("%", "%25").replaceAll("#", "%23");
  if (typeof N !== "string") return undefined;
  return pad === undefined || !/^\d+$/.test(N) ? N : N.padStart(pad, "0");
}

/** An invented item: the n-th (from 1) of its entity, the same every time; references hold what the n-th of the other entity has. */
export function sampleItem(model: Pick<DynamoModel, "entities">, entity: Entity, n: number): Item {
  const item: [string, JsonObject][] = entity.attributes.filter(({ source }) => source.kind === "column").map((attribute) => [attribute.name, sampleValue(model, entity, attribute, n)]);
  for (const { name, type, source } of entity.attributes) {
    const values = Object.fromEntries(item);
    if (source.kind === "constant") item.push([name, { S: source.value }]);
    if (source.kind === "expiry") item.push([name, { N: `${1_893_456_000 + n * 86_400}` }]);
    if (source.kind === "joined") item.push([name, { [type]: `${source.prefix ?? ""}${source.parts.map(({ attribute, pad }) => joinedText(valueIn(values, attribute), pad) ?? "").join("#")}` }]);
  }
  return Object.fromEntries(item);
}

/** An invented value of an attribute. */
export function sampleValue(model: Pick<DynamoModel, "entities">, entity: Entity, attribute: Attribute, n: number): JsonObject {
  return { [attribute.type]: plainSample(model, entity, attribute, n) };
}

function plainSample(model: Pick<DynamoModel, "entities">, entity: Entity, attribute: Attribute, n: number, depth = 0): JsonValue {
  const other = attribute.refers === undefined || depth > 8 ? undefined : model.entities.flatMap((each) => each.attributes.map((one) => ({ each, one }))).find(({ one }) => one.id === attribute.refers);
  if (other !== undefined && other.one.type === attribute.type) return plainSample(model, other.each, other.one, n, depth + 1);
  const { name, type, format, values, length, scale } = attribute;
  switch (type) {
    case "N": return number(attribute, n, scale);
    case "BOOL": return n % 2 === 1;
    case "B": return base64(n);
    case "L": return [{ S: `${name} ${n}` }, { S: `${name} ${n + 1}` }];
    case "M": return { sample: { N: `${n}` } };
    default: break;
  }
  const day = `2026-01-${`${(n % 28) + 1}`.padStart(2, "0")}`;
  switch (format) {
    case "uuid": return `${fingerprint(`${entity.name}.${name}`)}-0000-4000-8000-${`${n}`.padStart(12, "0")}`;
    case "date-time": return `${day}T08:00:00.000Z`;
    case "local-date-time": return `${day}T08:00:00.000`;
    case "date": return day;
    case "time": return "08:00:00";
    case "duration": return `PT${n}H`;
    default: break;
  }
  const chosen = values?.[(n - 1) % values.length];
  if (chosen !== undefined && chosen !== "") return chosen;
  const text = /e-?mail/i.test(name) ? `person${n}@example.com` : `${name} ${n}`;
  return length !== undefined && text.length > length ? `${n}`.slice(-length) : text;
}

function number({ minimum, maximum, name }: Attribute, n: number, scale: number | undefined): string {
  if (/^expir|_expir|^ttl$/i.test(name) && scale === undefined && minimum === undefined) return `${1_893_456_000 + n * 86_400}`;
  const low = minimum ?? 0;
  const value = maximum !== undefined && low + n > maximum ? maximum : low + n;
  return scale === undefined || scale === 0 ? `${value}` : `${value + 0.5}`;
}

/** Base64 of a few bytes. */
function base64(n: number): string {
  return btoa(`sample ${n}`);
}

/** Eight hexadecimal digits that stand for a text (FNV-1a, 32 bits). */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, "0");
}

/** The key attributes of an item. */
export function keyOf(item: Item, keys: readonly Key[]): Item {
  return Object.fromEntries(keys.flatMap(({ attribute }) => { const value = valueIn(item, attribute); return value === undefined ? [] : [[attribute, value] as const]; }));
}

/** The look-up item that goes with an entity's item; undefined when the item lacks a value, which then is not unique. */
export function lookupItem(item: Item, table: DynamoTable, entity: Entity): Item | undefined {
  if (table.lookup === undefined) return undefined;
  const found: [string, JsonObject][] = [];
  for (const key of [table.hash, ...(table.range === undefined ? [] : [table.range])]) {
    const value = valueIn(item, key.attribute) ?? joinedKey(item, key, entity);
    if (value === undefined) return undefined;
    found.push([key.attribute, value]);
  }
  for (const name of table.lookup.owner) {
    const value = valueIn(item, name);
    if (value !== undefined) found.push([name, value]);
  }
  return Object.fromEntries(found);
}

function joinedKey(item: Item, key: Key, entity: Entity): JsonObject | undefined {
  const texts = key.columns.map((id) => joinedText(valueIn(item, entity.attributes.find((attribute) => attribute.id === id)?.name ?? ""), undefined));
  return texts.some((text) => text === undefined) ? undefined : { S: texts.join("#") };
}

