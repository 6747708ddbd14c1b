import { canonicalJson, type Id, type JsonValue } from "../../model";
import { lowerSnake, freeName, nameWords } from "../native/words";
import { isNeo4jModel, propertyNames, type ConstraintModel, type Edition, type IndexModel, type NodeModel, type PropertyModel, type RelationshipModel, type Subject } from "./model";
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

/**
 * Names beside those of the released shape: what is the same keeps its name, and nothing else takes the name of something released that is on
 * other properties, since old and new are there side by side during a change.
 */
export function settleNames<Element extends ConstraintModel | IndexModel>(made: readonly Element[], released: JsonValue | undefined): readonly Element[] {
  if (released === undefined || !isNeo4jModel(released)) return made;
  const before: readonly (ConstraintModel | IndexModel)[] = [...released.constraints, ...released.indexes];
  const place = ({ kind, on, properties }: ConstraintModel | IndexModel): string => canonicalJson([kind, on.of, on.name, properties]);
  const kept = new Map(before.map((each) => [place(each), each.name]));
  const taken = new Set([...before.map(({ name }) => name), ...made.map(({ name }) => name)]);
  return made.map((each) => {
    const name = kept.get(place(each));
    if (name !== undefined) return { ...each, name };
    return before.some((other) => other.name === each.name) ? { ...each, name: freeName(each.name, taken, "_") } : each;
  });
}
