import { commentOn, namespaceColumn, notOfExtension, userNamespace } from "../rows";
import { findObjects, type ObjectReader } from "../found-object";
import { relationName } from "./views";

/** The name with its input types: what tells overloads apart. */
export const signature = "p.proname || '(' || oidvectortypes(p.proargtypes) || ')'";
/** The same as SQL takes it. */
export const quotedSignature = "quote_ident(p.proname) || '(' || oidvectortypes(p.proargtypes) || ')'";
const routine = "CASE WHEN n.nspname = 'public' THEN '' ELSE quote_ident(n.nspname) || '.' END";

const from = `FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace JOIN pg_catalog.pg_language l ON l.oid = p.prolang
  WHERE ${userNamespace} AND ${notOfExtension("pg_proc", "p.oid")}
    AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend i WHERE i.classid = 'pg_proc'::regclass AND i.objid = p.oid AND i.deptype = 'i')`;

export const functions: ObjectReader = (query) => findObjects("function", query, `SELECT 'pg_proc' AS catalog, p.oid::int8 AS oid, ${namespaceColumn}, ${signature} AS name,
    rtrim(pg_get_functiondef(p.oid), E'\n') AS definition, ${commentOn("pg_proc", "p.oid")} AS comment ${from} AND p.prokind IN ('f', 'w') ORDER BY p.oid`);

export const procedures: ObjectReader = (query) => findObjects("procedure", query, `SELECT 'pg_proc' AS catalog, p.oid::int8 AS oid, ${namespaceColumn}, ${signature} AS name,
    rtrim(pg_get_functiondef(p.oid), E'\n') AS definition, ${commentOn("pg_proc", "p.oid")} AS comment ${from} AND p.prokind = 'p' ORDER BY p.oid`);

/** The engine prints no CREATE AGGREGATE; it is put together from pg_aggregate, leaving out what is the default. */
export const aggregates: ObjectReader = (query) => findObjects("aggregate", query, `SELECT 'pg_proc' AS catalog, p.oid::int8 AS oid, ${namespaceColumn},
    p.proname || '(' || CASE WHEN p.pronargs = 0 THEN '*' ELSE pg_get_function_identity_arguments(p.oid) END || ')' AS name,
    'CREATE AGGREGATE ' || ${routine} || quote_ident(p.proname) || '(' || CASE WHEN p.pronargs = 0 THEN '*' ELSE pg_get_function_arguments(p.oid) END || E') (\n  '
      || concat_ws(E',\n  ',
        'SFUNC = ' || a.aggtransfn::regproc, 'STYPE = ' || format_type(a.aggtranstype, NULL), 'SSPACE = ' || nullif(a.aggtransspace, 0),
        'FINALFUNC = ' || nullif(a.aggfinalfn::oid, 0)::regproc, CASE WHEN a.aggfinalextra THEN 'FINALFUNC_EXTRA' END,
        CASE WHEN a.aggfinalmodify <> CASE WHEN a.aggkind = 'n' THEN 'r' ELSE 'w' END THEN 'FINALFUNC_MODIFY = ' || CASE a.aggfinalmodify WHEN 'r' THEN 'READ_ONLY' WHEN 's' THEN 'SHAREABLE' ELSE 'READ_WRITE' END END,
        'COMBINEFUNC = ' || nullif(a.aggcombinefn::oid, 0)::regproc, 'SERIALFUNC = ' || nullif(a.aggserialfn::oid, 0)::regproc, 'DESERIALFUNC = ' || nullif(a.aggdeserialfn::oid, 0)::regproc,
        'INITCOND = ' || quote_literal(a.agginitval), 'MSFUNC = ' || nullif(a.aggmtransfn::oid, 0)::regproc, 'MINVFUNC = ' || nullif(a.aggminvtransfn::oid, 0)::regproc,
        'MSTYPE = ' || format_type(nullif(a.aggmtranstype, 0), NULL), 'MSSPACE = ' || nullif(a.aggmtransspace, 0), 'MFINALFUNC = ' || nullif(a.aggmfinalfn::oid, 0)::regproc, CASE WHEN a.aggmfinalextra THEN 'MFINALFUNC_EXTRA' END,
        CASE WHEN a.aggmtransfn::oid <> 0 AND a.aggmfinalmodify <> CASE WHEN a.aggkind = 'n' THEN 'r' ELSE 'w' END THEN 'MFINALFUNC_MODIFY = ' || CASE a.aggmfinalmodify WHEN 'r' THEN 'READ_ONLY' WHEN 's' THEN 'SHAREABLE' ELSE 'READ_WRITE' END END, 'MINITCOND = ' || quote_literal(a.aggminitval),
        (SELECT 'SORTOP = OPERATOR(' || quote_ident(n2.nspname) || '.' || o.oprname || ')' FROM pg_catalog.pg_operator o JOIN pg_catalog.pg_namespace n2 ON n2.oid = o.oprnamespace WHERE o.oid = a.aggsortop),
        CASE p.proparallel WHEN 's' THEN 'PARALLEL = SAFE' WHEN 'r' THEN 'PARALLEL = RESTRICTED' END, CASE WHEN a.aggkind = 'h' THEN 'HYPOTHETICAL' END)
      || E'\n)' AS definition, ${commentOn("pg_proc", "p.oid")} AS comment
  FROM pg_catalog.pg_aggregate a JOIN pg_catalog.pg_proc p ON p.oid = a.aggfnoid JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
  WHERE ${userNamespace} AND ${notOfExtension("pg_proc", "p.oid")} ORDER BY p.oid`);

