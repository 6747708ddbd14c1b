import { name, property, string } from "./cypher";
import { nodeOf, propertyNames, type EndModel, type Neo4jModel, type NodeModel, type PropertyModel, type RelationshipModel } from "./model";

export interface SampleNode {
  readonly of: NodeModel;
  readonly row: number;
  readonly values: readonly { readonly property: PropertyModel; /** As Cypher. */ readonly expression: string; /** For people. */ readonly text: string }[];
}

export interface SampleGraph {
  readonly nodes: readonly SampleNode[];
  readonly relationships: readonly { readonly of: RelationshipModel; readonly from: SampleNode; readonly to: SampleNode; readonly row: number }[];
}

/** Two nodes of each label, each joined as its rows say; deterministic. A property that holds a parent's key has that parent's value. */
export function sampleGraph(model: Neo4jModel): SampleGraph {
  const nodes = model.nodes.flatMap((of) => [0, 1].map((row): SampleNode => ({ of, row, values: of.properties.map((p) => {
    const parent = parentOf(of, p, model);
    const { expression, text } = sampleValue(parent ?? p, parent === undefined ? of.table : parent.table, row);
    return { property: p, expression, text };
  }) })));
  const at = (end: EndModel, row: number): SampleNode | undefined => nodes.find(({ of, row: r }) => of.id === end.node && r === row);
  const relationships = model.relationships.flatMap((of) => [0, 1].flatMap((row) => {
    const from = at(of.from, row);
    // Relationships between one label join different nodes.
    const to = at(of.to, of.from.node === of.to.node ? 1 - row : row);
    return from === undefined || to === undefined || (!of.junction && of.from.node === of.to.node && row === 1) ? [] : [{ of, from, to, row }];
  }));
  return { nodes, relationships };
}

/** The property of the parent whose value a kept foreign key column repeats, through as many tables as it takes. */
function parentOf(node: NodeModel, p: PropertyModel, model: Neo4jModel, depth = 0): (PropertyModel & { readonly table: string }) | undefined {
  if (depth > 20) return undefined;
  for (const relationship of model.relationships) {
    if (relationship.holder === undefined || relationship.source !== node.id) continue;
    const end = relationship[relationship.holder.end === "from" ? "to" : "from"];
    const i = end.columns.indexOf(p.column);
    if (i < 0) continue;
    const parent = nodeOf(model, end.node);
    const theirs = parent.properties.find(({ id }) => id === end.properties[i]);
    if (theirs === undefined || (parent.id === node.id && theirs.id === p.id)) continue;
    return parentOf(parent, theirs, model, depth + 1) ?? { ...theirs, table: parent.table };
  }
  return undefined;
}

function sampleValue(p: PropertyModel, table: string, row: number): { readonly expression: string; readonly text: string } {
  const n = row + 1;
  if (p.values !== undefined && p.values.length > 0) return literal(p.values[row % p.values.length] ?? "");
  if (p.type.startsWith("LIST<FLOAT")) return { expression: `[${n}.0, 0.5]`, text: `[${n}.0, 0.5]` };
  if (p.type.startsWith("LIST<")) {
    const item = sampleValue({ ...p, type: p.type.slice(5, -10) }, table, row);
    return { expression: `[${item.expression}]`, text: `[${item.text}]` };
  }
  switch (p.type) {
    case "INTEGER": return { expression: `${n}`, text: `${n}` };
    case "FLOAT": return { expression: `${n}.5`, text: `${n}.5` };
    case "BOOLEAN": return { expression: n === 1 ? "true" : "false", text: n === 1 ? "true" : "false" };
    case "DATE": return call("date", `2026-01-0${n}`);
    case "LOCAL TIME": return call("localtime", `0${n}:30:00`);
    case "LOCAL DATETIME": return call("localdatetime", `2026-01-0${n}T09:30:00`);
    case "ZONED DATETIME": return call("datetime", `2026-01-0${n}T09:30:00Z`);
    case "DURATION": return call("duration", `P${n}D`);
    case "POINT": return { expression: `point({longitude: ${n}.0, latitude: 50.0})`, text: `point(${n}.0 50.0)` };
    default: break;
  }
  if (p.encoding === "uuid text") return literal(`${hash(table, p.column).toString(16).padStart(8, "0")}-0000-4000-8000-00000000000${n}`);
  if (p.encoding === "json") return literal(`{"n":${n}}`);
  if (p.encoding === "base64") return literal(n === 1 ? "AQ==" : "Ag==");
  if (p.encoding === "decimal text") return literal(`${n}.50`);
  return literal(`${p.name} ${n}`);
}

function literal(text: string): { readonly expression: string; readonly text: string } {
  return { expression: string(text), text };
}

function call(make: string, text: string): { readonly expression: string; readonly text: string } {
  return { expression: `${make}(${string(text)})`, text };
}

function hash(...texts: readonly string[]): number {
  let value = 2166136261;
  for (const character of texts.join(" ")) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 16777619);
  return value >>> 0;
}

/** The sample graph as statements: nodes first, each by its key, then what joins them. */
export function sampleStatements(model: Neo4jModel): readonly string[] {
  const graph = sampleGraph(model);
  const map = (values: SampleNode["values"]): string => values.map(({ property: p, expression }) => `${name(p.name)}: ${expression}`).join(", ");
  const match = (variable: string, { of, values }: SampleNode): string => {
    const found = of.key.length === 0 ? values : values.filter(({ property: p }) => of.key.includes(p.id));
    return `MATCH (${variable}:${name(of.name)}${found.length === 0 ? "" : ` {${map(found)}}`})`;
  };
  return [
    ...graph.nodes.map(({ of, values }) => {
      const key = of.key.length === 0 ? values : values.filter(({ property: p }) => of.key.includes(p.id));
      const rest = values.filter((value) => !key.includes(value));
      return `MERGE (n:${name(of.name)}${key.length === 0 ? "" : ` {${map(key)}}`})${rest.length === 0 ? "" : `\nSET ${rest.map(({ property: p, expression }) => `${property("n", p.name)} = ${expression}`).join(", ")}`}`;
    }),
    ...graph.relationships.map(({ of, from, to, row }) => {
      const values = of.properties.map((p) => ({ p, ...sampleValue(p, of.sourceName, row) }));
      const keyed = new Set(propertyNames(of, of.key));
      const key = values.filter(({ p }) => keyed.has(p.name));
      const rest = values.filter(({ p }) => !keyed.has(p.name));
      // What must be there must be there at once, or existence is broken between MERGE and SET; SET follows in the same statement.
      return `${match("a", from)}\n${match("b", to)}\nMERGE (a)-[r:${name(of.name)}${key.length === 0 ? "" : ` {${key.map(({ p, expression }) => `${name(p.name)}: ${expression}`).join(", ")}}`}]->(b)${rest.length === 0 ? "" : `\nSET ${rest.map(({ p, expression }) => `${property("r", p.name)} = ${expression}`).join(", ")}`}`;
    }),
  ];
}
