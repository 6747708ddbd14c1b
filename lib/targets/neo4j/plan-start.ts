import type { Id } from "../../model";
import type { NativeInput } from "../native/native";
import { name } from "./cypher";
import { nodeOf, type ConstraintModel, type Edition, type IndexModel, type NodeModel, type RelationshipModel } from "./model";
import { hop, parameter, variable, variableOf, type Condition } from "./paths";
import type { Shape } from "./shape";

export interface PlanContext {
  readonly shape: Shape;
  readonly constraints: readonly ConstraintModel[];
  readonly indexes: readonly IndexModel[];
  readonly edition: Edition;
  readonly input: NativeInput;
}

/** The MATCH, and predicates for what it does not say. */
export function start(owner: NodeModel | RelationshipModel, it: string, { own, from }: Condition, shape: Shape): { match: string; where: string[] } {
  const equal = (of: readonly { readonly property: { readonly name: string }; readonly drawn: string }[]): string => (of.length === 0 ? "" : ` {${of.map(({ property: p, drawn }) => `${name(p.name)}: ${parameter(drawn)}`).join(", ")}}`);
  const mine = equal(own.map(({ property: p }) => ({ property: p, drawn: p.column })));
  if ("junction" in owner) {
    const end = (at: "from" | "to"): string => {
      const node = nodeOf(shape, owner[at].node);
      const given = from.find((other) => other.at === at);
      return `(${endVariable(owner, at)}:${name(node.name)}${given === undefined ? "" : equal(given.properties)})`;
    };
    return { match: `MATCH ${end("from")}-[${it}:${name(owner.name)}${mine}]->${end("to")}`, where: [] };
  }
  const here = `${it}:${name(owner.name)}${mine}`;
  if (from.length === 0) return { match: `MATCH (${here})`, where: [] };
  const matches = from.map(({ relationship, at, node, properties }, i) => {
    const other = variable(`${node.table}_${i === 0 ? "" : i + 1}`);
    const otherName = other === it ? `${other}Of` : variableOf(node.table) === it ? `other${i === 0 ? "" : i + 1}` : `${variableOf(node.table)}${i === 0 ? "" : i + 1}`;
    return hop(relationship, `${otherName}:${name(node.name)}${equal(properties)}`, at, i === 0 ? here : it);
  });
  return { match: `MATCH ${matches.join("\nMATCH ")}`, where: [] };
}

/** `follower` of a junction's column follower_id; one and other where the columns say nothing. */
export function endVariable(junction: RelationshipModel, at: "from" | "to"): string {
  const stem = (end: "from" | "to"): string => {
    const [column, ...more] = junction[end].columns;
    return column === undefined || more.length > 0 ? "" : variable(column.replace(/[_ ]?(?:id|uuid|key)$/i, ""));
  };
  const [mine, theirs] = [stem(at), stem(at === "from" ? "to" : "from")];
  return mine === "" || mine === "value" || mine === theirs || mine === variableOf(junction.sourceName) ? (at === "from" ? "one" : "other") : mine;
}

/** What the query starts from: a key, an index, or the other end's key. */
export function indexFor({ own, from }: Condition, range: readonly string[], sort: readonly string[], owner: NodeModel | RelationshipModel, { constraints, indexes }: PlanContext): { readonly label: string; readonly kind: "key" | "composite" | "single" | "end"; readonly properties: readonly string[] } | undefined {
  const compared = own.map(({ property: p }) => p.name);
  const key = constraints.find((each) => (each.kind === "key" || each.kind === "unique") && each.on.owner === owner.id && each.properties.every((text) => compared.includes(text)));
  if (key !== undefined) return { label: `constraint ${key.name}`, kind: "key", properties: key.properties };
  const [end] = from;
  if (end !== undefined) {
    const names = end.properties.map(({ property: p }) => p.name);
    const there = constraints.find((each) => (each.kind === "key" || each.kind === "unique") && each.on.owner === end.node.id && each.properties.every((text) => names.includes(text)));
    if (there !== undefined) return { label: `constraint ${there.name}, then ${end.relationship.name}`, kind: "end", properties: [] };
  }
  const asked = new Set([...compared, ...range, ...sort]);
  const index = indexes.find((each) => each.kind === "range" && each.on.owner === owner.id && each.properties.every((text) => asked.has(text)) && (each.properties[0] === undefined || compared.length === 0 || compared.includes(each.properties[0])));
  return index === undefined ? undefined : { label: `index ${index.name}`, kind: index.properties.length > 1 ? "composite" : compared.length === 0 && range.length === 0 ? "composite" : "single", properties: index.properties };
}

/** Relationships of one end on the average, by the declared rows. */
export function walked({ from }: Condition, input: NativeInput): number {
  const [end] = from;
  if (end === undefined) return 0;
  return degree(end.relationship, end.node.id, input);
}

export function degree({ source }: RelationshipModel, node: Id, input: NativeInput): number {
  const rows = input.loads.get(source)?.rows ?? 0;
  const nodes = input.loads.get(node)?.rows ?? 0;
  return nodes === 0 ? Math.max(1, rows) : Math.max(1, Math.round(rows / nodes));
}
