import type { CatalogQuery } from "../../target";

const user = "oid >= 16384";
const relation = (kind: string): string => `SELECT FROM pg_catalog.pg_class WHERE relkind = '${kind}' AND ${user}`;

/**
 * What a database may have, as queries that find one of it. The engine takes longer to plan a reading than to find that there is
 * nothing to read, and most databases have few of these kinds.
 */
const probes = {
  roles: `SELECT FROM pg_catalog.pg_roles WHERE ${user}`,
  namespaces: `SELECT FROM pg_catalog.pg_namespace WHERE ${user} AND nspname <> 'public' AND nspname !~ '^pg_'`,
  extensions: "SELECT FROM pg_catalog.pg_extension WHERE extname <> 'plpgsql'",
  collations: `SELECT FROM pg_catalog.pg_collation WHERE ${user}`,
  types: `SELECT FROM pg_catalog.pg_type WHERE ${user} AND typtype IN ('d', 'r') UNION ALL ${relation("c")}`,
  enums: `SELECT FROM pg_catalog.pg_type WHERE ${user} AND typtype = 'e'`,
  sequences: relation("S"),
  routines: `SELECT FROM pg_catalog.pg_proc WHERE ${user}`,
  views: relation("v"),
  materializedViews: relation("m"),
  triggers: "SELECT FROM pg_catalog.pg_trigger WHERE NOT tgisinternal OR tgparentid <> 0",
  rules: `SELECT FROM pg_catalog.pg_rewrite WHERE ${user} AND rulename <> '_RETURN'`,
  policies: "SELECT FROM pg_catalog.pg_policy",
  statistics: "SELECT FROM pg_catalog.pg_statistic_ext",
  publications: "SELECT FROM pg_catalog.pg_publication",
  eventTriggers: "SELECT FROM pg_catalog.pg_event_trigger",
  edge: `SELECT FROM pg_catalog.pg_foreign_data_wrapper UNION ALL SELECT FROM pg_catalog.pg_cast WHERE ${user} UNION ALL SELECT FROM pg_catalog.pg_operator WHERE ${user}
    UNION ALL SELECT FROM pg_catalog.pg_ts_dict WHERE ${user} UNION ALL SELECT FROM pg_catalog.pg_ts_config WHERE ${user}`,
  indexSettings: `SELECT FROM pg_catalog.pg_index WHERE indisclustered UNION ALL SELECT FROM pg_catalog.pg_class c WHERE relkind = 'i' AND ${user} AND (reloptions IS NOT NULL
    OR EXISTS (SELECT FROM pg_catalog.pg_description d WHERE d.classoid = 'pg_class'::regclass AND d.objoid = c.oid) OR EXISTS (SELECT FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND a.attstattarget >= 0))`,
  shares: `SELECT FROM pg_catalog.pg_class WHERE relispartition AND relkind IN ('i', 'I') AND ${user}`,
  privileges: `SELECT FROM pg_catalog.pg_class WHERE relacl IS NOT NULL AND ${user} UNION ALL SELECT FROM pg_catalog.pg_attribute WHERE attacl IS NOT NULL AND attrelid >= 16384
    UNION ALL SELECT FROM pg_catalog.pg_proc WHERE proacl IS NOT NULL AND ${user} UNION ALL SELECT FROM pg_catalog.pg_type WHERE typacl IS NOT NULL AND ${user}
    UNION ALL SELECT FROM pg_catalog.pg_namespace WHERE CASE WHEN nspname = 'public' THEN nspacl::text IS DISTINCT FROM '{pg_database_owner=UC/pg_database_owner,=U/pg_database_owner}' ELSE nspacl IS NOT NULL AND ${user} END`,
  unmodelled: `SELECT FROM pg_catalog.pg_opclass WHERE ${user} UNION ALL SELECT FROM pg_catalog.pg_opfamily WHERE ${user} UNION ALL SELECT FROM pg_catalog.pg_ts_parser WHERE ${user} UNION ALL SELECT FROM pg_catalog.pg_ts_template WHERE ${user}
    UNION ALL SELECT FROM pg_catalog.pg_language WHERE ${user} UNION ALL SELECT FROM pg_catalog.pg_subscription UNION ALL SELECT FROM pg_catalog.pg_am WHERE ${user} UNION ALL SELECT FROM pg_catalog.pg_user_mappings
    UNION ALL SELECT FROM pg_catalog.pg_type WHERE ${user} AND typtype = 'b' AND typcategory <> 'A' UNION ALL SELECT FROM pg_catalog.pg_operator WHERE ${user} UNION ALL ${relation("f")} UNION ALL SELECT FROM pg_catalog.pg_index WHERE NOT indisvalid`,
  defaultPrivileges: "SELECT FROM pg_catalog.pg_default_acl",
} as const;

export type Presence = keyof typeof probes;

/** Which of these the database has. */
export async function readPresence(query: CatalogQuery): Promise<ReadonlySet<Presence>> {
  const [row] = await query(`SELECT ${Object.entries(probes).map(([name, sql]) => `EXISTS (${sql}) AS "${name}"`).join(", ")}`);
  const found = new Set<Presence>();
  let name: Presence;
  for (name in probes) if (row?.[name] === true) found.add(name);
  return found;
}
