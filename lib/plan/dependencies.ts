import type { Address, ColumnType, SchemaObject, Table } from "../model";
import { columnNames } from "../targets/target";
import type { Side } from "./ground";
import { memberShapes, type MemberKind } from "./members";
import { checkTexts, columnTexts, indexTexts, isLateBound, namesIn } from "./mentions";
import { meaningfulTokens } from "../diff";

/** What a member needs on its side: its table, its columns, the table it references, the types and functions it names. */
export function memberNeeds(kind: MemberKind, id: string, table: Table, side: Side): Address[] {
  const at = (recordId: string): Address[] => {
    const found = side.addresses.get(recordId);
    return found === undefined ? [] : [found];
  };
  const needs = at(table.id);
  switch (kind) {
    case "column": {
      const column = memberShapes.column.list(table).find((candidate) => candidate.id === id);
      if (column === undefined) break;
      needs.push(...typeNeeds(column.type, side), ...mentioned([...columnTexts(column), column.collation ?? "", ...(column.identity?.options === undefined ? [] : [column.identity.options])], side));
      needs.push(...inheritedFrom(column.name, table, side));
      if (column.generated !== undefined) needs.push(...ownColumns([column.generated.expression], table, side, id));
      break;
    }
    case "primary key": case "unique": {
      const key = [...memberShapes.primaryKey.list(table), ...table.uniques].find((candidate) => candidate.id === id);
      needs.push(...[...(key?.columns ?? []), ...(key?.include ?? [])].flatMap(at));
      break;
    }
    case "foreign key": {
      const key = table.foreignKeys.find((candidate) => candidate.id === id);
      if (key === undefined) break;
      needs.push(...[...key.columns, key.referencedTable, ...key.referencedColumns].flatMap(at));
      // A reference to a partitioned table stands on the keys of its partitions too.
      const referenced = side.addresses.get(key.referencedTable) ?? "";
      for (const part of side.tables.values()) if (part.id !== table.id && optionNeeds(part, side).includes(referenced)) needs.push(...at(part.id));
      const parent = side.tables.get(key.referencedTable);
      if (parent !== undefined) needs.push(...referencedKeys(parent, key.referencedColumns).flatMap(at));
      break;
    }
    case "check": {
      const texts = table.checks.filter((check) => check.id === id).flatMap(checkTexts);
      needs.push(...mentioned(texts, side), ...ownColumns(texts, table, side));
      break;
    }
    case "index": {
      const index = table.indexes.find((candidate) => candidate.id === id);
      if (index === undefined) break;
      const texts = [...indexTexts(index), ...index.parts.flatMap((part) => [part.operatorClass ?? "", part.collation ?? ""]), index.method ?? ""];
      needs.push(...index.parts.flatMap((part) => (part.column === undefined ? [] : at(part.column))), ...(index.include ?? []).flatMap(at));
      needs.push(...mentioned(texts, side), ...ownColumns(texts, table, side));
      break;
    }
  }
  return needs.filter((address) => !side.standing.has(address));
}

/** What a whole table needs apart from its foreign keys and indexes. */
export function tableNeeds(table: Table, side: Side): Address[] {
  const needs: Address[] = table.namespace === undefined ? [] : [`namespace:${table.namespace}`];
  for (const column of table.columns) needs.push(...typeNeeds(column.type, side), ...inheritedFrom(column.name, table, side));
  const texts = [...table.columns.flatMap(columnTexts), ...table.checks.flatMap(checkTexts), ...table.columns.flatMap((column) => column.collation ?? []), ...Object.values(table.options)];
  needs.push(...mentioned(texts, side));
  const own = side.addresses.get(table.id);
  return needs.filter((address) => address !== own);
}

/** What a table's options name: parents, a row type, an index or key of its own. */
export function optionNeeds(table: Table, side: Side): Address[] {
  const values = new Set(Object.values(table.options));
  const own = side.addresses.get(table.id);
  const members = [...memberShapes.primaryKey.list(table), ...table.uniques, ...table.indexes].filter((member) => member.name !== undefined && values.has(member.name));
  return [...mentioned([...values], side).filter((address) => address !== own), ...members.flatMap((member) => side.addresses.get(member.id) ?? [])];
}

