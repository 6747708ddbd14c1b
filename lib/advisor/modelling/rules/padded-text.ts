import { forEachTable, type ModellingRule } from "../rule";

export const paddedText: ModellingRule = {
  code: "padded-text", title: "Text padded with blanks", severity: "info",
  explanation: "char(n) fills values up with blanks, which take room and come back with them or are dropped silently in comparisons. Text with a greatest length says the same without padding. Right only for codes of a fixed length.",
  find: forEachTable((table) => table.columns.flatMap((column) => (column.type.kind !== "char" || column.type.length <= 3 ? [] : [{
    tableId: table.id, objectId: column.id, message: `${table.name}.${column.name} is filled up with blanks to ${column.type.length} characters.`,
    fixes: [{ label: `Make it text of at most ${column.type.length} characters`, change: { kind: "retype column" as const, columnId: column.id, type: { kind: "string" as const, length: column.type.length } } }],
  }]))),
};
