import { oneLine, type Diagnostic, type Id } from "../../model";
import type { NativeInput } from "../native/native";
import { checkParts, simpleCheck, type SimpleCheck } from "../native/simple-expression";
import { name, property, string } from "./cypher";
import { valueOf } from "./expressions";
import type { CheckModel, Edition, NodeModel, PropertyModel, RelationshipModel } from "./model";
import { nodeOf } from "./model";

/**
 * Queries for what no constraint of the edition forbids: enumerations and checks, how many a node may be joined to, and in the Community edition
 * what must be there and of which type. Each gives the first hundred violations.
 */
export function makeChecks(nodes: readonly NodeModel[], relationships: readonly RelationshipModel[], edition: Edition, input: NativeInput, diagnostics: Diagnostic[]): readonly CheckModel[] {
  const owners = [...nodes.map((owner) => ({ owner, match: `MATCH (n:${name(owner.name)})`, of: owner.name })), ...relationships.filter(({ junction }) => junction).map((owner) => ({ owner, match: `MATCH ()-[n:${name(owner.name)}]->()`, of: owner.name }))];
  return [...owners.flatMap(({ owner, match, of }): CheckModel[] => {
    const find = (id: string, title: string, where: string): CheckModel => ({ id, name: id, title, query: `${match}\nWHERE ${where}\nRETURN elementId(n) AS id, properties(n) AS properties LIMIT 100` });
    const inKey = new Set<Id>("junction" in owner ? [] : owner.key);
    const missing = edition === "community" ? owner.properties.filter(({ required }) => required).map((p) => find(`${p.id} exists`, `${of} without ${p.name}`, `${property("n", p.name)} IS NULL`)) : [];
    const types = edition === "community" ? owner.properties.map((p) => find(`${p.id} type`, `${of} whose ${p.name} is no ${p.type}`, `${property("n", p.name)} IS NOT NULL AND ${property("n", p.name)} IS NOT :: ${p.type}`)) : [];
    const enums = owner.properties.flatMap((p) => (p.values === undefined ? [] : [find(`${p.id} values`, `${of} with a ${p.name} that is none of its values`, `NOT ${property("n", p.name)} IN [${p.values.map(string).join(", ")}]`)]));
    const lengths = (input.schema.tables.find(({ id }) => id === owner.id)?.columns ?? []).flatMap(({ id, type }) => {
      const p = owner.properties.find((each) => each.id === id);
      return p === undefined || p.type !== "STRING" || (type.kind !== "string" && type.kind !== "char") || type.length === undefined ? [] : [find(`${id} length`, `${of} whose ${p.name} is longer than ${type.length} characters`, `size(${property("n", p.name)}) > ${type.length}`)];
    });
    const nothing = "junction" in owner || inKey.size > 0 ? [] : [{ id: `${owner.id} key`, name: `${owner.id} key`, title: `${of} that cannot be told apart`, query: `${match}\nWITH properties(n) AS properties, count(*) AS copies\nWHERE copies > 1\nRETURN properties, copies LIMIT 100` }];
    return [...nothing, ...missing, ...types, ...lengths, ...enums, ...ofTable(owner, of, input, diagnostics, find)];
  }), ...relationships.flatMap((relationship) => cardinality(relationship, nodes))];
}

function ofTable(owner: NodeModel | RelationshipModel, of: string, input: NativeInput, diagnostics: Diagnostic[], find: (id: string, title: string, where: string) => CheckModel): CheckModel[] {
  const table = input.schema.tables.find(({ id }) => id === owner.id);
  return (table?.checks ?? []).flatMap(({ id, expression }) => {
    const check = simpleCheck(expression, table?.columns ?? []);
    const violated = check === undefined ? undefined : violations(check, owner.properties);
    if (violated === undefined) {
      diagnostics.push({ code: "neo4j-check-not-carried-over", severity: "warning", message: `The check ${oneLine(expression)} of ${oneLine(table?.name ?? "")} is not carried over: neither a constraint nor a check query says it, so the application keeps it.`, place: { objectId: id } });
      return [];
    }
    return [find(`${id} check`, `${of} that breaks ${oneLine(expression)}`, violated)];
  });
}

