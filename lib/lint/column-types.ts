import type { Act, ObjectName, TypeFacts } from "./act";

/** Columns that an act gives a type, with that type as written. */
export function columnsOf(act: Act): readonly { readonly table: ObjectName; readonly name: string; readonly type: TypeFacts }[] {
  switch (act.kind) {
    case "create table": return act.columns.flatMap(({ name, type }) => (type === undefined ? [] : [{ table: act.table, name, type }]));
    case "add column": return act.column.type === undefined ? [] : [{ table: act.table, name: act.column.name, type: act.column.type }];
    case "change type": return [{ table: act.table, name: act.column, type: act.type }];
    default: return [];
  }
}
