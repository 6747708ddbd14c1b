import { writes, type AccessPattern, type Column, type Id, type Schema, type Table } from "../../model";

/** Which patterns use a column, and how; by their names, for the reasons of decisions. */
export interface ColumnUse {
  readonly equality: readonly string[];
  readonly range: readonly string[];
  readonly sort: readonly string[];
  /** Patterns that search words in it. */
  readonly text: readonly AccessPattern[];
}

const unused: ColumnUse = { equality: [], range: [], sort: [], text: [] };

/** What the patterns ask of columns and tables; the one reading of them that search engines share. */
export interface SearchUses {
  column(id: Id): ColumnUse;
  /** Patterns that start from the table and read. */
  readsOf(table: Id): readonly AccessPattern[];
  /** Patterns that start from another table and read this one along. */
  joining(table: Id): readonly AccessPattern[];
  writesOf(table: Id): readonly AccessPattern[];
}

/** Reads the patterns once. Words are searched in every text column of the table (and of those joined) that is no key and not compared for equality by the same pattern. */
export function searchUses(schema: Schema, patterns: readonly AccessPattern[]): SearchUses {
  const uses = new Map<Id, { equality: string[]; range: string[]; sort: string[]; text: AccessPattern[] }>();
  const of = (id: Id): { equality: string[]; range: string[]; sort: string[]; text: AccessPattern[] } => {
    const use = uses.get(id) ?? { equality: [], range: [], sort: [], text: [] };
    uses.set(id, use);
    return use;
  };
  for (const pattern of patterns) {
    if (writes(pattern)) continue;
    const start = schema.tables.find(({ id }) => id === pattern.tableId);
    for (const id of pattern.equality ?? []) {
      of(id).equality.push(pattern.name);
      const own = start === undefined ? id : ownColumn(start, id);
      if (own !== id) of(own).equality.push(pattern.name);
    }
    if (pattern.scope !== undefined) of(pattern.scope).equality.push(pattern.name);
    if (pattern.range !== undefined) of(pattern.range).range.push(pattern.name);
    for (const { column } of pattern.sort ?? []) of(column).sort.push(pattern.name);
    if (pattern.operation !== "search" && pattern.text === undefined) continue;
    const read = new Set([pattern.tableId, ...pattern.joins ?? []]);
    for (const table of schema.tables) {
      if (!read.has(table.id)) continue;
      for (const column of wordColumns(table)) if (pattern.equality?.includes(column.id) !== true) of(column.id).text.push(pattern);
    }
  }
  return {
    column: (id) => uses.get(id) ?? unused,
    readsOf: (table) => patterns.filter((pattern) => pattern.tableId === table && !writes(pattern)),
    joining: (table) => patterns.filter((pattern) => pattern.tableId !== table && pattern.joins?.includes(table) === true && !writes(pattern)),
    writesOf: (table) => patterns.filter((pattern) => pattern.tableId === table && writes(pattern)),
  };
}

/** The column of `table` that holds the same value: its reference to the one that is compared; else the column itself. */
export function ownColumn(table: Table, column: Id): Id {
  for (const { columns, referencedColumns } of table.foreignKeys) {
    const at = referencedColumns.indexOf(column);
    const own = at < 0 ? undefined : columns[at];
    if (own !== undefined && !table.columns.some(({ id }) => id === column)) return own;
  }
  return column;
}

/** Columns whose words can be searched: texts and lists of texts that are no keys. */
export function wordColumns(table: Table): readonly Column[] {
  const keys = new Set([...table.primaryKey?.columns ?? [], ...table.foreignKeys.flatMap(({ columns }) => columns)]);
  return table.columns.filter(({ id, type }) => !keys.has(id) && isText(type));
}

function isText(type: Column["type"]): boolean {
  return type.kind === "text" || type.kind === "string" || (type.kind === "array" && isText(type.of));
}

/** "Find products (50/s)" and so on, at most three, for a reason. */
export function named(patterns: readonly AccessPattern[] | readonly string[]): string {
  const texts = [...new Set(patterns.map((pattern) => (typeof pattern === "string" ? `"${pattern}"` : `"${pattern.name}"${pattern.rate === undefined ? "" : ` (${pattern.rate}/s)`}`)))];
  return texts.length <= 3 ? texts.join(", ") : `${texts.slice(0, 3).join(", ")} and ${texts.length - 3} more`;
}
