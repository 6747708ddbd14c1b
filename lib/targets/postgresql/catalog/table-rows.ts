import * as z from "zod";
import type { CatalogQuery } from "../../target";
import { commentOn, flag, list, name, namespaceColumn, notOfExtension, oid, optionalText, readRows, userNamespace, type Server } from "./rows";

const tableRow = z.object({
  oid, namespace: optionalText, name, kind: z.string(), comment: optionalText, persistence: z.string(), parameters: list,
  row_security: flag, force_row_security: flag, replica_identity: z.string(), replica_index: optionalText, partition_by: optionalText,
  is_partition: flag, bound: optionalText, parents: list, of_type: optionalText, access_method: optionalText,
});
export type TableRow = z.output<typeof tableRow>;

/** Ordinary and partitioned tables of the user's namespaces, oldest first. */
export function readTables(query: CatalogQuery): Promise<readonly TableRow[]> {
  return readRows(query, tableRow, `SELECT c.oid::int8 AS oid, ${namespaceColumn}, c.relname AS name, c.relkind AS kind,
      ${commentOn("pg_class", "c.oid")} AS comment, c.relpersistence AS persistence,
      c.reloptions || (SELECT array_agg('toast.' || o) FROM pg_catalog.pg_class toast, unnest(toast.reloptions) o WHERE toast.oid = c.reltoastrelid) AS parameters,
      c.relrowsecurity AS row_security, c.relforcerowsecurity AS force_row_security, c.relreplident AS replica_identity,
      CASE WHEN c.relreplident = 'i' THEN (SELECT ic.relname FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid WHERE i.indrelid = c.oid AND i.indisreplident) END AS replica_index,
      CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END AS partition_by,
      c.relispartition AS is_partition, pg_get_expr(c.relpartbound, c.oid) AS bound,
      (SELECT array_agg(inhparent::regclass::text ORDER BY inhseqno) FROM pg_catalog.pg_inherits WHERE inhrelid = c.oid) AS parents,
      CASE WHEN c.reloftype <> 0 THEN c.reloftype::regtype::text END AS of_type,
      CASE WHEN c.relkind = 'r' AND am.amname <> 'heap' THEN am.amname END AS access_method
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_catalog.pg_am am ON am.oid = c.relam
    WHERE c.relkind IN ('r', 'p') AND ${userNamespace} AND ${notOfExtension("pg_class", "c.oid")}
    ORDER BY c.oid`);
}

const columnRow = z.object({
  table: oid, number: z.number(), name, type: z.string(), not_null: flag, expression: optionalText, generated: z.string(),
  collation: optionalText, storage: optionalText, compression: optionalText, statistics: optionalText, attributes: optionalText,
  comment: optionalText, identity: z.string(), sequence: optionalText, sequence_type: optionalText, start: optionalText,
  increment: optionalText, minimum: optionalText, maximum: optionalText, cache: optionalText, cycle: flag.nullish(), sequence_persistence: optionalText,
  not_null_name: optionalText, not_null_valid: flag.nullish(), not_null_inherited: flag.nullish(), not_null_comment: optionalText,
});
export type ColumnRow = z.output<typeof columnRow>;

