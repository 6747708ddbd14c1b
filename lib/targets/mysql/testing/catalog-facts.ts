import type { CatalogQuery } from "../../target";

/** Catalog views and their columns that say what a database is; the order of columns and moments of creation are left out. */
const views: Readonly<Record<string, string>> = {
  tables: "table_name, table_type, engine, row_format, table_collation, create_options, table_comment",
  columns: "table_name, column_name, column_default, is_nullable, column_type, character_set_name, collation_name, column_key, extra, column_comment, generation_expression",
  statistics: "table_name, index_name, non_unique, seq_in_index, column_name, collation, sub_part, nullable, index_type, index_comment",
  table_constraints: "table_name, constraint_name, constraint_type",
  key_column_usage: "table_name, constraint_name, column_name, ordinal_position, referenced_table_name, referenced_column_name",
  referential_constraints: "table_name, constraint_name, unique_constraint_name, update_rule, delete_rule, referenced_table_name",
  check_constraints: "constraint_name, check_clause",
  partitions: "table_name, partition_name, partition_ordinal_position, partition_method, partition_expression, partition_description, subpartition_name, subpartition_method",
  views: "table_name, view_definition, check_option, is_updatable, definer, security_type",
  triggers: "trigger_name, event_manipulation, event_object_table, action_timing, action_order, action_statement, definer",
  routines: "routine_name, routine_type, dtd_identifier, routine_definition, is_deterministic, sql_data_access, security_type, definer, routine_comment",
  parameters: "specific_name, ordinal_position, parameter_mode, parameter_name, dtd_identifier",
  events: "event_name, definer, event_definition, event_type, execute_at, interval_value, interval_field, status, on_completion, event_comment",
};

const schemaColumns: Readonly<Record<string, string>> = {
  key_column_usage: "table_schema", table_constraints: "table_schema", referential_constraints: "constraint_schema", check_constraints: "constraint_schema", triggers: "trigger_schema", routines: "routine_schema",
  parameters: "specific_schema", events: "event_schema",
};

/** The current database in the server's own words, one text per row of its catalog: a judge that shares nothing with the target's reading. */
export async function mysqlFacts(query: CatalogQuery): Promise<readonly string[]> {
  const [row] = await query("SELECT DATABASE() AS name");
  const database = String(row?.["name"]);
  const facts: string[] = [];
  for (const [view, columns] of Object.entries(views)) {
    const more = view === "statistics" ? await known(query, view, ["expression", "is_visible", "ignored"]) : view === "check_constraints" ? await known(query, view, ["table_name", "level"]) : [];
    const found = await query(`SELECT ${[...columns.split(", "), ...more].map((column) => `CAST(${column} AS CHAR) AS ${column}`).join(", ")} FROM information_schema.${view} WHERE ${schemaColumns[view] ?? "table_schema"} = DATABASE()`);
    facts.push(...found.map((entry) => `${view}: ${Object.values(entry).map((value) => String(value).replace(/;\s*$/, "")).join(" | ").replaceAll(database, "<database>")}`));
  }
  return facts.toSorted();
}

async function known(query: CatalogQuery, view: string, wanted: readonly string[]): Promise<string[]> {
  const found = await query(`SELECT LOWER(column_name) AS name FROM information_schema.columns WHERE table_schema = 'information_schema' AND LOWER(table_name) = '${view}'`);
  const names = found.map((row) => String(row["name"]));
  return wanted.filter((name) => names.includes(name));
}
