import { writes, type AccessPattern, type Column, type ColumnType, type ForeignKey, type Id, type Schema, type Table } from "../../model";
import type { NativeInput } from "./native";

/** What the rules look at, looked up once. */
export class Situation {
  readonly tables: ReadonlyMap<Id, Table>;
  readonly columns: ReadonlyMap<Id, { readonly table: Table; readonly column: Column }>;
  constructor(readonly input: NativeInput) {
    this.tables = new Map(input.schema.tables.map((table) => [table.id, table]));
    this.columns = new Map(input.schema.tables.flatMap((table) => table.columns.map((column) => [column.id, { table, column }] as const)));
  }

  get schema(): Schema {
    return this.input.schema;
  }

  table(id: Id): Table | undefined {
    return this.tables.get(id);
  }

  column(id: Id | undefined): Column | undefined {
    return id === undefined ? undefined : this.columns.get(id)?.column;
  }

  /** The name of a table for sentences. */
  name(id: Id): string {
    return this.tables.get(id)?.name ?? id;
  }

  reads(): readonly AccessPattern[] {
    return this.input.patterns.filter((pattern) => !writes(pattern));
  }

  writesTo(table: Id): readonly AccessPattern[] {
    return this.input.patterns.filter((pattern) => writes(pattern) && pattern.tableId === table);
  }

  /** Foreign keys of a table whose row exists only beside another one: every column required, to another table. */
  owners(table: Table): readonly ForeignKey[] {
    const required = (id: Id): boolean => table.columns.some((column) => column.id === id && !column.nullable);
    return table.foreignKeys.filter((key) => key.referencedTable !== table.id && this.tables.has(key.referencedTable) && key.columns.length > 0 && key.columns.every(required) && key.referencedColumns.every((id) => this.columns.has(id)));
  }

  /** At most one row per parent: the key's columns are unique. */
  isOneToOne(table: Table, key: ForeignKey): boolean {
    const wanted = [...key.columns].toSorted().join("\n");
    return [table.primaryKey?.columns, ...table.uniques.map(({ columns }) => columns)].some((columns) => columns !== undefined && [...columns].toSorted().join("\n") === wanted);
  }

  /** Whether a row is nothing but a pair: its primary key consists of two or more foreign keys. */
  isJunction(table: Table): boolean {
    const key = table.primaryKey?.columns ?? [];
    const inKey = table.foreignKeys.filter(({ columns }) => columns.length > 0 && columns.every((id) => key.includes(id)));
    const covered = new Set(inKey.flatMap(({ columns }) => columns));
    return inKey.length > 1 && key.length > 0 && key.every((id) => covered.has(id));
  }

  /** Bytes of a typical row, from its columns or as the team said. */
  rowBytes(table: Table): number {
    return this.input.loads.get(table.id)?.itemBytes ?? table.columns.reduce((sum, { name, type }) => sum + name.length + 2 + typicalBytes(type), 16);
  }
}

function typicalBytes(type: ColumnType): number {
  switch (type.kind) {
    case "uuid": return 21;
    case "text": return 400;
    case "string": return 8 + Math.min(type.length ?? 100, 100);
    case "char": return 8 + type.length;
    case "decimal": return 16;
    case "json": return 600;
    case "bytes": return 1000;
    case "array": return 8 + 10 * typicalBytes(type.of);
    case "vector": return 8 + 11 * type.dimensions;
    case "native": return 100;
    default: return 8;
  }
}

/** Whether a column's type is a moment that can expire or be a time series' time. */
export function isMoment(type: ColumnType): boolean {
  return type.kind === "timestamp" || type.kind === "timestamptz" || type.kind === "date";
}

/** The number with a noun, whatever its plural. */
export function number(n: number): string {
  return n.toLocaleString("en");
}
