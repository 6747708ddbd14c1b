import { commentOn, namespaceColumn, notOfExtension, userNamespace } from "../rows";
import { findObjects, type ObjectReader } from "../found-object";
import { relationName } from "./views";

export const namespaces: ObjectReader = (query) => findObjects("namespace", query, `SELECT 'pg_namespace' AS catalog, n.oid::int8 AS oid, NULL AS namespace, n.nspname AS name,
    format('CREATE SCHEMA %I', n.nspname) AS definition, ${commentOn("pg_namespace", "n.oid")} AS comment
  FROM pg_catalog.pg_namespace n WHERE n.nspname <> 'public' AND ${userNamespace} AND ${notOfExtension("pg_namespace", "n.oid")} ORDER BY n.oid`);

/** The version is left out: it is whatever the server has. The comment is the extension's own. */
export const extensions: ObjectReader = (query) => findObjects("extension", query, `SELECT 'pg_extension' AS catalog, x.oid::int8 AS oid, NULL AS namespace, x.extname AS name,
    format('CREATE EXTENSION %I', x.extname) || CASE WHEN n.nspname IN ('public', 'pg_catalog') OR NOT x.extrelocatable AND EXISTS (
        SELECT 1 FROM pg_catalog.pg_depend e WHERE e.classid = 'pg_namespace'::regclass AND e.objid = n.oid AND e.refobjid = x.oid AND e.deptype = 'e')
      THEN '' ELSE format(' WITH SCHEMA %I', n.nspname) END AS definition,
    NULL AS comment
  FROM pg_catalog.pg_extension x JOIN pg_catalog.pg_namespace n ON n.oid = x.extnamespace WHERE x.extname <> 'plpgsql' ORDER BY x.oid`);

export const collations: ObjectReader = (query, server) => {
  const locale = server.version >= 170000 ? "co.colllocale" : server.version >= 150000 ? "co.colliculocale" : "CASE WHEN co.collprovider = 'i' THEN co.collcollate END";
  return findObjects("collation", query, `SELECT 'pg_collation' AS catalog, co.oid::int8 AS oid, ${namespaceColumn}, co.collname AS name,
      'CREATE COLLATION ' || CASE WHEN n.nspname = 'public' THEN '' ELSE quote_ident(n.nspname) || '.' END || quote_ident(co.collname) || ' (' || concat_ws(', ',
        'provider = ' || CASE co.collprovider WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' ELSE 'libc' END, 'locale = ' || quote_literal(${locale}),
        CASE WHEN co.collprovider = 'c' THEN 'lc_collate = ' || quote_literal(co.collcollate) END, CASE WHEN co.collprovider = 'c' THEN 'lc_ctype = ' || quote_literal(co.collctype) END,
        CASE WHEN NOT co.collisdeterministic THEN 'deterministic = false' END
        ${server.version >= 160000 ? ", 'rules = ' || quote_literal(co.collicurules)" : ""}) || ')' AS definition,
      ${commentOn("pg_collation", "co.oid")} AS comment
    FROM pg_catalog.pg_collation co JOIN pg_catalog.pg_namespace n ON n.oid = co.collnamespace WHERE ${userNamespace} AND ${notOfExtension("pg_collation", "co.oid")} ORDER BY co.oid`);
};

export const statistics: ObjectReader = (query) => findObjects("statistics", query, `SELECT 'pg_statistic_ext' AS catalog, s.oid::int8 AS oid, ${namespaceColumn}, s.stxname AS name,
    CASE WHEN c.relkind IN ('r', 'p') AND s.stxnamespace = c.relnamespace THEN c.oid::int8 END AS table,
    pg_get_statisticsobjdef(s.oid) || CASE WHEN s.stxstattarget >= 0 THEN format(E';\\nALTER STATISTICS %s SET STATISTICS %s', (SELECT format('%I.%I', nspname, s.stxname) FROM pg_catalog.pg_namespace WHERE oid = s.stxnamespace), s.stxstattarget) ELSE '' END AS definition,
    ${commentOn("pg_statistic_ext", "s.oid")} AS comment
  FROM pg_catalog.pg_statistic_ext s JOIN pg_catalog.pg_class c ON c.oid = s.stxrelid JOIN pg_catalog.pg_namespace n ON n.oid = s.stxnamespace
  WHERE ${userNamespace} ORDER BY s.oid`);

