import type { DiagramInput } from "../export/diagram/input";
import type { Column, ColumnType, Id, Schema, Table } from "../model";
import type { Design, Group, Note, Point } from "./design";

/** Where the server has the script that draws it (components/canvas/first-picture). */
export const firstPictureScript = "/first-picture.js";

/**
 * What the diagram of a design is drawn from, and nothing else: names, types as text, keys and places. A browser draws it
 * before it has the document, which is some forty times larger. Short names and positions in lists: it travels as JSON.
 */
export interface FirstPicture {
  readonly tables: readonly PictureTable[];
  readonly enums: readonly { readonly name: string; readonly ns?: string; readonly values: readonly string[] }[];
  readonly groups: readonly Group[];
  readonly notes: readonly Note[];
}

/** Columns and tables are named by their places in the lists. */
interface PictureTable {
  readonly name: string;
  readonly ns?: string;
  readonly at?: readonly [x: number, y: number];
  /** Id of the group it is in. */
  readonly group?: Id;
  readonly cols: readonly (readonly [name: string, type: string, nullable: 0 | 1])[];
  readonly pk?: readonly number[];
  readonly uniques?: readonly (readonly number[])[];
  /** Parts that are expressions are -1. */
  readonly indexes?: readonly (readonly [unique: 0 | 1, partial: 0 | 1, columns: readonly number[]])[];
  /** The key's id decides in which lane its edge runs. */
  readonly fks?: readonly (readonly [id: Id, columns: readonly number[], table: number, refColumns: readonly number[], matchFull: 0 | 1])[];
}

/** The first picture of a design; `typeText` gives a type in the words of the design's target. */
export function firstPictureOf({ schema, layout }: Pick<Design, "schema" | "layout">, typeText: (type: ColumnType) => string): FirstPicture {
  const places = new Map(schema.tables.map((table, i) => [table.id, { at: i, columns: new Map(table.columns.map((column, j) => [column.id, j])) }]));
  const tableOf = (table: Table): PictureTable => {
    const own = places.get(table.id)?.columns;
    const columns = (ids: readonly (Id | undefined)[], of = own) => ids.map((id) => (id === undefined ? -1 : of?.get(id) ?? -1));
    const at = layout.positions.get(table.id), group = layout.groupOf.get(table.id);
    return {
      name: table.name, ...(table.namespace === undefined ? {} : { ns: table.namespace }),
      ...(at === undefined ? {} : { at: [at.x, at.y] }), ...(group === undefined ? {} : { group }),
      cols: table.columns.map((column) => [column.name, typeText(column.type), column.nullable ? 1 : 0] as const),
      ...(table.primaryKey === undefined ? {} : { pk: columns(table.primaryKey.columns) }),
      ...(table.uniques.length === 0 ? {} : { uniques: table.uniques.map((key) => columns(key.columns)) }),
      ...(table.indexes.length === 0 ? {} : {
        indexes: table.indexes.map((index) => [index.unique ? 1 : 0, index.where === undefined ? 0 : 1, columns(index.parts.map((part) => part.column))] as const),
      }),
      ...(table.foreignKeys.length === 0 ? {} : {
        fks: table.foreignKeys.map((key) => {
          const target = places.get(key.referencedTable);
          return [key.id, columns(key.columns), target?.at ?? -1, columns(key.referencedColumns, target?.columns), key.match === "full" ? 1 : 0] as const;
        }),
      }),
    };
  };
  return {
    tables: schema.tables.map(tableOf),
    enums: schema.enums.map(({ name, namespace, values }) => ({ name, ...(namespace === undefined ? {} : { ns: namespace }), values })),
    groups: layout.groups, notes: layout.notes,
  };
}

/** What a scene is built from: cards and edges come out as they do of the design itself. */
export function inputOfFirstPicture(picture: FirstPicture): DiagramInput {
  const positions = new Map<Id, Point>(), groupOf = new Map<Id, Id>();
  picture.tables.forEach(({ at, group }, i) => {
    if (at !== undefined) positions.set(tableId(i), { x: at[0], y: at[1] });
    if (group !== undefined) groupOf.set(tableId(i), group);
  });
  const schema: Schema = {
    tables: picture.tables.map(tableFrom), objects: [],
    enums: picture.enums.map(({ name, ns, values }, i) => ({ id: `e${i}`, name, ...(ns === undefined ? {} : { namespace: ns }), values })),
  };
  return { schema, positions, groups: picture.groups, groupOf, notes: picture.notes };
}

const tableId = (at: number): Id => `t${at}`;
const columnId = (at: number): Id => `c${at}`;

function tableFrom(table: PictureTable, i: number): Table {
  const id = tableId(i);
  return {
    id, name: table.name, ...(table.ns === undefined ? {} : { namespace: table.ns }),
    columns: table.cols.map(([name, text, nullable], j): Column => ({ id: columnId(j), name, type: { kind: "native", text }, nullable: nullable === 1 })),
    ...(table.pk === undefined ? {} : { primaryKey: { id: `${id}p`, columns: table.pk.map(columnId) } }),
    uniques: (table.uniques ?? []).map((columns, j) => ({ id: `${id}u${j}`, columns: columns.map(columnId) })),
    foreignKeys: (table.fks ?? []).map(([keyId, columns, target, refColumns, matchFull]) => ({
      id: keyId, columns: columns.map(columnId), referencedTable: tableId(target), referencedColumns: refColumns.map(columnId),
      onDelete: "no action", onUpdate: "no action", ...(matchFull === 1 ? { match: "full" } : {}),
    })),
    checks: [], options: {},
    indexes: (table.indexes ?? []).map(([unique, partial, columns], j) => ({
      id: `${id}i${j}`, name: "", unique: unique === 1, ...(partial === 1 ? { where: "partial" } : {}),
      parts: columns.map((at) => (at < 0 ? { expression: "expression" } : { column: columnId(at) })),
    })),
  };
}
