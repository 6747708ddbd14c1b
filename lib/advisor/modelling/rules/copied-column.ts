import { typeKey } from "../../../model";
import { forEachTable, type ModellingRule } from "../rule";

const common = /^(id|uuid|name|title|label|description|status|state|type|kind|code|key|value|data|notes?|comment|position|sort_order|version|active|enabled|created.*|updated.*|deleted.*|archived.*|tenant_id|org(anization)?_id|account_id|metadata|settings)$/i;

export const copiedColumn: ModellingRule = {
  code: "copied-column", title: "The same column in two tables", severity: "info",
  explanation: "A value kept beside the row it comes from can differ from it. Right where it must stay as it was (the price at the time of the order) or saves a join that counts; else read it through the foreign key.",
  find: forEachTable((table, { schema }) => table.foreignKeys.flatMap((key) => {
    const parent = schema.tables.find(({ id }) => id === key.referencedTable);
    if (parent === undefined || parent.id === table.id) return [];
    const linked = new Set(table.foreignKeys.flatMap(({ columns }) => columns));
    return table.columns.filter(({ id, name, type }) => !linked.has(id) && !common.test(name) && parent.columns.some((other) => other.name === name && typeKey(other.type) === typeKey(type) && parent.primaryKey?.columns.includes(other.id) !== true))
      .map((column) => ({ tableId: table.id, objectId: column.id, message: `${column.name} stands in ${table.name} and in ${parent.name}, which it references.` }));
  })),
};
