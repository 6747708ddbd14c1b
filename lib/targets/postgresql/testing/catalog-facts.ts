import type { CatalogQuery } from "../../target";

const users = String.raw`n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'`;
const notMember = (catalog: string, oid: string): string => `NOT EXISTS (SELECT 1 FROM pg_depend e WHERE e.classid = '${catalog}'::regclass AND e.objid = ${oid} AND e.deptype = 'e')`;
/** Privileges with the owner's own and the order of entries taken out. */
const acl = (column: string, owner: string, kind: string): string =>
  `(SELECT string_agg(x.grantee::regrole || ':' || x.privilege_type || x.is_grantable, ',' ORDER BY x.grantee::regrole::text, x.privilege_type) FROM aclexplode(coalesce(nullif(${column}, '{}'), acldefault('${kind}', ${owner}))) x WHERE x.grantee <> ${owner})`;

/** Catalog queries with one text per fact, written apart from introspection so that both can be wrong in different ways only. */
const queries: readonly string[] = [
  `SELECT format('relation %s %s.%s persistence %s options %s rls %s %s replica %s bound %s key %s comment %s acl %s', c.relkind, n.nspname, c.relname, c.relpersistence, c.reloptions, c.relrowsecurity, c.relforcerowsecurity, c.relreplident,
      pg_get_expr(c.relpartbound, c.oid), CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END, obj_description(c.oid, 'pg_class'), ${acl("c.relacl", "c.relowner", "r")})
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'c', 'f') AND ${users} AND ${notMember("pg_class", "c.oid")}`,
  `SELECT format('column %s.%s.%s type %s null %s default %s generated %s identity %s collation %s storage %s compression %s statistics %s options %s comment %s acl %s', n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
      pg_get_expr(d.adbin, d.adrelid), a.attgenerated, a.attidentity, a.attcollation::regcollation, a.attstorage, a.attcompression, a.attstattarget, a.attoptions, col_description(c.oid, a.attnum), a.attacl)
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'v', 'm', 'c', 'f') AND ${users} AND ${notMember("pg_class", "c.oid")}`,
  `SELECT format('constraint %s %s %s valid %s deferrable %s %s comment %s', con.conrelid::regclass, con.conname, pg_get_constraintdef(con.oid), con.convalidated, con.condeferrable, con.condeferred, obj_description(con.oid, 'pg_constraint'))
    FROM pg_constraint con JOIN pg_class c ON c.oid = con.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE con.contype <> 'n' AND con.conparentid = 0 AND con.conislocal AND ${users} AND ${notMember("pg_class", "c.oid")}`,
  `SELECT format('index %s valid %s comment %s options %s', pg_get_indexdef(i.indexrelid), i.indisvalid, obj_description(i.indexrelid, 'pg_class'), ic.reloptions)
    FROM pg_index i JOIN pg_class ic ON ic.oid = i.indexrelid JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${users} AND NOT ic.relispartition AND ${notMember("pg_class", "c.oid")}`,
  `SELECT format('inherits %s %s %s', inhrelid::regclass, inhparent::regclass, inhseqno) FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p') AND ${users}`,
  `SELECT format('view %s %s', c.oid::regclass, pg_get_viewdef(c.oid)) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('v', 'm') AND ${users} AND ${notMember("pg_class", "c.oid")}`,
  `SELECT format('routine %s.%s %s comment %s acl %s', n.nspname, p.oid::regprocedure, CASE WHEN p.prokind = 'a' THEN (SELECT row_to_json(a)::jsonb - 'aggfnoid' FROM pg_aggregate a WHERE a.aggfnoid = p.oid)::text ELSE pg_get_functiondef(p.oid) END, obj_description(p.oid, 'pg_proc'), ${acl("p.proacl", "p.proowner", "f")})
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE ${users} AND p.prokind <> 'a' AND ${notMember("pg_proc", "p.oid")} AND NOT EXISTS (SELECT 1 FROM pg_depend i WHERE i.classid = 'pg_proc'::regclass AND i.objid = p.oid AND i.deptype = 'i')`,
  `SELECT format('aggregate %s %s %s %s', p.oid::regprocedure, a.aggtransfn, a.aggtranstype::regtype, a.agginitval) FROM pg_aggregate a JOIN pg_proc p ON p.oid = a.aggfnoid JOIN pg_namespace n ON n.oid = p.pronamespace WHERE ${users} AND ${notMember("pg_proc", "p.oid")}`,
  `SELECT format('trigger %s enabled %s comment %s', pg_get_triggerdef(t.oid), t.tgenabled, obj_description(t.oid, 'pg_trigger')) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE NOT t.tgisinternal AND ${users}`,
  `SELECT format('rule %s enabled %s', pg_get_ruledef(r.oid), r.ev_enabled) FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace WHERE r.rulename <> '_RETURN' AND ${users}`,
  `SELECT format('policy %s %s %s %s %s %s %s', p.polrelid::regclass, p.polname, p.polcmd, p.polpermissive, (SELECT array_agg(CASE WHEN r = 0 THEN 'public' ELSE r::regrole::text END ORDER BY r::regrole::text) FROM unnest(p.polroles) r), pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)) FROM pg_policy p`,
  `SELECT format('type %s.%s %s base %s default %s null %s comment %s acl %s labels %s constraints %s', n.nspname, t.typname, t.typtype, format_type(t.typbasetype, t.typtypmod), t.typdefault, t.typnotnull, obj_description(t.oid, 'pg_type'), ${acl("t.typacl", "t.typowner", "T")},
      (SELECT array_agg(enumlabel ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid), (SELECT array_agg(conname || ' ' || pg_get_constraintdef(oid) ORDER BY conname) FROM pg_constraint WHERE contypid = t.oid AND contype = 'c'))
    FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace LEFT JOIN pg_class c ON c.oid = t.typrelid WHERE ${users} AND t.typtype IN ('e', 'd', 'c', 'r') AND (c.oid IS NULL OR c.relkind = 'c') AND ${notMember("pg_type", "t.oid")}`,
  `SELECT format('sequence %s type %s start %s increment %s min %s max %s cache %s cycle %s owned by %s', s.seqrelid::regclass, s.seqtypid::regtype, s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache, s.seqcycle,
      (SELECT format('%s.%s', d.refobjid::regclass, a.attname) FROM pg_depend d JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid WHERE d.classid = 'pg_class'::regclass AND d.objid = s.seqrelid AND d.deptype IN ('a', 'i') AND d.refobjsubid > 0))
    FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${users} AND ${notMember("pg_class", "c.oid")}`,
  `SELECT format('namespace %s comment %s acl %s', n.nspname, obj_description(n.oid, 'pg_namespace'), ${acl("n.nspacl", "n.nspowner", "n")}) FROM pg_namespace n WHERE ${users}`,
  `SELECT format('extension %s %s', extname, extnamespace::regnamespace) FROM pg_extension`,
  `SELECT format('statistics %s %s %s', s.stxnamespace::regnamespace, pg_get_statisticsobjdef(s.oid), s.stxstattarget) FROM pg_statistic_ext s`,
  `SELECT format('publication %s %s', pubname, row_to_json(p)::jsonb - 'oid' - 'pubowner') FROM pg_publication p`,
  `SELECT format('published %s %s %s %s', p.pubname, r.prrelid::regclass, r.prattrs, pg_get_expr(r.prqual, r.prrelid)) FROM pg_publication_rel r JOIN pg_publication p ON p.oid = r.prpubid`,
  `SELECT format('event trigger %s %s %s %s %s', evtname, evtevent, evtfoid::regproc, evtenabled, evttags) FROM pg_event_trigger`,
  `SELECT format('default acl %s %s %s %s', defaclrole::regrole, defaclnamespace::regnamespace, defaclobjtype, defaclacl) FROM pg_default_acl`,
  `SELECT format('collation %s.%s %s %s', n.nspname, collname, collprovider, collisdeterministic) FROM pg_collation c JOIN pg_namespace n ON n.oid = c.collnamespace WHERE ${users}`,
];

/** Everything the catalog says of users' objects, one line per fact, sorted. Column order and names of NOT NULL constraints are left out. */
export async function catalogFacts(query: CatalogQuery): Promise<readonly string[]> {
  await query("SELECT set_config('search_path', 'public', false)");
  const facts: string[] = [];
  for (const sql of queries) for (const row of await query(sql)) facts.push(...Object.values(row).map(String));
  return facts.sort();
}
