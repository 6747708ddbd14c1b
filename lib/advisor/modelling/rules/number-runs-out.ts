import { forEachTable, type ModellingRule } from "../rule";

const largest = { int16: 32_767, int32: 2_147_483_647 } as const;
const secondsPerYear = 31_557_600;

export const numberRunsOut: ModellingRule = {
  code: "number-runs-out", title: "A key that runs out of numbers", severity: "error",
  explanation: "When a key's numbers are used up, every insert fails. Numbers of rows that were deleted or rolled back are used up too, so half of the range counts as the end.",
  find: forEachTable((table, { loads, patterns, schema }) => {
    const [only, ...others] = table.primaryKey?.columns ?? [];
    const column = others.length > 0 ? undefined : table.columns.find(({ id }) => id === only);
    if (column === undefined || (column.type.kind !== "int32" && column.type.kind !== "int16")) return [];
    const load = loads.get(table.id);
    const inserted = patterns.filter(({ operation, tableId }) => operation === "insert" && tableId === table.id).reduce((sum, { rate = 0, rateInYear, items = 1 }) => sum + ((rate + (rateInYear ?? rate)) / 2) * items, 0) * secondsPerYear;
    const inYear = Math.max(load?.rowsInYear ?? 0, (load?.rows ?? 0) + inserted);
    if (inYear < largest[column.type.kind] / 2) return [];
    const type = { kind: "int64" as const };
    const children = schema.tables.flatMap(({ name, foreignKeys }) => (foreignKeys.some(({ referencedTable }) => referencedTable === table.id) ? [name] : []));
    return [{
      tableId: table.id, objectId: column.id, message: `${table.name}.${column.name} goes up to ${largest[column.type.kind].toLocaleString("en-US")}; in a year there are about ${Math.round(inYear).toLocaleString("en-US")}.${children.length === 0 ? "" : ` ${children.join(", ")} refer to it and need the same type.`}`,
      fixes: [{ label: "Make it a 64-bit number", change: { kind: "retype column" as const, columnId: column.id, type } }],
    }];
  }),
};
