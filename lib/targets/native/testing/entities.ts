import type { AccessPattern, Column, ColumnType, ForeignKey, Id, Index, ReferentialAction, Schema, Table, TableLoad } from "../../../model";

/** A short way to write entities for tests: ids are names (`orders`, `orders.total`), so that the same name in two versions is the same thing. */
export interface EntitySpec {
  readonly columns: Readonly<Record<string, ColumnSpec>>;
  /** Absent: `id`. */
  readonly key?: readonly string[];
  readonly uniques?: readonly (readonly string[])[];
  readonly checks?: readonly string[];
  readonly indexes?: readonly (readonly string[])[];
  readonly comment?: string;
  readonly load?: TableLoad;
}

export interface ColumnSpec {
  readonly type: ColumnType;
  readonly nullable?: true;
  readonly default?: string;
  /** `users` (its `id`), and what happens when it goes. */
  readonly references?: readonly [table: string, onDelete: ReferentialAction];
  /** The id of the column where the name has changed since: `products.title`. */
  readonly was?: Id;
}

export interface Entities {
  readonly schema: Schema;
  readonly loads: ReadonlyMap<Id, TableLoad>;
  readonly patterns: readonly AccessPattern[];
}

export function entities(specs: Readonly<Record<string, EntitySpec>>, enums: Readonly<Record<string, readonly string[]>>, patterns: readonly AccessPattern[]): Entities {
  const idOf = (table: string, column: string): Id => specs[table]?.columns[column]?.was ?? `${table}.${column}`;
  const tables = Object.entries(specs).map(([name, spec]): Table => {
    const id = (column: string): Id => idOf(name, column);
    const columns = Object.entries(spec.columns).map(([column, { type, nullable, default: value }]): Column => ({ id: id(column), name: column, type, nullable: nullable === true, ...(value === undefined ? {} : { default: value }) }));
    const foreignKeys = Object.entries(spec.columns).flatMap(([column, { references }]): ForeignKey[] => (references === undefined ? [] : [{
      id: `${id(column)}.fk`, columns: [id(column)], referencedTable: references[0], referencedColumns: [idOf(references[0], "id")], onDelete: references[1], onUpdate: "no action",
    }]));
    const indexes = (spec.indexes ?? []).map((parts): Index => ({ id: `${name}.index.${parts.join(".")}`, name: `${name}_${parts.join("_").replaceAll(" ", "_")}_idx`, unique: false, parts: parts.map((part) => {
      const [column = part, order] = part.split(" ");
      return { column: id(column), ...(order === "desc" ? { order: "desc" as const } : {}) };
    }) }));
    return {
      id: name, name, ...(spec.comment === undefined ? {} : { comment: spec.comment }), columns, primaryKey: { id: `${name}.pk`, columns: (spec.key ?? ["id"]).map(id) },
      uniques: (spec.uniques ?? []).map((columns) => ({ id: `${name}.unique.${columns.join(".")}`, columns: columns.map(id) })), foreignKeys,
      checks: (spec.checks ?? []).map((expression, i) => ({ id: `${name}.check.${i}`, expression })), indexes, options: {},
    };
  });
  return {
    schema: { tables, enums: Object.entries(enums).map(([name, values]) => ({ id: `enum.${name}`, name, values })), objects: [] },
    loads: new Map(Object.entries(specs).flatMap(([name, { load }]) => (load === undefined ? [] : [[name, load] as const]))), patterns,
  };
}

/** With names for keys and checks, as they have in designs for SQL. */
export function withNames({ schema, ...rest }: Entities): Entities {
  return { ...rest, schema: { ...schema, tables: schema.tables.map((table) => ({
    ...table, ...(table.primaryKey === undefined ? {} : { primaryKey: { ...table.primaryKey, name: `${table.name}_pkey` } }),
    uniques: table.uniques.map((key, i) => ({ ...key, name: `${table.name}_${i}_key` })), checks: table.checks.map((check, i) => ({ ...check, name: `${table.name}_${i}_check` })),
    foreignKeys: table.foreignKeys.map((key, i) => ({ ...key, name: `${table.name}_${i}_fkey` })),
  })) } };
}
