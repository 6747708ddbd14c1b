import * as z from "zod";
import type { CatalogQuery } from "../../target";
import { oid, readRows } from "./rows";

const row = z.object({ catalog: z.string(), oid, target_catalog: z.string(), target: oid, column: z.number() });

/** "This further object needs that object (or column)", both as catalog and oid. */
export type DependencyRow = z.output<typeof row>;

/**
 * What pg_depend says of further objects. Names the object people know: a view instead of its rewrite rule,
 * an element type instead of the array, a table instead of its row type, an extension instead of its member.
 */
export function readDependencies(query: CatalogQuery): Promise<readonly DependencyRow[]> {
  return readRows(query, row, `SELECT DISTINCT f.catalog, f.oid::int8 AS oid,
      CASE WHEN ext.refobjid IS NOT NULL THEN 'pg_extension' WHEN t.typrelid <> 0 AND tc.relkind <> 'c' THEN 'pg_class' ELSE d.refclassid::regclass::text END AS target_catalog,
      CASE WHEN ext.refobjid IS NOT NULL THEN ext.refobjid WHEN t.typrelid <> 0 AND tc.relkind <> 'c' THEN t.typrelid
        WHEN t.typelem <> 0 AND t.typcategory = 'A' THEN CASE WHEN et.typrelid <> 0 AND ec.relkind <> 'c' THEN et.typrelid ELSE t.typelem END ELSE d.refobjid END::int8 AS target,
      CASE WHEN d.refclassid = 'pg_class'::regclass THEN d.refobjsubid ELSE 0 END AS column
    FROM pg_catalog.pg_depend d
    LEFT JOIN pg_catalog.pg_rewrite r ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid
    LEFT JOIN pg_catalog.pg_class dc ON d.classid = 'pg_class'::regclass AND dc.oid = d.objid
    LEFT JOIN pg_catalog.pg_index di ON d.classid = 'pg_class'::regclass AND di.indexrelid = d.objid
    LEFT JOIN pg_catalog.pg_class dic ON dic.oid = di.indrelid
    LEFT JOIN pg_catalog.pg_constraint con ON d.classid = 'pg_constraint'::regclass AND con.oid = d.objid
    LEFT JOIN pg_catalog.pg_attrdef ad ON d.classid = 'pg_attrdef'::regclass AND ad.oid = d.objid
    LEFT JOIN pg_catalog.pg_class adc ON adc.oid = ad.adrelid
    LEFT JOIN pg_catalog.pg_publication_rel pr ON d.classid = 'pg_publication_rel'::regclass AND pr.oid = d.objid
    CROSS JOIN LATERAL (SELECT
      CASE d.classid WHEN 'pg_rewrite'::regclass THEN CASE WHEN r.rulename = '_RETURN' THEN 'pg_class' ELSE 'pg_rewrite' END
        WHEN 'pg_class'::regclass THEN CASE WHEN dc.relkind = 'c' THEN 'pg_type' ELSE 'pg_class' END
        WHEN 'pg_constraint'::regclass THEN CASE WHEN con.contypid <> 0 THEN 'pg_type' ELSE 'pg_constraint' END
        WHEN 'pg_attrdef'::regclass THEN 'pg_class' WHEN 'pg_publication_rel'::regclass THEN 'pg_publication'
        ELSE d.classid::regclass::text END AS catalog,
      CASE WHEN r.rulename = '_RETURN' THEN r.ev_class WHEN dc.relkind = 'c' THEN dc.reltype WHEN con.contypid <> 0 THEN con.contypid
        WHEN ad.oid IS NOT NULL THEN ad.adrelid WHEN pr.oid IS NOT NULL THEN pr.prpubid ELSE d.objid END AS oid) f
    LEFT JOIN pg_catalog.pg_type t ON d.refclassid = 'pg_type'::regclass AND t.oid = d.refobjid
    LEFT JOIN pg_catalog.pg_class tc ON tc.oid = t.typrelid
    LEFT JOIN pg_catalog.pg_type et ON et.oid = t.typelem AND t.typcategory = 'A'
    LEFT JOIN pg_catalog.pg_class ec ON ec.oid = et.typrelid
    LEFT JOIN pg_catalog.pg_depend ext ON ext.classid = d.refclassid AND ext.objid = CASE WHEN t.typelem <> 0 AND t.typcategory = 'A' THEN t.typelem ELSE d.refobjid END AND ext.deptype = 'e'
    WHERE d.deptype IN ('n', 'a') AND d.objid >= 16384 AND d.refobjid >= 16384
      AND (d.classid IN ('pg_rewrite'::regclass, 'pg_proc'::regclass, 'pg_type'::regclass, 'pg_trigger'::regclass, 'pg_policy'::regclass, 'pg_statistic_ext'::regclass,
          'pg_event_trigger'::regclass, 'pg_publication_rel'::regclass, 'pg_cast'::regclass, 'pg_operator'::regclass, 'pg_foreign_data_wrapper'::regclass, 'pg_foreign_server'::regclass, 'pg_ts_config'::regclass)
        OR dc.relkind IN ('c', 'f') OR dic.relkind = 'm' OR con.contype = 'x' OR con.contypid <> 0 OR adc.relkind IN ('v', 'f'))
      AND (f.catalog, f.oid) IS DISTINCT FROM (d.refclassid::regclass::text, d.refobjid)
    ORDER BY 1, 2, 3, 4, 5`);
}

