import type { PGlite } from "@electric-sql/pglite";
import { preparedPrefix, type PreparedReadings } from "./pglite-prepared";

/** First object id the engine gives to users' objects (FirstNormalObjectId, access/transam.h); initdb's have lower ones. */
const firstUserOid = 16384;

/** Dropping more costs more than opening anew (0.35 ms each against 0.6 s and cold caches); one transaction may hold 6,400 locks. */
const mostRelations = 1500;

/**
 * Empties the database in place. False when something is left or the attempt failed: then it must be opened anew.
 * A few milliseconds, against several hundred for opening.
 */
export async function emptyInPlace(db: PGlite, readings: PreparedReadings): Promise<boolean> {
  try {
    if (db.Module._IsTransactionBlock() !== 0) await db.exec("ROLLBACK");
    await db.exec(freshSession);
    const [found] = await readings.read(whatIsThere);
    if (Number(found?.["relations"] ?? 0) > mostRelations) return false;
    const drops = typeof found?.["drops"] === "string" ? found["drops"] : "";
    // A refusal leaves things behind, and those are looked for next.
    if (drops !== "") await db.exec(drops).catch(() => undefined);
    if (await isEmpty(readings)) return true;
    await db.exec(dropAll);
    return await isEmpty(readings);
  } catch {
    return false;
  }
}

async function isEmpty(readings: PreparedReadings): Promise<boolean> {
  const [left] = await readings.read(leftovers);
  return left?.["n"] === 0;
}

/** DISCARD ALL without what would forget our own prepared readings and their plans. */
const freshSession = "CLOSE ALL; SET SESSION AUTHORIZATION DEFAULT; RESET ALL; UNLISTEN *; SELECT pg_advisory_unlock_all(); DISCARD TEMP; DISCARD SEQUENCES";

/** The namespace `public` as initdb makes it. */
const untouchedPublic = "nspacl::text = '{pg_database_owner=UC/pg_database_owner,=U/pg_database_owner}' AND pg_get_userbyid(nspowner) = 'pg_database_owner'";

/**
 * How many relations there are, and the statements that drop everything. The namespace `public` stays when only its content is the
 * user's: making it anew would make the engine plan all prepared readings again.
 */
const whatIsThere = `SELECT (SELECT count(*)::int FROM pg_class WHERE oid >= ${firstUserOid}) AS relations,
  (SELECT string_agg(d.sql, '; ' ORDER BY d.step, d.sql) FROM (
    SELECT 0 AS step, format('DEALLOCATE %I', name) AS sql FROM pg_prepared_statements WHERE name NOT LIKE '${preparedPrefix}%' AND from_sql
    UNION ALL SELECT 1, format('DROP EVENT TRIGGER %I', evtname) FROM pg_event_trigger
    UNION ALL SELECT 2, format('DROP PUBLICATION %I', pubname) FROM pg_publication
    UNION ALL SELECT 3, format('DROP EXTENSION IF EXISTS %I CASCADE', extname) FROM pg_extension WHERE extname <> 'plpgsql'
    UNION ALL SELECT 4, format('DROP SCHEMA %I CASCADE', nspname) FROM pg_namespace WHERE oid >= ${firstUserOid} AND nspname !~ '^pg_' AND nspname <> 'public'
    UNION ALL SELECT CASE o.type WHEN 'table' THEN 5 WHEN 'view' THEN 6 WHEN 'type' THEN 8 WHEN 'function' THEN 9 ELSE 7 END,
        'DROP ' || CASE o.type WHEN 'composite type' THEN 'type' WHEN 'statistics object' THEN 'statistics' ELSE o.type END || ' IF EXISTS ' || o.identity || ' CASCADE'
      FROM (SELECT DISTINCT d.classid, d.objid FROM pg_depend d WHERE d.refclassid = 'pg_namespace'::regclass AND d.refobjid = (SELECT oid FROM pg_namespace WHERE nspname = 'public') AND d.deptype = 'n'
          AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = d.classid AND e.objid = d.objid AND e.deptype IN ('e', 'i') AND (e.refclassid, e.refobjid) <> (e.classid, e.objid))) p
        CROSS JOIN LATERAL pg_identify_object(p.classid, p.objid, 0) o
      WHERE o.type <> 'index'
    UNION ALL SELECT 10, format('DROP FOREIGN DATA WRAPPER %I CASCADE', fdwname) FROM pg_foreign_data_wrapper
    UNION ALL SELECT 11, format('DROP OWNED BY %I CASCADE; DROP ROLE %I', rolname, rolname) FROM pg_roles WHERE oid >= ${firstUserOid}
    UNION ALL SELECT DISTINCT 12, 'DELETE FROM pg_depend WHERE classid = ''pg_default_acl''::regclass; DELETE FROM pg_default_acl' FROM pg_default_acl
    UNION ALL SELECT 13, 'DROP SCHEMA public CASCADE' FROM pg_namespace WHERE nspname = 'public' AND (${untouchedPublic}) IS NOT TRUE
    UNION ALL SELECT 14, 'CREATE SCHEMA public AUTHORIZATION pg_database_owner; GRANT USAGE ON SCHEMA public TO PUBLIC' WHERE NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = 'public' AND ${untouchedPublic})
    UNION ALL SELECT 15, 'COMMENT ON SCHEMA public IS ''standard public schema''' WHERE NOT EXISTS (SELECT FROM pg_namespace n WHERE nspname = 'public' AND ${untouchedPublic} AND obj_description(n.oid, 'pg_namespace') = 'standard public schema')
  ) d) AS drops`;

