import * as z from "zod";
import type { CatalogQuery } from "../../target";
import { oid, optionalText, readRows, type Server } from "./rows";

const row = z.object({
  catalog: z.string(), oid, namespace: optionalText, name: z.string(), table: oid.nullish().transform((v) => v ?? undefined),
  definition: z.string(), comment: optionalText,
});
const needyRow = row.extend({ need: optionalText });

/** A further object as a catalog query found it, before references are resolved. */
export interface FoundObject extends z.output<typeof row> {
  readonly kind: string;
  /** Addresses known without pg_depend. */
  readonly needs?: readonly string[];
}

/** Reads the objects of one or a few kinds. */
export type ObjectReader = (query: CatalogQuery, server: Server) => Promise<readonly FoundObject[]>;

/** Runs a query whose columns are catalog, oid, namespace, name, table, definition, comment. */
export async function findObjects(kind: string, query: CatalogQuery, sql: string): Promise<readonly FoundObject[]> {
  return (await readRows(query, row, sql)).map((found) => ({ ...found, kind }));
}

/** The same with a column `need`: addresses of what it needs besides, one a line. */
export async function findNeedyObjects(kind: string, query: CatalogQuery, sql: string): Promise<readonly FoundObject[]> {
  return (await readRows(query, needyRow, sql)).map(({ need, ...found }) => ({ ...found, kind, needs: need === undefined ? [] : need.split("\n") }));
}

/** Joins statements of one definition. */
export const statementSeparator = ";\n";
