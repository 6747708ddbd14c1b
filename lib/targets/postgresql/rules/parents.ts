import type { Schema, Table } from "../../../model";
import type { RuleContext } from "../../target";
import { literal, quote } from "../lexical";
import { checkClause, columnDefinition, tableName } from "../print";

/** Ids of the columns that a partitioned table's key is made of: their type is fixed. */
export function partitionKey(table: Table): readonly string[] {
  const names = new Set((table.options["partitionBy"]?.replace(/^\w+/, "") ?? "").match(/"(?:[^"]|"")*"|[\w$\u0080-\uffff]+/g)?.map((name) => (name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name)));
  return table.columns.filter((column) => names.has(column.name)).map((column) => column.id);
}

/** The tables this one takes columns from, as its options name them. */
export function parentTables(created: Table, context: Pick<RuleContext, "from" | "to">): readonly Table[] {
  const names = parentNames(created);
  return names.flatMap((name) => [...context.to.tables, ...context.from.tables].find((t) => tableName(t) === name) ?? []);
}

/** Whether a column comes to the table from a parent. */
export function inherits(name: string, table: Table, schema: Schema): boolean {
  return parentTables(table, { from: schema, to: schema }).some((parent) => parent.columns.some((column) => column.name === name));
}

function parentNames(created: Table): readonly string[] {
  const text = created.options["partitionOf"] ?? created.options["inherits"] ?? "";
  return (text.match(/(?:"(?:[^"]|"")*"|[^,"])+/g) ?? []).map((name) => name.trim()).filter((name) => name !== "");
}

/** Leaves parents and takes to others, as the options of both states say. `to` has the name the table goes by. */
export function changeParents(from: Table, to: Table, context: RuleContext): string[] {
  const differs = (name: string): boolean => from.options[name] !== to.options[name];
  const [oldParents, newParents] = [parentIds(from, context, "from"), parentIds(to, context, "to")];
  const alter = `ALTER TABLE ${tableName(to)}`;
  const sql: string[] = [];
  if ((differs("partitionOf") && oldParents.join() !== newParents.join()) || differs("bound")) {
    if (from.options["partitionOf"] !== undefined) {
      const now = context.to.tables.find((t) => t.id === oldParents[0]);
      const parent = now === undefined ? from.options["partitionOf"] : tableName(now);
      sql.push(leaving(`ALTER TABLE ${parent} DETACH PARTITION ${tableName(to)}`, to, [context.from.tables.find((t) => t.id === oldParents[0])]), ...relaxed(to, context.from.tables.find((t) => t.id === oldParents[0])));
    }
    if (to.options["partitionOf"] !== undefined) sql.push(...demands(from, to, context.to.tables.find((t) => t.id === newParents[0]), true), `ALTER TABLE ${to.options["partitionOf"]} ATTACH PARTITION ${tableName(to)} ${to.options["bound"] ?? "DEFAULT"}`);
    return sql;
  }
  if (!differs("inherits") || oldParents.join() === newParents.join()) return sql;
  // Parents have an order; what is inherited anew comes last.
  const kept = parentNames(from).filter((name) => parentNames(to).includes(name));
  const stays = kept.every((name, i) => parentNames(to)[i] === name) ? kept : [];
  const has = new Set(from.columns.map((column) => column.name));
  for (const name of parentNames(from)) {
    if (stays.includes(name)) continue;
    const parent = context.from.tables.find((t) => tableName(t) === name);
    sql.push(leaving(`${alter} NO INHERIT ${name}`, to, [parent]), ...relaxed(to, parent));
    // Columns that came with the parent and were never the table's own.
    const others = parentNames(from).filter((other) => other !== name).flatMap((other) => context.from.tables.find((t) => tableName(t) === other)?.columns.map((c) => c.name) ?? []);
    for (const column of parent?.columns ?? []) if (!has.has(column.name) && !others.includes(column.name)) sql.push(`${alter} DROP COLUMN ${quote(column.name)}`);
  }
  const inherited = new Set(stays.flatMap((name) => context.from.tables.find((t) => tableName(t) === name)?.checks.map((check) => check.name) ?? []));
  for (const name of parentNames(to)) {
    if (stays.includes(name)) continue;
    // A parent is accepted only when the child has all its columns.
    const parent = context.to.tables.find((t) => tableName(t) === name);
    for (const column of parent?.columns ?? []) {
      if (!has.has(column.name)) sql.push(`${alter} ADD COLUMN ${columnDefinition(column, context)}`);
      has.add(column.name);
    }
    sql.push(...demands(from, to, parent, false, inherited), `${alter} INHERIT ${name}`);
    for (const check of parent?.checks ?? []) inherited.add(check.name);
  }
  return sql;
}

