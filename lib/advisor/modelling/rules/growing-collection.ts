import { forEachTable, type ModellingRule } from "../rule";

export const growingCollection: ModellingRule = {
  code: "growing-collection", title: "A list in a row that grows", severity: "warning",
  explanation: "A list kept in one column is written whole with each item that comes, its items have no keys that others could point at, and the row grows without bound. A table with a row for each item has none of that.",
  find: forEachTable((table, { schema, patterns }) => table.columns.flatMap((column) => {
    const { type, name } = column;
    if (type.kind !== "array" && type.kind !== "json") return [];
    const references = type.kind === "array" && /_?ids$/i.test(name);
    const child = schema.tables.find((other) => other.id !== table.id && other.name.toLowerCase() === name.toLowerCase());
    const appended = patterns.find(({ operation, query, tableId }) => operation === "update" && tableId === table.id && query !== undefined && new RegExp(`(array_append|array_cat|jsonb_insert|json_array_append|json_insert)\\s*\\(\\s*${escaped(name)}|${escaped(name)}\\s*=\\s*${escaped(name)}\\s*\\|\\|`, "i").test(query));
    if (!references && child === undefined && appended === undefined) return [];
    const why = appended !== undefined ? `"${appended.name}" appends to it` : child !== undefined ? `there is a table ${child.name} for the same` : "it holds ids of other rows, which no foreign key checks";
    return [{ tableId: table.id, objectId: column.id, message: `${table.name}.${name} is a list in a row: ${why}.` }];
  })),
};

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
