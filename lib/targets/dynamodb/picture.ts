import type { NativeBox, NativeInput, NativeLink, NativePicture } from "../native";
import type { JsonObject } from "../../model";
import { valueIn, lookupItem, sampleItem, type Item } from "./items";
import { keysOf, type DynamoModel, type DynamoTable, type SecondaryIndex } from "./model";

/** Tables with their keys, indexes as parts, and sample items by facet. */
export function pictureOf(model: DynamoModel, { schema, patterns }: NativeInput): NativePicture {
  const names = new Map(patterns.map(({ id, name }) => [id, name]));
  const links: NativeLink[] = [];
  for (const table of schema.tables) {
    const from = model.entities.find(({ id }) => id === table.id)?.table;
    for (const { columns, referencedTable } of table.foreignKeys) {
      const to = model.entities.find(({ id }) => id === referencedTable)?.table;
      if (from !== undefined && to !== undefined && from !== to) links.push({ from, to, label: columns.map((id) => table.columns.find((column) => column.id === id)?.name ?? id).join(", "), kind: "refers" });
    }
  }
  for (const { id, lookup } of model.tables) {
    const home = model.entities.find((entity) => entity.id === lookup?.entity)?.table;
    if (home !== undefined) links.push({ from: home, to: id, label: "kept unique", kind: "copies" });
  }
  return { boxes: model.tables.map((table) => box(table, model, names)), links };
}

function box(table: DynamoTable, model: DynamoModel, names: ReadonlyMap<string, string>): NativeBox {
  const held = table.entities.flatMap((id) => model.entities.filter((entity) => entity.id === id));
  const owner = model.entities.find(({ id }) => id === table.lookup?.entity);
  const items: readonly Item[] = owner === undefined ? held.flatMap((entity) => [1, 2].map((n) => sampleItem(model, entity, n))) : [1, 2].flatMap((n): Item[] => { const held = lookupItem(sampleItem(model, owner, n), table, owner); return held === undefined ? [] : [held]; });
  const keys = new Set(keysOf(table).map(({ attribute }) => attribute));
  return {
    id: table.id, kind: table.lookup === undefined ? "table" : "look-up table", title: table.name, subtitle: [`PK ${table.hash.attribute}`, ...(table.range === undefined ? [] : [`SK ${table.range.attribute}`])].join(", "),
    tables: owner === undefined ? table.entities : [owner.id],
    rows: owner === undefined
      ? held.flatMap((entity) => [...(held.length > 1 ? [{ depth: 0, name: entity.name, type: "item", marks: [] }] : []), ...entity.attributes.map((attribute) => ({
        depth: held.length > 1 ? 1 : 0, name: attribute.name, type: attribute.type, marks: marks(attribute.name, attribute.required, table), ...(attribute.source.kind === "column" && !attribute.id.includes("#") ? { column: attribute.id } : {}),
      }))])
      : [...keysOf(table).map(({ attribute, type }) => ({ depth: 0, name: attribute, type, marks: marks(attribute, true, table) })), ...table.lookup?.owner.map((name) => ({ depth: 0, name, type: owner.attributes.find((each) => each.name === name)?.type ?? "S", marks: ["holder"] })) ?? []],
    parts: [
      ...table.global.map((index) => ({ kind: "global index", title: index.name, detail: detail(index, names) })), ...table.local.map((index) => ({ kind: "local index", title: index.name, detail: detail(index, names) })),
      ...(table.ttl === undefined ? [] : [{ kind: "time to live", title: table.ttl, detail: "Items are deleted after this second" }]),
      ...(table.stream === undefined ? [] : [{ kind: "stream", title: table.stream, detail: "Changes of the last 24 hours" }]),
      ...(table.recovery ? [{ kind: "recovery", title: "Point in time", detail: "Any second of the last 35 days" }] : []),
      { kind: "capacity", title: table.capacity === undefined ? "On demand" : "Provisioned", detail: table.capacity === undefined ? "Paid by request" : `${table.capacity.read} read and ${table.capacity.write} write units a second` },
    ],
    samples: [facet("Table", items, keys, undefined), ...[...table.global, ...table.local].map((index) => facet(index.name, items.filter((item) => [...index.hash, ...index.range].every(({ attribute }) => valueIn(item, attribute) !== undefined)), new Set([...index.hash, ...index.range].map(({ attribute }) => attribute)), { index, keys }))],
  };
}

function marks(name: string, required: boolean, table: DynamoTable): string[] {
  const all = [...(table.hash.attribute === name ? ["partition key"] : []), ...(table.range?.attribute === name ? ["sort key"] : []), ...(table.ttl === name ? ["expires"] : [])];
  const index = [...table.global, ...table.local].some(({ hash, range }) => [...hash, ...range].some(({ attribute }) => attribute === name));
  return [...all, ...(index ? ["indexed"] : []), ...(required && all.length === 0 ? ["required"] : [])];
}

function detail({ hash, range, projection, sparse, patterns }: SecondaryIndex, names: ReadonlyMap<string, string>): string {
  const keys = `PK ${hash.map(({ attribute }) => attribute).join(" + ")}${range.length === 0 ? "" : `, SK ${range.map(({ attribute }) => attribute).join(" + ")}`}`;
  const held = projection.type === "INCLUDE" ? `INCLUDE ${projection.attributes.join(", ")}` : projection.type;
  return [keys, held, ...(sparse ? ["sparse"] : []), ...(patterns.length === 0 ? [] : [`for ${patterns.map((id) => names.get(id) ?? id).join(", ")}`])].join(" · ");
}

/** Items as a facet shows them: its keys first. */
function facet(title: string, items: readonly Item[], first: ReadonlySet<string>, projected: { readonly index: SecondaryIndex; readonly keys: ReadonlySet<string> } | undefined): { facet: string; columns: string[]; items: string[][] } {
  const every = [...new Set(items.flatMap((item) => Object.keys(item)))];
  const kept = projected === undefined || projected.index.projection.type === "ALL" ? every : every.filter((name) => first.has(name) || projected.keys.has(name) || projected.index.projection.attributes.includes(name));
  const columns = [...kept.filter((name) => first.has(name)), ...kept.filter((name) => !first.has(name))];
  return { facet: title, columns, items: items.map((item) => columns.map((name) => shown(valueIn(item, name)))) };
}

function shown(value: JsonObject | undefined): string {
  const [plain] = value === undefined ? [] : Object.values(value);
  return plain === undefined ? "" : typeof plain === "string" ? plain : JSON.stringify(plain);
}