/** What a parent demands of a table before it takes it as a child: its checks and its NOT NULLs. */
function demands(from: Table, to: Table, parent: Table | undefined, partition: boolean, inherited: ReadonlySet<string | undefined> = new Set()): string[] {
  const alter = `ALTER TABLE ${tableName(to)}`;
  return [
    ...(parent?.columns ?? []).filter((column) => !column.nullable && from.columns.some((own) => own.name === column.name && own.nullable)).map((column) => `${alter} ALTER COLUMN ${quote(column.name)} SET NOT NULL`),
    ...(parent?.checks ?? []).filter((check) => check.noInherit !== true && !inherited.has(check.name) && !(partition ? from : to).checks.some((own) => own.name === check.name)).map((check) => `${alter} ADD ${checkClause(check)}`),
  ];
}

/** NOT NULLs that came with a parent and are not the table's own. */
function relaxed(to: Table, parent: Table | undefined): string[] {
  return (parent?.columns ?? []).filter((column) => !column.nullable && to.columns.some((own) => own.name === column.name && own.nullable))
    .map((column) => `ALTER TABLE ${tableName(to)} ALTER COLUMN ${quote(column.name)} DROP NOT NULL`);
}

/**
 * A table keeps the constraints and indexes that came from a parent it leaves. They go with it; what the table is to have of its
 * own is added afterwards. Nothing but the engine knows what they are called in the table.
 */
function leaving(statement: string, table: Table, parents: readonly (Table | undefined)[]): string {
  const partition = statement.includes(" DETACH PARTITION ");
  const inherits = parents.some((parent) => parent !== undefined && (parent.checks.some((check) => check.noInherit !== true)
    || (partition && (parent.primaryKey !== undefined || parent.uniques.length + parent.indexes.length + parent.foreignKeys.length > 0))));
  if (!inherits) return statement;
  const name = literal(tableName(table));
  return `DO $strata$
DECLARE
  constraints text[] := ARRAY(SELECT quote_ident(conname) FROM pg_constraint WHERE conrelid = ${name}::regclass AND contype IN ('p', 'u', 'f', 'c', 'x') AND (conparentid <> 0 OR contype = 'c' AND coninhcount > 0));
  indexes regclass[] := ARRAY(SELECT i.indexrelid::regclass FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indrelid = ${name}::regclass AND c.relispartition
    AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = i.indexrelid AND contype IN ('p', 'u', 'x')));
  one text;
BEGIN
  ${statement};
  FOREACH one IN ARRAY constraints LOOP
    IF EXISTS (SELECT FROM pg_constraint WHERE conrelid = ${name}::regclass AND quote_ident(conname) = one AND coninhcount = 0) THEN EXECUTE 'ALTER TABLE ${tableName(table).replaceAll("'", "''")} DROP CONSTRAINT ' || one; END IF;
  END LOOP;
  FOREACH one IN ARRAY indexes LOOP EXECUTE 'DROP INDEX ' || one; END LOOP;
END $strata$`;
}

/** Parents by id, so that a parent's new name alone is no change. */
function parentIds(child: Table, context: RuleContext, side: "from" | "to"): readonly string[] {
  return parentNames(child).map((name) => context[side].tables.find((t) => tableName(t) === name)?.id ?? name);
}
