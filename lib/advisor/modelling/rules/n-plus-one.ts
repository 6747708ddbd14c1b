import { writes, type AccessPattern } from "../../../model";
import type { ModellingRule } from "../rule";

/** A rate within this factor of another's rate times items is taken for one call for each item. A judgement. */
const near = 0.25;

export const nPlusOne: ModellingRule = {
  code: "n-plus-one", title: "One query for each row of a list", severity: "warning",
  explanation: "A list is read, and then for each of its rows another query by key: N + 1 round trips where one join, or one query with all keys (IN, ANY), does.",
  find({ patterns, schema }) {
    const lists = patterns.filter(({ operation, items, rate }) => operation === "list" && items !== undefined && items > 1 && rate !== undefined && rate > 0);
    return patterns.flatMap((one) => {
      const table = schema.tables.find(({ id }) => id === one.tableId);
      if (table === undefined || writes(one) || one.rate === undefined || !isByKey(one)) return [];
      const list = lists.find((each) => each.id !== one.id && isRelated(each, one) && Math.abs((one.rate ?? 0) / ((each.rate ?? 0) * (each.items ?? 0)) - 1) <= near);
      if (list === undefined) return [];
      return [{ tableId: table.id, objectId: one.id, message: `"${one.name}" runs ${one.rate}/s: once for each of the ${list.items ?? 0} rows of "${list.name}" (${list.rate ?? 0}/s). Read ${table.name} along with the list.` }];
    });

    function isByKey({ tableId, equality = [], operation }: AccessPattern): boolean {
      const table = schema.tables.find(({ id }) => id === tableId);
      const keys = [table?.primaryKey?.columns ?? [], ...table?.uniques.map(({ columns }) => columns) ?? [], ...table?.foreignKeys.map(({ columns }) => columns) ?? []];
      return (operation === "get" || operation === "list" || operation === "aggregate") && keys.some((columns) => columns.length > 0 && columns.every((id) => equality.includes(id)));
    }

    /** The rows of one lead to the other by a foreign key. */
    function isRelated(list: AccessPattern, one: AccessPattern): boolean {
      if (list.joins?.includes(one.tableId ?? "") === true) return false;
      const leads = (a: string | undefined, b: string | undefined): boolean => schema.tables.some(({ id, foreignKeys }) => id === a && foreignKeys.some(({ referencedTable }) => referencedTable === b));
      return list.tableId === one.tableId || leads(list.tableId, one.tableId) || leads(one.tableId, list.tableId);
    }
  },
};
