import { oneLine, type AccessPattern } from "../../model";
import type { NativeInput, PatternPlan } from "../native/native";
import { name, property, string } from "./cypher";
import type { NodeModel, RelationshipModel } from "./model";
import { between, conditionOf, hop, variable, variableOf } from "./paths";
import { degree, endVariable, indexFor, start, walked, type PlanContext } from "./plan-start";
import { planTraversal } from "./plan-traversal";
import { planInsert } from "./plan-write";

/** How each access pattern is answered: the Cypher with parameters, what it starts from, and what that costs. */
export function planPatterns(context: PlanContext): readonly PatternPlan[] {
  return context.input.patterns.map((pattern) => ({ pattern: pattern.id, ...plan(pattern, context) }));
}

type Answer = Omit<PatternPlan, "pattern">;

function plan(pattern: AccessPattern, context: PlanContext): Answer {
  const { shape, input } = context;
  const role = shape.roles.roles.get(pattern.tableId ?? "");
  const table = shape.roles.facts.get(pattern.tableId ?? "")?.table;
  if (table === undefined) return { problem: "The pattern names no table, so there is nothing to start from." };
  if (role === "out") return { problem: `${oneLine(table.name)} is not in the graph: this is answered by the store that keeps it.` };
  if (role === "property") return { problem: `${oneLine(table.name)} is a property of the nodes that refer to it: their distinct values answer this, by reading all of them.` };
  const owner = shape.nodes.find(({ id }) => id === table.id) ?? shape.relationships.find(({ id, junction }) => junction && id === table.id);
  if (owner === undefined) return { problem: `${oneLine(table.name)} has no place in the graph.` };
  if (pattern.operation === "insert") return planInsert(pattern, owner, context);
  if (pattern.operation === "traverse") return planTraversal(pattern, owner, context);
  if (pattern.operation === "search" && pattern.text !== undefined && pattern.text !== "prefix") return search(pattern, owner, context);
  if (pattern.operation === "subscribe") {
    return context.edition === "enterprise"
      ? { call: `CALL db.cdc.query($from, [{select: ${string("junction" in owner ? "r" : "n")}, ${"junction" in owner ? "type" : "labels"}: ${"junction" in owner ? string(owner.name) : `[${string(owner.name)}]`}}])\nYIELD id, event\nRETURN id, event`, by: "change data capture", cost: "reads the log since the last id; asked again by the application" }
      : { problem: "Change data capture is Enterprise's; the Community edition can only be asked again and again." };
  }
  return read(pattern, owner, context, input);
}

