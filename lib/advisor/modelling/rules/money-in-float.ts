import { forEachTable, type ModellingRule } from "../rule";

const money = /(^|_)(price|amount|total|subtotal|cost|balance|fee|fees|salary|wage|tax|vat|revenue|payment|discount|refund|budget|money|charge|credit|debit)(_|$)/i;

export const moneyInFloat: ModellingRule = {
  code: "money-in-float", title: "Money as a floating point number", severity: "warning",
  explanation: "Floating point numbers hold no exact tenths: 0.1 + 0.2 is not 0.3, and sums of many prices drift. An exact decimal, or a whole number of cents, does not.",
  find: forEachTable((table) => table.columns.filter(({ name, type }) => (type.kind === "float32" || type.kind === "float64") && money.test(name.replaceAll(/([a-z])([A-Z])/g, "$1_$2"))).map((column) => ({
    tableId: table.id, objectId: column.id, message: `${table.name}.${column.name} looks like money and is a floating point number.`,
    fixes: [{ label: "Make it an exact decimal (19, 4)", change: { kind: "retype column" as const, columnId: column.id, type: { kind: "decimal" as const, precision: 19, scale: 4 } } }],
  }))),
};
