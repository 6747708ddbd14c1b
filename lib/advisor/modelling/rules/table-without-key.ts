import { forEachTable, namesOf, type ModellingRule } from "../rule";

export const tableWithoutKey: ModellingRule = {
  code: "table-without-key", title: "No primary key", severity: "warning",
  explanation: "Without a primary key nothing says which row is meant: rows can come twice, replication and tools that copy or resume by key cannot work, and no foreign key can point here.",
  find: forEachTable((table) => {
    if (table.primaryKey !== undefined || table.columns.length === 0) return [];
    const required = (ids: readonly string[]): boolean => ids.every((id) => table.columns.some((column) => column.id === id && !column.nullable));
    const unique = table.uniques.find(({ columns }) => required(columns));
    const id = table.columns.find(({ name, nullable }) => /^(id|uuid)$/i.test(name) && !nullable);
    const columns = unique?.columns ?? (id === undefined ? undefined : [id.id]);
    return [{
      tableId: table.id, objectId: table.id, message: `${table.name} has no primary key.`,
      ...(columns === undefined ? {} : { fixes: [{ label: `Make ${namesOf(table, columns)} the primary key`, change: { kind: "set primary key" as const, tableId: table.id, columns } }] }),
    }];
  }),
};
