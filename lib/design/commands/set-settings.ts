import type { EditCommand } from "../command";
import type { DesignSettings } from "../design";
import { encodeSettings } from "../encode";
import { writeRecord } from "../patch";
import { designRecordId } from "../records";
import { done, refuse } from "./edit";

/** Sets the design's name and settings; `target` only through switchTarget, which converts the schema too. */
export const setSettings: EditCommand<Partial<Omit<DesignSettings, "target">> & { readonly name?: string }> = {
  id: "set-settings",
  label: "Change settings",
  icon: "settings",
  run(context, parameters) {
    if (parameters.name?.trim() === "") return refuse("empty-name", "A design needs a name.");
    return done(context, [writeRecord(designRecordId, encodeSettings(parameters))]);
  },
};
