import type { AccessPattern, Id } from "../../model";
import { camelCase, nameWords, singularWords } from "../native/words";
import { name, reserved } from "./cypher";
import type { NodeModel, PropertyModel, RelationshipModel } from "./model";
import type { Shape } from "./shape";

/** A variable or parameter for a drawn name: `orderItem`; letters and digits only. */
export function variable(text: string): string {
  const plain = camelCase(nameWords(text)).replace(/[^A-Za-z0-9]/g, "");
  return /^[A-Za-z]/.test(plain) && !reserved.has(plain.toUpperCase()) ? plain : `value${plain}`;
}

/** `$userId`. */
export function parameter(text: string): string {
  return `$${variable(text)}`;
}

export function variableOf(table: string): string {
  return variable(singularWords(table).join("_"));
}

/** One step from a bound variable over a relationship, with an arrow for its direction: `(order)-[:HAS_ITEM]->(orderItem:OrderItem)`. */
export function hop(relationship: RelationshipModel, start: string, from: "from" | "to", end: string): string {
  return from === "from" ? `(${start})-[:${name(relationship.name)}]->(${end})` : `(${start})<-[:${name(relationship.name)}]-(${end})`;
}

/** How a table is reached from another: the relationship and at which of its ends the first one stands. */
export function between(shape: Shape, one: Id, other: Id): { readonly relationship: RelationshipModel; readonly at: "from" | "to" } | undefined {
  for (const relationship of shape.relationships) {
    if (relationship.from.node === one && relationship.to.node === other) return { relationship, at: "from" };
    if (relationship.to.node === one && relationship.from.node === other) return { relationship, at: "to" };
  }
  return undefined;
}

export interface Condition {
  /** Compared properties of the pattern's own node or relationship. */
  readonly own: readonly { readonly property: PropertyModel; readonly column: Id }[];
  /** Ends of relationships that it is found from, with the columns that say which. */
  readonly from: readonly { readonly relationship: RelationshipModel; readonly at: "from" | "to"; readonly node: NodeModel; readonly properties: readonly { readonly property: PropertyModel; readonly drawn: string }[] }[];
  /** Columns of tables that it does not reach. */
  readonly unreached: readonly Id[];
}

/** Which of a pattern's compared columns are properties, and which say the other end of a relationship. */
export function conditionOf(pattern: AccessPattern, owner: NodeModel | RelationshipModel, shape: Shape): Condition {
  const table = shape.roles.facts.get(owner.id)?.table;
  const wanted = pattern.equality ?? [];
  const keys = table?.foreignKeys.filter(({ columns }) => columns.every((column) => wanted.includes(column))) ?? [];
  const used = new Set<Id>();
  const whole = "junction" in owner ? false : owner.key.length > 0 && owner.key.every((id) => wanted.includes(id));
  const from = whole ? [] : keys.flatMap((key): Condition["from"] => {
    const relationship = "junction" in owner ? owner : shape.relationships.find(({ id }) => id === key.id);
    if (relationship === undefined) return [];
    const names = key.columns.map((id) => table?.columns.find((column) => column.id === id)?.name ?? "");
    const at = "junction" in owner ? (sameNames(owner.from.columns, names) ? "from" : "to") : relationship.from.node === owner.id && relationship.to.node === key.referencedTable && relationship.holder?.end === "from" ? "to" : "from";
    const end = relationship[at];
    const node = shape.nodes.find(({ id }) => id === end.node);
    if (node === undefined) return [];
    for (const column of key.columns) used.add(column);
    return [{ relationship, at, node, properties: end.properties.flatMap((id, i) => { const property = node.properties.find((p) => p.id === id); return property === undefined ? [] : [{ property, drawn: names[i] ?? property.name }]; }) }];
  });
  const own = wanted.filter((id) => !used.has(id)).flatMap((column) => owner.properties.filter(({ id }) => id === column).map((property) => ({ property, column })));
  const mine = new Set([...used, ...own.map(({ column }) => column)]);
  return { own, from, unreached: wanted.filter((id) => !mine.has(id)) };
}

function sameNames(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, i) => text === b[i]);
}
