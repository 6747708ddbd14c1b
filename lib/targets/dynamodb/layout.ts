import type { Column, Id, Schema, Table } from "../../model";
import { choose, type MappingDecision, type NativeInput } from "../native";
import { keyType, padding } from "./attribute-types";
import { keyColumns, type KeyColumns } from "./keys";
import type { KeySchema } from "./match";
import type { DynamoModel, DynamoTable, Key } from "./model";
import { identity } from "../native/table-keys";
import { type Read } from "./reads";

/** Where an entity's items lie and what their keys are, before attributes and indexes are known. */
export interface Layout {
  readonly table: Table;
  /** The id of the table in DynamoDB: its own, or that of the parent whose item collection holds it. */
  readonly home: Id;
  readonly columns: KeyColumns;
  readonly keys: KeySchema;
  /** Attribute by column. */
  readonly names: ReadonlyMap<Id, string>;
  /** What the sort key holds where several kinds of items share a collection. */
  readonly mark?: string;
  /** Attribute of an id that items get because the design has no key. */
  readonly made?: string;
}

/** Places every entity and gives it keys. */
export function layouts(input: NativeInput, reads: readonly Read[], released: DynamoModel | undefined): { readonly layouts: ReadonlyMap<Id, Layout>; readonly decisions: readonly MappingDecision[] } {
  const { schema } = input;
  const decisions: MappingDecision[] = [];
  const parents = new Map<Id, Id>();
  for (const table of schema.tables) {
    const parent = owner(table, schema);
    if (parent === undefined || parents.has(parent.id)) continue;
    const together = reads.filter((read) => read.table.id === table.id && read.follows?.from === parent.id).reduce((sum, { pattern }) => sum + (pattern.rate ?? 0), 0);
    const { chosen, decision } = choose({
      about: table.id, table: table.id, choice: "placement", label: `Where ${table.name} lies`, proposed: "own-table",
      reason: together === 0 ? `No pattern reads ${parent.name} with its ${table.name}, so each has its own table, backups and metrics`
        : `${together} calls per second read ${parent.name} with its ${table.name}: two requests at once from two tables, or one from an item collection. Own tables are the default since they grow, are backed up and are streamed apart`,
      options: [
        { id: "own-table", label: "A table of its own", help: `Partition key: the key of ${parent.name}; read together by two requests at the same time` },
        { id: "item-collection", label: `In the item collection of ${parent.name}`, help: `One Query reads a row of ${parent.name} with its ${table.name}; the table's key becomes that of the collection` },
      ],
    }, input.choices);
    decisions.push(decision);
    if (chosen === "item-collection") parents.set(table.id, parent.id);
  }
  const made = new Map<Id, Layout>();
  for (const table of schema.tables) {
    const own = reads.filter((read) => read.table.id === table.id);
    const home = parents.get(table.id) ?? table.id;
    const lead = schema.tables.find(({ id }) => parents.get(id) === home);
    if (lead !== undefined) {
      made.set(table.id, collectionLayout(table, home, lead));
      continue;
    }
    const before = released?.tables.find(({ id }) => id === table.id);
    const referred = schema.tables.some(({ foreignKeys }) => foreignKeys.some(({ referencedTable }) => referencedTable === table.id));
    const { key, decisions: about } = keyColumns(table, own, input, { referred, released: before === undefined ? undefined : { hash: before.hash.columns, range: before.range?.columns ?? [] } });
    decisions.push(...about);
    made.set(table.id, ownLayout(table, key, before));
  }
  return { layouts: made, decisions };
}

/** The parent whose single-column key is the beginning of this table's key. */
function owner(table: Table, schema: Schema): Table | undefined {
  const primary = identity(table);
  const key = table.foreignKeys.find(({ columns, referencedTable }) => columns.length === 1 && primary.length > 1 && columns[0] === primary[0] && referencedTable !== table.id);
  const parent = schema.tables.find(({ id }) => id === key?.referencedTable);
  return parent !== undefined && identity(parent).length === 1 && identity(parent)[0] === key?.referencedColumns[0] ? parent : undefined;
}

function ownLayout(table: Table, columns: KeyColumns, before: DynamoTable | undefined): Layout {
  const names = new Map(table.columns.map(({ id, name }) => [id, name]));
  // A key attribute cannot be renamed: with the same column the released name stays.
  for (const key of before === undefined ? [] : [before.hash, ...(before.range === undefined ? [] : [before.range])]) {
    const [only] = key.columns;
    if (key.columns.length === 1 && only !== undefined && names.has(only) && ![...names].some(([id, name]) => id !== only && name === key.attribute)) names.set(only, key.attribute);
  }
  if (columns.made === true) {
    const attribute = free("id", names);
    return { table, home: table.id, columns, names, made: attribute, keys: { hash: [{ attribute, type: "S", columns: [] }], range: [] } };
  }
  return { table, home: table.id, columns, names, keys: { hash: [keyOf(columns.hash, table, names)], range: columns.range.length === 0 ? [] : [keyOf(columns.range, table, names)] } };
}

/** The collection's partition key is called as its first children call it (order_id), in the parent's item too. */
function collectionLayout(table: Table, home: Id, lead: Table): Layout {
  const names = new Map(table.columns.map(({ id, name }) => [id, name]));
  const primary = identity(table);
  const [first] = primary;
  const attribute = lead.columns.find(({ id }) => id === identity(lead)[0])?.name ?? "id";
  const type = keyType(table.columns.find(({ id }) => id === first)?.type ?? { kind: "text" }) ?? "S";
  if (first !== undefined) names.set(first, attribute);
  const sort = "part";
  for (const [id, name] of names) if (name === sort || (name === attribute && id !== first)) names.set(id, `${table.name}_${name}`);
  const rest = home === table.id ? [] : primary.slice(1);
  return {
    table, home, names, mark: table.name, columns: { hash: primary.slice(0, 1), range: rest },
    keys: { hash: [{ attribute, type, columns: primary.slice(0, 1) }], range: [{ attribute: sort, type: "S", columns: rest }] },
  };
}

/** The attribute that is a key of these columns: the column's own, or one more that joins them. */
function keyOf(ids: readonly Id[], table: Table, names: Map<Id, string>): Key {
  const columns = ids.flatMap((id) => table.columns.filter((column) => column.id === id));
  const [only] = columns;
  if (columns.length === 1 && only !== undefined) {
    const type = keyType(only.type);
    if (type !== undefined) return { attribute: names.get(only.id) ?? only.name, type, columns: ids };
  }
  return { attribute: free(columns.map(({ name }) => name).join("_"), names), type: "S", columns: ids };
}

/** Parts of a joined key, in order. */
export function parts(ids: readonly Id[], table: Table, names: ReadonlyMap<Id, string>): { readonly attribute: string; readonly pad?: number }[] {
  return ids.flatMap((id) => table.columns.filter((column: Column) => column.id === id)).map((column) => {
    const pad = padding(column.type);
    return { attribute: names.get(column.id) ?? column.name, ...(pad === undefined ? {} : { pad }) };
  });
}

function free(wanted: string, names: ReadonlyMap<Id, string>): string {
  let name = wanted;
  while ([...names.values()].includes(name)) name = `${name}_key`;
  return name;
}
