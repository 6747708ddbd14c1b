import { address, type ColumnType, type SchemaObject, type Table } from "../../model";
import { overRow, syncObjectId, type ColumnValue, type SyncFacility, type TableAlias } from "../sync";
import { literal, quote } from "./lexical";
import { defaultValue } from "./print-table";

/**
 * Triggers cannot change NEW: an AFTER trigger updates the row once more. A trigger never fires itself (recursive_triggers is
 * off), but others, so each says when the two forms already agree.
 */
export const sync: SyncFacility = {
  fillsBeforeChecks: false,
  bothWays: true,
  keepsAutomaticNames: false,
  suffixBytes: 3,
  different,
  convert,
  words: {
    first: (column) => `CASE WHEN instr(${quote(column)}, ' ') > 0 THEN substr(${quote(column)}, 1, instr(${quote(column)}, ' ') - 1) ELSE ${quote(column)} END`,
    rest: (column) => `CASE WHEN instr(${quote(column)}, ' ') > 0 THEN substr(${quote(column)}, instr(${quote(column)}, ' ') + 1) ELSE '' END`,
    join: (columns) => `trim(${columns.map((column) => `coalesce(nullif(${quote(column)}, '') || ' ', '')`).join(" || ")})`,
  },
  exchange: ({ name, table, forward, backward }) => {
    const update = (values: readonly ColumnValue[], condition?: string): string =>
      `UPDATE ${quote(table.name)} SET ${values.map(({ column, expression }) => `${quote(column)} = ${overRow(expression, table, "NEW", quote)}`).join(", ")} WHERE ${sameRow(table, "NEW")}${condition === undefined ? "" : ` AND ${condition}`}`;
    const changed = (values: readonly ColumnValue[]): string => values.map(({ column }) => different(`NEW.${quote(column)}`, `OLD.${quote(column)}`)).join(" OR ");
    const stale = (values: readonly ColumnValue[]): string => values.map(({ column, expression }) => different(`NEW.${quote(column)}`, overRow(expression, table, "NEW", quote))).join(" OR ");
    const empty = forward.map(({ column }) => `NEW.${quote(column)} IS NULL`).join(" AND ");
    return [
      trigger(`${name}_i`, table, "AFTER INSERT", undefined, [update(forward, `(${empty})`), update(backward, `NOT (${empty})`)]),
      trigger(`${name}_f`, table, "AFTER UPDATE", `(${changed(backward)}) AND (${stale(backward)})`, [update(forward)]),
      trigger(`${name}_b`, table, "AFTER UPDATE", `(${changed(forward)}) AND (${stale(forward)})`, [update(backward)]),
    ];
  },
  afterRow: ({ name, table, event, when, body }) => [trigger(name, table, `AFTER ${event.toUpperCase()}`, when, body)],
  fillInserted: ({ name, table, column, value }) => [trigger(name, table, "AFTER INSERT", `NEW.${quote(column)} IS NULL`, [`UPDATE ${quote(table.name)} SET ${quote(column)} = ${value} WHERE ${sameRow(table, "NEW")}`])],
  guard: ({ name, table, predicate, message }) => {
    const refused = `NOT (${overRow(predicate, table, "NEW", quote)})`;
    const body = [`SELECT RAISE(ABORT, ${literal(message)})`];
    return [
      trigger(`${name}_i`, table, "BEFORE INSERT", refused, body),
      trigger(`${name}_u`, table, "BEFORE UPDATE", `${refused} AND (${overRow(predicate, table, "OLD", quote)}) IS NOT FALSE`, body),
    ];
  },
  alias,
  insertOrUpdate: ({ into, columns, source, key, update }) => `INSERT INTO ${into} (${columns.map(quote).join(", ")}) ${source} ON CONFLICT (${key.map(quote).join(", ")}) DO `
    + (update.length === 0 ? "NOTHING" : `UPDATE SET ${update.map((column) => `${quote(column)} = excluded.${quote(column)}`).join(", ")}`),
  // The constraint's name is the message that the engine gives.
  assertZero: (query, message) => [
    { sql: "DROP TABLE IF EXISTS temp.strata_rows_left" },
    { sql: `CREATE TEMP TABLE strata_rows_left (found INTEGER, CONSTRAINT "${message.replaceAll('"', '""')}" CHECK (found = 0))` },
    { sql: `INSERT INTO temp.strata_rows_left ${query}` },
    { sql: "DROP TABLE temp.strata_rows_left" },
  ],
};

