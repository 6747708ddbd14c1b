import type { CatalogQuery } from "../target";
import { quote } from "./lexical";

/** Rows of a catalog query by position, whatever the server calls its columns. */
export async function rows(query: CatalogQuery, sql: string): Promise<readonly (readonly string[])[]> {
  return (await query(sql)).map((row) => Object.values(row).map(text));
}

/** One value of one row by the name of its column. */
export async function showCreate(query: CatalogQuery, what: string, name: string, column: string): Promise<string | undefined> {
  const [row] = await query(`SHOW CREATE ${what} ${quote(name)}`);
  const key = Object.keys(row ?? {}).find((candidate) => candidate.toLowerCase() === column.toLowerCase());
  const value = key === undefined ? undefined : row?.[key];
  return value === null || value === undefined ? undefined : text(value);
}

function text(value: unknown): string {
  if (value instanceof Uint8Array) return new TextDecoder().decode(value);
  if (value instanceof Date) return value.toISOString();
  return value === null || value === undefined ? "" : String(value);
}