/** Columns in table order, with the sequence behind an identity. */
export function readColumns(query: CatalogQuery, server: Server): Promise<readonly ColumnRow[]> {
  const notNull = server.version < 180000 ? "" : `LEFT JOIN LATERAL (SELECT nn.conname AS not_null_name, nn.convalidated AS not_null_valid, NOT nn.connoinherit AS not_null_inherited, ${commentOn("pg_constraint", "nn.oid")} AS not_null_comment
      FROM pg_catalog.pg_constraint nn WHERE nn.conrelid = a.attrelid AND nn.contype = 'n' AND nn.conislocal AND nn.conkey = ARRAY[a.attnum]) nn ON a.attnotnull`;
  return readRows(query, columnRow, `SELECT a.attrelid::int8 AS table, a.attnum AS number, a.attname AS name,
      format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull AS not_null,
      CASE WHEN a.atthasdef THEN (SELECT pg_get_expr(d.adbin, d.adrelid) FROM pg_catalog.pg_attrdef d WHERE d.adrelid = a.attrelid AND d.adnum = a.attnum) END AS expression,
      a.attgenerated AS generated,
      CASE WHEN a.attcollation <> 0 AND a.attcollation <> t.typcollation THEN (${collationName("a.attcollation")}) END AS collation,
      CASE WHEN a.attstorage <> t.typstorage THEN CASE a.attstorage WHEN 'p' THEN 'plain' WHEN 'e' THEN 'external' WHEN 'm' THEN 'main' ELSE 'extended' END END AS storage,
      CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END AS compression,
      CASE WHEN a.attstattarget >= 0 THEN a.attstattarget::text END AS statistics,
      array_to_string(a.attoptions, ', ') AS attributes,
      dsc.description AS comment, a.attidentity AS identity, s.*${notNull === "" ? "" : ", nn.*"}
    FROM pg_catalog.pg_attribute a
    JOIN pg_catalog.pg_class c ON c.oid = a.attrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
    LEFT JOIN pg_catalog.pg_description dsc ON dsc.classoid = 'pg_class'::regclass AND dsc.objoid = a.attrelid AND dsc.objsubid = a.attnum
    LEFT JOIN LATERAL (SELECT sc.relname AS sequence, format_type(q.seqtypid, NULL) AS sequence_type, q.seqstart::text AS start, q.seqincrement::text AS increment,
        q.seqmin::text AS minimum, q.seqmax::text AS maximum, q.seqcache::text AS cache, q.seqcycle AS cycle, sc.relpersistence AS sequence_persistence
      FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_sequence q ON q.seqrelid = d.objid JOIN pg_catalog.pg_class sc ON sc.oid = d.objid
      WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.refobjid = a.attrelid AND d.refobjsubid = a.attnum AND d.deptype = 'i'
    ) s ON a.attidentity <> '' ${notNull}
    WHERE c.relkind IN ('r', 'p') AND ${userNamespace} AND a.attnum > 0 AND NOT a.attisdropped
    ORDER BY a.attrelid, a.attnum`);
}

/** A collation as the model names it: bare when visible, else quoted with its namespace. */
export function collationName(expression: string): string {
  return `SELECT CASE WHEN pg_collation_is_visible(co.oid) THEN co.collname ELSE format('%I.%I', cn.nspname, co.collname) END
    FROM pg_catalog.pg_collation co JOIN pg_catalog.pg_namespace cn ON cn.oid = co.collnamespace WHERE co.oid = ${expression}`;
}

const constraintRow = z.object({
  oid, table: oid, name, kind: z.string(), columns: z.array(z.number()).nullish(), referenced_table: oid.nullish(), referenced_columns: z.array(z.number()).nullish(),
  on_delete: z.string(), on_update: z.string(), match: z.string(), deferrable: flag, deferred: flag, validated: flag, no_inherit: flag,
  expression: optionalText, definition: z.string(), comment: optionalText, index_columns: z.array(z.number()).nullish(), key_columns: z.number().nullish(),
  nulls_not_distinct: flag.nullish(), period: flag.nullish(), enforced: flag.nullish(), set_columns: z.array(z.number()).nullish(), index: optionalText, index_parameters: list,
});
export type ConstraintRow = z.output<typeof constraintRow>;

/** Keys, references, checks and exclusions of the table itself. What comes from a parent is the parent's, also where the table says it too: no statement takes that back. */
export function readConstraints(query: CatalogQuery, server: Server): Promise<readonly ConstraintRow[]> {
  const since = (version: number, expression: string): string => (server.version >= version ? expression : "NULL");
  return readRows(query, constraintRow, `SELECT con.oid::int8 AS oid, con.conrelid::int8 AS table, con.conname AS name, con.contype AS kind, con.conkey AS columns,
      con.confrelid::int8 AS referenced_table, con.confkey AS referenced_columns, con.confdeltype AS on_delete, con.confupdtype AS on_update,
      con.confmatchtype AS match, con.condeferrable AS deferrable, con.condeferred AS deferred, con.convalidated AS validated, con.connoinherit AS no_inherit,
      CASE WHEN con.contype = 'c' THEN pg_get_expr(con.conbin, con.conrelid) END AS expression, pg_get_constraintdef(con.oid) AS definition,
      ${commentOn("pg_constraint", "con.oid")} AS comment, i.indkey::int2[] AS index_columns, i.indnkeyatts AS key_columns,
      ${since(150000, "i.indnullsnotdistinct")} AS nulls_not_distinct, ${since(180000, "con.conperiod")} AS period,
      ${since(180000, "con.conenforced")} AS enforced, ${since(150000, "con.confdelsetcols")} AS set_columns,
      ic.relname AS index, ic.reloptions AS index_parameters
    FROM pg_catalog.pg_constraint con
    JOIN pg_catalog.pg_class c ON c.oid = con.conrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = con.conindid AND con.contype IN ('p', 'u', 'x')
    LEFT JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid
    WHERE con.contype IN ('p', 'u', 'f', 'c', 'x') AND con.conparentid = 0 AND con.coninhcount = 0 AND ${userNamespace}
      AND c.relkind IN ('r', 'p') AND ${notOfExtension("pg_class", "c.oid")}
    ORDER BY con.conrelid, con.conname`);
}

