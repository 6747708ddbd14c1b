import { address, type ColumnType, type SchemaObject, type Table } from "../../model";
import { overRow, syncObjectId, type ColumnValue, type SyncFacility } from "../sync";
import { literal, quote } from "./lexical";
import { onlineTools } from "./online-tools";

/**
 * BEFORE triggers fill the row before NOT NULL is checked (MySQL 9.7, measured). A trigger must not write to the table whose
 * statement fired it, nor to one that statement uses (error 1442), so two tables are carried in one direction only.
 */
export const sync: SyncFacility = {
  fillsBeforeChecks: true,
  bothWays: false,
  keepsAutomaticNames: false,
  suffixBytes: 3,
  different,
  convert,
  words: {
    first: (column) => `substring_index(${quote(column)}, ' ', 1)`,
    rest: (column) => `substring(${quote(column)}, char_length(substring_index(${quote(column)}, ' ', 1)) + 2)`,
    join: (columns) => `concat_ws(' ', ${columns.map((column) => `nullif(${quote(column)}, '')`).join(", ")})`,
  },
  exchange: ({ name, table, forward, backward }) => {
    const changed = (values: readonly ColumnValue[]): string => values.map(({ column }) => different(`NEW.${quote(column)}`, `OLD.${quote(column)}`)).join(" OR ");
    const set = (values: readonly ColumnValue[]): string => values.map(({ column, expression }) => `SET NEW.${quote(column)} = ${overRow(expression, table, "NEW", quote)};`).join(" ");
    const stale = forward.map(({ column, expression }) => different(`NEW.${quote(column)}`, overRow(expression, table, "NEW", quote))).join(" OR ");
    const empty = forward.map(({ column }) => `NEW.${quote(column)} IS NULL`).join(" AND ");
    return [
      trigger(`${name}_i`, table, "BEFORE INSERT", `IF ${empty} THEN ${set(forward)} ELSE ${set(backward)} END IF;`),
      // What agrees with the old columns already (a batch that fills them) must not be turned back into them.
      trigger(`${name}_u`, table, "BEFORE UPDATE", `IF ${changed(backward)} THEN ${set(forward)} ELSEIF (${changed(forward)}) AND (${stale}) THEN ${set(backward)} END IF;`),
    ];
  },
  afterRow: ({ name, table, event, when, body }) => {
    const statements = body.map((sql) => `${sql};`).join(" ");
    return [trigger(name, table, `AFTER ${event.toUpperCase()}`, when === undefined ? statements : `IF ${when} THEN ${statements} END IF;`)];
  },
  fillInserted: ({ name, table, column, value }) => [trigger(name, table, "BEFORE INSERT", `IF NEW.${quote(column)} IS NULL THEN SET NEW.${quote(column)} = ${value}; END IF;`)],
  guard: ({ name, table, predicate, message }) => {
    const refused = `NOT (${overRow(predicate, table, "NEW", quote)})`;
    const signal = `SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = ${literal(message.slice(0, 128))};`;
    return [
      trigger(`${name}_i`, table, "BEFORE INSERT", `IF ${refused} THEN ${signal} END IF;`),
      trigger(`${name}_u`, table, "BEFORE UPDATE", `IF ${refused} AND (${overRow(predicate, table, "OLD", quote)}) IS NOT FALSE THEN ${signal} END IF;`),
    ];
  },
  alias: ({ name, table }) => [{
    id: syncObjectId(table, "view", name), kind: "view", name,
    definition: `CREATE VIEW ${quote(name)} AS SELECT ${table.columns.map((column) => quote(column.name)).join(", ")} FROM ${quote(table.name)}`, dependsOn: [address.table(table)],
  }],
  insertOrUpdate: ({ into, columns, source, key, update }) => {
    // Setting a key to itself leaves the row as it is; IGNORE would hide other errors too.
    const changes = update.length > 0 ? update.map((column) => `${quote(column)} = VALUES(${quote(column)})`) : key.slice(0, 1).map((column) => `${quote(column)} = ${into}.${quote(column)}`);
    return `INSERT INTO ${into} (${columns.map(quote).join(", ")}) ${source} ON DUPLICATE KEY UPDATE ${changes.join(", ")}`;
  },
  // The constraint's name is the message that the engine gives; 64 characters, none outside the Basic Multilingual Plane, no space at the end.
  assertZero: (query, message) => [
    { sql: "DROP TEMPORARY TABLE IF EXISTS strata_rows_left" },
    { sql: `CREATE TEMPORARY TABLE strata_rows_left (found bigint, CONSTRAINT ${quote(message.replaceAll(/[\u{10000}-\u{10ffff}]/gu, "?").slice(0, 64).trim())} CHECK (found = 0))` },
    { sql: `INSERT INTO strata_rows_left ${query}` },
    { sql: "DROP TEMPORARY TABLE strata_rows_left" },
  ],
  swapAlias: (table, to) => {
    const aside = `${to.name.slice(0, 56)}_aside`;
    return {
      // One statement: at no moment is a name missing.
      up: [{ sql: `RENAME TABLE ${quote(to.name)} TO ${quote(aside)}, ${quote(table.name)} TO ${quote(to.name)}` }, { sql: `DROP VIEW ${quote(aside)}` }],
      down: [{ sql: `RENAME TABLE ${quote(to.name)} TO ${quote(table.name)}` }],
    };
  },
  onlineTools,
};

function different(left: string, right: string): string {
  return `NOT (${left} <=> ${right})`;
}

function trigger(name: string, table: Table, timing: string, body: string): SchemaObject {
  return {
    id: syncObjectId(table, "trigger", name), kind: "trigger", name, tableId: table.id, dependsOn: [address.table(table)],
    definition: `CREATE TRIGGER ${quote(name)} ${timing} ON ${quote(table.name)} FOR EACH ROW BEGIN ${body} END`,
  };
}

/** CAST knows few of the types that columns have (manual, Cast Functions and Operators). */
function convert(expression: string, type: ColumnType): string {
  switch (type.kind) {
    case "int16": case "int32": case "int64": case "boolean": return `CAST(${expression} AS SIGNED)`;
    case "float32": return `CAST(${expression} AS FLOAT)`;
    case "float64": return `CAST(${expression} AS DOUBLE)`;
    case "decimal": return `CAST(${expression} AS DECIMAL(${type.precision ?? 65}, ${type.scale ?? (type.precision === undefined ? 30 : 0)}))`;
    case "date": return `CAST(${expression} AS DATE)`;
    case "time": return `CAST(${expression} AS TIME(${type.precision ?? 6}))`;
    case "timestamp": case "timestamptz": return `CAST(${expression} AS DATETIME(${type.precision ?? 6}))`;
    case "json": return `CAST(${expression} AS JSON)`;
    case "bytes": return `CAST(${expression} AS BINARY)`;
    case "string": case "char": return `CAST(${expression} AS CHAR(${type.length ?? 255}))`;
    case "native": return /^(?:tinyint|smallint|mediumint|int|bigint)\b.*unsigned/i.test(type.text) ? `CAST(${expression} AS UNSIGNED)` : `(${expression})`;
    default: return `CAST(${expression} AS CHAR)`;
  }
}
