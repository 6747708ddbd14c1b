import type { Id } from "../../model";
import type { EditCommand } from "../command";
import { encodeEnum } from "../encode";
import { writeRecord } from "../patch";
import { freeName } from "../resolve/names";
import { addRecord, asText, done, gone, refuse, setting } from "./edit";
import { renameEnumInTexts } from "./rename-in-expressions";

export interface AddEnum {
  readonly name?: string;
  readonly values?: readonly string[];
  readonly namespace?: string;
}

/** Adds an enum. */
export const addEnum: EditCommand<AddEnum> = {
  id: "add-enum",
  label: "Add enum",
  icon: "list-ordered",
  menu: { appliesTo: "canvas", parameters: () => ({}) },
  run(context, { name, values, namespace }) {
    const { enums } = context.design.schema;
    const taken = new Set(enums.filter((type) => type.namespace === namespace).map((type) => type.name));
    const type = {
      id: context.newId(), name: name === undefined || name.trim() === "" ? freeName("new_enum", taken) : name.trim(),
      values: [...new Set(values ?? ["new_value"])], ...(namespace === undefined ? {} : { namespace }),
    };
    return done(context, [addRecord(context, type.id, encodeEnum(type), enums)], [type.id]);
  },
};

/** Renames an enum, also in the casts that name it. */
export const renameEnum: EditCommand<{ readonly enumId: Id; readonly name: string }> = {
  id: "rename-enum",
  label: "Rename enum",
  icon: "text-cursor-input",
  run(context, { enumId, name }) {
    const type = context.design.schema.enums.find((each) => each.id === enumId);
    if (type === undefined) return gone("enum");
    if (name.trim() === "") return refuse("empty-name", "An enum needs a name.");
    return done(context, [renameEnumInTexts(context.design, type, name.trim()), writeRecord(enumId, { name: name.trim() })]);
  },
};

export interface SetEnum {
  readonly enumId: Id;
  /** All values in their order. */
  readonly values?: readonly string[];
  readonly namespace?: string | null;
  readonly comment?: string | null;
}

/** Sets an enum's values, namespace or comment. */
export const setEnum: EditCommand<SetEnum> = {
  id: "set-enum",
  label: "Change enum",
  icon: "settings-2",
  run(context, { enumId, values, namespace, comment }) {
    if (!context.design.schema.enums.some((type) => type.id === enumId)) return gone("enum");
    return done(context, [writeRecord(enumId, {
      ...setting("values", values, (all) => [...new Set(all)]), ...setting("ns", namespace, asText), ...setting("comment", comment, asText),
    })]);
  },
};