const indexPartRow = z.object({ column: z.number(), expression: optionalText, option: z.number(), collation: optionalText, operator_class: optionalText });
const indexRow = z.object({
  oid, table: oid, name, method: z.string(), ordered: flag, unique: flag, valid: flag, keys: z.number(), parts: z.array(indexPartRow), predicate: optionalText,
  nulls_not_distinct: flag.nullish(), parameters: list, comment: optionalText,
});
export type IndexRow = z.output<typeof indexRow>;

/** An index of a partitioned table that is attached to none of its partitions': made ON ONLY the table. */
const lacksParts = "ic.relkind = 'I' AND NOT i.indisvalid AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_inherits WHERE inhparent = ic.oid)";

/** Indexes that are not the inside of a constraint and not a partition's share of its parent's index. */
export function readIndexes(query: CatalogQuery, server: Server): Promise<readonly IndexRow[]> {
  return readRows(query, indexRow, `SELECT i.indexrelid::int8 AS oid, i.indrelid::int8 AS table, ic.relname AS name, am.amname AS method,
      pg_indexam_has_property(am.oid, 'can_order') AS ordered, i.indisunique AS unique, i.indisvalid AS valid, i.indnkeyatts AS keys, pg_get_expr(i.indpred, i.indrelid) AS predicate,
      ${server.version >= 150000 ? "i.indnullsnotdistinct" : "NULL"} AS nulls_not_distinct, CASE WHEN ${lacksParts} THEN array_append(ic.reloptions, 'only=true') ELSE ic.reloptions END AS parameters, ${commentOn("pg_class", "ic.oid")} AS comment,
      (SELECT json_agg(json_build_object('column', k.attnum, 'option', coalesce(k.opt, 0),
          'expression', CASE WHEN k.attnum = 0 THEN pg_get_indexdef(i.indexrelid, k.ord::int, false) END,
          'collation', CASE WHEN k.coll <> 0 AND k.coll <> coalesce(ta.attcollation, 100) THEN (${collationName("k.coll")}) END,
          'operator_class', CASE WHEN NOT o.opcdefault OR ia.attoptions IS NOT NULL THEN
              CASE WHEN pg_opclass_is_visible(o.oid) THEN quote_ident(o.opcname) ELSE format('%I.%I', (SELECT nspname FROM pg_catalog.pg_namespace WHERE oid = o.opcnamespace), o.opcname) END
              || coalesce((SELECT '(' || string_agg(format('%I=%L', split_part(p, '=', 1), substr(p, strpos(p, '=') + 1)), ', ') || ')' FROM unnest(ia.attoptions) p), '') END
        ) ORDER BY k.ord)
        FROM unnest(i.indkey::int2[], i.indoption::int2[], i.indcollation::oid[], i.indclass::oid[]) WITH ORDINALITY AS k(attnum, opt, coll, opc, ord)
        LEFT JOIN pg_catalog.pg_opclass o ON o.oid = k.opc
        LEFT JOIN pg_catalog.pg_attribute ta ON ta.attrelid = i.indrelid AND ta.attnum = k.attnum AND k.attnum > 0
        LEFT JOIN pg_catalog.pg_attribute ia ON ia.attrelid = i.indexrelid AND ia.attnum = k.ord) AS parts
    FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid JOIN pg_catalog.pg_am am ON am.oid = ic.relam
    JOIN pg_catalog.pg_class c ON c.oid = i.indrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND ${userNamespace} AND NOT ic.relispartition AND ${notOfExtension("pg_class", "c.oid")}
      AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint con WHERE con.conindid = i.indexrelid AND con.contype IN ('p', 'u', 'x'))
    ORDER BY i.indrelid, ic.relname`);
}

const enumRow = z.object({ oid, namespace: optionalText, name, comment: optionalText, values: list });
export type EnumRow = z.output<typeof enumRow>;

/** Enum types with their values in sort order. */
export function readEnums(query: CatalogQuery): Promise<readonly EnumRow[]> {
  return readRows(query, enumRow, `SELECT t.oid::int8 AS oid, ${namespaceColumn}, t.typname AS name, ${commentOn("pg_type", "t.oid")} AS comment,
      (SELECT array_agg(enumlabel ORDER BY enumsortorder) FROM pg_catalog.pg_enum WHERE enumtypid = t.oid) AS values
    FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
    WHERE t.typtype = 'e' AND ${userNamespace} AND ${notOfExtension("pg_type", "t.oid")} ORDER BY t.oid`);
}
