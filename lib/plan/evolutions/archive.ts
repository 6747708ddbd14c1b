import type { Column, Id, Schema, Table } from "../../model";
import { tableOf, withoutTable } from "../running-schema";
import type { CourseGround, PhaseDraft, Segment } from "./course";
import { columnById, sqlName } from "./records";

/** What is kept: columns of a table's rows under their key. */
export interface ArchiveSpec {
  readonly name: string;
  readonly table: Id;
  readonly columns: readonly Id[];
  readonly key: readonly Id[];
  /** Which rows; absent: all. A predicate over the table's columns. */
  readonly where?: string;
  /** Keep the values as text: their type changes. */
  readonly asText?: boolean;
}

/** A table that keeps values which a contract phase takes away, so that down has them. */
export interface Archive {
  readonly table: { readonly id: Id; readonly name: string };
  readonly segments: readonly Segment[];
}

/** The segments that make and fill an archive; down drops it after its values were put back. */
export function archiveOf(spec: ArchiveSpec, { target, sync }: CourseGround): Archive {
  const id = `archive ${spec.name}`;
  const archive = (schema: Schema): Table => {
    const source = tableOf(schema, spec.table);
    const plain = ({ default: _, identity: __, generated: ___, comment: ____, ...column }: Column, nullable: boolean): Column => ({ ...column, id: `${id} ${column.id}`, nullable });
    const kept = spec.columns.filter((column) => !spec.key.includes(column));
    return {
      id, name: spec.name, ...(source.namespace === undefined ? {} : { namespace: source.namespace }),
      columns: [...spec.key.map((column) => plain(columnById(source, column), false)), ...kept.map((column) => ({ ...plain(columnById(source, column), true), ...(spec.asText === true ? { type: { kind: "text" as const } } : {}) }))],
      primaryKey: { id: `${id} key`, columns: spec.key.map((column) => `${id} ${column}`) }, uniques: [], foreignKeys: [], checks: [], indexes: [], options: {},
    };
  };
  const filling = (schema: Schema): string => {
    const source = tableOf(schema, spec.table);
    const made = tableOf(schema, id);
    const columns = made.columns.map((column) => target.quote(column.name));
    const values = spec.asText === true ? columns.map((name, at) => (at < spec.key.length ? name : sync.convert(name, { kind: "text" }, schema))) : columns;
    return `INSERT INTO ${sqlName(made, target)} (${columns.join(", ")}) SELECT ${values.join(", ")} FROM ${sqlName(source, target)}${spec.where === undefined ? "" : ` WHERE ${spec.where}`}`;
  };
  return {
    table: { id, name: spec.name },
    segments: [
      { kind: "shape", change: (schema) => ({ ...schema, tables: [...schema.tables, archive(schema)] }), reversibility: { kind: "lossless" } },
      { kind: "data", title: `Keep the values in ${spec.name}`, up: (schema) => [{ sql: filling(schema) }], down: () => [] },
    ],
  };
}

/** The last two phases where values were kept: say that they are not needed any more, and drop them for good. */
export function dropArchive(archive: Archive["table"], suffix: string): PhaseDraft[] {
  const runs = { old: false, new: true };
  return [
    {
      id: `release-archive${suffix}`, kind: "switch code", title: `Give up ${archive.name}`, runs, segments: [],
      explanation: `${archive.name} keeps the values that the way back needs. Wait until nobody will want to go back.`,
      checkpoint: { confirm: `The values kept in ${archive.name} are not needed any more.`, application: ["Nothing: the application does not know the archive."] },
    },
    {
      id: `drop-archive${suffix}`, kind: "contract", title: `Drop ${archive.name}`, runs,
      explanation: "The kept values go for good; from here the phases before cannot bring them back.",
      segments: [{ kind: "shape", change: (schema) => withoutTable(schema, archive.id), reversibility: { kind: "irreversible", why: `the values kept in ${archive.name} are gone` } }],
    },
  ];
}
