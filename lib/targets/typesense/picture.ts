import type { NativeBox, NativeLink, NativePicture } from "../native/native";
import type { SearchDocuments } from "../native/search-documents";
import { memoryText } from "./map-collection";
import { physicalName, type TsModel } from "./model";

/** The collections as Typesense describes them: field by field, with their parameters, and the memory they take. */
export function pictureOf({ collections }: TsModel, { documents }: SearchDocuments): NativePicture {
  const boxes = collections.map((collection): NativeBox => ({
    id: collection.id, kind: "collection", title: collection.alias, subtitle: `alias ${collection.alias} -> ${physicalName(collection)}`, tables: collection.tables,
    rows: [
      { depth: 0, name: "id", type: "string", marks: ["key", ...(collection.key.length > 1 ? [`from ${collection.key.join(":")}`] : [])] },
      ...collection.fields.map(({ name, definition, marks, column, within }) => ({
        depth: within === undefined ? 0 : 1, name, type: String(definition["type"]),
        marks: [...marks, ...["sort", "infix", "range_index", "stem"].filter((key) => definition[key] === true), ...(definition["reference"] === undefined ? [] : [`reference ${String(definition["reference"])}`])], ...(column === undefined ? {} : { column }),
      })),
    ],
    parts: [
      ...(collection.defaultSort === undefined ? [] : [{ kind: "sort", title: "default_sorting_field", detail: collection.defaultSort }]),
      ...(collection.separators.length === 0 ? [] : [{ kind: "tokens", title: "token_separators", detail: collection.separators.join(" ") }]),
      { kind: "memory", title: "Memory", detail: collection.documents === null ? `${collection.searchedBytes} bytes of indexed fields a document; nobody said how many there are` : memoryText(collection.documents, collection.searchedBytes) },
    ],
    samples: [{ facet: "document", columns: ["document"], items: collection.samples.map((sample) => [JSON.stringify(sample)]) }],
  }));
  const held = new Set(collections.map(({ id }) => id));
  const links = documents.flatMap(({ table, references, groups }): NativeLink[] => references.flatMap(({ to, foreignKey, joined }) => {
    if (!held.has(to.id)) return [];
    const copied = groups.some(({ id }) => id === foreignKey.id);
    return [{ from: table.id, to: to.id, label: `${table.columns.find(({ id }) => id === foreignKey.columns[0])?.name ?? ""}${joined ? " (join)" : ""}`, kind: copied ? "copies" as const : "refers" as const }];
  }));
  return { boxes, links };
}
