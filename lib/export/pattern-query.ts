import type { AccessPattern, Column, Schema, Table } from "../model";
import { columnNames, type Target } from "../targets/target";

/**
 * The query that the team wrote, if it is in the target's language: SQL that was written for another technology says nothing of one without it.
 */
export function writtenQuery({ query }: Pick<AccessPattern, "query">, { native }: Target): string | undefined {
  if (query === undefined || query.trim() === "") return undefined;
  const isSql = /^\s*(?:select|insert|update|delete|with)\b/i.test(query);
  return isSql && native !== undefined && native.language !== "sql" ? undefined : query;
}

/** The query of a pattern: as the team wrote it, else the plain one its table suggests; undefined when there is nothing to go by. */
export function patternQuery(pattern: AccessPattern, schema: Schema, target: Target): string | undefined {
  const written = writtenQuery(pattern, target);
  if (written !== undefined) return written;
  const table = schema.tables.find((candidate) => candidate.id === pattern.tableId);
  if (table === undefined || table.columns.length === 0) return undefined;
  const q = (name: string): string => target.quote(name);
  const name = table.namespace === undefined ? q(table.name) : `${q(table.namespace)}.${q(table.name)}`;
  const keys = table.primaryKey === undefined ? table.columns.slice(0, 1).map((c) => c.name) : columnNames(table, table.primaryKey.columns);
  const byKey = keys.map((key) => `${q(key)} = ?`).join(" AND ");
  const given = table.columns.filter((column) => column.generated === undefined && column.identity === undefined);
  switch (pattern.operation) {
    case "get": return `SELECT * FROM ${name} WHERE ${byKey}`;
    case "list": return `SELECT * FROM ${name} ORDER BY ${recency(table, q) ?? keys.map(q).join(", ")} LIMIT 100`;
    case "search": return `SELECT * FROM ${name} WHERE ${q((table.columns.find(isText) ?? table.columns[0])?.name ?? "")} LIKE ? LIMIT 100`;
    case "aggregate": return `SELECT count(*) FROM ${name}`;
    case "insert": return `INSERT INTO ${name} (${given.map((c) => q(c.name)).join(", ")}) VALUES (${given.map(() => "?").join(", ")})`;
    case "update": {
      const set = given.filter((column) => !keys.includes(column.name)).map((c) => `${q(c.name)} = ?`).join(", ");
      return set === "" ? undefined : `UPDATE ${name} SET ${set} WHERE ${byKey}`;
    }
    case "delete": return `DELETE FROM ${name} WHERE ${byKey}`;
  }
}

function isText({ type }: Column): boolean {
  return type.kind === "text" || type.kind === "string";
}

/** The moment a row was made, newest first, when a column tells it. */
function recency(table: Table, q: (name: string) => string): string | undefined {
  const column = table.columns.find(({ name, type }) => (type.kind === "timestamp" || type.kind === "timestamptz") && /^(?:created|inserted|occurred|placed|posted)/i.test(name));
  return column === undefined ? undefined : `${q(column.name)} DESC`;
}