const dropAll = `DO $$
DECLARE o record;
BEGIN
  FOR o IN SELECT evtname AS name FROM pg_event_trigger LOOP EXECUTE format('DROP EVENT TRIGGER %I', o.name); END LOOP;
  FOR o IN SELECT pubname AS name FROM pg_publication LOOP EXECUTE format('DROP PUBLICATION %I', o.name); END LOOP;
  FOR o IN SELECT nspname AS name FROM pg_namespace WHERE oid >= ${firstUserOid} AND nspname !~ '^pg_' OR nspname = 'public' LOOP
    EXECUTE format('DROP SCHEMA %I CASCADE', o.name);
  END LOOP;
  FOR o IN SELECT extname AS name FROM pg_extension WHERE extname <> 'plpgsql' LOOP EXECUTE format('DROP EXTENSION IF EXISTS %I CASCADE', o.name); END LOOP;
  FOR o IN SELECT fdwname AS name FROM pg_foreign_data_wrapper LOOP EXECUTE format('DROP FOREIGN DATA WRAPPER %I CASCADE', o.name); END LOOP;
  FOR o IN SELECT rolname AS name FROM pg_roles WHERE oid >= ${firstUserOid} LOOP
    EXECUTE format('DROP OWNED BY %I CASCADE', o.name);
    EXECUTE format('DROP ROLE %I', o.name);
  END LOOP;
  DELETE FROM pg_default_acl;
  CREATE SCHEMA public AUTHORIZATION pg_database_owner;
  GRANT USAGE ON SCHEMA public TO PUBLIC;
  COMMENT ON SCHEMA public IS 'standard public schema';
END $$`;

/** Whatever a user may have made outside a namespace or in it, and settings kept in the catalog; `public` has to be as it was, and types as an import found them (import/sql/untoasted.ts). */
const leftovers = `SELECT (
    (SELECT count(*) FROM pg_namespace WHERE oid >= ${firstUserOid} AND nspname <> 'public' AND nspname !~ '^pg_(toast_)?temp_')
  + (SELECT count(*) FROM pg_class WHERE oid >= ${firstUserOid})
  + (SELECT count(*) FROM pg_proc WHERE oid >= ${firstUserOid})
  + (SELECT count(*) FROM pg_type WHERE oid >= ${firstUserOid})
  + (SELECT count(*) FROM pg_cast WHERE oid >= ${firstUserOid})
  + (SELECT count(*) FROM pg_language WHERE oid >= ${firstUserOid})
  + (SELECT count(*) FROM pg_am WHERE oid >= ${firstUserOid})
  + (SELECT count(*) FROM pg_authid WHERE oid >= ${firstUserOid})
  + (SELECT count(*) FROM pg_largeobject_metadata)
  + (SELECT count(*) FROM pg_db_role_setting)
  + (SELECT count(*) FROM pg_default_acl)
  + (SELECT count(*) FROM pg_database WHERE oid >= ${firstUserOid})
  + (SELECT count(*) FROM pg_type WHERE oid = 'text'::regtype AND typstorage <> 'x')
  + (SELECT count(*) FROM pg_depend d JOIN pg_namespace n ON n.oid = d.refobjid WHERE d.refclassid = 'pg_namespace'::regclass AND n.nspname = 'public')
  + (SELECT CASE WHEN EXISTS (SELECT FROM pg_namespace n WHERE nspname = 'public' AND ${untouchedPublic} AND obj_description(n.oid, 'pg_namespace') = 'standard public schema') THEN 0 ELSE 1 END)
)::int AS n`;
