import { Kind, type FieldDefinitionNode } from "graphql";
import { argument, depth, directive, geo, named, predicateOf, scalars, textOf, type Definition, type Schema } from "./graphql-model";

/** What an argument of @search is for, and the filter that it makes; two that make one filter are refused. */
const searches: Readonly<Record<string, { readonly of: string; readonly filter: string }>> = {
  int: { of: "Int", filter: "Int" }, int64: { of: "Int64", filter: "Int64" }, float: { of: "Float", filter: "Float" }, bool: { of: "Boolean", filter: "Boolean" }, hash: { of: "String", filter: "Hash" }, exact: { of: "String", filter: "Exact" },
  term: { of: "String", filter: "Term" }, fulltext: { of: "String", filter: "FullText" }, trigram: { of: "String", filter: "RegExp" }, regexp: { of: "String", filter: "RegExp" }, year: { of: "DateTime", filter: "DateTime" }, month: { of: "DateTime", filter: "DateTime" },
  day: { of: "DateTime", filter: "DateTime" }, hour: { of: "DateTime", filter: "DateTime" }, point: { of: "Point", filter: "Point" }, polygon: { of: "Polygon", filter: "Polygon" }, multiPolygon: { of: "MultiPolygon", filter: "Polygon" },
};

/** Faults of searches, of ways back and of predicates that several fields share. */
export function edgeFaults(schema: Schema): readonly string[] {
  return [...schema.definitions.flatMap((definition) => (remote(definition) ? [] : definition.own.flatMap((field) => [...searchFaults(field, definition, schema), ...inverseFaults(field, definition, schema), ...predFaults(field, definition, schema)]))), ...sharedFaults(schema)];
}

function remote(definition: Definition): boolean {
  return directive(definition, "remote") !== undefined;
}

function searchFaults(field: FieldDefinitionNode, definition: Definition, schema: Schema): readonly string[] {
  const search = directive(field, "search");
  if (search === undefined) return [];
  const of = named(field.type);
  const place = `Type ${definition.name}; Field ${field.name.value}:`;
  const isEnum = schema.enums.has(of);
  const by = argument(search, "by");
  if (by === undefined) return isEnum || geo.has(of) || (scalars.has(of) && of !== "ID") ? [] : [`${place} has the @search directive but fields of type ${of} can't have the @search directive.`];
  if (by.kind !== Kind.LIST) return [`${place} the @search directive requires a list argument, like @search(by: [hash])`];
  const filters = new Map<string, string>();
  for (const value of by.values) {
    const name = textOf(value) ?? "";
    if (/^hnsw(?:\(.*\))?$/.test(name)) {
      if (directive(field, "embedding") === undefined) return [`${place} hnsw is for fields with @embedding`];
      continue;
    }
    const known = Object.hasOwn(searches, name) ? searches[name] : undefined;
    if (known === undefined || name === "point" || name === "polygon" || name === "multiPolygon") return [`${place} the argument to @search ${name} isn't valid.`];
    if (isEnum ? !["trigram", "hash", "exact", "regexp"].includes(name) : known.of !== of) return [`${place} has the @search directive but the argument ${name} doesn't apply to field type ${of}.`];
    const before = filters.get(known.filter);
    if (before !== undefined) return [`${place} the argument to @search '${name}' is the same as the index '${before}' provided before and shouldn't be used together`];
    if ((known.filter === "Hash" && filters.has("Exact")) || (known.filter === "Exact" && filters.has("Hash"))) return [`${place} the arguments 'hash' and 'exact' can't be used together as arguments to @search.`];
    filters.set(known.filter, name);
  }
  return [];
}

function inverseFaults(field: FieldDefinitionNode, definition: Definition, schema: Schema): readonly string[] {
  const inverse = directive(field, "hasInverse");
  if (inverse === undefined) return [];
  const of = named(field.type);
  const name = field.name.value;
  const place = `Type ${definition.name}; Field ${name}:`;
  const target = schema.definitions.find((each) => each.name === of);
  if (target === undefined) return [`${place} Field ${name} is of type ${of}, but @hasInverse directive only applies to fields with object types.`];
  const wanted = textOf(argument(inverse, "field"));
  if (wanted === undefined) return [`${place} @hasInverse directive doesn't have field argument.`];
  const back = target.fields.find((each) => each.name.value === wanted);
  if (back === undefined) return [`${place} inverse field ${wanted} doesn't exist for type ${of}.`];
  const expected = definition.interfaces.find((parent) => schema.definitions.find((each) => each.name === parent)?.own.some((each) => each.name.value === name)) ?? definition.name;
  if (named(back.type) !== expected) return [`${place} @hasInverse is required to link the fields of same type, but the field ${wanted} is of the type ${named(back.type)} instead of ${definition.name}.`];
  const said = textOf(argument(directive(back, "hasInverse"), "field"));
  if (said !== undefined && said !== name) return [`${place} @hasInverse should be consistant. ${definition.name}.${name} is the inverse of ${of}.${wanted}, but ${of}.${wanted} is the inverse of ${definition.name}.${said}.`];
  // Two fields cannot both be the other side of one.
  const rival = schema.definitions.flatMap((each) => each.own.map((other) => ({ each, other }))).find(({ each, other }) => (each !== definition || other !== field) && named(other.type) === of && textOf(argument(directive(other, "hasInverse"), "field")) === wanted);
  return rival === undefined ? [] : [`${place} @hasInverse should be consistant. ${of}.${wanted} is the inverse of ${rival.each.name}.${rival.other.name.value} too.`];
}