/** A predicate for nodes that break a check. As in SQL, what is null breaks nothing. */
function violations(check: SimpleCheck, properties: readonly PropertyModel[]): string | undefined {
  const parts = checkParts(check).map((part): string | undefined => {
    const at = (id: Id): { readonly text: string; readonly of: PropertyModel } | undefined => {
      const found = properties.find((p) => p.id === id);
      return found === undefined ? undefined : { text: property("n", found.name), of: found };
    };
    if (part.kind === "columns") {
      const left = at(part.left);
      const right = at(part.right);
      return left === undefined || right === undefined ? undefined : `NOT (${left.text} ${part.operator} ${right.text})`;
    }
    const subject = at(part.column);
    if (subject === undefined) return undefined;
    const literal = (text: string): string | undefined => (subject.of.encoding === "decimal text" ? undefined : valueOf(text, subject.of));
    switch (part.kind) {
      case "compare": { const value = literal(part.value.text); return value === undefined ? undefined : `NOT (${subject.text} ${part.operator} ${value})`; }
      case "between": { const low = literal(part.low.text); const high = literal(part.high.text); return low === undefined || high === undefined ? undefined : `NOT (${low} <= ${subject.text} <= ${high})`; }
      case "in": { const values = part.values.map(({ text }) => literal(text)); return values.some((value) => value === undefined) ? undefined : `${part.negated ? "" : "NOT "}${subject.text} IN [${values.join(", ")}]`; }
      case "length": case "count": {
        const size = subject.of.type === "STRING" && part.kind === "length" ? `size(${subject.text})` : subject.of.type.startsWith("LIST<") ? `size(${subject.text})` : undefined;
        const bounds = [part.min === undefined ? "" : `${size} < ${part.min}`, part.max === undefined ? "" : `${size} > ${part.max}`].filter((bound) => bound !== "");
        return size === undefined || bounds.length === 0 ? undefined : bounds.length === 1 ? bounds.join("") : `(${bounds.join(" OR ")})`;
      }
      // Cypher's =~ matches the whole text, by Java's regular expressions.
      case "matches": return subject.of.type === "STRING" ? `NOT ${subject.text} =~ ${string(`(?s).*(?:${part.pattern}).*`)}` : undefined;
      case "not-null": return `${subject.text} IS NULL`;
    }
  });
  return parts.some((part) => part === undefined) || parts.length === 0 ? undefined : parts.join(" OR ");
}

/** No constraint counts relationships: a foreign key's holder has exactly one, or at most one; and the other end of a one-to-one too. */
function cardinality(relationship: RelationshipModel, nodes: readonly NodeModel[]): CheckModel[] {
  const { holder, from, to, name: type, id } = relationship;
  if (holder === undefined) return [];
  const mine = nodeOf({ nodes }, holder.end === "from" ? from.node : to.node);
  const other = nodeOf({ nodes }, holder.end === "from" ? to.node : from.node);
  const arrows = (towards: boolean): readonly [string, string] => (towards ? ["-", "->"] : ["<-", "-"]);
  const query = (one: NodeModel, many: NodeModel, towards: boolean, condition: string, title: string, part: string): CheckModel => {
    const [left, right] = arrows(towards);
    return { id: `${id} ${part}`, name: `${id} ${part}`, title, query: `MATCH (n:${name(one.name)})\nWHERE COUNT { (n)${left}[:${name(type)}]${right}(:${name(many.name)}) } ${condition}\nRETURN elementId(n) AS id, properties(n) AS properties LIMIT 100` };
  };
  return [
    query(mine, other, holder.end === "from", holder.required ? "<> 1" : "> 1", `${mine.name} with ${holder.required ? "other than" : "more than"} one ${type} ${holder.end === "from" ? "to" : "from"} ${other.name}`, "count"),
    ...(holder.unique ? [query(other, mine, holder.end !== "from", "> 1", `${other.name} with more than one ${type} ${holder.end === "from" ? "from" : "to"} ${mine.name}`, "unique")] : []),
  ];
}
