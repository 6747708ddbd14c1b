import type { CatalogQuery } from "../target";
import { quote } from "./lexical";

/** One row of sqlite_schema, with the kind PRAGMA table_list gives. */
export interface CatalogEntry {
  readonly kind: "table" | "view" | "virtual" | "index" | "trigger";
  readonly name: string;
  /** Table or view an index or trigger is on. */
  readonly owner: string;
  readonly sql: string;
}

/** A column as the pragma lists it. */
export interface CatalogColumn {
  readonly name: string;
  /** As declared; empty without a type. SQLite itself prints its six standard names in capitals. */
  readonly type: string;
  readonly notNull: boolean;
  readonly default: string | undefined;
  /** 0: ordinary, 1: hidden (virtual tables), 2: generated virtual, 3: generated stored. */
  readonly hidden: number;
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** Everything of the main database in creation order, without SQLite's own tables and the shadow tables of virtual ones. */
export async function readEntries(query: CatalogQuery): Promise<readonly CatalogEntry[]> {
  const kinds = new Map((await query("SELECT name, type FROM pragma_table_list WHERE schema = 'main'")).map((row) => [text(row["name"]), text(row["type"])]));
  const rows = await query("SELECT type, name, tbl_name, sql FROM main.sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid");
  return rows.flatMap((row) => {
    const [type, name, owner] = [text(row["type"]), text(row["name"]), text(row["tbl_name"])];
    const kind = type === "table" && kinds.get(name) === "virtual" ? "virtual" : type;
    if (kinds.get(name) === "shadow" || kinds.get(owner) === "shadow") return [];
    return kind === "table" || kind === "view" || kind === "virtual" || kind === "index" || kind === "trigger"
      ? [{ kind, name, owner, sql: text(row["sql"]) }]
      : [];
  });
}

/** Columns of a table in order. */
export async function readColumns(query: CatalogQuery, table: string): Promise<readonly CatalogColumn[]> {
  return (await query(`PRAGMA main.table_xinfo(${quote(table)})`)).map((row) => ({
    name: text(row["name"]),
    type: text(row["type"]),
    // Drivers differ in number and bigint.
    notNull: Number(row["notnull"]) === 1,
    default: typeof row["dflt_value"] === "string" ? row["dflt_value"] : undefined,
    hidden: Number(row["hidden"]),
  }));
}

/** How many foreign keys the engine sees: a check on the reading of the text. */
export async function countForeignKeys(query: CatalogQuery, table: string): Promise<number> {
  return new Set((await query(`PRAGMA main.foreign_key_list(${quote(table)})`)).map((row) => row["id"])).size;
}
