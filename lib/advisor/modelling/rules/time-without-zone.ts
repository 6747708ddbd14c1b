import { forEachTable, type ModellingRule } from "../rule";

export const timeWithoutZone: ModellingRule = {
  code: "time-without-zone", title: "Time without a zone", severity: "warning",
  explanation: "A time without a zone is no moment: the same value means another instant on a server elsewhere, and an hour comes twice each autumn. Right for opening hours and birthdays, wrong for when something happened.",
  find: forEachTable((table, { types }) => table.columns.flatMap((column) => {
    if (column.type.kind !== "timestamp" || types.loss({ kind: "timestamptz" }) !== undefined) return [];
    const { precision } = column.type;
    return [{
      tableId: table.id, objectId: column.id, message: `${table.name}.${column.name} does not say in which zone it is.`,
      fixes: [{ label: "Make it a moment with a zone", change: { kind: "retype column" as const, columnId: column.id, type: { kind: "timestamptz" as const, ...(precision === undefined ? {} : { precision }) } } }],
    }];
  })),
};
