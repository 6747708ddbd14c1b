import * as z from "zod";
import { grouped } from "../grouped";
import { statementSeparator, type FoundObject, type ObjectReader } from "../found-object";
import { notOfExtension, oid, optionalText, readRows, userNamespace } from "../rows";
import { quote } from "../../lexical";
import { quotedSignature } from "./routines";
import { relationName } from "./views";

/** The engine's own privileges of PUBLIC and the owner on a namespace `public` (initdb), which has no other record. */
const publicNamespace = "('{pg_database_owner=UC/pg_database_owner,=U/pg_database_owner}'::aclitem[])";

const row = z.object({
  catalog: z.string(), oid, kind: z.string(), what: z.string(), column: optionalText, granted: z.boolean(), grantee: z.string(), privileges: z.string(), grantable: z.boolean(), owned: z.boolean(),
});

const subjects = `
  SELECT 'pg_class' AS catalog, c.oid, CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS kind, ${relationName} AS what, NULL::text AS column, c.relowner AS owner, c.relacl AS acl,
    acldefault(CASE c.relkind WHEN 'S' THEN 's'::"char" ELSE 'r'::"char" END, c.relowner) AS initial
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f') AND c.relacl IS NOT NULL AND ${userNamespace} AND ${notOfExtension("pg_class", "c.oid")}
  UNION ALL
  SELECT 'pg_class', c.oid, 'TABLE', ${relationName}, a.attname, c.relowner, a.attacl, NULL::aclitem[]
  FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE a.attacl IS NOT NULL AND a.attnum > 0 AND NOT a.attisdropped AND ${userNamespace} AND ${notOfExtension("pg_class", "c.oid")}
  UNION ALL
  SELECT 'pg_proc', p.oid, CASE p.prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END, CASE WHEN n.nspname = 'public' THEN '' ELSE quote_ident(n.nspname) || '.' END || ${quotedSignature}, NULL, p.proowner, p.proacl, acldefault('f', p.proowner)
  FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace WHERE p.proacl IS NOT NULL AND ${userNamespace} AND ${notOfExtension("pg_proc", "p.oid")}
  UNION ALL
  SELECT 'pg_type', t.oid, CASE t.typtype WHEN 'd' THEN 'DOMAIN' ELSE 'TYPE' END, CASE WHEN n.nspname = 'public' THEN '' ELSE quote_ident(n.nspname) || '.' END || quote_ident(t.typname), NULL, t.typowner, t.typacl, acldefault('T', t.typowner)
  FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace WHERE t.typacl IS NOT NULL AND ${userNamespace} AND ${notOfExtension("pg_type", "t.oid")}
  UNION ALL
  SELECT 'pg_namespace', n.oid, 'SCHEMA', quote_ident(n.nspname), NULL, n.nspowner, n.nspacl, CASE WHEN n.nspname = 'public' THEN ${publicNamespace} ELSE acldefault('n', n.nspowner) END
  FROM pg_catalog.pg_namespace n WHERE n.nspacl IS NOT NULL AND ${userNamespace} AND ${notOfExtension("pg_namespace", "n.oid")}`;

/** GRANTs, and REVOKEs of what PUBLIC has by itself. One object per subject and grantee. Of owners only what was revoked from them. */
export const privileges: ObjectReader = async (query) => {
  const rows = await readRows(query, row, `WITH subjects AS (${subjects}),
    entries AS (
      SELECT s.*, true AS granted, x.grantee, x.privilege_type, x.is_grantable FROM subjects s, aclexplode(nullif(s.acl, '{}')) x
      WHERE NOT EXISTS (SELECT 1 FROM aclexplode(s.initial) i WHERE i.grantee = x.grantee AND i.privilege_type = x.privilege_type AND i.is_grantable = x.is_grantable)
      UNION ALL
      SELECT s.*, false, i.grantee, i.privilege_type, false FROM subjects s, aclexplode(s.initial) i
      WHERE NOT EXISTS (SELECT 1 FROM aclexplode(nullif(s.acl, '{}')) x WHERE i.grantee = x.grantee AND i.privilege_type = x.privilege_type))
    SELECT catalog, oid::int8 AS oid, kind, what, "column", granted, CASE WHEN grantee = 0 THEN 'PUBLIC' WHEN grantee = owner AND pg_get_userbyid(owner) = current_user THEN 'CURRENT_USER' ELSE quote_ident(pg_get_userbyid(grantee)) END AS grantee,
      string_agg(privilege_type || coalesce(' (' || quote_ident("column") || ')', ''), ', ' ORDER BY privilege_type) AS privileges, is_grantable AS grantable,
      pg_get_userbyid(owner) <> current_user AND what <> 'public' AS owned
    FROM entries WHERE (grantee <> owner OR NOT granted) AND grantee <> 'pg_database_owner'::regrole GROUP BY catalog, oid, kind, what, "column", granted, grantee, is_grantable, owner
    ORDER BY 4, 7, 5 NULLS FIRST, 6, 9`);
  const groups = grouped(rows, (r) => `${r.kind.toLowerCase()} ${r.what} to ${r.grantee}`);
  return [...groups].flatMap(([title, entries]): FoundObject[] => {
    const [first] = entries;
    if (first === undefined) return [];
    const statements = entries.map((e) => (e.granted
      ? `GRANT ${e.privileges} ON ${e.kind} ${e.what} TO ${e.grantee}${e.grantable ? " WITH GRANT OPTION" : ""}`
      : `REVOKE ${e.privileges} ON ${e.kind} ${e.what} FROM ${e.grantee}`));
    return [{
      kind: "privilege", catalog: `acl ${first.catalog}`, oid: first.oid, namespace: undefined, name: title,
      table: undefined, definition: statements.join(statementSeparator), comment: undefined, needs: [...(first.grantee === "PUBLIC" || first.grantee === "CURRENT_USER" ? [] : [`role:${bare(first.grantee)}`]), ...(first.owned ? ownersOf(first.kind, first.what) : [])],
    }];
  });
};

