import type { Id, Index } from "../../model";
import type { EditCommand } from "../command";
import { encodeIndex, encodeObject } from "../encode";
import { addRecord, done, gone, tableOf } from "./edit";

export interface AddAdvisedIndex {
  readonly tableId: Id;
  readonly index: Omit<Index, "id">;
  /** An extension that is added with it where the design lacks it. */
  readonly extension?: string;
}

/** Adds an index as advised, with the extension it needs, as one change. */
export const addAdvisedIndex: EditCommand<AddAdvisedIndex> = {
  id: "add-advised-index",
  label: "Add advised index",
  icon: "list-tree",
  run(context, { tableId, index, extension }) {
    const { schema } = context.design;
    const table = tableOf(schema, tableId);
    if (table === undefined) return gone("table");
    const lacks = extension !== undefined && !schema.objects.some(({ kind, name }) => kind === "extension" && name === extension);
    const id = context.newId();
    return done(context, [
      ...(lacks ? [addExtension(extension)] : []),
      addRecord(context, id, encodeIndex({ ...index, id }, tableId), table.indexes),
    ]);

    function addExtension(name: string) {
      const object = { id: context.newId(), kind: "extension", name, definition: `CREATE EXTENSION ${name}`, dependsOn: [] };
      return addRecord(context, object.id, encodeObject(object), schema.objects);
    }
  },
};
