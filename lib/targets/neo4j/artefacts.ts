import type { NativeFile } from "../native/native";
import { comment, name, property, script, string } from "./cypher";
import { nodeOf, propertyNames, type EndModel, type Neo4jModel, type NodeModel, type PropertyModel, type RelationshipModel } from "./model";
import { batched, createConstraint, createIndex } from "./statements";

/** The shape as files: the schema, an import, the checks, and what expires. */
export function artefacts(model: Neo4jModel): readonly NativeFile[] {
  const files: NativeFile[] = [cypher("schema.cypher", schema(model)), cypher("import.cypher", imports(model))];
  if (model.checks.length > 0) files.push(cypher("checks.cypher", checks(model)));
  if (model.nodes.some(({ retention }) => retention !== undefined)) files.push(cypher("retention.cypher", retention(model)));
  return files;
}

function cypher(path: string, content: string): NativeFile {
  return { path, content, language: "cypher" };
}

function schema(model: Neo4jModel): string {
  const lines = ["// The graph and its schema: safe to run again, since every statement says IF NOT EXISTS.", "//"];
  for (const node of model.nodes) lines.push(comment(`(:${name(node.name)})${node.comment === undefined ? "" : `  ${node.comment}`}`), ...node.properties.map(describe));
  for (const each of model.relationships) lines.push(comment(`(:${name(nodeOf(model, each.from.node).name)})-[:${name(each.name)}]->(:${name(nodeOf(model, each.to.node).name)})${each.comment === undefined ? "" : `  ${each.comment}`}`), ...each.properties.map(describe));
  const statements = [...model.constraints.map(createConstraint), ...model.indexes.map(createIndex)];
  return `${lines.join("\n")}\n\n${statements.map((statement) => script([statement])).join("\n")}`;
}

function describe(p: PropertyModel): string {
  const notes = [p.required ? "required" : "", p.encoding === undefined ? "" : p.encoding === "minor units" ? `minor units, ${p.scale ?? 0} digits` : p.encoding, p.values === undefined ? "" : `one of ${p.values.join(", ")}`, p.default === undefined ? "" : `default ${p.default}`, p.comment ?? ""].filter((note) => note !== "");
  return comment(`  ${p.name} ${p.type}${notes.length === 0 ? "" : `: ${notes.join("; ")}`}`).replace("// ", "//   ");
}

/** LOAD CSV of one file for each table, nodes before what joins them. Column heads are the drawn names. */
function imports(model: Neo4jModel): string {
  const head = ["// Import from CSV files with the drawn column names in their heads, in the server's import folder. Run it with cypher-shell (in Browser with :auto before each);", "// batches of 1000 rows, safe to run again where nodes have a key. For other sources hand the rows over as a parameter:", "// UNWIND $rows AS row in the place of LOAD CSV.", ""].join("\n");
  const nodes = model.nodes.map((node) => `${comment(`${node.name} from ${node.table}`)}\n${script([importNode(node)])}`);
  const joins = model.relationships.map((relationship) => `${comment(`${relationship.name} from ${relationship.sourceName}`)}\n${script([importRelationship(relationship, model)])}`);
  return `${head}\n${[...nodes, ...joins].join("\n")}`;
}

function load(table: string): string {
  return `LOAD CSV WITH HEADERS FROM ${string(`file:///${encodeURIComponent(table)}.csv`)} AS row`;
}

function importNode(node: NodeModel): string {
  const key = node.properties.filter(({ id }) => node.key.includes(id));
  const rest = node.properties.filter((p) => !key.includes(p));
  const set = (list: readonly PropertyModel[]): string => list.map((p) => `${property("n", p.name)} = ${read(p)}`).join(",\n      ");
  if (key.length === 0) return batched(load(node.table), ["row"], `CREATE (n:${name(node.name)})${rest.length === 0 ? "" : `\n  SET ${set(rest)}`}`);
  return batched(load(node.table), ["row"], `MERGE (n:${name(node.name)} {${key.map((p) => `${name(p.name)}: ${read(p)}`).join(", ")}})${rest.length === 0 ? "" : `\n  SET ${set(rest)}`}`);
}

