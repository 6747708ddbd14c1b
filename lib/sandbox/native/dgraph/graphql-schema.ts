import { buildASTSchema, Kind, parse, type FieldDefinitionNode } from "graphql";
import type { DqlSchema, Predicate, StoredType } from "./dql-schema";
import { edgeFaults } from "./graphql-edges";
import { argument, depth, directive, foreign, modelOf, named, predicateOf, textOf, type Schema } from "./graphql-model";
import { prelude } from "./graphql-prelude";
import { faults } from "./graphql-rules";
import { Refused } from "./refused";

/** Reads a GraphQL schema by GraphQL's rules and Dgraph's, and gives the DQL schema that Dgraph makes of it. Throws Refused with every fault. */
export function readGraphql(text: string): DqlSchema {
  let schema: Schema;
  try {
    const document = parse(text);
    schema = modelOf(document);
    const own = faults(schema);
    if (own.length > 0) throw new Refused(own.join(" "));
    const extras = parse(prelude);
    const query = schema.definitions.some(({ name }) => name === "Query") ? [] : parse("type Query { unused: String }").definitions;
    buildASTSchema({ kind: Kind.DOCUMENT, definitions: [...document.definitions, ...extras.definitions, ...query] });
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw new Refused(error instanceof Error ? error.message : String(error));
  }
  const found = edgeFaults(schema);
  if (found.length > 0) throw new Refused(found.join(" "));
  return generate(schema);
}

const types: Readonly<Record<string, string>> = { String: "string", Int: "int", Int64: "int", Float: "float", Boolean: "bool", DateTime: "datetime", Point: "geo", Polygon: "geo", MultiPolygon: "geo", Password: "password" };
const bare: Readonly<Record<string, string>> = { Boolean: "bool", Int: "int", Int64: "int", Float: "float", String: "term", DateTime: "year", Point: "geo", Polygon: "geo", MultiPolygon: "geo" };

/** Predicates and types that Dgraph makes of a schema (graphql/schema/schemagen.go, v25). */
function generate(schema: Schema): DqlSchema {
  const predicates = new Map<string, Predicate>();
  const stored: StoredType[] = [];
  for (const definition of schema.definitions) {
    if (definition.name === "Query" || definition.name === "Mutation" || directive(definition, "remote") !== undefined) continue;
    const names: string[] = [];
    for (const field of definition.fields) {
      if (named(field.type) === "ID" || foreign(field)) continue;
      const name = predicateOf(field, definition, schema);
      if (name.startsWith("~")) {
        const forward = predicates.get(name.slice(1)) ?? edge(name.slice(1), false);
        predicates.set(name.slice(1), { ...forward, reverse: true });
        continue;
      }
      names.push(name);
      const made = predicate(name, field, schema);
      const before = predicates.get(name);
      predicates.set(name, before === undefined ? made : { ...made, reverse: made.reverse || before.reverse, tokenizers: [...new Set([...before.tokenizers, ...made.tokenizers])].sort() });
    }
    const secret = textOf(argument(directive(definition, "secret"), "field"));
    if (secret !== undefined) {
      const name = textOf(argument(directive(definition, "secret"), "pred")) ?? `${definition.name}.${secret}`;
      names.push(name);
      predicates.set(name, { ...edge(name, false), type: "password" });
    }
    stored.push({ name: textOf(argument(directive(definition, "dgraph"), "type")) ?? definition.name, predicates: [...new Set(names)] });
  }
  return { predicates: [...predicates.values()], types: stored };
}

function edge(name: string, list: boolean): Predicate {
  return { name, type: "uid", list, tokenizers: [], reverse: false, count: false, upsert: false, unique: false, lang: false, noConflict: false };
}

function predicate(name: string, field: FieldDefinitionNode, schema: Schema): Predicate {
  const of = named(field.type);
  const list = depth(field.type) > 0;
  const base = edge(name, list);
  if (schema.definitions.some((each) => each.name === of) || schema.unions.has(of)) return base;
  if (directive(field, "embedding") !== undefined) return { ...base, type: "float32vector", list: false, tokenizers: directive(field, "search") === undefined ? [] : ["hnsw"] };
  const isEnum = schema.enums.has(of);
  const type = isEnum ? "string" : types[of] ?? "string";
  const identifies = directive(field, "id") !== undefined;
  const search = directive(field, "search");
  const by = argument(search, "by");
  const asked = search === undefined ? [] : by?.kind === Kind.LIST ? by.values.map((value) => textOf(value) ?? "").map((token) => (token === "int64" ? "int" : token === "regexp" ? "trigram" : token)) : [isEnum ? "hash" : bare[of] ?? "term"];
  const own = identifies ? [type === "string" ? "hash" : type] : [];
  return { ...base, type, tokenizers: [...new Set([...own.filter((token) => token !== "hash" || !asked.includes("exact")), ...asked])].sort(), upsert: identifies };
}
