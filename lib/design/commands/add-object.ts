import type { Id, SchemaObject } from "../../model";
import type { EditCommand } from "../command";
import { encodeObject } from "../encode";
import { writeRecord } from "../patch";
import { addRecord, asList, asText, done, gone, refuse, setting } from "./edit";

/** Adds a further object: view, function, trigger, ... */
export const addObject: EditCommand<Omit<SchemaObject, "id" | "dependsOn"> & Partial<Pick<SchemaObject, "dependsOn">>> = {
  id: "add-object",
  label: "Add object",
  icon: "file-code-2",
  run(context, parameters) {
    if (parameters.name.trim() === "" || parameters.definition.trim() === "") return refuse("object-without-definition", "An object needs a name and the statement that creates it.");
    const object: SchemaObject = { dependsOn: [], ...parameters, id: context.newId() };
    return done(context, [addRecord(context, object.id, encodeObject(object), context.design.schema.objects)], [object.id]);
  },
};

export interface SetObject {
  readonly id: Id;
  readonly name?: string;
  readonly definition?: string;
  readonly namespace?: string | null;
  readonly tableId?: Id | null;
  readonly dependsOn?: readonly string[];
  readonly comment?: string | null;
}

/** Changes a further object. */
export const setObject: EditCommand<SetObject> = {
  id: "set-object",
  label: "Change object",
  icon: "file-code-2",
  run(context, { id, name, definition, namespace, tableId, dependsOn, comment }) {
    if (!context.design.schema.objects.some((object) => object.id === id)) return gone("object");
    if (name?.trim() === "" || definition?.trim() === "") return refuse("object-without-definition", "An object needs a name and the statement that creates it.");
    return done(context, [writeRecord(id, {
      ...setting("name", name, asText), ...setting("definition", definition, asText), ...setting("ns", namespace, asText),
      ...setting("table", tableId, asText), ...setting("dependsOn", dependsOn, asList), ...setting("comment", comment, asText),
    })]);
  },
};
