import type { Table } from "../../model";
import { postgresql } from "../postgresql";
import { qualify, quote } from "../postgresql/lexical";
import type { Alteration, RuleContext, Statement } from "../target";

/**
 * A hypertable as a plain table of the same name: a new table, its rows, then what the old one had, under the old names. Locks the table
 * for as long as copying takes.
 */
export function plainTable(table: Table, context: RuleContext): Statement[] {
  const { rules } = postgresql;
  const temporary = `${table.name.slice(0, 50)}__plain`;
  const { primaryKey, ...rest } = table;
  const bare: Table = { ...rest, name: temporary, uniques: [], checks: [], foreignKeys: [], indexes: [] };
  const columns = table.columns.filter(({ generated }) => generated === undefined).map(({ name }) => quote(name)).join(", ");
  const hyper = qualify(table.namespace, table.name);
  const plain = qualify(table.namespace, temporary);
  return [
    ...rules.table.create(bare, context),
    { sql: `INSERT INTO ${plain} (${columns})${table.columns.some(({ identity }) => identity?.mode === "always") ? " OVERRIDING SYSTEM VALUE" : ""} SELECT ${columns} FROM ${hyper}` },
    { sql: `DROP TABLE ${hyper}` },
    { sql: `ALTER TABLE ${plain} RENAME TO ${quote(table.name)}` },
    ...(primaryKey === undefined ? [] : made(rules.primaryKey.create(primaryKey, table, context))),
    ...table.uniques.flatMap((key) => made(rules.unique.create(key, table, context))),
    ...table.checks.flatMap((check) => made(rules.check.create(check, table, context))),
    ...table.foreignKeys.flatMap((key) => made(rules.foreignKey.create(key, table, context))),
    ...table.indexes.flatMap((index) => made(rules.index.create(index, table, context))),
  ];
}

function made(alteration: Alteration): readonly Statement[] {
  if (typeof alteration === "string") throw new Error(`Creating never answers ${alteration}`);
  return alteration;
}
