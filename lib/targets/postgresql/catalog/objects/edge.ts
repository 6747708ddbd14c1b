import { findObjects, type ObjectReader } from "../found-object";
import { commentOn, namespaceColumn, notOfExtension, userNamespace } from "../rows";
import { relationName } from "./views";

const inNamespace = "CASE WHEN n.nspname = 'public' THEN '' ELSE quote_ident(n.nspname) || '.' END";

/** `{a=b}` as OPTIONS (a 'b'). */
function optionsOf(column: string): string {
  return `coalesce(' OPTIONS (' || (SELECT string_agg(format('%I %L', o.option_name, o.option_value), ', ' ORDER BY o.option_name) FROM pg_options_to_table(${column}) o) || ')', '')`;
}

const wrappers: ObjectReader = (query) => findObjects("foreign data wrapper", query, `SELECT 'pg_foreign_data_wrapper' AS catalog, f.oid::int8 AS oid, NULL AS namespace, f.fdwname AS name,
    format('CREATE FOREIGN DATA WRAPPER %I', f.fdwname) || coalesce(' HANDLER ' || nullif(f.fdwhandler::oid, 0)::regproc, '') || coalesce(' VALIDATOR ' || nullif(f.fdwvalidator::oid, 0)::regproc, '') || ${optionsOf("f.fdwoptions")} AS definition,
    ${commentOn("pg_foreign_data_wrapper", "f.oid")} AS comment FROM pg_catalog.pg_foreign_data_wrapper f WHERE ${notOfExtension("pg_foreign_data_wrapper", "f.oid")} ORDER BY f.oid`);

const servers: ObjectReader = (query) => findObjects("foreign server", query, `SELECT 'pg_foreign_server' AS catalog, s.oid::int8 AS oid, NULL AS namespace, s.srvname AS name,
    format('CREATE SERVER %I', s.srvname) || coalesce(' TYPE ' || quote_literal(s.srvtype), '') || coalesce(' VERSION ' || quote_literal(s.srvversion), '') || format(' FOREIGN DATA WRAPPER %I', f.fdwname) || ${optionsOf("s.srvoptions")} AS definition,
    ${commentOn("pg_foreign_server", "s.oid")} AS comment FROM pg_catalog.pg_foreign_server s JOIN pg_catalog.pg_foreign_data_wrapper f ON f.oid = s.srvfdw WHERE ${notOfExtension("pg_foreign_server", "s.oid")} ORDER BY s.oid`);

/** Foreign tables that stand by themselves; those with parents are reported. */
const foreignTables: ObjectReader = (query) => findObjects("foreign table", query, `SELECT 'pg_class' AS catalog, c.oid::int8 AS oid, ${namespaceColumn}, c.relname AS name,
    'CREATE FOREIGN TABLE ' || ${relationName} || ' (' || concat_ws(',', (SELECT string_agg(E'\\n  ' || quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod) || ${optionsOf("a.attfdwoptions")}
        || CASE WHEN a.attcollation <> 0 AND a.attcollation <> ty.typcollation THEN ' COLLATE ' || a.attcollation::regcollation ELSE '' END
        || CASE WHEN a.attgenerated <> '' THEN ' GENERATED ALWAYS AS (' || pg_get_expr(d.adbin, d.adrelid) || ')' || CASE a.attgenerated WHEN 's' THEN ' STORED' ELSE ' VIRTUAL' END WHEN d.adbin IS NOT NULL THEN ' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid) ELSE '' END
        || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END, ',' ORDER BY a.attnum)
        FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type ty ON ty.oid = a.atttypid LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),
      (SELECT string_agg(E'\\n  CONSTRAINT ' || quote_ident(con.conname) || ' ' || pg_get_constraintdef(con.oid), ',' ORDER BY con.conname) FROM pg_catalog.pg_constraint con WHERE con.conrelid = c.oid AND con.contype = 'c'))
      || E'\\n) SERVER ' || quote_ident(s.srvname) || ${optionsOf("ft.ftoptions")}
      || coalesce((SELECT string_agg(format(E';\\nCOMMENT ON COLUMN %s.%I IS %L', ${relationName}, a.attname, d.description), '' ORDER BY a.attnum)
        FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_description d ON d.classoid = 'pg_class'::regclass AND d.objoid = c.oid AND d.objsubid = a.attnum WHERE a.attrelid = c.oid AND a.attnum > 0), '') AS definition,
    ${commentOn("pg_class", "c.oid")} AS comment
  FROM pg_catalog.pg_foreign_table ft JOIN pg_catalog.pg_class c ON c.oid = ft.ftrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace JOIN pg_catalog.pg_foreign_server s ON s.oid = ft.ftserver
  WHERE NOT EXISTS (SELECT 1 FROM pg_catalog.pg_inherits WHERE inhrelid = c.oid) AND ${userNamespace} AND ${notOfExtension("pg_class", "c.oid")} ORDER BY c.oid`);