/** Row-level security policies. */
export const policies: ObjectReader = (query) => findObjects("policy", query, `SELECT 'pg_policy' AS catalog, p.oid::int8 AS oid, ${namespaceColumn}, p.polname AS name, c.oid::int8 AS table,
    format('CREATE POLICY %I ON %s', p.polname, ${relationName}) || CASE WHEN p.polpermissive THEN '' ELSE ' AS RESTRICTIVE' END
      || CASE p.polcmd WHEN 'r' THEN ' FOR SELECT' WHEN 'a' THEN ' FOR INSERT' WHEN 'w' THEN ' FOR UPDATE' WHEN 'd' THEN ' FOR DELETE' ELSE '' END
      || CASE WHEN p.polroles = '{0}' THEN '' ELSE ' TO ' || (SELECT string_agg(CASE WHEN r = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(r)) END, ', ' ORDER BY pg_get_userbyid(r)) FROM unnest(p.polroles) r) END
      || coalesce(E'\n  USING (' || pg_get_expr(p.polqual, p.polrelid) || ')', '') || coalesce(E'\n  WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')', '') AS definition,
    ${commentOn("pg_policy", "p.oid")} AS comment
  FROM pg_catalog.pg_policy p JOIN pg_catalog.pg_class c ON c.oid = p.polrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE ${userNamespace} AND ${notOfExtension("pg_class", "c.oid")} ORDER BY p.oid`);

/** Publications with their tables, columns and filters. */
export const publications: ObjectReader = (query, server) => {
  const detail = server.version >= 150000
    ? `coalesce(' (' || (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_catalog.pg_attribute a WHERE a.attrelid = r.prrelid AND a.attnum = ANY (r.prattrs)) || ')', '')
        || coalesce(' WHERE ' || CASE WHEN pg_get_expr(r.prqual, r.prrelid) LIKE '(%' THEN pg_get_expr(r.prqual, r.prrelid) ELSE '(' || pg_get_expr(r.prqual, r.prrelid) || ')' END, '')`
    : "''";
  const namespaceList = server.version >= 150000
    ? "(SELECT string_agg('TABLES IN SCHEMA ' || quote_ident(pn.nspname), ', ' ORDER BY pn.nspname) FROM pg_catalog.pg_publication_namespace x JOIN pg_catalog.pg_namespace pn ON pn.oid = x.pnnspid WHERE x.pnpubid = p.oid)"
    : "NULL";
  return findObjects("publication", query, `SELECT 'pg_publication' AS catalog, p.oid::int8 AS oid, NULL AS namespace, p.pubname AS name,
      format('CREATE PUBLICATION %I', p.pubname) || CASE WHEN p.puballtables THEN ' FOR ALL TABLES' ELSE coalesce(' FOR ' || nullif(concat_ws(', ',
        (SELECT string_agg('TABLE ' || ${relationName} || ${detail}, ', ' ORDER BY n.nspname, c.relname)
         FROM pg_catalog.pg_publication_rel r JOIN pg_catalog.pg_class c ON c.oid = r.prrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE r.prpubid = p.oid),
        ${namespaceList}), ''), '') END
        || coalesce(' WITH (' || nullif(concat_ws(', ', CASE WHEN NOT (p.pubinsert AND p.pubupdate AND p.pubdelete AND p.pubtruncate) THEN
          'publish = ' || quote_literal(concat_ws(', ', CASE WHEN p.pubinsert THEN 'insert' END, CASE WHEN p.pubupdate THEN 'update' END, CASE WHEN p.pubdelete THEN 'delete' END, CASE WHEN p.pubtruncate THEN 'truncate' END)) END,
          CASE WHEN p.pubviaroot THEN 'publish_via_partition_root = true' END${server.version >= 180000 ? `, CASE WHEN p.pubgencols = 's' THEN 'publish_generated_columns = stored' END` : ""}), '') || ')', '') AS definition,
      ${commentOn("pg_publication", "p.oid")} AS comment
    FROM pg_catalog.pg_publication p ORDER BY p.oid`);
};
