import { commentOn, namespaceColumn, notOfExtension, userNamespace } from "../rows";
import { findObjects, type ObjectReader } from "../found-object";

const typeName = "CASE WHEN n.nspname = 'public' THEN quote_ident(t.typname) ELSE format('%I.%I', n.nspname, t.typname) END";

/** A collation clause when `used` is not what the type `of` has by itself. */
function collate(used: string, natural: string): string {
  return `CASE WHEN ${used} <> 0 AND ${used} <> ${natural} THEN (SELECT ' COLLATE ' || format('%s', co.oid::regcollation) FROM pg_catalog.pg_collation co WHERE co.oid = ${used}) ELSE '' END`;
}

/** Domains with their constraints; a NOT VALID one is added after, since CREATE DOMAIN checks all it creates. */
export const domains: ObjectReader = (query) => findObjects("domain", query, `SELECT 'pg_type' AS catalog, t.oid::int8 AS oid, ${namespaceColumn}, t.typname AS name,
    'CREATE DOMAIN ' || ${typeName} || ' AS ' || format_type(t.typbasetype, t.typtypmod) || ${collate("t.typcollation", "b.typcollation")}
      || coalesce(' DEFAULT ' || coalesce(pg_get_expr(t.typdefaultbin, 0), quote_literal(t.typdefault)), '') || CASE WHEN t.typnotnull THEN ' NOT NULL' ELSE '' END
      || coalesce((SELECT string_agg(format(E'\n  CONSTRAINT %I %s', con.conname, pg_get_constraintdef(con.oid)), '' ORDER BY con.conname)
        FROM pg_catalog.pg_constraint con WHERE con.contypid = t.oid AND con.contype = 'c' AND con.convalidated), '')
      || coalesce((SELECT string_agg(format(E';\nALTER DOMAIN %s ADD CONSTRAINT %I %s', ${typeName}, con.conname, pg_get_constraintdef(con.oid)), '' ORDER BY con.conname)
        FROM pg_catalog.pg_constraint con WHERE con.contypid = t.oid AND con.contype = 'c' AND NOT con.convalidated), '')
      || coalesce((SELECT string_agg(format(E';\nCOMMENT ON CONSTRAINT %I ON DOMAIN %s IS %L', con.conname, ${typeName}, d.description), '' ORDER BY con.conname)
        FROM pg_catalog.pg_constraint con JOIN pg_catalog.pg_description d ON d.classoid = 'pg_constraint'::regclass AND d.objoid = con.oid WHERE con.contypid = t.oid), '') AS definition,
    ${commentOn("pg_type", "t.oid")} AS comment
  FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace JOIN pg_catalog.pg_type b ON b.oid = t.typbasetype
  WHERE t.typtype = 'd' AND ${userNamespace} AND ${notOfExtension("pg_type", "t.oid")} ORDER BY t.oid`);

export const compositeTypes: ObjectReader = (query) => findObjects("composite type", query, `SELECT 'pg_type' AS catalog, t.oid::int8 AS oid, ${namespaceColumn}, t.typname AS name,
    'CREATE TYPE ' || ${typeName} || ' AS (' || coalesce((SELECT string_agg(E'\n  ' || quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod) || ${collate("a.attcollation", "at.typcollation")}, ',' ORDER BY a.attnum)
        FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type at ON at.oid = a.atttypid WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped), '') || E'\n)'
      || coalesce((SELECT string_agg(format(E';\nCOMMENT ON COLUMN %s.%I IS %L', ${typeName}, a.attname, d.description), '' ORDER BY a.attnum)
        FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_description d ON d.classoid = 'pg_class'::regclass AND d.objoid = a.attrelid AND d.objsubid = a.attnum WHERE a.attrelid = t.typrelid AND a.attnum > 0), '') AS definition,
    ${commentOn("pg_type", "t.oid")} AS comment
  FROM pg_catalog.pg_type t JOIN pg_catalog.pg_class c ON c.oid = t.typrelid JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
  WHERE t.typtype = 'c' AND c.relkind = 'c' AND ${userNamespace} AND ${notOfExtension("pg_type", "t.oid")} ORDER BY t.oid`);

export const rangeTypes: ObjectReader = (query, server) => findObjects("range type", query, `SELECT 'pg_type' AS catalog, t.oid::int8 AS oid, ${namespaceColumn}, t.typname AS name,
    'CREATE TYPE ' || ${typeName} || ' AS RANGE (' || concat_ws(', ', 'SUBTYPE = ' || format_type(r.rngsubtype, NULL),
      CASE WHEN NOT o.opcdefault THEN 'SUBTYPE_OPCLASS = ' || quote_ident(o.opcname) END,
      CASE WHEN r.rngcollation <> 0 AND r.rngcollation <> s.typcollation THEN 'COLLATION = ' || r.rngcollation::regcollation END,
      'CANONICAL = ' || nullif(r.rngcanonical::oid, 0)::regproc, 'SUBTYPE_DIFF = ' || nullif(r.rngsubdiff::oid, 0)::regproc
      ${server.version >= 140000 ? ", 'MULTIRANGE_TYPE_NAME = ' || (SELECT CASE WHEN m.typnamespace = t.typnamespace AND n.nspname <> 'public' THEN format('%I.%I', n.nspname, m.typname) ELSE quote_ident(m.typname) END FROM pg_catalog.pg_type m WHERE m.oid = r.rngmultitypid)" : ""}
    ) || ')' AS definition, ${commentOn("pg_type", "t.oid")} AS comment
  FROM pg_catalog.pg_range r JOIN pg_catalog.pg_type t ON t.oid = r.rngtypid JOIN pg_catalog.pg_type s ON s.oid = r.rngsubtype
  JOIN pg_catalog.pg_opclass o ON o.oid = r.rngsubopc JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
  WHERE ${userNamespace} AND ${notOfExtension("pg_type", "t.oid")} ORDER BY t.oid`);