/** Giving a thing to another owner rewrites its privileges, so that comes first. The owner's record says what the thing is more exactly. */
function ownersOf(kind: string, what: string): string[] {
  const words: Readonly<Record<string, readonly string[]>> = { TABLE: ["table", "view", "materialized view", "foreign table"], FUNCTION: ["function", "aggregate"] };
  return (words[kind] ?? [kind.toLowerCase()]).map((word) => `owner:${word} ${what}`);
}

function bare(grantee: string): string {
  return grantee.startsWith('"') ? grantee.slice(1, -1).replaceAll('""', '"') : grantee;
}

const defaultRow = z.object({ role: z.string(), own: z.boolean(), namespace: optionalText, kind: z.string(), granted: z.boolean(), grantee: z.string(), privileges: z.string(), grantable: z.boolean() });

/** ALTER DEFAULT PRIVILEGES: one object per role, namespace, kind of object and grantee. */
export const defaultPrivileges: ObjectReader = async (query) => {
  const rows = await readRows(query, defaultRow, `WITH subjects AS (
      SELECT d.defaclrole AS owner, n.nspname AS namespace, d.defaclobjtype, d.defaclacl AS acl, CASE WHEN d.defaclnamespace = 0 THEN acldefault(CASE d.defaclobjtype WHEN 'S' THEN 's'::"char" ELSE d.defaclobjtype END, d.defaclrole) ELSE NULL::aclitem[] END AS initial
      FROM pg_catalog.pg_default_acl d LEFT JOIN pg_catalog.pg_namespace n ON n.oid = d.defaclnamespace),
    entries AS (
      SELECT s.*, true AS granted, x.grantee, x.privilege_type, x.is_grantable FROM subjects s, aclexplode(nullif(s.acl, '{}')) x
      WHERE NOT EXISTS (SELECT 1 FROM aclexplode(s.initial) i WHERE i.grantee = x.grantee AND i.privilege_type = x.privilege_type AND i.is_grantable = x.is_grantable)
      UNION ALL
      SELECT s.*, false, i.grantee, i.privilege_type, false FROM subjects s, aclexplode(s.initial) i
      WHERE NOT EXISTS (SELECT 1 FROM aclexplode(nullif(s.acl, '{}')) x WHERE i.grantee = x.grantee AND i.privilege_type = x.privilege_type))
    SELECT quote_ident(pg_get_userbyid(owner)) AS role, pg_get_userbyid(owner) = current_user AS own, namespace, granted,
      CASE defaclobjtype WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES' WHEN 'f' THEN 'FUNCTIONS' WHEN 'T' THEN 'TYPES' WHEN 'n' THEN 'SCHEMAS' ELSE 'LARGE OBJECTS' END AS kind,
      CASE WHEN grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END AS grantee, string_agg(privilege_type, ', ' ORDER BY privilege_type) AS privileges, is_grantable AS grantable
    FROM entries GROUP BY owner, namespace, defaclobjtype, granted, grantee, is_grantable ORDER BY 1, 3 NULLS FIRST, 5, 6, 4, 8`);
  return rows.map((r) => {
    // The owner of a sandbox's database is not the owner elsewhere: whoever runs it alters their own defaults.
    const head = ["ALTER DEFAULT PRIVILEGES", ...(r.own ? [] : [`FOR ROLE ${r.role}`]), ...(r.namespace === undefined ? [] : [`IN SCHEMA ${quote(r.namespace)}`])].join(" ");
    const tail = r.granted
      ? `GRANT ${r.privileges} ON ${r.kind} TO ${r.grantee}${r.grantable ? " WITH GRANT OPTION" : ""}`
      : `REVOKE ${r.privileges} ON ${r.kind} FROM ${r.grantee}`;
    return {
      kind: "default privilege", catalog: "", oid: 0, namespace: undefined, table: undefined, comment: undefined,
      name: [r.own ? undefined : r.role, r.namespace, r.kind.toLowerCase(), r.granted ? "to" : "not to", r.grantee, r.grantable ? "with grant option" : undefined].filter((x) => x !== undefined).join(" "),
      definition: `${head} ${tail}`,
      needs: [...(r.grantee === "PUBLIC" ? [] : [`role:${bare(r.grantee)}`]), ...(r.own ? [] : [`role:${bare(r.role)}`]), ...(r.namespace === undefined || r.namespace === "public" ? [] : [`namespace:${r.namespace}`])],
    };
  });
};
