import { findNeedyObjects, type ObjectReader } from "../found-object";
import { notOfExtension, userNamespace } from "../rows";
import { quotedSignature } from "./routines";
import { relationName } from "./views";

const place = "CASE WHEN n.nspname = 'public' THEN '' ELSE quote_ident(n.nspname) || '.' END";

/** One row for each owned thing: catalog, oid, its word in ALTER, its name as SQL takes it, its owner. */
const owned = `
  SELECT 'pg_class' AS catalog, c.oid, CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE' WHEN 'f' THEN 'FOREIGN TABLE' ELSE 'TABLE' END AS word, ${relationName} AS what, c.relowner AS owner
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f') AND ${userNamespace} AND ${notOfExtension("pg_class", "c.oid")}
    AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d WHERE c.relkind = 'S' AND d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i'))
  UNION ALL SELECT 'pg_proc', p.oid, CASE p.prokind WHEN 'p' THEN 'PROCEDURE' WHEN 'a' THEN 'AGGREGATE' ELSE 'FUNCTION' END, ${place} || CASE WHEN p.prokind = 'a' THEN quote_ident(p.proname) || '(' || CASE WHEN p.pronargs = 0 THEN '*' ELSE pg_get_function_identity_arguments(p.oid) END || ')' ELSE ${quotedSignature} END, p.proowner
    FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace WHERE ${userNamespace} AND ${notOfExtension("pg_proc", "p.oid")}
    AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend i WHERE i.classid = 'pg_proc'::regclass AND i.objid = p.oid AND i.deptype = 'i')
  UNION ALL SELECT 'pg_type', t.oid, CASE t.typtype WHEN 'd' THEN 'DOMAIN' ELSE 'TYPE' END, ${place} || quote_ident(t.typname), t.typowner
    FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace LEFT JOIN pg_catalog.pg_class tc ON tc.oid = t.typrelid
    WHERE t.typtype IN ('e', 'd', 'c', 'r') AND (tc.oid IS NULL OR tc.relkind = 'c') AND ${userNamespace} AND ${notOfExtension("pg_type", "t.oid")}
  UNION ALL SELECT 'pg_namespace', n.oid, 'SCHEMA', quote_ident(n.nspname), n.nspowner
    FROM pg_catalog.pg_namespace n WHERE n.nspname <> 'public' AND ${userNamespace} AND ${notOfExtension("pg_namespace", "n.oid")}
  UNION ALL SELECT 'pg_collation', co.oid, 'COLLATION', ${place} || quote_ident(co.collname), co.collowner
    FROM pg_catalog.pg_collation co JOIN pg_catalog.pg_namespace n ON n.oid = co.collnamespace WHERE ${userNamespace} AND ${notOfExtension("pg_collation", "co.oid")}
  UNION ALL SELECT 'pg_statistic_ext', s.oid, 'STATISTICS', ${place} || quote_ident(s.stxname), s.stxowner
    FROM pg_catalog.pg_statistic_ext s JOIN pg_catalog.pg_namespace n ON n.oid = s.stxnamespace WHERE ${userNamespace}
  UNION ALL SELECT 'pg_publication', p.oid, 'PUBLICATION', quote_ident(p.pubname), p.pubowner FROM pg_catalog.pg_publication p
  UNION ALL SELECT 'pg_event_trigger', t.oid, 'EVENT TRIGGER', quote_ident(t.evtname), t.evtowner FROM pg_catalog.pg_event_trigger t`;

/** Owners other than who runs the reading: whoever creates a thing owns it, so that is what is left out. */
export const owners: ObjectReader = (query) => findNeedyObjects("owner", query, `SELECT 'acl ' || o.catalog AS catalog, o.oid::int8 AS oid, NULL AS namespace, lower(o.word) || ' ' || o.what AS name,
    format('ALTER %s %s OWNER TO %I', o.word, o.what, r.rolname) AS definition, NULL AS comment, 'role:' || r.rolname || coalesce((SELECT string_agg(E'\\nsequence owner:' || CASE WHEN sn.nspname = 'public' THEN '' ELSE sn.nspname || '.' END || sc.relname, '')
      FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_class sc ON sc.oid = d.objid AND sc.relkind = 'S' JOIN pg_catalog.pg_namespace sn ON sn.oid = sc.relnamespace
      WHERE o.catalog = 'pg_class' AND d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.refobjid = o.oid AND d.refobjsubid > 0 AND d.deptype = 'a'), '') AS need
  FROM (${owned}) o JOIN pg_catalog.pg_roles r ON r.oid = o.owner WHERE r.rolname <> current_user ORDER BY 1, 2`);
