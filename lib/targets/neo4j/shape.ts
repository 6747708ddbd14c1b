import { oneLine, type Diagnostic, type ForeignKey, type Id, type Table } from "../../model";
import { keyColumns, lookUpLabel, tableOf } from "../native/graph-roles";
import type { NativeInput } from "../native/native";
import { freeName, pascalCase, singularWords } from "../native/words";
import type { Decisions } from "../native/choose";
import type { Roles } from "../native/graph-roles";
import { decideJunction, decideRelationship, decideGraphRoles } from "./decide";
import type { EndModel, NodeModel, PropertyModel, RelationshipModel } from "./model";
import { makeProperties } from "./properties";

export interface Shape {
  readonly nodes: readonly NodeModel[];
  readonly relationships: readonly RelationshipModel[];
  readonly roles: Roles;
}

/** Labels and relationship types of the entities. */
export function makeShape(input: NativeInput, decisions: Decisions, diagnostics: Diagnostic[]): Shape {
  const roles = decideGraphRoles(input, decisions);
  const labels = new Set<string>();
  const nodes: NodeModel[] = [];
  const isNode = (id: Id): boolean => roles.roles.get(id) === "node";
  for (const { table, keys } of roles.facts.values()) {
    if (!isNode(table.id)) continue;
    const kept = keyColumns(table);
    const replaced = new Set(keys.filter(({ referencedTable }) => isNode(referencedTable)).flatMap(({ columns }) => columns).filter((column) => !kept.has(column)));
    const properties = makeProperties(table, table.columns.filter(({ id }) => !replaced.has(id)), input.schema, decisions, diagnostics).map((property) => lookedUp(property, table, input, roles));
    const retention = input.loads.get(table.id)?.retentionDays;
    const time = timeProperty(properties);
    nodes.push({
      id: table.id, name: freeName(pascalCase(singularWords(table.name)) || oneLine(table.name) || "Node", labels), table: table.name, key: keyOf(table), properties,
      ...(table.comment === undefined ? {} : { comment: table.comment }), ...(retention === undefined || time === undefined ? {} : { retention: { days: retention, property: time } }),
    });
  }
  const relationships = [...roles.facts.values()].flatMap(({ table, keys, ends, own }): RelationshipModel[] => {
    const role = roles.roles.get(table.id);
    if (role === "relationship" && ends !== undefined) return [junction(table, ends, own.map(({ id }) => id), input, decisions, diagnostics)];
    if (role !== "node") return [];
    return keys.filter(({ referencedTable }) => isNode(referencedTable)).map((key) => ofKey(table, key, nodes, input, decisions));
  });
  return { nodes, relationships: distinct(relationships), roles };
}

/** The columns that tell rows apart: the primary key, else the first unique key of required columns. */
function keyOf(table: Table): readonly Id[] {
  const required = (columns: readonly Id[]): boolean => columns.every((id) => table.columns.find((column) => column.id === id)?.nullable === false);
  return table.primaryKey?.columns ?? table.uniques.find(({ columns }) => required(columns))?.columns ?? [];
}

function timeProperty(properties: readonly PropertyModel[]): string | undefined {
  const times = properties.filter(({ type }) => type === "ZONED DATETIME" || type === "LOCAL DATETIME" || type === "DATE");
  return (times.find(({ name }) => /^(?:created|placed|at|time|timestamp)/i.test(name)) ?? times.find(({ required }) => required))?.name;
}

/** A reference to a look-up becomes what the look-up's label column holds. */
function lookedUp(property: PropertyModel, table: Table, input: NativeInput, { facts, roles }: Roles): PropertyModel {
  const key = table.foreignKeys.find(({ columns, referencedTable }) => columns.length === 1 && columns[0] === property.id && roles.get(referencedTable) === "property");
  const fact = key === undefined ? undefined : facts.get(key.referencedTable);
  const label = fact === undefined ? undefined : lookUpLabel(fact);
  if (label === undefined || fact?.table.primaryKey?.columns[0] === label.id) return property;
  const { encoding: _encoding, scale: _scale, default: _default, ...rest } = property;
  const name = property.name.replace(/(?:_?[iI]d)$/u, "");
  return { ...rest, name: name === "" ? property.name : name, type: "STRING", of: label.id };
}

function ofKey(child: Table, key: ForeignKey, nodes: readonly NodeModel[], input: NativeInput, decisions: Decisions): RelationshipModel {
  const { direction, name } = decideRelationship(child, key, input, decisions);
  const names = (ids: readonly Id[]): readonly string[] => ids.flatMap((id) => child.columns.find((column) => column.id === id)?.name ?? []);
  const own = nodes.find(({ id }) => id === child.id)?.key ?? [];
  const holder: EndModel = { node: child.id, properties: own, columns: names(own) };
  const parent: EndModel = { node: key.referencedTable, properties: key.referencedColumns, columns: names(key.columns) };
  const required = key.columns.every((id) => child.columns.find((column) => column.id === id)?.nullable === false);
  const unique = [child.primaryKey?.columns, ...child.uniques.map(({ columns }) => columns)].some((columns) => columns?.length === key.columns.length && columns.every((id) => key.columns.includes(id)));
  return {
    id: key.id, name, ...(direction === "to-parent" ? { from: holder, to: parent } : { from: parent, to: holder }), source: child.id, sourceName: child.name, junction: false, key: [], properties: [],
    holder: { end: direction === "to-parent" ? "from" : "to", required, unique }, ...(key.onDelete === "no action" ? {} : { onDelete: key.onDelete }),
  };
}

function junction(table: Table, [first, second]: readonly [ForeignKey, ForeignKey], own: readonly Id[], input: NativeInput, decisions: Decisions, diagnostics: Diagnostic[]): RelationshipModel {
  const { direction, name } = decideJunction(table, tableOf(input.schema, first.referencedTable), tableOf(input.schema, second.referencedTable), input, decisions);
  const end = (key: ForeignKey): EndModel => ({ node: key.referencedTable, properties: key.referencedColumns, columns: key.columns.flatMap((id) => table.columns.find((column) => column.id === id)?.name ?? []) });
  const ends = direction === "to-parent" ? { from: end(first), to: end(second) } : { from: end(second), to: end(first) };
  return {
    id: table.id, name, ...ends, source: table.id, sourceName: table.name, junction: true, key: (table.primaryKey?.columns ?? []).filter((id) => own.includes(id)),
    properties: makeProperties(table, table.columns.filter(({ id }) => own.includes(id)), input.schema, decisions, diagnostics), ...(table.comment === undefined ? {} : { comment: table.comment }),
  };
}

/** Two relationships between the same labels in the same direction have different types, and a type with properties is one relationship's only. */
function distinct(relationships: readonly RelationshipModel[]): readonly RelationshipModel[] {
  const seen = new Set<string>();
  const typed = new Set(relationships.filter(({ properties }) => properties.length > 0).map(({ name }) => name));
  return relationships.map((relationship) => {
    let { name } = relationship;
    const place = (): string => (typed.has(name) ? name : `${name} ${relationship.from.node} ${relationship.to.node}`);
    for (let i = 2; seen.has(place()); i += 1) name = `${relationship.name}_${i}`;
    seen.add(place());
    return name === relationship.name ? relationship : { ...relationship, name };
  });
}