function predFaults(field: FieldDefinitionNode, definition: Definition, schema: Schema): readonly string[] {
  const dgraph = directive(field, "dgraph");
  if (dgraph === undefined) return [];
  const place = `Type ${definition.name}; Field ${field.name.value}:`;
  const of = named(field.type);
  if (of === "ID") return [`${place} has the @dgraph directive but fields of type ID can't have the @dgraph directive.`];
  const value = argument(dgraph, "pred");
  if (value === undefined || textOf(value) === "") return [`${place} pred argument for @dgraph directive should not be empty.`];
  if (value.kind !== Kind.STRING) return [`${place} pred argument for @dgraph directive should be of type String.`];
  if (/^(?:uid|as|Query|Mutation|Subscription|Point)$/i.test(value.value)) return [`${place} pred argument '${value.value}' for @dgraph directive is a reserved keyword.`];
  if (value.value.startsWith("dgraph.")) return [`${place} pred argument '${value.value}' begins with dgraph., which Dgraph keeps for itself.`];
  if (!/^<?~/.test(value.value) || definition.kind === "interface") return [];
  if (directive(field, "hasInverse") !== undefined) return [`${place} @hasInverse directive is not allowed when pred argument in @dgraph directive starts with a ~.`];
  const target = schema.definitions.find((each) => each.name === of);
  if (target === undefined) return [`${place} is of type ${of}, but reverse predicate in @dgraph directive only applies to fields with object types.`];
  if (depth(field.type) === 0) return [`${place} with a dgraph directive that starts with ~ should be of type list.`];
  const forward = value.value.replace(/[<~>]/g, "");
  const found = target.fields.find((each) => textOf(argument(directive(each, "dgraph"), "pred"))?.replace(/[<>]/g, "") === forward);
  if (found === undefined) return [`${place} pred argument: ${value.value} is not supported as forward edge doesn't exist for type ${of}.`];
  if (named(found.type) !== definition.name && !definition.interfaces.includes(named(found.type))) return [`Type ${of}; Field ${found.name.value}: should be of type ${definition.name} to be compatible with @dgraph reverse directive but is of type ${named(found.type)}.`];
  return directive(found, "hasInverse") === undefined ? [] : [`Type ${of}; Field ${found.name.value}: @hasInverse directive is not allowed because field is forward edge of another field with reverse directive.`];
}

function explicit(definition: Definition, field: string): boolean {
  return definition.own.some((each) => each.name.value === field && directive(each, "dgraph") !== undefined);
}

/** Fields of several types may share a predicate only when they are of one type, and all or none of them @id. */
function sharedFaults(schema: Schema): readonly string[] {
  const seen = new Map<string, { readonly type: string; readonly id: boolean; readonly owner: string; readonly field: string; readonly secret: boolean }>();
  const found: string[] = [];
  const ordered = [...schema.definitions.filter(({ kind }) => kind === "interface"), ...schema.definitions.filter(({ kind }) => kind === "object")];
  for (const definition of ordered) {
    if (remote(definition) || definition.name === "Query" || definition.name === "Mutation") continue;
    const claim = (predicate: string, mine: { readonly type: string; readonly id: boolean; readonly owner: string; readonly field: string; readonly secret: boolean }): void => {
      const other = seen.get(predicate);
      if (other === undefined) seen.set(predicate, mine);
      // A field that an interface gives is said again, and is one field.
      else if (other.field === mine.field && definition.interfaces.includes(other.owner) && !explicit(definition, mine.field)) return;
      else if (other.secret !== mine.secret) found.push(`Type ${mine.owner}; Field ${mine.field}: has the @dgraph predicate, but that conflicts with type ${other.owner} @secret directive on the same predicate.`);
      else if (other.type !== mine.type) found.push(`Type ${mine.owner}; Field ${mine.field}: has type ${mine.type}, which is different to type ${other.owner}; field ${other.field}, which has the same @dgraph directive but type ${other.type}.`);
      else if (other.id !== mine.id) found.push(`Type ${mine.owner}; Field ${mine.field}: one of two fields with the same @dgraph directive has @id and the other has not.`);
      else if (definition.interfaces.includes(other.owner)) found.push(`Type ${mine.owner}; Field ${mine.field}: has the @dgraph directive, which conflicts with interface ${other.owner}; field ${other.field}, that this type implements.`);
    };
    const inherited = definition.interfaces.flatMap((parent) => {
      const holder = schema.definitions.find((each) => each.name === parent);
      return holder === undefined ? [] : holder.own.map((field) => predicateOf(field, holder, schema));
    });
    const twice = inherited.find((predicate, i) => inherited.indexOf(predicate) !== i);
    if (twice !== undefined) found.push(`Type ${definition.name}; implements interfaces all of which have fields with @dgraph predicate: ${twice}.`);
    for (const field of definition.own) {
      const of = named(field.type);
      if (of === "ID" || directive(field, "custom") !== undefined || directive(field, "lambda") !== undefined) continue;
      claim(predicateOf(field, definition, schema), { type: depth(field.type) > 0 ? `[${of}]` : of, id: directive(field, "id") !== undefined, owner: definition.name, field: field.name.value, secret: false });
    }
    const secret = directive(definition, "secret");
    const name = textOf(argument(secret, "field"));
    if (name !== undefined) claim(textOf(argument(secret, "pred")) ?? `${definition.name}.${name}`, { type: "Password", id: false, owner: definition.name, field: name, secret: true });
  }
  return found;
}
