import type { Id, Index, IndexPart } from "../../model";
import type { EditCommand } from "../command";
import { encodeIndex } from "../encode";
import { indexName } from "../names";
import { writeRecord } from "../patch";
import { addRecord, asFlag, asList, asRecord, asText, done, gone, memberOf, refuse, setting, tableOf } from "./edit";

export interface AddIndex {
  readonly tableId: Id;
  readonly parts: readonly IndexPart[];
  readonly name?: string;
  readonly unique?: boolean;
  readonly method?: string;
  readonly include?: readonly Id[];
  readonly where?: string;
  readonly nullsNotDistinct?: boolean;
  readonly options?: Readonly<Record<string, string>>;
  readonly comment?: string;
}

/** Adds an index. */
export const addIndex: EditCommand<AddIndex> = {
  id: "add-index",
  label: "Add index",
  icon: "list-tree",
  menu: {
    appliesTo: "column",
    parameters: ({ design }, target) => {
      const table = design.schema.tables.find((each) => each.columns.some((column) => column.id === target));
      return table === undefined || target === undefined ? undefined : { tableId: table.id, parts: [{ column: target }] };
    },
  },
  run(context, { tableId, parts, name, unique = false, ...rest }) {
    const { schema } = context.design;
    const table = tableOf(schema, tableId);
    if (table === undefined) return gone("table");
    if (parts.length === 0) return refuse("key-without-columns", "An index needs a column or an expression.");
    const index: Index = { id: context.newId(), name: name ?? indexName(table, parts, schema), unique, parts, ...rest };
    return done(context, [addRecord(context, index.id, encodeIndex(index, tableId), table.indexes)]);
  },
};

export interface SetIndex {
  readonly id: Id;
  readonly parts?: readonly IndexPart[];
  readonly name?: string;
  readonly unique?: boolean;
  readonly method?: string | null;
  readonly include?: readonly Id[] | null;
  readonly where?: string | null;
  readonly nullsNotDistinct?: boolean;
  readonly options?: Readonly<Record<string, string>> | null;
  readonly comment?: string | null;
}

/** Changes an index. */
export const setIndex: EditCommand<SetIndex> = {
  id: "set-index",
  label: "Change index",
  icon: "list-tree",
  run(context, parameters) {
    const found = memberOf(context.design.schema, "indexes", parameters.id);
    if (found === undefined) return gone("index");
    if (parameters.parts?.length === 0) return refuse("key-without-columns", "An index needs a column or an expression.");
    if (parameters.name?.trim() === "") return refuse("empty-name", "An index needs a name.");
    const parts = parameters.parts === undefined ? {} : { parts: encodeIndex({ ...found.member, parts: parameters.parts }, found.table.id)["parts"] };
    return done(context, [writeRecord(parameters.id, {
      ...parts, ...setting("name", parameters.name, asText), ...setting("unique", parameters.unique, asFlag), ...setting("method", parameters.method, asText),
      ...setting("incl", parameters.include, asList), ...setting("where", parameters.where, asText), ...setting("nnd", parameters.nullsNotDistinct, asFlag),
      ...setting("opts", parameters.options, asRecord), ...setting("comment", parameters.comment, asText),
    })]);
  },
};
