import { printCommand } from "./command-line";
import type { Entity, Field, RedisModel } from "./model";

/** An invented row, the n-th (from 1) of its entity; references hold what the n-th of the other entity has. */
export function sampleRow(model: Pick<RedisModel, "entities">, entity: Entity, n: number): ReadonlyMap<string, string> {
  return new Map(entity.fields.map((field) => [field.name, sampleText(model, entity, field, n)]));
}

function sampleText(model: Pick<RedisModel, "entities">, entity: Entity, field: Field, n: number, depth = 0): string {
  const other = field.refers === undefined || depth > 8 ? undefined : model.entities.flatMap((each) => each.fields.map((one) => ({ each, one }))).find(({ one }) => one.id === field.refers);
  if (other !== undefined) return sampleText(model, other.each, other.one, n, depth + 1);
  switch (field.kind) {
    case "number": return field.scale === undefined || field.scale === 0 ? `${n}` : `${n}.5`;
    case "moment": return `${1_893_456_000_000 + n * 86_400_000}`;
    case "date": return `2026-01-${`${(n % 28) + 1}`.padStart(2, "0")}`;
    case "boolean": return `${n % 2}`;
    case "json": return `{"sample":${n}}`;
    case "list": return `["${field.name.replace(/[^\w ]/g, "")} ${n}"]`;
    default: break;
  }
  const value = field.values?.[(n - 1) % field.values.length];
  if (value !== undefined && value !== "") return value;
  if (field.bytes === 36 && field.length === undefined) return `${fingerprint(`${entity.name}.${field.name}`)}-0000-4000-8000-${`${n}`.padStart(12, "0")}`;
  const text = /e-?mail/i.test(field.name) ? `person${n}@example.com` : `${field.name} ${n}`;
  return field.length !== undefined && text.length > field.length ? `${n}`.slice(-field.length) : text;
}

/** Eight hexadecimal digits that stand for a text (FNV-1a, 32 bits). */
export function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, "0");
}

/** A value as part of a key, as the functions write it. */
export function encoded(value: string): string {
  return value.replaceAll("%", "%25").replaceAll(":", "%3A");
}

/** What follows a prefix for a row. */
export function joined(fields: readonly string[], row: ReadonlyMap<string, string>): string {
  return fields.map((field) => encoded(row.get(field) ?? "")).join(":");
}

/** The command that puts a row. */
export function putWords(entity: Entity, row: ReadonlyMap<string, string>): readonly string[] {
  const key = entity.structure === "link" ? `${entity.lookups[0]?.key ?? entity.prefix}${joined(entity.lookups[0]?.by ?? [], row)}` : rowKey(entity, row);
  return ["FCALL", `put_${entity.call}`, "1", key, ...(entity.structure === "json" ? [jsonText(entity, row)] : [...row].flat())];
}

export function rowKey(entity: Entity, row: ReadonlyMap<string, string>): string {
  return `${entity.prefix}${joined(entity.key, row)}`;
}

function jsonText(entity: Entity, row: ReadonlyMap<string, string>): string {
  return `{${entity.fields.map(({ name, kind }) => {
    const value = row.get(name) ?? "";
    return `${JSON.stringify(name)}:${kind === "number" || kind === "moment" || kind === "json" || kind === "list" ? value : kind === "boolean" ? String(value === "1") : JSON.stringify(value)}`;
  }).join(",")}}`;
}

/** Two rows of every entity. */
export function samples(model: RedisModel): readonly string[] {
  return model.entities.flatMap((entity) => [1, 2].map((n) => printCommand(putWords(entity, sampleRow(model, entity, n)))));
}
