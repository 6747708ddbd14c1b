import type { Column, ColumnType, Id } from "../../model";
import type { EditCommand } from "../command";
import { encodeColumn, encodeType } from "../encode";
import { writeRecord } from "../patch";
import { asFlag, asRecord, asText, columnOf, done, gone, refuse, setting } from "./edit";

const isAbsent = (value: unknown): value is null | undefined => value === null || value === undefined;

/** Gives a column another type. */
export const retypeColumn: EditCommand<{ readonly columnId: Id; readonly type: ColumnType }> = {
  id: "retype-column",
  label: "Change type",
  icon: "type",
  run(context, { columnId, type }) {
    return columnOf(context.design.schema, columnId) === undefined ? gone("column") : done(context, [writeRecord(columnId, { type: encodeType(type) })]);
  },
};

export interface SetColumn {
  readonly columnId: Id;
  readonly nullable?: boolean;
  readonly default?: string | null;
  readonly generated?: Column["generated"] | null;
  readonly identity?: Column["identity"] | null;
  readonly collation?: string | null;
  readonly comment?: string | null;
  readonly options?: Readonly<Record<string, string>> | null;
}

/** Sets properties of a column. A column takes its value from one source, so setting one of default, expression and identity takes the others away. */
export const setColumn: EditCommand<SetColumn> = {
  id: "set-column",
  label: "Change column",
  icon: "settings-2",
  run(context, parameters) {
    const found = columnOf(context.design.schema, parameters.columnId);
    if (found === undefined) return gone("column");
    const { table, column } = found;
    if (parameters.nullable === true && table.primaryKey?.columns.includes(column.id) === true) return refuse("primary-key-not-null", `${column.name} is in the primary key, so it cannot be null.`);
    const { def, gen, ident } = encodeColumn({
      ...column, ...(isAbsent(parameters.default) ? {} : { default: parameters.default }), ...(isAbsent(parameters.generated) ? {} : { generated: parameters.generated }),
      ...(isAbsent(parameters.identity) ? {} : { identity: parameters.identity }),
    }, table.id);
    const source = !isAbsent(parameters.default) && def !== undefined ? { def, gen: undefined, ident: undefined }
      : !isAbsent(parameters.generated) ? { def: undefined, gen, ident: undefined }
      : !isAbsent(parameters.identity) ? { def: undefined, gen: undefined, ident, null: undefined }
      : { ...setting("def", parameters.default, asText), ...(parameters.generated === null ? { gen: undefined } : {}), ...(parameters.identity === null ? { ident: undefined } : {}) };
    return done(context, [writeRecord(column.id, {
      ...setting("null", parameters.nullable, asFlag), ...source,
      ...setting("coll", parameters.collation, asText), ...setting("comment", parameters.comment, asText), ...setting("opts", parameters.options, asRecord),
    })]);
  },
};

/** Lets a column be null, or no longer. */
export const toggleNullable: EditCommand<{ readonly columnId: Id }> = {
  id: "toggle-nullable",
  label: "Not null on or off",
  icon: "circle-slash",
  menu: { appliesTo: "column", parameters: (_, target) => (target === undefined ? undefined : { columnId: target }) },
  run(context, { columnId }) {
    const found = columnOf(context.design.schema, columnId);
    return found === undefined ? gone("column") : setColumn.run(context, { columnId, nullable: !found.column.nullable });
  },
};
