import { findObjects, type ObjectReader } from "../found-object";

/**
 * Roles that policies or privileges name. Roles belong to the server, not to the database, so they are only made where
 * they are missing (a sandbox, a fresh server) and never dropped.
 */
export const roles: ObjectReader = (query) => findObjects("role", query, `SELECT 'pg_authid' AS catalog, r.oid::int8 AS oid, NULL AS namespace, r.rolname AS name,
    format(E'DO $strata$ BEGIN\n  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = %L) THEN CREATE ROLE %I; END IF;\nEND $strata$', r.rolname, r.rolname) AS definition, NULL AS comment
  FROM pg_catalog.pg_roles r WHERE r.oid IN (
    SELECT unnest(polroles) FROM pg_catalog.pg_policy
    UNION SELECT x.grantee FROM pg_catalog.pg_class c, aclexplode(c.relacl) x WHERE c.oid >= 16384 AND x.grantee <> c.relowner
    UNION SELECT x.grantee FROM pg_catalog.pg_attribute a, aclexplode(a.attacl) x WHERE a.attacl IS NOT NULL
    UNION SELECT x.grantee FROM pg_catalog.pg_proc p, aclexplode(p.proacl) x WHERE p.oid >= 16384 AND x.grantee <> p.proowner
    UNION SELECT x.grantee FROM pg_catalog.pg_type t, aclexplode(t.typacl) x WHERE t.oid >= 16384 AND x.grantee <> t.typowner
    UNION SELECT x.grantee FROM pg_catalog.pg_namespace n, aclexplode(n.nspacl) x WHERE x.grantee <> n.nspowner
    UNION SELECT x.grantee FROM pg_catalog.pg_default_acl d, aclexplode(d.defaclacl) x
    UNION SELECT d.defaclrole FROM pg_catalog.pg_default_acl d
    UNION SELECT c.relowner FROM pg_catalog.pg_class c WHERE c.oid >= 16384 UNION SELECT p.proowner FROM pg_catalog.pg_proc p WHERE p.oid >= 16384
    UNION SELECT t.typowner FROM pg_catalog.pg_type t WHERE t.oid >= 16384 UNION SELECT nspowner FROM pg_catalog.pg_namespace
    UNION SELECT collowner FROM pg_catalog.pg_collation UNION SELECT stxowner FROM pg_catalog.pg_statistic_ext
    UNION SELECT pubowner FROM pg_catalog.pg_publication UNION SELECT evtowner FROM pg_catalog.pg_event_trigger)
    AND r.rolname NOT LIKE 'pg\\_%' AND r.rolname <> current_user AND r.oid >= 16384 ORDER BY r.oid`);
