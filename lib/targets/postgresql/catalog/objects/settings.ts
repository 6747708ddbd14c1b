import { findNeedyObjects, findObjects, type ObjectReader } from "../found-object";
import { notOfExtension, userNamespace } from "../rows";
import { relationName } from "./views";

const indexName = "CASE WHEN n.nspname = 'public' THEN quote_ident(ic.relname) ELSE format('%I.%I', n.nspname, ic.relname) END";

/**
 * What no CREATE says of an index: the statistics of its expressions, that rows are clustered by it, and, where it is the inside
 * of a constraint, its parameters and its comment. One object for all settings of an index.
 */
export const indexSettings: ObjectReader = (query) => findObjects("setting", query, `SELECT * FROM (SELECT
      CASE WHEN con.oid IS NULL THEN 'acl pg_class' ELSE 'acl pg_constraint' END AS catalog, coalesce(con.oid, ic.oid)::int8 AS oid, nullif(n.nspname, 'public') AS namespace, ic.relname AS name,
      CASE WHEN c.relkind IN ('r', 'p') THEN c.oid::int8 END AS table,
      nullif(concat_ws(E';\n',
        (SELECT string_agg(format('ALTER INDEX %s ALTER COLUMN %s SET STATISTICS %s', ${indexName}, a.attnum, a.attstattarget), E';\n' ORDER BY a.attnum) FROM pg_catalog.pg_attribute a WHERE a.attrelid = ic.oid AND a.attstattarget >= 0),
        CASE WHEN con.oid IS NOT NULL AND ic.reloptions IS NOT NULL AND con.contype <> 'x' AND NOT (con.contype IN ('p', 'u') AND coalesce((to_jsonb(con) ->> 'conperiod')::boolean, false)) THEN format('ALTER INDEX %s SET (%s)', ${indexName}, array_to_string(ic.reloptions, ', ')) END,
        CASE WHEN i.indisclustered THEN format('ALTER %s %s CLUSTER ON %I', CASE c.relkind WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'TABLE' END, ${relationName}, ic.relname) END,
        CASE WHEN con.oid IS NOT NULL THEN (SELECT format('COMMENT ON INDEX %s IS %L', ${indexName}, d.description) FROM pg_catalog.pg_description d WHERE d.classoid = 'pg_class'::regclass AND d.objoid = ic.oid AND d.objsubid = 0) END), '') AS definition, NULL AS comment
    FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid JOIN pg_catalog.pg_class c ON c.oid = i.indrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_catalog.pg_constraint con ON con.conindid = i.indexrelid AND con.contype IN ('p', 'u', 'x') AND con.conrelid = c.oid
    WHERE c.relkind IN ('r', 'p', 'm') AND NOT ic.relispartition AND ${userNamespace} AND ${notOfExtension("pg_class", "c.oid")}) s
  WHERE definition IS NOT NULL ORDER BY oid`);

/** What the engine calls a partition's share of an index: the table's name, the columns', and what it is (ChooseIndexName, commands/indexcmds.c). */
export const automaticShareName = `c.relname || CASE WHEN con.contype = 'p' THEN '_pkey' ELSE (SELECT string_agg('_' || a.attname, '' ORDER BY a.attnum) FROM pg_catalog.pg_attribute a WHERE a.attrelid = ic.oid)
    || CASE con.contype WHEN 'u' THEN '_key' WHEN 'x' THEN '_excl' ELSE '_idx' END END`;

/** Names of partitions' shares of an index that are not the engine's own; one that ends as those do counts as its own, since those stay through renames. */
export const shareNames: ObjectReader = (query) => findNeedyObjects("index name", query, String.raw`SELECT * FROM (SELECT 'pg_class' AS catalog, ic.oid::int8 AS oid, nullif(n.nspname, 'public') AS namespace, ic.relname AS name, c.oid::int8 AS table,
    format($f$DO $strata$
DECLARE
  one text := (SELECT format('ALTER INDEX %%s RENAME TO %%I', i.indexrelid::regclass, %L) FROM pg_inherits h JOIN pg_index i ON i.indexrelid = h.inhrelid WHERE h.inhparent = %L::regclass AND i.indrelid = %L::regclass);
BEGIN
  IF one IS NOT NULL THEN EXECUTE one; END IF;
END $strata$$f$, ic.relname, p.oid::regclass::text, c.oid::regclass::text) AS definition, NULL AS comment,
    CASE WHEN pcon.oid IS NULL THEN 'index:' || CASE WHEN pn.nspname = 'public' THEN '' ELSE pn.nspname || '.' END || p.relname ELSE 'constraint:' || CASE WHEN pn.nspname = 'public' THEN '' ELSE pn.nspname || '.' END || pt.relname || '.' || pcon.conname END AS need,
    substr(${automaticShareName}, length(c.relname) + 1) AS ending
  FROM pg_catalog.pg_class ic JOIN pg_catalog.pg_index i ON i.indexrelid = ic.oid JOIN pg_catalog.pg_class c ON c.oid = i.indrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_inherits h ON h.inhrelid = ic.oid JOIN pg_catalog.pg_class p ON p.oid = h.inhparent JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace
    JOIN pg_catalog.pg_index pi ON pi.indexrelid = p.oid JOIN pg_catalog.pg_class pt ON pt.oid = pi.indrelid
    LEFT JOIN pg_catalog.pg_constraint con ON con.conindid = ic.oid AND con.contype IN ('p', 'u', 'x') AND con.conrelid = c.oid LEFT JOIN pg_catalog.pg_constraint pcon ON pcon.conindid = p.oid AND pcon.contype IN ('p', 'u', 'x') AND pcon.conrelid = pt.oid
  WHERE ic.relispartition AND pi.indisvalid AND octet_length(ic.relname) < 60 AND ${userNamespace}) s
  WHERE regexp_replace(name, '\d+$', '') NOT LIKE '%' || replace(replace(ending, '', '\'), '_', '\_') ORDER BY oid`);

/** A partition's share of its parent's trigger that is enabled otherwise than the parent's. */
export const triggerSettings: ObjectReader = (query) => findObjects("setting", query, `SELECT 'acl pg_trigger' AS catalog, p.oid::int8 AS oid, nullif(n.nspname, 'public') AS namespace, t.tgname AS name, c.oid::int8 AS table,
    format('ALTER TABLE %s %s TRIGGER %I', ${relationName}, CASE t.tgenabled WHEN 'O' THEN 'ENABLE' WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' ELSE 'ENABLE ALWAYS' END, t.tgname) AS definition, NULL AS comment
  FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_trigger p ON p.oid = t.tgparentid JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE NOT t.tgisinternal AND t.tgenabled <> p.tgenabled AND ${userNamespace} ORDER BY t.oid`);
