import type { Column, ForeignKey, Id, Index, Schema, Table, UniqueKey } from "../../../model";
import type { DiagramInput, DiagramPoint } from "../input";

/** A column for tests; nullable only where asked. */
export function column(id: Id, name: string, options: Partial<Column> = {}): Column {
  return { id, name, type: { kind: "int64" }, nullable: false, ...options };
}

/** A table for tests with a primary key on its first column. */
export function table(id: Id, name: string, columns: readonly Column[], options: Partial<Table> = {}): Table {
  const first = columns[0];
  return {
    id, name, columns, uniques: [], foreignKeys: [], checks: [], indexes: [], options: {},
    ...(first === undefined ? {} : { primaryKey: { id: `${id}-pk`, columns: [first.id] } }), ...options,
  };
}

/** A foreign key for tests. */
export function foreignKey(id: Id, columns: readonly Id[], referencedTable: Id, referencedColumns: readonly Id[], options: Partial<ForeignKey> = {}): ForeignKey {
  return { id, columns, referencedTable, referencedColumns, onDelete: "no action", onUpdate: "no action", ...options };
}

/** A unique key for tests. */
export function unique(id: Id, columns: readonly Id[]): UniqueKey {
  return { id, columns };
}

/** An index for tests. */
export function index(id: Id, columns: readonly Id[], options: Partial<Index> = {}): Index {
  return { id, name: id, unique: false, parts: columns.map((c) => ({ column: c })), ...options };
}

/** A diagram input for tests: no groups, no notes. */
export function input(tables: readonly Table[], positions: Readonly<Record<Id, readonly [number, number]>> = {}, more: Partial<DiagramInput> = {}): DiagramInput {
  const schema: Schema = { tables, enums: [], objects: [] };
  const at = new Map<Id, DiagramPoint>(Object.entries(positions).map(([id, [x, y]]) => [id, { x, y }]));
  return { schema, positions: at, groups: [], groupOf: new Map(), notes: [], ...more };
}

/** `count` tables of ten columns, each referencing one or two of the tables before it, on a grid. For size tests and measurements. */
export function manyTables(count: number): DiagramInput {
  const perRow = Math.ceil(Math.sqrt(count * 1.6));
  const tables: Table[] = [], positions: Record<Id, readonly [number, number]> = {};
  for (let i = 0; i < count; i++) {
    const id = `t${i}`;
    const columns = [column(`${id}c0`, "id"), ...Array.from({ length: 9 }, (_, k) => column(`${id}c${k + 1}`, `column_${i}_${k + 1}`, {
      nullable: k % 3 === 0, type: k % 2 === 0 ? { kind: "int64" } : { kind: "timestamptz" },
    }))];
    const near = i - 1 - (i * 7) % 5, far = (i * 31) % Math.max(1, i);
    const keys = i === 0 ? [] : [
      foreignKey(`${id}f1`, [`${id}c1`], `t${Math.max(0, near)}`, [`t${Math.max(0, near)}c0`]),
      ...(i % 2 === 0 ? [foreignKey(`${id}f2`, [`${id}c3`], `t${i % 10 === 0 ? far : Math.max(0, i - perRow)}`, [`t${i % 10 === 0 ? far : Math.max(0, i - perRow)}c0`])] : []),
    ];
    tables.push(table(id, `table_number_${i}`, columns, { foreignKeys: keys }));
    positions[id] = [(i % perRow) * 360, Math.floor(i / perRow) * 360];
  }
  return input(tables, positions);
}
