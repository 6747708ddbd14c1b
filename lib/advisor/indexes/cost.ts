import type { AccessPattern, Column, Id, Index, Table, TableLoad } from "../../model";
import type { BtreeStorage } from "../../targets/target";
import { rowSize } from "../row-size";
import type { IndexCost } from "./index-advice";
import { queryFacts } from "./query-facts";

/** Bytes of pages for rows of a table itself, above the bytes of its columns. */
const rowHeader = 28;

/** Pages that a table's rows take, by the rows said to be there (the more of now and in a year); undefined where nobody said. */
export function tablePages(table: Table, load: TableLoad | undefined, storage: BtreeStorage | undefined): number | undefined {
  const rows = rowsOf(load);
  return rows === undefined ? undefined : Math.ceil((rows * ((load?.itemBytes ?? rowSize(table).typical) + rowHeader)) / (storage?.pageBytes ?? 8192));
}

/** The more of the rows now and in a year. */
export function rowsOf(load: TableLoad | undefined): number | undefined {
  return load?.rows === undefined && load?.rowsInYear === undefined ? undefined : Math.max(load.rows ?? 0, load.rowsInYear ?? 0);
}

/** What an index costs: entries written per second by the patterns' rates, and bytes by the target's rule. */
export function indexCost(index: Index, table: Table, load: TableLoad | undefined, patterns: readonly AccessPattern[], storage: BtreeStorage | undefined): IndexCost {
  const named = indexedColumns(index, table);
  let entriesPerSecond = 0;
  let unknownRates = false;
  for (const pattern of patterns) {
    if (pattern.tableId !== table.id || (pattern.operation !== "insert" && pattern.operation !== "update")) continue;
    if (pattern.operation === "update") {
      const { sets } = queryFacts(pattern.query, [table]);
      // An update that changes none of its columns leaves the index alone (PostgreSQL: as long as the new version fits the page).
      if (sets !== undefined && !sets.some((id) => named.has(id))) continue;
    }
    if (pattern.rate === undefined) unknownRates = true;
    else entriesPerSecond += pattern.rate * (pattern.items ?? 1);
  }
  return { entriesPerSecond, unknownRates, bytes: indexBytes(index, table, load, storage) };
}

/** Columns whose change changes the index. */
function indexedColumns(index: Index, table: Table): ReadonlySet<Id> {
  const texts = [...index.parts.flatMap(({ expression }) => expression ?? []), index.where ?? ""].join(" ").toLowerCase();
  return new Set([...index.parts.flatMap(({ column }) => column ?? []), ...index.include ?? [], ...table.columns.filter(({ name }) => texts.includes(name.toLowerCase())).map(({ id }) => id)]);
}

function indexBytes(index: Index, table: Table, load: TableLoad | undefined, storage: BtreeStorage | undefined): number | undefined {
  const rows = rowsOf(load);
  if (rows === undefined || storage === undefined) return undefined;
  const column = (id: Id | undefined): readonly Column[] => table.columns.filter((each) => each.id === id);
  const width = (columns: readonly Column[]): number => rowSize({ columns }).typical;
  const about = [...indexedColumns({ ...index, include: [], where: "" }, table)].flatMap(column);
  if (index.method === "brin") return Math.max(1, Math.ceil(((tablePages(table, load, storage) ?? 0) / 128) * 24 / storage.pageBytes)) * storage.pageBytes;
  // Inverted: a posting of some six bytes for each word or trigram, a word taking about six letters and a trigram one.
  if (index.method === "gin" || index.method === "fulltext") return Math.ceil(rows * width(about) * (index.parts.some(({ operatorClass }) => operatorClass?.includes("trgm") === true) ? 3 : 1));
  const key = width(index.parts.flatMap((part) => (part.column === undefined ? table.columns.filter(({ name }) => part.expression?.toLowerCase().includes(name.toLowerCase()) === true).slice(0, 1) : column(part.column)))) + width((index.include ?? []).flatMap(column));
  const primary = storage.carriesPrimaryKey === true ? width((table.primaryKey?.columns ?? []).flatMap(column)) : 0;
  const entry = Math.ceil((key + primary) / storage.align) * storage.align + storage.entryBytes;
  const pages = Math.ceil((rows * entry) / (storage.pageBytes * storage.fill));
  return Math.max(1, pages) * storage.pageBytes;
}
