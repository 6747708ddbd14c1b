import type { Entity, Lookup } from "./model";

/** Bytes of a key besides its name and value: entry of the key space, object and string headers (64-bit Redis 7 and 8, jemalloc; measured orders of magnitude). */
const keyOverhead = 90;
/** Bytes of an expiry. */
const expiryOverhead = 40;
/** Bytes of a field of a hash that is no longer packed, of a member of a set, and of a sorted set. */
const fieldOverhead = 64;
const setOverhead = 56;
const sortedOverhead = 110;
/** Values longer than this unpack their hash (hash-max-listpack-value). */
const packed = 64;

export interface MemoryLine {
  readonly what: string;
  readonly each: number;
  readonly rows: number;
  readonly arithmetic: string;
}

/** What a row of the entity takes with all that leads to it, with the arithmetic. `rows`: in a year. */
export function memoryOf(entity: Entity): readonly MemoryLine[] {
  const rows = entity.rowsInYear ?? entity.rows ?? 0;
  const values = entity.fields.reduce((sum, { name, bytes }) => sum + name.length + bytes, 0);
  const key = entity.prefix.length + idBytes(entity);
  if (entity.structure === "stream") {
    const each = entity.fields.filter(({ name }) => name !== entity.time && !entity.key.includes(name)).reduce((sum, { bytes }) => sum + bytes + 2, 0) + 20;
    return [{ what: "stream entries", each, rows, arithmetic: `values ${each - 20} + 20 of an entry in a packed node` }];
  }
  const unpacked = entity.fields.some(({ bytes }) => bytes > packed) || entity.fields.length > 128;
  const each = key + keyOverhead + values + (entity.structure === "json" ? values + 16 * entity.fields.length : unpacked ? fieldOverhead * entity.fields.length : 4 * entity.fields.length) + (entity.expiry === undefined ? 0 : expiryOverhead);
  const row: MemoryLine = {
    what: entity.structure === "json" ? "JSON documents" : "hashes", each, rows,
    arithmetic: `key ${key} + ${keyOverhead} + names and values ${values} + ${entity.structure === "json" ? `tree ${values + 16 * entity.fields.length}` : unpacked ? `${fieldOverhead} x ${entity.fields.length} fields (a value is longer than ${packed})` : `4 x ${entity.fields.length} fields, packed`}${entity.expiry === undefined ? "" : ` + expiry ${expiryOverhead}`}`,
  };
  return [...(entity.structure === "link" ? [] : [row]), ...entity.lookups.map((lookup) => lookupLine(lookup, entity, rows))];
}

function lookupLine(lookup: Lookup, entity: Entity, rows: number): MemoryLine {
  const member = lookup.member === undefined ? idBytes(entity) : lookup.member.reduce((sum, field) => sum + (entity.fields.find(({ name }) => name === field)?.bytes ?? 20), 0);
  if (lookup.kind === "unique") {
    const each = lookup.key.length + lookup.by.reduce((sum, field) => sum + (entity.fields.find(({ name }) => name === field)?.bytes ?? 20), 0) + keyOverhead + member;
    return { what: `${lookup.key}*`, each, rows, arithmetic: `key ${each - keyOverhead - member} + ${keyOverhead} + id ${member}` };
  }
  const overhead = lookup.kind === "set" ? setOverhead : sortedOverhead;
  return { what: `${lookup.key}*`, each: member + overhead, rows, arithmetic: `member ${member} + ${overhead}` };
}

function idBytes(entity: Entity): number {
  return entity.key.reduce((sum, field) => sum + (entity.fields.find(({ name }) => name === field)?.bytes ?? 20) + 1, 0);
}

/** Bytes of all rows in a year. */
export function totalBytes(entities: readonly Entity[]): number {
  return entities.flatMap(memoryOf).reduce((sum, { each, rows }) => sum + each * rows, 0);
}

/** `1.4 GB`. */
export function shownBytes(bytes: number): string {
  for (const [unit, name] of [[1024 ** 3, "GB"], [1024 ** 2, "MB"], [1024, "KB"]] as const) if (bytes >= unit) return `${(bytes / unit).toFixed(1).replace(/\.0$/, "")} ${name}`;
  return `${Math.round(bytes)} B`;
}
