import { forEachTable, namesOf, type ModellingRule } from "../rule";

export const optionalParent: ModellingRule = {
  code: "optional-parent", title: "A parent that every query needs, but rows may lack", severity: "info",
  explanation: "Every pattern on this table finds rows by the parent or reads it along, so a row without one is never seen. Requiring the value keeps such rows out, and lets the planner use inner joins.",
  find: forEachTable((table, { patterns }) => {
    const reads = patterns.filter(({ tableId, operation }) => tableId === table.id && operation !== "insert");
    return table.foreignKeys.flatMap((key) => {
      const columns = table.columns.filter(({ id, nullable }) => nullable && key.columns.includes(id));
      const [first] = columns;
      const needed = reads.length > 0 && reads.every(({ equality = [], joins = [] }) => key.columns.every((id) => equality.includes(id)) || joins.includes(key.referencedTable));
      if (first === undefined || !needed || key.onDelete === "set null" || key.referencedTable === table.id) return [];
      return [{
        tableId: table.id, objectId: key.id, message: `${table.name}.${namesOf(table, key.columns)} can be null, yet all ${reads.length} patterns on ${table.name} need it.`,
        fixes: columns.map(({ id, name }) => ({ label: `Require ${name}`, change: { kind: "require column" as const, columnId: id } })),
      }];
    });
  }),
};
