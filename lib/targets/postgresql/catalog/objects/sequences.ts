import * as z from "zod";
import { qualify, quote } from "../../lexical";
import { sequenceParameters } from "../../sequences";
import type { FoundObject, ObjectReader } from "../found-object";
import { commentOn, flag, name, namespaceColumn, notOfExtension, oid, optionalText, readRows, userNamespace } from "../rows";

const row = z.object({
  oid, namespace: optionalText, name, comment: optionalText, sequence_type: z.string(), start: z.string(), increment: z.string(), minimum: z.string(),
  maximum: z.string(), cache: z.string(), cycle: flag, persistence: z.string(), owner_namespace: optionalText, owner_table: optionalText, owner_column: optionalText,
});

/**
 * Sequences other than those behind identities. OWNED BY is an object of its own ("sequence owner"): a serial column's
 * default needs the sequence, and the ownership needs the column; one object would need itself.
 */
export const sequences: ObjectReader = async (query) => {
  const rows = await readRows(query, row, `SELECT c.oid::int8 AS oid, ${namespaceColumn}, c.relname AS name, ${commentOn("pg_class", "c.oid")} AS comment,
      format_type(q.seqtypid, NULL) AS sequence_type, q.seqstart::text AS start, q.seqincrement::text AS increment, q.seqmin::text AS minimum, q.seqmax::text AS maximum,
      q.seqcache::text AS cache, q.seqcycle AS cycle, c.relpersistence AS persistence,
      nullif(own.nspname, 'public') AS owner_namespace, ot.relname AS owner_table, oa.attname AS owner_column
    FROM pg_catalog.pg_sequence q JOIN pg_catalog.pg_class c ON c.oid = q.seqrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_catalog.pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
    LEFT JOIN pg_catalog.pg_class ot ON ot.oid = d.refobjid LEFT JOIN pg_catalog.pg_namespace own ON own.oid = ot.relnamespace
    LEFT JOIN pg_catalog.pg_attribute oa ON oa.attrelid = d.refobjid AND oa.attnum = d.refobjsubid
    WHERE d.deptype IS DISTINCT FROM 'i' AND ${userNamespace} AND ${notOfExtension("pg_class", "c.oid")} ORDER BY c.oid`);
  return rows.flatMap((s): FoundObject[] => {
    const full = qualify(s.namespace, s.name);
    const parameters = [...(s.sequence_type === "bigint" ? [] : [`AS ${s.sequence_type}`]), ...sequenceParameters(s)];
    const found: FoundObject = {
      kind: "sequence", catalog: "pg_class", oid: s.oid, namespace: s.namespace, name: s.name, table: undefined, comment: s.comment,
      definition: [`CREATE ${s.persistence === "u" ? "UNLOGGED " : ""}SEQUENCE ${full}`, ...parameters].join(" "),
    };
    if (s.owner_table === undefined || s.owner_column === undefined) return [found];
    const column = `${s.owner_namespace === undefined ? "" : `${s.owner_namespace}.`}${s.owner_table}.${s.owner_column}`;
    return [found, {
      kind: "sequence owner", catalog: "", oid: s.oid, namespace: s.namespace, name: s.name, table: undefined, comment: undefined,
      definition: `ALTER SEQUENCE ${full} OWNED BY ${qualify(s.owner_namespace, s.owner_table)}.${quote(s.owner_column)}`,
      needs: [`sequence:${s.namespace === undefined ? "" : `${s.namespace}.`}${s.name}`, `column:${column}`],
    }];
  });
};
