import type { Id } from "../../model";
import type { EditCommand } from "../command";
import { combinePatches, writeRecord } from "../patch";
import { hues } from "../resolve/build-others";
import { freeName } from "../resolve/names";
import { addRecord, done, gone, refuse, tableOf } from "./edit";

export interface AddGroup {
  readonly name?: string;
  readonly tableIds: readonly Id[];
  /** 0-7; absent: the next hue. */
  readonly color?: number;
}

/** Makes a group of tables; each leaves the group it was in. */
export const addGroup: EditCommand<AddGroup> = {
  id: "add-group",
  label: "Group",
  icon: "group",
  shortcut: "Mod+G",
  menu: {
    appliesTo: "selection",
    parameters: ({ design, selection }) => {
      const tableIds = selection.filter((id) => tableOf(design.schema, id) !== undefined);
      return tableIds.length === 0 ? undefined : { tableIds };
    },
  },
  run(context, { name, tableIds, color }) {
    const { schema, layout } = context.design;
    const tables = tableIds.filter((id) => tableOf(schema, id) !== undefined);
    if (tables.length === 0) return refuse("group-without-tables", "Select the tables that are to be in the group first.");
    const id = context.newId();
    const chosen = name === undefined || name.trim() === "" ? freeName("Group", new Set(layout.groups.map((group) => group.name))).replace("_", " ") : name.trim();
    const hue = color ?? layout.groups.length % hues;
    return done(context, [addRecord(context, id, { kind: "group", name: chosen, color: hue }, layout.groups), ...tables.map((table) => writeRecord(table, { group: id }))], [id]);
  },
};

/** Renames or recolours a group. */
export const setGroup: EditCommand<{ readonly groupId: Id; readonly name?: string; readonly color?: number }> = {
  id: "set-group",
  label: "Change group",
  icon: "palette",
  run(context, { groupId, name, color }) {
    if (!context.design.layout.groups.some((group) => group.id === groupId)) return gone("group");
    if (name?.trim() === "") return refuse("empty-name", "A group needs a name.");
    return done(context, [writeRecord(groupId, { ...(name === undefined ? {} : { name: name.trim() }), ...(color === undefined ? {} : { color }) })]);
  },
};

/** Puts tables into a group, or out of any (`null`). */
export const moveToGroup: EditCommand<{ readonly tableIds: readonly Id[]; readonly groupId: Id | null }> = {
  id: "move-to-group",
  label: "Move to group",
  icon: "folder-input",
  run(context, { tableIds, groupId }) {
    if (groupId !== null && !context.design.layout.groups.some((group) => group.id === groupId)) return gone("group");
    return done(context, [combinePatches(...tableIds.map((id) => writeRecord(id, { group: groupId ?? undefined })))]);
  },
};