function read(pattern: AccessPattern, owner: NodeModel | RelationshipModel, context: PlanContext, input: NativeInput): Answer {
  const { shape } = context;
  const condition = conditionOf(pattern, owner, shape);
  const it = variableOf(shape.roles.facts.get(owner.id)?.table.name ?? owner.name);
  const { match, where } = start(owner, it, condition, shape);
  const ranged = owner.properties.find(({ id }) => id === pattern.range);
  if (ranged !== undefined) where.push(`${property(it, ranged.name)} >= $from`, `${property(it, ranged.name)} < $to`);
  const sort = (pattern.sort ?? []).flatMap(({ column, order }) => owner.properties.filter(({ id }) => id === column).map((p) => ({ p, order })));
  const used = indexFor(condition, ranged === undefined ? [] : [ranged.name], sort.map(({ p }) => p.name), owner, context);
  // A composite index is used only where every one of its properties is asked for.
  if (used?.kind === "composite") for (const { p } of sort) if (used.properties.includes(p.name) && p.id !== pattern.range) where.push(`${property(it, p.name)} IS NOT NULL`);
  const prefix = pattern.operation === "search" ? owner.properties.find((p) => p.type === "STRING" && context.indexes.some(({ on, properties }) => on.owner === owner.id && properties[0] === p.name)) : undefined;
  if (prefix !== undefined && condition.own.length === 0) where.push(`${property(it, prefix.name)} STARTS WITH $text`);
  const filtered = `${match}${where.length === 0 ? "" : `\nWHERE ${where.join(" AND ")}`}`;
  const by = used?.label ?? (prefix === undefined ? undefined : `range index on ${prefix.name}`) ?? `label scan of ${owner.name}`;
  const scanned = used === undefined && prefix === undefined;
  const rows = input.loads.get(owner.id)?.rows;
  const problem = scanned ? { problem: `Nothing to start from: all ${rows === undefined ? "" : `${rows.toLocaleString("en")} `}${owner.name} are read.` } : {};
  const items = pattern.items ?? 1;
  if (pattern.operation === "update") return { call: `${filtered}\nSET ${it} += $changes`, by, cost: scanned ? "reads all" : `1 seek, ${items} ${items === 1 ? "write" : "writes"}`, ...problem };
  if (pattern.operation === "delete") return { call: `${filtered}\n${"junction" in owner ? "DELETE" : "DETACH DELETE"} ${it}`, by, cost: scanned ? "reads all" : `1 seek, and every relationship of what goes`, ...problem };
  const joined = joins(pattern, owner, it, context);
  const order = sort.length === 0 ? "" : `\nORDER BY ${sort.map(({ p, order: direction }) => `${property(joined.kept, p.name)}${direction === "desc" ? " DESC" : ""}`).join(", ")}`;
  const limit = pattern.operation === "get" && joined.clauses === "" ? "" : pattern.items === undefined ? "" : `\nLIMIT ${pattern.items}`;
  const walks = condition.from.length > 0 ? walked(condition, input) : 0;
  const cost = scanned ? "reads all of the label" : [`1 seek`, walks > 0 ? `about ${walks.toLocaleString("en")} relationships walked` : "", joined.cost, walks === 0 && items > 1 ? `${items.toLocaleString("en")} nodes read in index order` : ""].filter((part) => part !== "").join(", ");
  const inner = condition.unreached.length > 0 ? { problem: `Compared columns of ${condition.unreached.length === 1 ? "another table are" : "other tables are"} not part of the path.` } : problem;
  if (pattern.operation === "aggregate") {
    const time = ranged ?? owner.properties.find(({ type }) => type.includes("DATETIME"));
    const bucket = pattern.window !== undefined && time !== undefined ? `\nWITH ${time.type === "ZONED DATETIME" ? "datetime" : "localdatetime"}({epochSeconds: ${property(it, time.name)}.epochSeconds / ${pattern.window} * ${pattern.window}}) AS window, ${it}\nRETURN window, count(${it}) AS count\nORDER BY window` : `\nRETURN count(${it}) AS count`;
    return { call: `${filtered}${time?.type === "LOCAL DATETIME" || time?.type === "DATE" ? `\nRETURN date.truncate('day', ${property(it, time.name)}) AS day, count(${it}) AS count\nORDER BY day` : bucket}`, by, cost: `${cost}; every node in the range is read`, ...inner };
  }
  return { call: `${filtered}${joined.clauses}\nRETURN ${joined.returned}${joined.clauses === "" ? order : order}${limit}`, by, cost, ...inner };
}

/** What is read along: each joined table collected into a list. */
function joins(pattern: AccessPattern, owner: NodeModel | RelationshipModel, it: string, { shape, input }: PlanContext): { readonly clauses: string; readonly returned: string; readonly kept: string; readonly cost: string } {
  if ("junction" in owner) return { clauses: "", returned: `${it}, ${endVariable(owner, "from")}, ${endVariable(owner, "to")}`, kept: it, cost: "" };
  let clauses = "";
  const lists: string[] = [];
  let walks = 0;
  for (const id of pattern.joins ?? []) {
    const way = between(shape, owner.id, id);
    const node = shape.nodes.find((candidate) => candidate.id === id);
    if (way === undefined || node === undefined) continue;
    const other = variable(node.table);
    const one = variableOf(node.table);
    clauses += `\nOPTIONAL MATCH ${hop(way.relationship, it, way.at, `${one === it ? `${one}2` : one}:${name(node.name)}`)}\nWITH ${[it, ...lists].join(", ")}, collect(${one === it ? `${one}2` : one}) AS ${other === it ? `${other}List` : other}`;
    lists.push(other === it ? `${other}List` : other);
    walks += degree(way.relationship, owner.id, input);
  }
  return { clauses, returned: [it, ...lists].join(", "), kept: it, cost: walks === 0 ? "" : `about ${walks.toLocaleString("en")} relationships for each ${owner.name}` };
}

function search(pattern: AccessPattern, owner: NodeModel | RelationshipModel, { indexes }: PlanContext): Answer {
  const index = indexes.find((each) => each.kind === "fulltext" && each.on.owner === owner.id);
  if (index === undefined) return { problem: `${owner.name} has no text to search.` };
  const relationship = "junction" in owner;
  return {
    call: `CALL db.index.fulltext.query${relationship ? "Relationships" : "Nodes"}(${string(index.name)}, $query, {limit: ${pattern.items ?? 10}})\nYIELD ${relationship ? "relationship" : "node"}, score\nRETURN ${relationship ? "relationship" : "node"}, score`,
    by: `full-text index ${index.name}`, cost: "O(log n) for each word, by Lucene",
    ...(pattern.text === "typo" ? { problem: "Lucene's query language forgives typing errors only where the application writes them in (word~1), and what is written shortly before may be missing when the index is eventually consistent: a search engine answers each keystroke better." } : {}),
  };
}
