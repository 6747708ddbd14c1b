import type { AccessPattern, Id, PatternOperation, Schema, Table } from "@/lib/model";
import type { SheetOption } from "@/components/ui/sheet/sheet-column";

/** Words for what is written short in the document. */
export const operationWords: Readonly<Record<PatternOperation, string>> = {
  get: "get", list: "list", search: "search", aggregate: "aggregate", traverse: "traverse", subscribe: "subscribe", insert: "insert", update: "update", delete: "delete",
};
export const operationHints: Readonly<Record<PatternOperation, string>> = {
  get: "one row", list: "several rows", search: "by words in a text", aggregate: "counts and sums", traverse: "along relationships", subscribe: "changes as they come", insert: "new rows", update: "change rows", delete: "remove rows",
};
export const consistencyWords: Readonly<Record<NonNullable<AccessPattern["consistency"]>, string>> = {
  eventual: "eventual", "read-your-writes": "own writes", strong: "strong",
};
export const consistencyHints: Readonly<Record<NonNullable<AccessPattern["consistency"]>, string>> = {
  eventual: "the latest write sooner or later", "read-your-writes": "what the same user wrote", strong: "the latest write of anybody",
};
export const textWords: Readonly<Record<NonNullable<AccessPattern["text"]>, string>> = {
  prefix: "By its exact beginning", relevance: "By words, ranked by relevance", typo: "As people type, with typing errors", logs: "In log lines",
};
export const orderingWords: Readonly<Record<NonNullable<AccessPattern["ordering"]>, string>> = {
  none: "No order", "per key": "In order for each key", global: "In one order for all",
};

export const notSaid: SheetOption = { value: "", label: "not said" };

/** Names of columns and tables by id, and what may be chosen for a pattern: columns of its own table first, then of those it reads along. */
export class Names {
  private readonly tables = new Map<Id, Table>();
  private readonly columns = new Map<Id, { readonly name: string; readonly table: Table }>();
  private readonly cached = new Map<string, readonly SheetOption[]>();

  constructor(private readonly schema: Schema) {
    for (const table of schema.tables) {
      this.tables.set(table.id, table);
      for (const column of table.columns) this.columns.set(column.id, { name: column.name, table });
    }
  }

  table(id: Id): string {
    return this.tables.get(id)?.name ?? "?";
  }

  /** `status`, or `orders.status` where it is another table's than the pattern's own. */
  column(id: Id, own: Id | undefined): string {
    const found = this.columns.get(id);
    return found === undefined ? "?" : found.table.id === own ? found.name : `${found.table.name}.${found.name}`;
  }

  tableOptions(): readonly SheetOption[] {
    return this.remember("tables", () => this.schema.tables.map((table) => ({ value: table.id, label: table.name })));
  }

  columnOptions({ tableId, joins = [], atomicWith = [] }: AccessPattern): readonly SheetOption[] {
    return this.remember(`columns ${tableId ?? ""} ${joins.join(" ")}`, () => {
      const along = [...new Set([...(tableId === undefined ? [] : [tableId]), ...joins, ...atomicWith])].flatMap((id) => this.tables.get(id) ?? []);
      const tables = along.length === 0 ? this.schema.tables : along;
      return tables.flatMap((table) => table.columns.map((column) => ({ value: column.id, label: this.column(column.id, tableId), ...(table.primaryKey?.columns.includes(column.id) === true ? { hint: "key" } : {}) })));
    });
  }

  sortOptions(pattern: AccessPattern): readonly SheetOption[] {
    return this.columnOptions(pattern).flatMap(({ value, label }) => [{ value: `asc ${value}`, label: `${label} ↑`, hint: "first to last" }, { value: `desc ${value}`, label: `${label} ↓`, hint: "last to first" }]);
  }

  private remember(key: string, make: () => readonly SheetOption[]): readonly SheetOption[] {
    const known = this.cached.get(key) ?? make();
    this.cached.set(key, known);
    return known;
  }
}

/** What nobody said of a pattern that would decide something, in words. */
export function gapsOf(pattern: AccessPattern): readonly string[] {
  const reads = !["insert", "update", "delete"].includes(pattern.operation);
  return [
    ...(pattern.tableId === undefined ? ["table"] : []), ...(pattern.rate === undefined ? ["rate now"] : []), ...(pattern.rateInYear === undefined ? ["rate in a year"] : []), ...(pattern.p99 === undefined ? ["p99"] : []),
    ...(pattern.items === undefined ? ["items"] : []), ...(pattern.consistency === undefined && reads ? ["consistency"] : []), ...(pattern.operation === "search" && pattern.text === undefined ? ["how text is searched"] : []),
    ...(pattern.operation === "traverse" && pattern.hops === undefined ? ["steps"] : []), ...(pattern.adHoc === undefined ? ["whether it is known in advance"] : []),
  ];
}
