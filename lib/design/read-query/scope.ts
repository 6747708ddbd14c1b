import type { Column, Schema, Table } from "../../model";
import type { Node } from "./nodes";

/** A table, or a named query, that names may stand for. */
export interface Source {
  /** What it is called in the statement. */
  readonly alias: string;
  /** Absent: a query of its own, of whose columns nothing is known. */
  readonly table?: Table;
}

/** Names of one query, and of those around it. */
export class Scope {
  readonly sources: Source[] = [];

  constructor(readonly schema: Schema, private readonly outer?: Scope, private readonly queries: ReadonlyMap<string, Table | undefined> = new Map()) {}

  /** A query inside of this one. */
  inner(queries: ReadonlyMap<string, Table | undefined> = new Map()): Scope {
    return new Scope(this.schema, this, queries);
  }

  /** The table that a WITH query begins with, `null` where it has none, undefined for a name that is none. */
  query(name: string): Table | null | undefined {
    const key = name.toLowerCase();
    return this.queries.has(key) ? this.queries.get(key) ?? null : this.outer?.query(name);
  }

  table(name: readonly string[]): Table | undefined {
    const [own, namespace] = name.toReversed();
    const named = this.schema.tables.filter((table) => namespace === undefined || same(table.namespace ?? namespace, namespace));
    return named.find((table) => table.name === own) ?? named.find((table) => same(table.name, own));
  }

  /** The column that names, the last of them its own, stand for. */
  column(names: readonly string[]): { readonly table: Table; readonly column: Column } | undefined {
    const [own, qualifier] = names.toReversed();
    for (const source of this.sources) {
      const matches = qualifier === undefined || same(source.alias, qualifier) || (source.table !== undefined && same(source.table.name, qualifier));
      const column = matches && source.table !== undefined ? columnNamed(source.table, own) : undefined;
      if (column !== undefined && source.table !== undefined) return { table: source.table, column };
    }
    return this.outer?.column(names);
  }

  /** Whether names may stand for a column of a query, of which nothing is known. */
  mayBeOfQuery(names: readonly string[]): boolean {
    const [, qualifier] = names.toReversed();
    return this.sources.some(({ alias, table }) => table === undefined && (qualifier === undefined || same(alias, qualifier))) || this.outer?.mayBeOfQuery(names) === true;
  }
}

function columnNamed(table: Table, name: string | undefined): Column | undefined {
  return table.columns.find((column) => column.name === name) ?? table.columns.find((column) => same(column.name, name));
}

function same(a: string, b: string | undefined): boolean {
  return a.toLowerCase() === b?.toLowerCase();
}

/** Names joined by dots from `at` on, and the index behind them. */
export function pathAt(nodes: readonly Node[], at: number): { readonly names: readonly string[]; readonly after: number } | undefined {
  const names: string[] = [];
  let i = at;
  for (;;) {
    const node = nodes[i];
    if (node?.kind !== "name") return names.length === 0 ? undefined : { names, after: i };
    names.push(node.name);
    if (nodes[i + 1]?.kind !== "dot") return { names, after: i + 1 };
    i += 2;
  }
}