/**
 * As a column of the type would hold the value. CAST to any other type name is one to NUMERIC, which makes 2026 of a date; what is
 * neither a number nor a text is left as it is.
 */
function convert(expression: string, type: ColumnType): string {
  if (type.kind.startsWith("int")) return `CAST(${expression} AS INTEGER)`;
  if (type.kind.startsWith("float")) return `CAST(${expression} AS REAL)`;
  if (type.kind === "decimal") return `CAST(${expression} AS NUMERIC)`;
  return ["text", "string", "char", "enum"].includes(type.kind) ? `CAST(${expression} AS TEXT)` : `(${expression})`;
}

function different(left: string, right: string): string {
  return `${left} IS NOT ${right}`;
}

function trigger(name: string, table: Table, timing: string, when: string | undefined, body: readonly string[]): SchemaObject {
  return { ...triggerOn(name, table, table.name, timing, when, body), tableId: table.id, dependsOn: [address.table(table)] };
}

function triggerOn(name: string, table: Table, on: string, timing: string, when: string | undefined, body: readonly string[]): SchemaObject {
  const fires = when === undefined ? "" : ` WHEN ${when}`;
  return {
    id: syncObjectId(table, "trigger", name), kind: "trigger", name, dependsOn: [],
    definition: `CREATE TRIGGER ${quote(name)} ${timing} ON ${quote(on)} FOR EACH ROW${fires} BEGIN ${body.join("; ")}; END`,
  };
}

/** The written row, found again by its primary key, or by its rowid where it has none. */
function sameRow(table: Table, row: "NEW" | "OLD"): string {
  const key = table.primaryKey?.columns.flatMap((id) => table.columns.find((column) => column.id === id)?.name ?? []) ?? [];
  return key.length === 0 ? `rowid = ${row}.rowid` : key.map((column) => `${quote(column)} IS ${row}.${quote(column)}`).join(" AND ");
}

/** Views take no rows by themselves. A default does not apply through a view, so NULL in a NOT NULL column becomes the default. */
function alias({ name, table }: TableAlias): readonly SchemaObject[] {
  const settable = table.columns.filter((column) => column.generated === undefined);
  const inserted = settable.map((column) => (column.nullable || column.default === undefined ? `NEW.${quote(column.name)}` : `coalesce(NEW.${quote(column.name)}, ${defaultValue(column.default)})`));
  const names = settable.map((column) => quote(column.name)).join(", ");
  const on = (suffix: string, timing: string, body: string): SchemaObject => ({ ...triggerOn(`${name}_${suffix}`, table, name, timing, undefined, [body]), dependsOn: [`view:${name}`] });
  return [
    {
      id: syncObjectId(table, "view", name), kind: "view", name, dependsOn: [address.table(table)],
      definition: `CREATE VIEW ${quote(name)} AS SELECT ${table.columns.map((column) => quote(column.name)).join(", ")} FROM ${quote(table.name)}`,
    },
    on("ii", "INSTEAD OF INSERT", `INSERT INTO ${quote(table.name)} (${names}) VALUES (${inserted.join(", ")})`),
    on("iu", "INSTEAD OF UPDATE", `UPDATE ${quote(table.name)} SET ${settable.map((column) => `${quote(column.name)} = NEW.${quote(column.name)}`).join(", ")} WHERE ${sameRow(table, "OLD")}`),
    on("id", "INSTEAD OF DELETE", `DELETE FROM ${quote(table.name)} WHERE ${sameRow(table, "OLD")}`),
  ];
}