export function typeNeeds(type: ColumnType, side: Side): Address[] {
  if (type.kind === "array") return typeNeeds(type.of, side);
  if (type.kind === "native") return mentioned([type.text], side);
  const address = type.kind === "enum" ? side.addresses.get(type.enumId) : undefined;
  return address === undefined ? [] : [address];
}

/** What a further object needs: what it says, its table, its namespace; where it says nothing, what its text mentions. */
export function objectNeeds(object: SchemaObject, side: Side): { readonly needs: Address[]; readonly prefers: Address[] } {
  const own = side.addresses.get(object.id);
  const needs = new Set(object.dependsOn);
  if (object.tableId !== undefined) needs.add(side.addresses.get(object.tableId) ?? "");
  if (object.namespace !== undefined) needs.add(`namespace:${object.namespace}`);
  const late = isLateBound(object);
  if (object.dependsOn.length === 0 && !late) for (const address of mentioned([object.definition], side)) needs.add(address);
  needs.delete(own ?? "");
  needs.delete("");
  const bodies = late ? meaningfulTokens(object.definition).filter((token) => token.kind === "dollar").map((token) => token.text.replace(/^\$\w*\$/, "").replace(/\$\w*\$$/, "")) : [];
  const prefers = mentioned(late ? [object.definition, ...bodies] : [], side).filter((address) => address !== own && !needs.has(address));
  return { needs: [...needs], prefers };
}

/** Addresses of what the texts mention by name. */
function mentioned(texts: readonly string[], side: Side): Address[] {
  if (side.named.size === 0) return [];
  const found: Address[] = [];
  for (const text of texts) {
    if (text === "") continue;
    for (const name of namesIn(text)) found.push(...(side.named.get(name) ?? []));
    // Names also stand in strings: nextval('orders_id_seq'::regclass).
    for (const [, name] of text.matchAll(/'(?:[\w]+\.)?"?([^'"]+)"?'/g)) found.push(...(side.named.get(name ?? "") ?? []));
  }
  return found;
}

/** The columns of that name in tables that the table's options name: parents it has its columns from. */
function inheritedFrom(name: string, table: Table, side: Side): Address[] {
  const parents = new Set(mentioned(Object.values(table.options), side));
  if (parents.size === 0) return [];
  return [...side.tables.values()].filter((other) => other.id !== table.id && parents.has(side.addresses.get(other.id) ?? ""))
    .flatMap((other) => other.columns.filter((column) => column.name === name).flatMap((column) => side.addresses.get(column.id) ?? []));
}

/** Addresses of the columns of tables that the options of one state name and those of the other do not: parents that it comes to, or has left. */
export function otherParentsColumns(table: Table, side: Side, other: Table, otherSide: Side): ReadonlySet<Address> {
  const known = new Set(parentsOf(other, otherSide).map(({ id }) => id));
  return new Set(parentsOf(table, side).filter(({ id }) => !known.has(id)).flatMap((parent) => parent.columns.flatMap((column) => side.addresses.get(column.id) ?? [])));
}

/** Tables that a table's options name. */
export function parentsOf(table: Table, side: Side): Table[] {
  if (Object.keys(table.options).length === 0) return [];
  const named = new Set(optionNeeds(table, side));
  return named.size === 0 ? [] : [...side.tables.values()].filter((other) => other.id !== table.id && named.has(side.addresses.get(other.id) ?? ""));
}

function ownColumns(texts: readonly string[], table: Table, side: Side, except?: string): Address[] {
  if (texts.length === 0) return [];
  const names = new Set(texts.flatMap((text) => [...namesIn(text)]));
  return table.columns.filter((column) => names.has(column.name) && column.id !== except).flatMap((column) => side.addresses.get(column.id) ?? []);
}

/** Keys and unique indexes of the parent that a foreign key may stand on. */
function referencedKeys(parent: Table, columns: readonly string[]): string[] {
  const wanted = columnNames(parent, columns).toSorted().join("\n");
  const keys = [...memberShapes.primaryKey.list(parent), ...parent.uniques].filter((key) => columnNames(parent, key.columns).toSorted().join("\n") === wanted);
  const indexes = parent.indexes.filter((index) => index.unique && index.parts.every((part) => part.column !== undefined)
    && columnNames(parent, index.parts.map((part) => part.column ?? "")).toSorted().join("\n") === wanted);
  return [...keys, ...indexes].map((key) => key.id);
}
