import { forEachTable, type ModellingRule } from "../rule";

export const nullableInUnique: ModellingRule = {
  code: "nullable-in-unique", title: "A unique key with a column that can be null", severity: "warning",
  explanation: "Null equals nothing, so rows that lack the value are never the same: the key lets any number of them in. Require the value, or say that nulls are equal where the database can.",
  find: forEachTable((table) => table.uniques.filter(({ nullsNotDistinct, columns }) => nullsNotDistinct !== true && columns.length > 1).flatMap((key) => table.columns.filter(({ id, nullable }) => nullable && key.columns.includes(id)).map((column) => ({
    tableId: table.id, objectId: column.id, message: `${table.name}.${column.name} can be null, so its unique key lets rows in twice.`,
    fixes: [{ label: `Require ${column.name}`, change: { kind: "require column" as const, columnId: column.id } }],
  })))),
};
