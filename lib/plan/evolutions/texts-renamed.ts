import { withColumnRenamed } from "../../diff";
import type { Table } from "../../model";
import type { Target } from "../../targets/target";

/** The table with a column's name replaced in checks and indexes; the column itself keeps its name. */
export function withTextsRenamed(table: Table, from: string, to: string, target: Target): Table {
  const renamed = (sql: string): string => withColumnRenamed(sql, from, to, target.quote);
  return {
    ...table,
    checks: table.checks.map((check) => ({ ...check, expression: renamed(check.expression) })),
    indexes: table.indexes.map((index) => ({
      ...index, ...(index.where === undefined ? {} : { where: renamed(index.where) }),
      parts: index.parts.map((part) => (part.expression === undefined ? part : { ...part, expression: renamed(part.expression) })),
    })),
  };
}
