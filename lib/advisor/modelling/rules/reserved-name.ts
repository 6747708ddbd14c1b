import { forEachTable, type Found, type ModellingRule } from "../rule";

export const reservedName: ModellingRule = {
  code: "reserved-name", title: "A reserved word as a name", severity: "info",
  explanation: "A name that is a word of SQL must be quoted in every query, and one that is not is a syntax error, or (user in PostgreSQL) something else altogether.",
  find: forEachTable((table, { schema, quote }): readonly Found[] => [
    ...(!isReserved(table.name, quote) ? [] : [{
      tableId: table.id, objectId: table.id, message: `${table.name} is a reserved word.`,
      fixes: plural(table.name, schema.tables.map(({ name }) => name)).filter((name) => !isReserved(name, quote)).map((name) => ({ label: `Rename it to ${name}`, change: { kind: "rename table" as const, tableId: table.id, name } })),
    }]),
    ...table.columns.filter(({ name }) => isReserved(name, quote)).map((column) => ({
      tableId: table.id, objectId: column.id, message: `${table.name}.${column.name} is a reserved word.`,
      fixes: table.columns.some(({ name }) => name === `${column.name}_value`) ? [] : [{ label: `Rename it to ${column.name}_value`, change: { kind: "rename column" as const, columnId: column.id, name: `${column.name}_value` } }],
    })),
  ]),
};

function plural(name: string, taken: readonly string[]): readonly string[] {
  const wanted = /s$/i.test(name) ? `${name}_list` : `${name}s`;
  return taken.includes(wanted) ? [] : [wanted];
}

/** Words that are quoted to be safe although they may be names of columns as they stand (PostgreSQL 18, appendix C: "non-reserved"; free in MySQL and SQLite). */
const harmless = new Set(["position", "time", "timestamp", "boolean", "bit", "overlay", "treat", "none", "national"]);

/** A plain word that the target must quote all the same. */
function isReserved(name: string, quote: (name: string) => string): boolean {
  return !harmless.has(name) && /^[a-z_][a-z0-9_]*$/.test(name) && quote(name) !== name;
}
