import type { Id } from "../../model";
import { lowerSnake, freeName, nameWords } from "../native/words";
import type { ConstraintModel, Edition, NodeModel, PropertyModel, RelationshipModel, Subject } from "./model";
import { propertyNames } from "./model";
import type { NativeInput } from "../native/native";

/** Gives every constraint and index a name of its own, such as `order_placed_at_exists`. */
export class SchemaNames {
  private readonly taken = new Set<string>();

  name(owner: string, properties: readonly string[], suffix: string): string {
    return freeName(lowerSnake([...nameWords(owner), ...properties.flatMap(nameWords), suffix], 100) || suffix, this.taken, "_");
  }
}

/**
 * Keys and unique keys of all editions; existence, types and node keys of Enterprise (Cypher manual, constraints, 5.26 and 2026). Every one of a
 * node key's properties exists by the key itself.
 */
export function makeConstraints(nodes: readonly NodeModel[], relationships: readonly RelationshipModel[], edition: Edition, typed: ReadonlySet<Id>, input: NativeInput, names: SchemaNames): readonly ConstraintModel[] {
  const made: ConstraintModel[] = [];
  for (const node of nodes) {
    const on: Subject = { of: "node", name: node.name, owner: node.id };
    const key = propertyNames(node, node.key);
    const table = input.schema.tables.find(({ id }) => id === node.id);
    if (key.length > 0) made.push({ id: `${node.id} key`, name: names.name(node.name, key, edition === "enterprise" ? "key" : "unique"), kind: edition === "enterprise" ? "key" : "unique", on, properties: key });
    const uniques = [...(table?.uniques.map(({ id, columns }) => ({ id, columns })) ?? []), ...(table?.indexes ?? []).flatMap(({ id, unique, parts, where }) => {
      const columns = parts.flatMap(({ column }) => (column === undefined ? [] : [column]));
      return unique && where === undefined && columns.length === parts.length ? [{ id, columns }] : [];
    })];
    const seen = new Set([[...node.key].sort().join(" ")]);
    for (const { id, columns } of uniques) {
      const same = [...columns].sort().join(" ");
      if (seen.has(same)) continue;
      seen.add(same);
      const properties = propertyNames(node, columns);
      made.push({ id: `${id} unique`, name: names.name(node.name, properties, "unique"), kind: "unique", on, properties });
    }
    if (edition === "enterprise") made.push(...ofProperties(node, on, new Set(node.key), typed.has(node.id), names));
  }
  for (const relationship of relationships) {
    if (edition === "enterprise") made.push(...ofProperties(relationship, { of: "relationship", name: relationship.name, owner: relationship.id }, new Set(), typed.has(relationship.id), names));
  }
  return made;
}

function ofProperties({ name, properties }: { readonly name: string; readonly properties: readonly PropertyModel[] }, on: Subject, inKey: ReadonlySet<Id>, typed: boolean, names: SchemaNames): ConstraintModel[] {
  return properties.flatMap((property): ConstraintModel[] => [
    ...(property.required && !inKey.has(property.id) ? [{ id: `${property.id} exists`, name: names.name(name, [property.name], "exists"), kind: "exists" as const, on, properties: [property.name] }] : []),
    ...(typed ? [{ id: `${property.id} type`, name: names.name(name, [property.name], "type"), kind: "type" as const, on, properties: [property.name], type: property.type }] : []),
  ]);
}
