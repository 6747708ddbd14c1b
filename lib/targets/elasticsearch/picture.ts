import type { NativeBox, NativeLink, NativePicture, NativeRow } from "../native/native";
import type { SearchDocuments } from "../native/search-documents";
import { physicalName, policyName, type EsField, type EsIndex, type EsModel } from "./model";

/** The indexes as Kibana lists them: alias and version, mapping line by line, settings and policies below, sample documents. */
export function pictureOf({ indexes }: EsModel, { documents }: SearchDocuments): NativePicture {
  const boxes = indexes.map((index): NativeBox => ({
    id: index.id, kind: index.stream ? "data stream" : "index", title: index.alias, subtitle: `alias ${index.alias} -> ${physicalName(index)}`, tables: index.tables, rows: rowsOf(index.fields, 0),
    parts: [
      { kind: "settings", title: "Settings", detail: `${shards(index)}, refresh every ${String(index.settings["refresh_interval"] ?? "1s")}` },
      { kind: "template", title: `Template ${physicalName(index)}`, detail: "dynamic: strict" },
      ...(index.key.length === 0 ? [] : [{ kind: "id", title: "_id", detail: index.key.join(":") }]),
      ...(index.policy === undefined ? [] : [{ kind: "policy", title: `Policy ${policyName(index)}`, detail: JSON.stringify(index.policy) }]),
      ...(index.retention === undefined ? [] : [{ kind: "policy", title: "Data stream lifecycle", detail: `kept for ${index.retention}` }]),
    ],
    samples: [{ facet: "_source", columns: ["_id", "document"], items: index.samples.map((sample) => [index.key.map((name) => String(sample[name])).join(":"), JSON.stringify(sample)]) }],
  }));
  const held = new Set(indexes.map(({ id }) => id));
  const links = documents.flatMap(({ table, references, groups }): NativeLink[] => references.flatMap(({ to, foreignKey }) => {
    if (!held.has(to.id)) return [];
    const copied = groups.find(({ id }) => id === foreignKey.id);
    return [{ from: table.id, to: to.id, label: copied === undefined ? table.columns.find(({ id }) => id === foreignKey.columns[0])?.name ?? "" : copied.name, kind: copied === undefined ? "refers" as const : "copies" as const }];
  }));
  return { boxes, links };
}

function shards({ settings }: EsIndex): string {
  const [primary, replicas] = [Number(settings["number_of_shards"] ?? 1), Number(settings["number_of_replicas"] ?? 1)];
  return `${primary} primary ${primary === 1 ? "shard" : "shards"}, ${replicas} ${replicas === 1 ? "replica" : "replicas"}`;
}

function rowsOf(fields: readonly EsField[], depth: number): NativeRow[] {
  return fields.flatMap(({ name, mapping, fields: inner, column, marks }) => [
    { depth, name, type: String(mapping["type"]), marks: [...marks, ...(mapping["index"] === false || mapping["enabled"] === false ? ["not indexed"] : []), ...(mapping["fields"] === undefined ? [] : ["with .keyword"])], ...(column === undefined ? {} : { column }) },
    ...(inner === undefined ? [] : rowsOf(inner, depth + 1)),
  ]);
}
