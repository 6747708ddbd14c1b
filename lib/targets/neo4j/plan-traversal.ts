import type { AccessPattern } from "../../model";
import type { PatternPlan } from "../native/native";
import { name } from "./cypher";
import type { NodeModel, RelationshipModel } from "./model";
import { nodeOf } from "./model";
import { conditionOf, hop, variableOf } from "./paths";
import { degree, indexFor, start, type PlanContext } from "./plan-start";

/** A walk of several steps over one relationship, or over each of the joined tables in turn where none leads back to where it began. */
export function planTraversal(pattern: AccessPattern, owner: NodeModel | RelationshipModel, context: PlanContext): Omit<PatternPlan, "pattern"> {
  const { shape, input } = context;
  const origin = "junction" in owner ? nodeOf(shape, owner.from.node) : owner;
  const condition = conditionOf(pattern, origin, shape);
  const it = variableOf(origin.table);
  const candidates = shape.relationships.filter(({ from, to, id, source }) => from.node === origin.id && to.node === origin.id && (pattern.joins === undefined || pattern.joins.includes(id) || pattern.joins.includes(source) || pattern.joins.length === 0));
  const loop = candidates[0] ?? shape.relationships.find(({ from, to }) => from.node === origin.id && to.node === origin.id);
  const used = indexFor(condition, [], [], origin, context);
  const { match } = start(origin, it, condition, shape);
  const most = pattern.hops === "unbounded" ? undefined : Math.max(1, pattern.hops ?? 1);
  const limit = pattern.items === undefined ? "" : `\nLIMIT ${pattern.items}`;
  const by = used?.label ?? `label scan of ${origin.name}`;
  if (loop === undefined) {
    const way = (pattern.joins ?? []).flatMap((id) => shape.relationships.filter(({ from, to }) => (from.node === origin.id && to.node === id) || (to.node === origin.id && from.node === id)).slice(0, 1).map((relationship) => ({ relationship, id })));
    const [first] = way;
    if (first === undefined) return { call: `${match}-[*1..${most ?? 4}]-(reached)\nRETURN DISTINCT reached${limit}`, by, cost: "every relationship of every kind is walked", problem: "The pattern does not say over which tables it walks." };
    const other = nodeOf(shape, first.id);
    return { call: `${match}\nMATCH ${hop(first.relationship, it, first.relationship.from.node === origin.id ? "from" : "to", `reached:${name(other.name)}`)}\nRETURN DISTINCT reached${limit}`, by, cost: `about ${degree(first.relationship, origin.id, input).toLocaleString("en")} relationships walked` };
  }
  const fan = degree(loop, origin.id, input);
  const steps = most === undefined ? "+" : `{1,${most}}`;
  const paths = most === undefined ? undefined : Array.from({ length: most }, (_, i) => fan ** (i + 1)).reduce((sum, n) => sum + n, 0);
  return {
    call: `${match}-[:${name(loop.name)}]->${steps}(reached:${name(origin.name)})\nWHERE reached <> ${it}\nRETURN DISTINCT reached${limit}`, by: `${by}, then ${loop.name}`,
    cost: paths === undefined ? "grows with everything that can be reached" : `about ${paths.toLocaleString("en")} relationships walked (${fan} on average at each of ${most} steps)`,
    ...(paths === undefined ? { problem: "Without a bound it walks through everything that can be reached: give the most steps." } : paths > 1_000_000 ? { problem: `More than a million relationships are walked for one answer: fewer steps, or relationships of fewer kinds.` } : {}),
  };
}
