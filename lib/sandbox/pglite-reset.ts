import type { PGlite } from "@electric-sql/pglite";

/** First object id the engine gives to users' objects (FirstNormalObjectId, access/transam.h); initdb's have lower ones. */
const firstUserOid = 16384;

/** Dropping very many relations costs more than opening anew, and more locks than one transaction may hold. */
const mostRelations = 400;

/**
 * Empties the database in place. False when something is left or the attempt failed: then it must be opened anew.
 * A few milliseconds, against several hundred for opening.
 */
export async function emptyInPlace(db: PGlite): Promise<boolean> {
  try {
    if (db.Module._IsTransactionBlock() !== 0) await db.exec("ROLLBACK");
    await db.exec("DISCARD ALL");
    const { rows } = await db.query<{ relations: number }>(
      `SELECT count(*)::int AS relations FROM pg_catalog.pg_class WHERE oid >= ${firstUserOid}`,
    );
    if ((rows[0]?.relations ?? 0) > mostRelations) return false;
    await db.exec(dropAll);
    const left = await db.query<{ n: number }>(leftovers);
    return left.rows[0]?.n === 0;
  } catch {
    return false;
  }
}

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

/** Whatever a user may have made outside a namespace, and settings kept in the catalog. */
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
)::int AS n`;