/** Triggers people made; not the ones behind foreign keys, nor a partition's share of its parent's. */
export const triggers: ObjectReader = (query) => findObjects("trigger", query, `SELECT 'pg_trigger' AS catalog, t.oid::int8 AS oid, ${namespaceColumn},
    CASE WHEN c.relkind IN ('r', 'p') THEN t.tgname ELSE format('%I ON %s', t.tgname, ${relationName}) END AS name,
    CASE WHEN c.relkind IN ('r', 'p') THEN c.oid::int8 END AS table,
    pg_get_triggerdef(t.oid) || CASE t.tgenabled WHEN 'O' THEN '' ELSE format(E';\\nALTER TABLE %s %s TRIGGER %I', ${relationName},
      CASE t.tgenabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' ELSE 'ENABLE ALWAYS' END, t.tgname) END AS definition,
    ${commentOn("pg_trigger", "t.oid")} AS comment
  FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE NOT t.tgisinternal AND t.tgparentid = 0 AND ${userNamespace} AND ${notOfExtension("pg_class", "c.oid")} AND ${notOfExtension("pg_trigger", "t.oid")} ORDER BY t.oid`);

export const eventTriggers: ObjectReader = (query) => findObjects("event trigger", query, `SELECT 'pg_event_trigger' AS catalog, t.oid::int8 AS oid, NULL AS namespace, t.evtname AS name,
    format(E'CREATE EVENT TRIGGER %I ON %s%s\n  EXECUTE FUNCTION %s()', t.evtname, t.evtevent,
      (SELECT E'\n  WHEN TAG IN (' || string_agg(quote_literal(tag), ', ') || ')' FROM unnest(t.evttags) tag), t.evtfoid::regproc)
      || CASE t.evtenabled WHEN 'O' THEN '' ELSE format(E';\\nALTER EVENT TRIGGER %I %s', t.evtname, CASE t.evtenabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' ELSE 'ENABLE ALWAYS' END) END AS definition,
    ${commentOn("pg_event_trigger", "t.oid")} AS comment
  FROM pg_catalog.pg_event_trigger t WHERE ${notOfExtension("pg_event_trigger", "t.oid")} ORDER BY t.oid`);
