import { isDeletionMark } from "../../indexes/deletion-mark";
import { forEachTable, namesOf, type ModellingRule } from "../rule";

export const deletedRowsInUnique: ModellingRule = {
  code: "deleted-rows-in-unique", title: "Deleted rows keep their unique values", severity: "warning",
  explanation: "Rows that are only marked as deleted stay in unique keys: nobody can register the address of an account that was deleted. A unique index over the rows that are not deleted frees the value.",
  find: forEachTable((table, { capabilities, quote, schema }) => {
    const mark = table.columns.find(isDeletionMark);
    if (mark === undefined) return [];
    return table.uniques.filter(({ columns }) => !columns.includes(mark.id)).map((key) => {
      const referenced = schema.tables.some(({ foreignKeys }) => foreignKeys.some(({ referencedTable, referencedColumns }) => referencedTable === table.id && referencedColumns.join() === key.columns.join()));
      const fixes = capabilities.partialIndexes && !referenced ? [{ label: "Keep it unique among rows that are not deleted", change: { kind: "unique where" as const, tableId: table.id, uniqueId: key.id, where: `${quote(mark.name)} IS NULL` } }] : [];
      return { tableId: table.id, objectId: key.id, message: `A row of ${table.name} with ${mark.name} set still holds its ${namesOf(table, key.columns)}.`, fixes };
    });
  }),
};
