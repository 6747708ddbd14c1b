import { commentOn, namespaceColumn, notOfExtension, userNamespace } from "../rows";
import { findObjects, type ObjectReader } from "../found-object";

/** `c.oid` as CREATE and DROP name it; public is left out because the reading runs with it as search path. */
export const relationName = "CASE WHEN n.nspname = 'public' THEN quote_ident(c.relname) ELSE format('%I.%I', n.nspname, c.relname) END";

const columnComments = `(SELECT string_agg(format(E';\\nCOMMENT ON COLUMN %s.%I IS %L', ${relationName}, a.attname, d.description), '' ORDER BY a.attnum)
  FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_description d ON d.classoid = 'pg_class'::regclass AND d.objoid = c.oid AND d.objsubid = a.attnum
  WHERE a.attrelid = c.oid AND a.attnum > 0)`;

const columnDefaults = `(SELECT string_agg(format(E';\\nALTER VIEW %s ALTER COLUMN %I SET DEFAULT %s', ${relationName}, a.attname, pg_get_expr(d.adbin, d.adrelid)), '' ORDER BY a.attnum)
  FROM pg_catalog.pg_attrdef d JOIN pg_catalog.pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum WHERE d.adrelid = c.oid)`;

/** What CREATE MATERIALIZED VIEW cannot say of its columns, and the index its rows are clustered by. */
const columnSettings = `(SELECT string_agg(format(E';\\nALTER MATERIALIZED VIEW %s ALTER COLUMN %I %s', ${relationName}, a.attname, setting), '' ORDER BY a.attnum, setting)
  FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type ty ON ty.oid = a.atttypid, LATERAL (VALUES
    (CASE WHEN a.attstattarget >= 0 THEN 'SET STATISTICS ' || a.attstattarget END),
    (CASE WHEN a.attstorage <> ty.typstorage THEN 'SET STORAGE ' || CASE a.attstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END END),
    ('SET COMPRESSION ' || CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END), ('SET (' || array_to_string(a.attoptions, ', ') || ')')) s(setting)
  WHERE a.attrelid = c.oid AND a.attnum > 0 AND setting IS NOT NULL)`;

/** Views, with the comments and defaults of their columns. */
export const views: ObjectReader = (query) => findObjects("view", query, `SELECT 'pg_class' AS catalog, c.oid::int8 AS oid, ${namespaceColumn}, c.relname AS name,
    'CREATE VIEW ' || ${relationName} || coalesce(' WITH (' || array_to_string(c.reloptions, ', ') || ')', '') || E' AS\n' || rtrim(pg_get_viewdef(c.oid), ';')
      || coalesce(${columnDefaults}, '') || coalesce(${columnComments}, '') AS definition,
    ${commentOn("pg_class", "c.oid")} AS comment
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind = 'v' AND ${userNamespace} AND ${notOfExtension("pg_class", "c.oid")} ORDER BY c.oid`);

/** Materialized views; their indexes are objects of their own. */
export const materializedViews: ObjectReader = (query) => findObjects("materialized view", query, `SELECT 'pg_class' AS catalog, c.oid::int8 AS oid, ${namespaceColumn}, c.relname AS name,
    'CREATE MATERIALIZED VIEW ' || ${relationName} || coalesce(' WITH (' || array_to_string(c.reloptions, ', ') || ')', '') || E' AS\n' || rtrim(pg_get_viewdef(c.oid), ';')
      || CASE WHEN c.relispopulated THEN '' ELSE E'\nWITH NO DATA' END || coalesce(${columnSettings}, '') || coalesce(${columnComments}, '') AS definition,
    ${commentOn("pg_class", "c.oid")} AS comment
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind = 'm' AND ${userNamespace} AND ${notOfExtension("pg_class", "c.oid")} ORDER BY c.oid`);

/** Indexes of materialized views. */
export const viewIndexes: ObjectReader = (query) => findObjects("index", query, `SELECT 'pg_class' AS catalog, ic.oid::int8 AS oid, ${namespaceColumn}, ic.relname AS name,
    pg_get_indexdef(ic.oid) AS definition, ${commentOn("pg_class", "ic.oid")} AS comment
  FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid JOIN pg_catalog.pg_class c ON c.oid = i.indrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind = 'm' AND ${userNamespace} AND ${notOfExtension("pg_class", "c.oid")} ORDER BY ic.oid`);

/** Rewrite rules other than the one that makes a view a view. */
export const rules: ObjectReader = (query) => findObjects("rule", query, `SELECT 'pg_rewrite' AS catalog, r.oid::int8 AS oid, ${namespaceColumn},
    CASE WHEN c.relkind IN ('r', 'p') THEN r.rulename ELSE format('%I ON %s', r.rulename, ${relationName}) END AS name,
    CASE WHEN c.relkind IN ('r', 'p') THEN c.oid::int8 END AS table,
    rtrim(pg_get_ruledef(r.oid), ';') || CASE r.ev_enabled WHEN 'O' THEN '' ELSE format(E';\\nALTER TABLE %s %s RULE %I', ${relationName},
      CASE r.ev_enabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' ELSE 'ENABLE ALWAYS' END, r.rulename) END AS definition,
    ${commentOn("pg_rewrite", "r.oid")} AS comment
  FROM pg_catalog.pg_rewrite r JOIN pg_catalog.pg_class c ON c.oid = r.ev_class JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE r.rulename <> '_RETURN' AND ${userNamespace} AND ${notOfExtension("pg_class", "c.oid")} ORDER BY r.oid`);
