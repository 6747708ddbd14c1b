import type { NativeBox, NativeInput, NativeLink, NativePicture } from "../native";
import { memoryOf, shownBytes } from "./memory";
import type { Entity, RedisModel } from "./model";
import { joined, rowKey, sampleRow } from "./samples";
import { kindText } from "./values";

/** Kinds of keys with their fields, what leads to them as parts, and sample keys. */
export function pictureOf(model: RedisModel, { schema, patterns }: NativeInput): NativePicture {
  const links: NativeLink[] = schema.tables.flatMap((table) => table.foreignKeys.filter(({ referencedTable }) => referencedTable !== table.id && model.entities.some(({ id }) => id === referencedTable))
    .map(({ columns, referencedTable }) => ({ from: table.id, to: referencedTable, label: columns.map((id) => table.columns.find((column) => column.id === id)?.name ?? id).join(", "), kind: "refers" as const })));
  const searches = model.searches.map((search): NativeBox => ({
    id: search.id, kind: "search index", title: search.alias, subtitle: `alias ${search.alias} -> ${search.name}`, tables: [search.entity],
    rows: search.fields.map(({ field, type, options }) => ({ depth: 0, name: field, type, marks: [...options] })), parts: [{ kind: "source", title: `${search.on} ${search.prefix}*`, detail: "Kept in step by Redis itself" }],
  }));
  return {
    boxes: [...model.entities.map((entity) => box(entity, model, new Map(patterns.map(({ id, name }) => [id, name])))), ...searches],
    links: [...links, ...model.searches.map(({ id, entity }): NativeLink => ({ from: entity, to: id, label: "indexed", kind: "copies" }))],
  };
}

const structures: Readonly<Record<Entity["structure"], string>> = { hash: "hash", json: "JSON", stream: "stream", link: "sets" };

function box(entity: Entity, model: RedisModel, names: ReadonlyMap<string, string>): NativeBox {
  const lines = memoryOf(entity);
  const each = lines.reduce((sum, line) => sum + line.each, 0);
  const rows = lines[0]?.rows ?? 0;
  return {
    id: entity.id, kind: structures[entity.structure], title: entity.name, subtitle: keyText(entity), tables: [entity.id],
    rows: entity.fields.map(({ id, name, kind, required }) => ({ depth: 0, name, type: kindText[kind], marks: marks(entity, name, required), ...(id.includes("#") ? {} : { column: id }) })),
    parts: [
      ...entity.lookups.map(({ key, kind, by, order, member, patterns }) => ({
        kind: kind === "unique" ? "unique" : kind === "set" ? "set" : "sorted set", title: `${key}${by.map((field) => `{${field}}`).join(":")}`,
        detail: [kind === "unique" ? `holds ${entity.key.join(":")}` : `of ${(member ?? entity.key).join(":")}`, ...(order === undefined || kind === "unique" ? [] : [kind === "lexical" ? `in the order of ${order}` : `by ${order}`]), ...(patterns.length === 0 ? [] : [`for ${patterns.map((id) => names.get(id) ?? id).join(", ")}`])].join(" · "),
      })),
      ...(entity.counter === undefined ? [] : [{ kind: "counter", title: entity.counter, detail: "INCR gives the next number" }]),
      ...(entity.expiry === undefined ? [] : [{ kind: "expiry", title: entity.expiry.field ?? `${entity.expiry.days} days`, detail: entity.structure === "stream" ? "Older entries are trimmed at each append" : "Redis deletes the row by itself" }]),
      ...entity.expiring.map(({ field, at }) => ({ kind: "field expiry", title: field, detail: `goes at ${at}` })),
      { kind: "functions", title: `put_${entity.call}, delete_${entity.call}`, detail: "write the row with all that leads to it" },
      { kind: "memory", title: rows === 0 ? `${shownBytes(each)} a row` : shownBytes(each * rows), detail: rows === 0 ? "The number of rows is not known" : `${shownBytes(each)} x ${rows.toLocaleString("en")} rows in a year` },
    ],
    samples: sampleFacets(entity, model),
  };
}

/** `orders:{id}`. */
export function keyText(entity: Entity): string {
  return entity.structure === "link" ? entity.lookups.map(({ key, by }) => `${key}${by.map((field) => `{${field}}`).join(":")}`).join(", ") : `${entity.prefix}${entity.key.map((field) => `{${field}}`).join(":")}`;
}

function marks(entity: Entity, name: string, required: boolean): string[] {
  return [
    ...(entity.key.includes(name) ? ["key"] : []), ...(entity.time === name ? ["time"] : []), ...(entity.expiry?.field === name ? ["expires"] : []), ...(entity.lookups.some(({ kind, by }) => kind === "unique" && by.includes(name)) ? ["unique"] : []),
    ...(entity.lookups.some(({ kind, by, order }) => kind !== "unique" && (by.includes(name) || order === name)) ? ["indexed"] : []), ...(required && !entity.key.includes(name) ? ["required"] : []),
  ];
}

function sampleFacets(entity: Entity, model: RedisModel): NonNullable<NativeBox["samples"]> {
  const rows = [1, 2].map((n) => sampleRow(model, entity, n));
  const fields = entity.fields.map(({ name }) => name);
  const own = entity.structure === "link" ? [] : [{ facet: structures[entity.structure], columns: ["key", ...fields], items: rows.map((row) => [rowKey(entity, row), ...fields.map((name) => row.get(name) ?? "")]) }];
  return [...own, ...entity.lookups.map((lookup) => ({
    facet: lookup.key, columns: lookup.kind === "unique" ? ["key", "value"] : lookup.kind === "set" ? ["key", "member"] : ["key", "score", "member"],
    items: rows.map((row) => [`${lookup.key}${joined(lookup.by, row)}`, ...(lookup.kind === "sorted" ? [row.get(lookup.order ?? "") ?? ""] : lookup.kind === "lexical" ? ["0"] : []), joined(lookup.member ?? entity.key, row)]),
  }))];
}