function importRelationship(relationship: RelationshipModel, model: Neo4jModel): string {
  const end = (variable: string, { node, properties, columns }: EndModel): string => {
    const of = nodeOf(model, node);
    const values = propertyNames(of, properties).map((text, i) => `${name(text)}: ${read({ ...of.properties.find((p) => p.name === text) ?? { type: "STRING" }, column: columns[i] ?? text })}`);
    return `MATCH (${variable}:${name(of.name)}${values.length === 0 ? "" : ` {${values.join(", ")}}`})`;
  };
  const key = relationship.properties.filter(({ id }) => relationship.key.includes(id));
  const rest = relationship.properties.filter((p) => !key.includes(p));
  const body = [end("a", relationship.from), end("b", relationship.to), `MERGE (a)-[r:${name(relationship.name)}${key.length === 0 ? "" : ` {${key.map((p) => `${name(p.name)}: ${read(p)}`).join(", ")}}`}]->(b)`, ...(rest.length === 0 ? [] : [`SET ${rest.map((p) => `${property("r", p.name)} = ${read(p)}`).join(", ")}`])];
  return batched(load(relationship.sourceName), ["row"], body.join("\n  "));
}

/** A CSV field as a value of the property; an empty field is null, except as text that must be there. */
function read({ type, column, encoding, scale, required, values }: Pick<PropertyModel, "type" | "column"> & Partial<PropertyModel>): string {
  const field = property("row", column);
  if (type.startsWith("LIST<")) {
    const item = read({ type: type.slice(5, -10), column: "item" }).replaceAll("row.item", "item");
    return `[item IN split(${field}, ';')${item === "item" ? "" : ` | ${item}`}]`;
  }
  switch (type) {
    case "INTEGER": return encoding === "minor units" ? `toInteger(round(toFloat(${field}) * 1${"0".repeat(scale ?? 0)}.0))` : `toInteger(${field})`;
    case "FLOAT": return `toFloat(${field})`;
    case "BOOLEAN": return `toBoolean(${field})`;
    case "DATE": return `date(${field})`;
    case "LOCAL TIME": return `localtime(${field})`;
    case "LOCAL DATETIME": return `localdatetime(${field})`;
    case "ZONED DATETIME": return `datetime(${field})`;
    case "DURATION": return `duration(${field})`;
    case "POINT": return `point({longitude: toFloat(split(${field}, ' ')[0]), latitude: toFloat(split(${field}, ' ')[1])})`;
    default: return required === true && encoding === undefined && values === undefined ? `coalesce(${field}, '')` : field;
  }
}

function checks(model: Neo4jModel): string {
  const head = `// What no constraint of the ${model.edition === "enterprise" ? "Enterprise" : "Community"} edition forbids. Each query gives up to a hundred violations; none is as it should be.\n`;
  return `${head}\n${model.checks.map(({ title, query }) => `${comment(title)}\n${script([query])}`).join("\n")}`;
}

function retention(model: Neo4jModel): string {
  const head = "// What expires. Neo4j lets nothing expire by itself: run this once a day, by cron or a scheduler of the application.\n";
  return `${head}\n${model.nodes.flatMap(({ name: label, retention: kept, properties }) => {
    if (kept === undefined) return [];
    const type = properties.find((p) => p.name === kept.property)?.type ?? "";
    const now = type === "DATE" ? "date()" : type === "LOCAL DATETIME" ? "localdatetime()" : "datetime()";
    const ends = /^(?:expir|ends?$|endsAt|validUntil)/i.test(kept.property);
    return [`${comment(ends ? `${label} whose ${kept.property} has passed` : `${label} older than ${kept.days} days by ${kept.property}`)}\n${script([batched(`MATCH (n:${name(label)})\nWHERE ${property("n", kept.property)} < ${now}${ends ? "" : ` - duration({days: ${kept.days}})`}`, ["n"], "DETACH DELETE n")])}`];
  }).join("\n")}`;
}
