import type { AdviceChange } from "../../advisor/modelling";
import type { Index } from "../../model";
import type { EditCommand, EditContext, EditResult } from "../command";
import { encodeIndex } from "../encode";
import { indexName } from "../names";
import { writeRecord } from "../patch";
import { setIndex } from "./add-index";
import { addRecord, done, gone, memberOf } from "./edit";
import { renameColumn } from "./rename-column";
import { renameTable } from "./rename-table";
import { retypeColumn, setColumn } from "./set-column";
import { setPrimaryKey } from "./set-primary-key";

/** Carries out the fix of a modelling finding. */
export const applyAdvice: EditCommand<AdviceChange> = {
  id: "apply-advice",
  label: "Apply advice",
  icon: "wand-sparkles",
  run(context, change) {
    switch (change.kind) {
      case "retype column": return retypeColumn.run(context, { columnId: change.columnId, type: change.type });
      case "require column": return setColumn.run(context, { columnId: change.columnId, nullable: false });
      case "rename column": return renameColumn.run(context, { columnId: change.columnId, name: change.name });
      case "rename table": return renameTable.run(context, { tableId: change.tableId, name: change.name });
      case "set primary key": return setPrimaryKey.run(context, { tableId: change.tableId, columns: change.columns });
      case "change index": return setIndex.run(context, { id: change.indexId, ...(change.where === undefined ? {} : { where: change.where }), ...(change.method === undefined ? {} : { method: change.method }) });
      case "unique where": return uniqueWhere(context, change);
    }
  },
};

function uniqueWhere(context: EditContext, { uniqueId, where }: Extract<AdviceChange, { readonly kind: "unique where" }>): EditResult {
  const { schema } = context.design;
  const found = memberOf(schema, "uniques", uniqueId);
  if (found === undefined) return gone("unique key");
  const { table, member } = found;
  const parts = member.columns.map((column) => ({ column }));
  const index: Index = { id: context.newId(), name: indexName(table, parts, schema), unique: true, parts, where, ...(member.include === undefined ? {} : { include: member.include }), ...(member.nullsNotDistinct === undefined ? {} : { nullsNotDistinct: member.nullsNotDistinct }) };
  return done(context, [writeRecord(uniqueId, { del: context.newId() }), addRecord(context, index.id, encodeIndex(index, table.id), table.indexes)]);
}
