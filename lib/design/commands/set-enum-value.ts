import type { Id } from "../../model";
import type { EditCommand } from "../command";
import { writeRecord } from "../patch";
import { done, gone, refuse } from "./edit";
import { renameValueInTexts } from "./rename-in-expressions";

/** Adds a value to an enum, at the end or before another. */
export const addEnumValue: EditCommand<{ readonly enumId: Id; readonly value: string; readonly before?: string }> = {
  id: "add-enum-value",
  label: "Add value",
  icon: "plus",
  run(context, { enumId, value, before }) {
    const type = context.design.schema.enums.find((each) => each.id === enumId);
    if (type === undefined) return gone("enum");
    if (type.values.includes(value)) return refuse("duplicate-enum-value", `Enum ${type.name} already has the value '${value}'.`);
    const index = before === undefined ? -1 : type.values.indexOf(before);
    return done(context, [writeRecord(enumId, { values: type.values.toSpliced(index < 0 ? type.values.length : index, 0, value) })]);
  },
};

/** Renames a value of an enum, also where defaults, checks and predicates of its users name it. */
export const renameEnumValue: EditCommand<{ readonly enumId: Id; readonly from: string; readonly to: string }> = {
  id: "rename-enum-value",
  label: "Rename value",
  icon: "text-cursor-input",
  run(context, { enumId, from, to }) {
    const type = context.design.schema.enums.find((each) => each.id === enumId);
    if (type === undefined) return gone("enum");
    if (!type.values.includes(from)) return gone("value");
    if (from !== to && type.values.includes(to)) return refuse("duplicate-enum-value", `Enum ${type.name} already has the value '${to}'.`);
    return done(context, [renameValueInTexts(context.design.schema, enumId, from, to), writeRecord(enumId, { values: type.values.map((value) => (value === from ? to : value)) })]);
  },
};

/** Removes a value from an enum. */
export const removeEnumValue: EditCommand<{ readonly enumId: Id; readonly value: string }> = {
  id: "remove-enum-value",
  label: "Remove value",
  icon: "minus",
  run(context, { enumId, value }) {
    const type = context.design.schema.enums.find((each) => each.id === enumId);
    if (type === undefined) return gone("enum");
    return done(context, [writeRecord(enumId, { values: type.values.filter((each) => each !== value) })]);
  },
};