const casts: ObjectReader = (query) => findObjects("cast", query, `SELECT 'pg_cast' AS catalog, c.oid::int8 AS oid, NULL AS namespace, format_type(c.castsource, NULL) || ' as ' || format_type(c.casttarget, NULL) AS name,
    'CREATE CAST (' || format_type(c.castsource, NULL) || ' AS ' || format_type(c.casttarget, NULL) || ') ' || CASE c.castmethod WHEN 'f' THEN 'WITH FUNCTION ' || c.castfunc::regprocedure WHEN 'i' THEN 'WITH INOUT' ELSE 'WITHOUT FUNCTION' END
      || CASE c.castcontext WHEN 'a' THEN ' AS ASSIGNMENT' WHEN 'i' THEN ' AS IMPLICIT' ELSE '' END AS definition, ${commentOn("pg_cast", "c.oid")} AS comment
  FROM pg_catalog.pg_cast c WHERE c.oid >= 16384 AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend e WHERE e.classid = 'pg_cast'::regclass AND e.objid = c.oid AND e.deptype IN ('e', 'i')) ORDER BY c.oid`);

const operators: ObjectReader = (query) => findObjects("operator", query, `SELECT 'pg_operator' AS catalog, o.oid::int8 AS oid, ${namespaceColumn}, o.oprname || ' (' || coalesce(format_type(nullif(o.oprleft, 0), NULL), 'NONE') || ', ' || format_type(o.oprright, NULL) || ')' AS name,
    'CREATE OPERATOR ' || ${inNamespace} || o.oprname || ' (' || concat_ws(', ', 'FUNCTION = ' || o.oprcode, 'LEFTARG = ' || format_type(nullif(o.oprleft, 0), NULL), 'RIGHTARG = ' || format_type(o.oprright, NULL),
      (SELECT 'COMMUTATOR = OPERATOR(' || quote_ident(cn.nspname) || '.' || co.oprname || ')' FROM pg_catalog.pg_operator co JOIN pg_catalog.pg_namespace cn ON cn.oid = co.oprnamespace WHERE co.oid = o.oprcom),
      (SELECT 'NEGATOR = OPERATOR(' || quote_ident(cn.nspname) || '.' || co.oprname || ')' FROM pg_catalog.pg_operator co JOIN pg_catalog.pg_namespace cn ON cn.oid = co.oprnamespace WHERE co.oid = o.oprnegate),
      'RESTRICT = ' || nullif(o.oprrest::oid, 0)::regproc, 'JOIN = ' || nullif(o.oprjoin::oid, 0)::regproc, CASE WHEN o.oprcanhash THEN 'HASHES' END, CASE WHEN o.oprcanmerge THEN 'MERGES' END) || ')' AS definition,
    ${commentOn("pg_operator", "o.oid")} AS comment
  FROM pg_catalog.pg_operator o JOIN pg_catalog.pg_namespace n ON n.oid = o.oprnamespace WHERE o.oprcode <> 0 AND ${userNamespace} AND ${notOfExtension("pg_operator", "o.oid")} ORDER BY o.oid`);

const dictionaries: ObjectReader = (query) => findObjects("text search dictionary", query, `SELECT 'pg_ts_dict' AS catalog, d.oid::int8 AS oid, ${namespaceColumn}, d.dictname AS name,
    'CREATE TEXT SEARCH DICTIONARY ' || ${inNamespace} || quote_ident(d.dictname) || ' (TEMPLATE = ' || quote_ident(tn.nspname) || '.' || quote_ident(t.tmplname) || coalesce(', ' || nullif(d.dictinitoption, ''), '') || ')' AS definition,
    ${commentOn("pg_ts_dict", "d.oid")} AS comment
  FROM pg_catalog.pg_ts_dict d JOIN pg_catalog.pg_namespace n ON n.oid = d.dictnamespace JOIN pg_catalog.pg_ts_template t ON t.oid = d.dicttemplate JOIN pg_catalog.pg_namespace tn ON tn.oid = t.tmplnamespace
  WHERE ${userNamespace} AND ${notOfExtension("pg_ts_dict", "d.oid")} ORDER BY d.oid`);

const configurations: ObjectReader = (query) => findObjects("text search configuration", query, `SELECT 'pg_ts_config' AS catalog, c.oid::int8 AS oid, ${namespaceColumn}, c.cfgname AS name,
    'CREATE TEXT SEARCH CONFIGURATION ' || ${inNamespace} || quote_ident(c.cfgname) || ' (PARSER = ' || quote_ident(pn.nspname) || '.' || quote_ident(p.prsname) || ')'
      || coalesce((SELECT string_agg(m.text, '' ORDER BY m.maptokentype) FROM (SELECT mm.maptokentype, format(E';\\nALTER TEXT SEARCH CONFIGURATION %s ADD MAPPING FOR %I WITH %s', ${inNamespace} || quote_ident(c.cfgname),
          (SELECT k.alias FROM ts_token_type(c.cfgparser) k WHERE k.tokid = mm.maptokentype), string_agg(mm.mapdict::regdictionary::text, ', ' ORDER BY mm.mapseqno)) AS text
        FROM pg_catalog.pg_ts_config_map mm WHERE mm.mapcfg = c.oid GROUP BY mm.maptokentype) m), '') AS definition,
    ${commentOn("pg_ts_config", "c.oid")} AS comment
  FROM pg_catalog.pg_ts_config c JOIN pg_catalog.pg_namespace n ON n.oid = c.cfgnamespace JOIN pg_catalog.pg_ts_parser p ON p.oid = c.cfgparser JOIN pg_catalog.pg_namespace pn ON pn.oid = p.prsnamespace
  WHERE ${userNamespace} AND ${notOfExtension("pg_ts_config", "c.oid")} ORDER BY c.oid`);

/** Foreign data, casts, operators and text search. */
export const edge: readonly ObjectReader[] = [wrappers, servers, foreignTables, casts, operators, dictionaries, configurations];
