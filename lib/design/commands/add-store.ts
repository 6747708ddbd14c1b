import type { Id, TechnologyId } from "../../model";
import { findTarget } from "../../targets/registry";
import type { EditCommand } from "../command";
import { encodeStore } from "../encode";
import { writeRecord } from "../patch";
import type { StoreRole } from "../second-store";
import { addRecord, asList, asText, done, gone, refuse, setting, tableOf } from "./edit";

export interface AddStore {
  readonly target: TechnologyId;
  /** Absent: the newest. */
  readonly version?: string;
  readonly role: StoreRole;
  readonly tables: readonly Id[];
  readonly sync?: string;
}

/** Lets tables live in a second technology too: as a search index, a cache, ... The design's own technology stays the system of record. */
export const addStore: EditCommand<AddStore> = {
  id: "add-store",
  label: "Add second store",
  icon: "copy-plus",
  run(context, { target: id, version, role, tables, sync = "" }) {
    const target = findTarget(id);
    const { design } = context;
    if (target?.native === undefined) return refuse("store-not-derived", "A second store must be of a technology whose shape is derived from the tables.");
    const held = tables.filter((table) => tableOf(design.schema, table) !== undefined);
    if (held.length === 0) return refuse("store-without-tables", "Choose the tables that are to live in the second store too.");
    const store = { id: context.newId(), target: id, version: version ?? target.versions[0]?.id ?? "", role, tables: held, sync };
    return done(context, [addRecord(context, store.id, encodeStore(store), design.stores)], [store.id]);
  },
};

export interface SetStore {
  readonly storeId: Id;
  readonly version?: string;
  readonly role?: StoreRole;
  readonly tables?: readonly Id[];
  readonly sync?: string | null;
}

/** Changes a second store. */
export const setStore: EditCommand<SetStore> = {
  id: "set-store",
  label: "Change second store",
  icon: "copy-plus",
  run(context, { storeId, version, role, tables, sync }) {
    if (!context.design.stores.some(({ id }) => id === storeId)) return gone("second store");
    if (tables?.length === 0) return refuse("store-without-tables", "A second store holds at least one table; delete the store instead.");
    return done(context, [writeRecord(storeId, { ...setting("version", version, asText), ...setting("role", role, (value) => value), ...setting("tables", tables, asList), ...setting("sync", sync, asText) })]);
  },
};
