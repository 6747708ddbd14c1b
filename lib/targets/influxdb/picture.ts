import type { NativeBox, NativePicture } from "../native/native";
import { tableName, type Edition, type InModel } from "./model";

/** Tables with tags and fields, and points as they are written. */
export function pictureOf({ tables }: InModel, edition: Edition): NativePicture {
  return {
    links: [],
    boxes: tables.map((table): NativeBox => ({
      id: table.id, kind: edition.three ? "table" : "measurement", title: tableName(table), subtitle: `${edition.three ? "database" : "bucket"} ${table.database}, ${table.retention === null ? "kept for ever" : `kept for ${table.retention} days`}`, tables: [table.id],
      rows: [
        { depth: 0, name: "time", type: "timestamp", marks: ["key"], column: table.time },
        ...table.columns.map(({ name, role, type, column, retired }) => ({ depth: 0, name, type: role === "tag" ? "tag" : type, marks: [...(role === "tag" ? ["tag", "key"] : ["field"]), ...(retired ? ["no longer written"] : [])], ...(column === undefined || retired ? {} : { column }) })),
      ],
      parts: [
        { kind: "retention", title: "Retention", detail: table.retention === null ? "none" : `${table.retention}d, of the ${edition.retention}` },
        ...(table.downsample === undefined ? [] : [{ kind: "task", title: "Counted up", detail: `every ${table.downsample.seconds} seconds, into ${tableName(table)}_${table.downsample.seconds}s` }]),
      ],
      samples: [{ facet: "line protocol", columns: ["point"], items: table.samples.map((line) => [line]) }],
    })),
  };
}