const unmodelledRow = z.object({ kind: z.string(), name: z.string() });

/** What exists but has no place in the model. */
export function readUnmodelled(query: CatalogQuery): Promise<readonly z.output<typeof unmodelledRow>[]> {
  const kinds: readonly (readonly [kind: string, catalog: string, name: string, namespace: string | undefined, condition: string])[] = [
    ["foreign table with a parent", "pg_class", "relname", "relnamespace", "x.relkind = 'f' AND EXISTS (SELECT 1 FROM pg_catalog.pg_inherits WHERE inhrelid = x.oid)"],
    ["operator that is only named", "pg_operator", "oprname", "oprnamespace", "x.oprcode = 0"],
    ["operator class", "pg_opclass", "opcname", "opcnamespace", "true"],
    ["operator family", "pg_opfamily", "opfname", "opfnamespace", "true"],
    ["text search parser", "pg_ts_parser", "prsname", "prsnamespace", "true"],
    ["text search template", "pg_ts_template", "tmplname", "tmplnamespace", "true"],
    ["language", "pg_language", "lanname", undefined, "x.oid >= 16384"],
    ["subscription", "pg_subscription", "subname", undefined, "true"],
    ["base type", "pg_type", "typname", "typnamespace", "x.typtype = 'b' AND x.typcategory <> 'A'"],
    ["access method", "pg_am", "amname", undefined, "x.oid >= 16384"],
  ];
  const parts = kinds.map(([kind, catalog, name, namespace, condition]) => (namespace === undefined
    ? `SELECT '${kind}' AS kind, x.${name}::text AS name FROM pg_catalog.${catalog} x WHERE ${condition} AND x.oid >= 16384`
    : `SELECT '${kind}' AS kind, CASE WHEN n.nspname = 'public' THEN '' ELSE n.nspname || '.' END || x.${name} AS name FROM pg_catalog.${catalog} x JOIN pg_catalog.pg_namespace n ON n.oid = x.${namespace} WHERE ${condition} AND x.oid >= 16384`)
    + ` AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend e WHERE e.classid = 'pg_catalog.${catalog}'::regclass AND e.objid = x.oid AND e.deptype IN ('e', 'i'))`);
  parts.push("SELECT 'user mapping', u.usename || ' on ' || u.srvname FROM pg_catalog.pg_user_mappings u");
  // Made ON ONLY the table it is planned; what is attached to some of its partitions cannot be taken off them again.
  parts.push(`SELECT 'index of a partitioned table without some of its partitions', ic.relname FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid WHERE ic.relkind = 'I' AND NOT i.indisvalid
    AND (EXISTS (SELECT 1 FROM pg_catalog.pg_inherits WHERE inhparent = ic.oid) OR EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conindid = ic.oid))`);
  return readRows(query, unmodelledRow, parts.join(" UNION ALL "));
}
