import * as z from "zod";
import type { CatalogQuery } from "../../target";

/** Conditions and texts the catalog queries share. `c` is pg_class and `n` its pg_namespace where they are used. */
export const userNamespace = String.raw`n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'`;

/** Members of an extension come with CREATE EXTENSION and are not the user's. */
export function notOfExtension(catalog: string, oid: string): string {
  return `NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend e WHERE e.classid = '${catalog}'::regclass AND e.objid = ${oid} AND e.deptype = 'e')`;
}

/** The comment on an object as a scalar subquery. */
export function commentOn(catalog: string, oid: string, sub = "0"): string {
  return `(SELECT description FROM pg_catalog.pg_description WHERE classoid = '${catalog}'::regclass AND objoid = ${oid} AND objsubid = ${sub})`;
}

/** Absent for the default namespace. */
export const namespaceColumn = "nullif(n.nspname, 'public') AS namespace";

export const oid = z.coerce.number();
export const name = z.string();
export const optionalText = z.string().nullish().transform((value) => value ?? undefined);
export const flag = z.boolean();
export const list = z.array(z.string()).nullish().transform((value) => value ?? []);

/** Runs a query, gathered into one JSON value on the engine's side: one value crosses the driver instead of thousands. */
export async function readRows<T extends z.ZodType>(query: CatalogQuery, row: T, sql: string): Promise<readonly z.output<T>[]> {
  const [result] = await query(`SELECT coalesce(json_agg(x), '[]'::json) AS data FROM (${sql}) x`);
  const data = result?.["data"];
  return z.array(row).parse(typeof data === "string" ? JSON.parse(data) : data);
}

/** What a query may use depends on the server's version. */
export interface Server {
  /** server_version_num: 180006. */
  readonly version: number;
}
