import { oneLine } from "../../model";
import { typeOf, type DgraphModel, type EdgeModel, type FieldModel, type TypeModel } from "./model";
import { quoted } from "./names";

/** The GraphQL schema for /admin/schema. Names differ from what is stored only by @dgraph, so that renames copy nothing. */
export function printGraphql(model: DgraphModel): string {
  const enums = model.enums.map(({ name, values }) => `enum ${name} {\n${values.map((value) => `  ${value}\n`).join("")}}\n`);
  return [...enums, ...model.types.map((type) => printType(type, model))].join("\n");
}

function printType(type: TypeModel, model: DgraphModel): string {
  const stored = type.stored === type.name ? "" : ` @dgraph(type: ${quoted(type.stored)})`;
  const members = [...type.fields.map((field) => printField(field, type)), ...type.edges.map((edge) => printEdge(edge, type, model))];
  return `${described(type.comment, "")}type ${type.name}${stored}${type.subscription ? " @withSubscription" : ""}${auth(type)} {\n${members.map((member) => `${member}\n`).join("")}}\n`;
}

function described(comment: string | undefined, indent: string): string {
  return comment === undefined || oneLine(comment) === "" ? "" : `${indent}${quoted(oneLine(comment))}\n`;
}

function printField(field: FieldModel, type: TypeModel): string {
  const inner = field.enum ?? field.type;
  const search = field.dimensions !== undefined ? ` @embedding @search(by: ["hnsw(metric: cosine)"])` : field.search.length === 0 ? "" : ` @search(by: [${field.search.join(", ")}])`;
  const bare = !field.unique && field.search.length === 1 && (field.search[0] === "int" || field.search[0] === "int64" || field.search[0] === "float" || field.search[0] === "bool" || field.search[0] === "point") ? " @search" : search;
  const identity = field.unique && field.required ? " @id" : "";
  const fallback = field.default === undefined ? "" : ` @default(add: {value: ${quoted(field.default)}})`;
  const stored = field.predicate === `${type.stored}.${field.name}` ? "" : ` @dgraph(pred: ${quoted(field.predicate)})`;
  return `${described(field.comment, "  ")}  ${field.name}: ${field.list ? `[${inner}!]` : inner}${field.required ? "!" : ""}${identity}${bare}${fallback}${stored}`;
}

function printEdge(edge: EdgeModel, type: TypeModel, model: DgraphModel): string {
  const target = typeOf(model, edge.target).name;
  // Said on one of the two sides; it holds for both.
  const inverse = edge.inverse === undefined || !edge.back ? "" : ` @hasInverse(field: ${edge.inverse})`;
  const stored = edge.predicate === `${type.stored}.${edge.name}` ? "" : ` @dgraph(pred: ${quoted(edge.predicate)})`;
  return `  ${edge.name}: ${edge.list ? `[${target}!]` : target}${edge.required ? "!" : ""}${inverse}${stored}`;
}

/** Whoever asks, changes or deletes sees only nodes whose claim is the caller's. */
function auth({ auth: rule, name }: TypeModel): string {
  if (rule === undefined) return "";
  const [first = "", second] = rule.path;
  const inner = second === undefined ? `query ($${rule.claim}: String!) { query${name}(filter: {${first}: {eq: $${rule.claim}}}) { __typename } }` : `query ($${rule.claim}: String!) { query${name} { ${first}(filter: {${second}: {eq: $${rule.claim}}}) { __typename } } }`;
  return ` @auth(\n${["query", "add", "update", "delete"].map((of) => `  ${of}: {rule: ${quoted(inner)}}\n`).join("")})`;
}

/** The DQL schema: what is posted to /alter, or what Dgraph makes of the GraphQL schema. */
export function printDql(model: DgraphModel): string {
  const predicates = predicatesOf(model).map(({ name, type, directives }) => `${name}: ${type}${directives === "" ? "" : ` ${directives}`} .\n`);
  const types = model.types.map((type) => {
    const members = [...type.fields, ...type.edges.filter((edge) => model.form === "graphql" || !edge.back)].map(({ predicate }) => `  ${predicate}\n`);
    return `type ${type.stored} {\n${[...new Set(members)].join("")}}\n`;
  });
  return `${predicates.join("")}\n${types.join("\n")}`;
}

export interface PredicateText {
  readonly name: string;
  readonly type: string;
  readonly directives: string;
}

const tokenizers: Readonly<Record<string, string>> = { int64: "int", regexp: "trigram", point: "geo" };

/** Every predicate with its type and directives. */
export function predicatesOf(model: DgraphModel): readonly PredicateText[] {
  return model.types.flatMap((type) => [
    ...type.fields.map((field): PredicateText => ({ name: field.predicate, type: dqlType(field), directives: fieldDirectives(field, model) })),
    ...type.edges.filter((edge) => model.form === "graphql" || !edge.back).map((edge): PredicateText => ({
      name: edge.predicate, type: edge.list ? "[uid]" : "uid", directives: model.form === "graphql" ? "" : ["@count", ...(edge.inverse === undefined ? [] : ["@reverse"])].join(" "),
    })),
  ]);
}

function dqlType({ type, list, dimensions }: FieldModel): string {
  if (dimensions !== undefined) return "float32vector";
  const base = { String: "string", Int: "int", Int64: "int", Float: "float", Boolean: "bool", DateTime: "datetime", Point: "geo" }[type];
  return list ? `[${base}]` : base;
}

function fieldDirectives(field: FieldModel, { form }: DgraphModel): string {
  if (field.dimensions !== undefined) return "@index(hnsw(metric:\"cosine\"))";
  const identifies = field.unique && (field.required || form === "dql");
  const own = identifies ? [field.type === "String" ? "hash" : field.type === "Float" ? "float" : "int"] : [];
  const search = field.search.map((token) => tokenizers[token] ?? token);
  // Dgraph takes exact for hash where both would be.
  const all = [...new Set([...own.filter((token) => token !== "hash" || !search.includes("exact")), ...search])];
  return [...(all.length === 0 ? [] : [`@index(${all.join(", ")})`]), ...(identifies ? ["@upsert"] : []), ...(identifies && form === "dql" ? ["@unique"] : [])].join(" ");
}
