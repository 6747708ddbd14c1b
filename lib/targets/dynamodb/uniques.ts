import type { Column, Id, Table } from "../../model";
import { choose, type MappingDecision, type NativeInput } from "../native";
import { keyType } from "./attribute-types";
import type { Layout } from "./layout";
import type { Key } from "./model";
import { identity } from "../native/table-keys";

/** A table whose items only say which item holds a value, so that none can be taken twice. */
export interface Lookup {
  readonly id: Id;
  readonly table: Table;
  readonly columns: readonly Id[];
  readonly name: string;
  readonly hash: Key;
  readonly range?: Key;
  /** Attributes that name the holder. */
  readonly owner: readonly string[];
}

/** The unique keys that are kept by look-ups, with the decisions. */
export function lookups(layouts: ReadonlyMap<Id, Layout>, input: NativeInput): { readonly lookups: readonly Lookup[]; readonly decisions: readonly MappingDecision[]; readonly unkept: readonly { readonly id: Id; readonly table: Table; readonly columns: readonly Column[] }[] } {
  const made: Lookup[] = [];
  const decisions: MappingDecision[] = [];
  const unkept: { id: Id; table: Table; columns: Column[] }[] = [];
  for (const { table, keys, names } of layouts.values()) {
    const primary = identity(table);
    for (const { id, columns: ids } of uniqueKeys(table)) {
      if (ids.length === primary.length && ids.every((column) => primary.includes(column))) continue;
      const columns = ids.flatMap((column) => table.columns.filter((other) => other.id === column));
      const text = columns.map(({ name }) => name).join(", ");
      const { chosen, decision } = choose({
        about: id, table: table.id, choice: "uniqueness", label: `Unique ${text} of ${table.name}`, proposed: "lookup",
        reason: `DynamoDB keeps only keys unique: a look-up item for each ${text}, written in the same transaction, refuses a second one and answers strongly consistent reads by ${text} (a global index cannot)`,
        options: [
          { id: "lookup", label: "A look-up table, written in a transaction", help: `Each write of ${text} costs two transactional writes more (2 write units each for up to 1 KB)` },
          { id: "application", label: "Not kept", help: "The application looks before it writes; two writers at the same moment can both succeed" },
        ],
      }, input.choices);
      decisions.push(decision);
      const [first, ...rest] = columns;
      const types = columns.map(({ type }) => keyType(type));
      if (chosen !== "lookup" || first === undefined || types.some((type) => type === undefined)) {
        unkept.push({ id, table, columns });
        continue;
      }
      const name = (column: Column): string => names.get(column.id) ?? column.name;
      const hash: Key = { attribute: name(first), type: types[0] ?? "S", columns: [first.id] };
      const [second] = rest;
      const range: Key | undefined = second === undefined ? undefined
        : rest.length === 1 ? { attribute: name(second), type: types[1] ?? "S", columns: [second.id] }
          : { attribute: rest.map(({ name: each }) => each).join("_"), type: "S", columns: rest.map(({ id: column }) => column) };
      const taken = [hash.attribute, ...(range === undefined ? [] : [range.attribute])];
      made.push({
        id, table, columns: ids, name: `${table.name}_by_${columns.map(({ name: each }) => each).join("_")}`, hash, ...(range === undefined ? {} : { range }),
        owner: [...keys.hash, ...keys.range].map(({ attribute }) => attribute).filter((attribute) => !taken.includes(attribute)),
      });
    }
  }
  return { lookups: made, decisions, unkept };
}

function uniqueKeys(table: Table): readonly { readonly id: Id; readonly columns: readonly Id[] }[] {
  const indexes = table.indexes.filter(({ unique, where }) => unique && where === undefined).flatMap(({ id, parts }) => {
    const columns = parts.flatMap(({ column }) => (column === undefined ? [] : [column]));
    return columns.length === parts.length && columns.length > 0 ? [{ id, columns }] : [];
  });
  return [...table.uniques, ...indexes];
}
