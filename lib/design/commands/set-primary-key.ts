import type { Deferral, Id } from "../../model";
import type { EditCommand, EditContext, EditResult } from "../command";
import { primaryKeyName } from "../names";
import { writeRecord } from "../patch";
import { asDeferral, asList, asText, done, gone, setting, tableOf } from "./edit";

export interface SetPrimaryKey {
  readonly tableId: Id;
  /** In key order; none takes the key away. */
  readonly columns: readonly Id[];
  readonly name?: string | null;
  readonly include?: readonly Id[] | null;
  readonly deferral?: Deferral | null;
  readonly comment?: string | null;
}

/** Id of the primary key a table gets: one per table, so that two editors who set one at once set the same record. */
export function primaryKeyId(tableId: Id): Id {
  return `${tableId}.pk`;
}

/** Sets which columns are a table's primary key. Key columns become not null, as in every SQL engine. */
export const setPrimaryKey: EditCommand<SetPrimaryKey> = {
  id: "set-primary-key",
  label: "Set primary key",
  icon: "key-round",
  run(context, parameters) {
    const table = tableOf(context.design.schema, parameters.tableId);
    if (table === undefined) return gone("table");
    const id = table.primaryKey?.id ?? primaryKeyId(table.id);
    const columns = parameters.columns.filter((column) => table.columns.some((each) => each.id === column));
    if (columns.length === 0) return table.primaryKey === undefined ? done(context, []) : done(context, [writeRecord(id, { del: context.newId() })]);
    const base = { kind: "pk", table: table.id, cols: columns, del: undefined };
    const fresh = table.primaryKey === undefined ? { name: primaryKeyName(table, context.design.schema), incl: undefined, defer: undefined, comment: undefined } : {};
    return done(context, [
      writeRecord(id, {
        ...base, ...fresh,
        ...setting("name", parameters.name, asText), ...setting("incl", parameters.include, asList),
        ...setting("defer", parameters.deferral, asDeferral), ...setting("comment", parameters.comment, asText),
      }),
      ...columns.map((column) => writeRecord(column, { null: undefined })),
    ]);
  },
};

/** Takes a column into its table's primary key, at the end, or out of it. */
export const togglePrimaryKey: EditCommand<{ readonly columnId: Id }> = {
  id: "toggle-primary-key",
  label: "Primary key on or off",
  icon: "key-round",
  menu: { appliesTo: "column", parameters: (_, target) => (target === undefined ? undefined : { columnId: target }) },
  run(context: EditContext, { columnId }): EditResult {
    const table = context.design.schema.tables.find((each) => each.columns.some((column) => column.id === columnId));
    if (table === undefined) return gone("column");
    const columns = table.primaryKey?.columns ?? [];
    const next = columns.includes(columnId) ? columns.filter((id) => id !== columnId) : [...columns, columnId];
    return setPrimaryKey.run(context, { tableId: table.id, columns: next });
  },
};
