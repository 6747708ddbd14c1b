import { Kind, print, type FieldDefinitionNode } from "graphql";
import { argument, depth, directive, foreign, geo, named, required, textOf, type Definition, type Schema } from "./graphql-model";
import { kept } from "./graphql-prelude";

/** Faults of one definition or field, by Dgraph's rules (graphql/schema/rules.go, v25) beyond GraphQL's own. */
export function faults(schema: Schema): readonly string[] {
  return [...definitionFaults(schema), ...schema.definitions.flatMap((definition) => [...typeFaults(definition, schema), ...definition.own.flatMap((field) => fieldFaults(field, definition, schema))])];
}

function reserved(name: string): boolean {
  return kept.has(name) || name === "Query" || name === "Mutation" || name.toLowerCase() === "as";
}

function definitionFaults(schema: Schema): readonly string[] {
  const found: string[] = [];
  const made = new Set<string>();
  for (const { name, kind, directives } of schema.definitions) {
    if (directives.some((each) => each.name.value === "remote") || name === "Query" || name === "Mutation") continue;
    for (const suffix of ["Ref", "Patch", "AggregateResult", "Filter", "Order", "Orderable"]) made.add(`${name}${suffix}`);
    for (const [before, after] of [["Update", "Input"], ["Update", "Payload"], ["Delete", "Input"], ["Delete", "Payload"], ...(kind === "object" ? [["Add", "Input"], ["Add", "Payload"]] as const : [])] as const) made.add(`${before}${name}${after}`);
  }
  for (const name of schema.unions.keys()) for (const suffix of ["Ref", "Filter", "Type"]) made.add(`${name}${suffix}`);
  const names = new Set(schema.definitions.map(({ name }) => name));
  for (const definition of schema.all) {
    if (definition.kind === Kind.SCALAR_TYPE_DEFINITION) found.push("You can't add scalar definitions. Only type, interface, union, input and enums are allowed in initial schema.");
    if (definition.kind === Kind.DIRECTIVE_DEFINITION || definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION) found.push("Directives and the schema itself are not defined in a posted schema.");
    if (!("name" in definition) || definition.name === undefined) continue;
    const name = definition.name.value;
    const operations = definition.kind === Kind.OBJECT_TYPE_DEFINITION && (name === "Query" || name === "Mutation");
    if ((reserved(name) && !operations) || made.has(name)) found.push(`${name} is a reserved word, so you can't declare a type with this name. Pick a different name for the type.`);
  }
  for (const [name, members] of schema.unions) {
    for (const member of members) if (!schema.definitions.some((each) => each.name === member && each.kind === "object")) found.push(`UNION type "${member}" of ${name} must be OBJECT.`);
  }
  for (const { name, interfaces, own } of schema.definitions) {
    const given = new Map<string, FieldDefinitionNode>();
    for (const parent of interfaces) {
      if (!names.has(parent)) found.push(`Undefined type "${parent}".`);
      for (const field of schema.definitions.find((each) => each.name === parent)?.own ?? []) {
        const other = given.get(field.name.value);
        // Two interfaces may share nothing but the ID.
        if (other !== undefined && print(other.type) !== print(field.type)) found.push(`field ${field.name.value} is of type ${print(field.type)} in interface ${parent} and of type ${print(other.type)} in another`);
        else if (other !== undefined && named(field.type) !== "ID") found.push(`Field ${name}.${field.name.value} can only be defined once.`);
        given.set(field.name.value, field);
      }
    }
    for (const field of own) {
      const parent = given.get(field.name.value);
      if (parent !== undefined && print(parent.type) !== print(field.type)) found.push(`For type ${name} to implement its interface the field ${field.name.value} must have type ${print(parent.type)}`);
    }
  }
  return found;
}

function typeFaults(definition: Definition, schema: Schema): readonly string[] {
  const { name, kind, fields, directives } = definition;
  const has = (which: string): boolean => directives.some((each) => each.name.value === which);
  const found: string[] = [];
  if (name === "Query" || name === "Mutation") {
    const bare = fields.find((field) => !foreign(field));
    if (bare !== undefined) found.push(`GraphQL Query and Mutation types are only allowed to have fields with @custom/@lambda directive. Found ${name} ${bare.name.value} without it.`);
    for (const field of fields) {
      const clash = schema.definitions.some((each) => each.name !== name && !each.directives.some(({ name: of }) => of.value === "remote") && (name === "Query" ? [`get${each.name}`, `check${each.name}Password`, `query${each.name}`, `aggregate${each.name}`] : [`update${each.name}`, `delete${each.name}`, ...(each.kind === "object" ? [`add${each.name}`] : [])]).includes(field.name.value));
      if (clash) found.push(`${field.name.value} is a reserved word, so you can't declare a ${name.toLowerCase()} with this name.`);
    }
    return found;
  }
  const ids = fields.filter(({ type }) => named(type) === "ID" && depth(type) === 0);
  if (ids.length > 1) found.push(`Fields ${ids.map((field) => field.name.value).join(" and ")} are listed as IDs for type ${name}, but a type can have only one ID field.`);
  if (kind === "object" && !has("remote") && fields.every((field) => named(field.type) === "ID" || foreign(field))) found.push(`Type ${name}; is invalid, a type must have atleast one field that is not of ID! type and doesn't have @custom/@lambda directive.`);
  const dgraph = directive(definition, "dgraph");
  if (dgraph !== undefined) {
    const value = argument(dgraph, "type");
    if (value === undefined || textOf(value) === "") found.push(`Type ${name}; type argument for @dgraph directive should not be empty.`);
    else if (value.kind !== Kind.STRING) found.push(`Type ${name}; type argument for @dgraph directive should of type String.`);
    else if (reserved(value.value)) found.push(`Type ${name}; type argument '${value.value}' for @dgraph directive is a reserved keyword.`);
  }
  const secrets = directives.filter((each) => each.name.value === "secret").map((each) => textOf(argument(each, "field")) ?? "");
  if (secrets.includes("")) found.push(`Type ${name}; Argument "field" of secret directive is empty`);
  if (secrets.length > 1) found.push(`Type ${name}; has more than one secret fields ${secrets.join(",")}`);
  for (const secret of secrets) if (fields.some((field) => field.name.value === secret)) found.push(`Type ${name}; has a secret directive and field of the same name ${secret}`);
  for (const other of ["auth", "withSubscription"]) if (has("remote") && has(other)) found.push(`Type ${name}; cannot have both @${other} and @remote directive`);
  for (const parent of definition.interfaces) {
    const far = schema.definitions.find((each) => each.name === parent)?.directives.some((each) => each.name.value === "remote") ?? false;
    if (far !== has("remote")) found.push(`Type ${name}; and its interface ${parent} must both, or neither, have the @remote directive.`);
  }
  return found;
}

function fieldFaults(field: FieldDefinitionNode, definition: Definition, schema: Schema): readonly string[] {
  const name = field.name.value;
  const place = `Type ${definition.name}; Field ${name}:`;
  const operations = definition.name === "Query" || definition.name === "Mutation";
  const of = named(field.type);
  const remote = definition.directives.some((each) => each.name.value === "remote");
  const found: string[] = [];
  if (depth(field.type) > 1) found.push(`${place} Nested lists are invalid.`);
  if (depth(field.type) > 0 && (of === "ID" || of === "Boolean") && !operations && !foreign(field)) found.push(`${place} ${of} lists are invalid.`);
  if (reserved(name) && !operations) found.push(`${place} ${name} is a reserved keyword and you cannot declare a field with this name.`);
  if (name.endsWith("Aggregate") && !operations) found.push(`${place} Aggregate is a reserved keyword and you cannot declare a field with Aggregate as suffix.`);
  if (!operations && !remote) for (const each of field.arguments ?? []) if (["first", "offset", "filter", "order"].includes(each.name.value)) found.push(`${place} can't have ${each.name.value} as an argument because it is a reserved argument.`);
  if (directive(field, "withSubscription") !== undefined && (definition.name !== "Query" || argument(directive(field, "custom"), "dql") === undefined)) found.push(`${place} @withSubscription directive is applicable only on types and custom dql queries`);
  const target = schema.definitions.find((each) => each.name === of);
  if (!foreign(field) && !remote && !operations && target?.directives.some((each) => each.name.value === "remote") === true) found.push(`${place} is of a type that has @remote directive. Those would need to be resolved by a @custom/@lambda directive.`);
  if (remote && foreign(field)) found.push(`${place} can't have @custom/@lambda directive as a @remote type can't have fields with @custom/@lambda directive.`);
  if (!remote) found.push(...identityFaults(field, place, schema), ...customFaults(field, definition, place));
  return found;
}

function identityFaults(field: FieldDefinitionNode, place: string, schema: Schema): readonly string[] {
  const of = named(field.type);
  const list = depth(field.type) > 0;
  const found: string[] = [];
  if (directive(field, "id") !== undefined && (list || !required(field.type) || !["String", "Int", "Int64", "Float"].includes(of))) found.push(`${place} with @id directive must be of type String!, Int!, Int64! or Float!, not ${list ? `[${of}]` : of}`);
  const fallback = directive(field, "default");
  if (fallback !== undefined) {
    if (of === "ID" || list || (!["String", "Int", "Int64", "Float", "Boolean", "DateTime"].includes(of) && !schema.enums.has(of))) found.push(`${place} @default is for scalars and enumerations that are no list`);
    for (const part of ["add", "update"]) {
      const given = argument(fallback, part);
      const value = given?.kind === Kind.OBJECT ? textOf(given.fields.find((each) => each.name.value === "value")?.value) : undefined;
      if (given === undefined) continue;
      if (value === undefined) found.push(`${place} @default directive needs a value`);
      else if ((of === "Int" || of === "Int64") && !/^-?\d+$/.test(value)) found.push(`${place} @default directive provides value "${value}" which cannot be used with ${of}`);
      else if (of === "Float" && (value.trim() === "" || !Number.isFinite(Number(value)))) found.push(`${place} @default directive provides value "${value}" which cannot be used with ${of}`);
      else if (of === "Boolean" && value !== "true" && value !== "false") found.push(`${place} @default directive provides value "${value}" which cannot be used with ${of}`);
      else if (schema.enums.get(of)?.includes(value) === false) found.push(`${place} @default directive provides value "${value}" which cannot be used with ${of}`);
    }
  }
  const embedding = directive(field, "embedding");
  if (embedding !== undefined && (!list || of !== "Float")) found.push(`${place} @embedding is for lists of Float`);
  if (geo.has(of) && list) found.push(`${place} lists of ${of} are invalid.`);
  return found;
}

function customFaults(field: FieldDefinitionNode, definition: Definition, place: string): readonly string[] {
  const custom = directive(field, "custom");
  if (custom === undefined) return [];
  const found: string[] = [];
  for (const other of ["search", "dgraph"]) if (directive(field, other) !== undefined) found.push(`${place} custom directive not allowed along with @${other} directive.`);
  const operations = definition.name === "Query" || definition.name === "Mutation";
  if (!operations && !definition.fields.some((each) => named(each.type) === "ID" || directive(each, "id") !== undefined)) found.push(`${place} @custom directive is only allowed on fields where the type definition has a field with type ID! or a field with @id directive.`);
  const given = custom.arguments ?? [];
  if (given.length !== 1) found.push(`${place} has ${given.length} arguments for @custom directive, it should contain exactly one of \`http\` or \`dql\` arguments.`);
  const dql = argument(custom, "dql");
  if (dql !== undefined) {
    if (definition.name !== "Query") found.push(`${place} @custom directive with \`dql\` can be used only on queries.`);
    if (dql.kind !== Kind.STRING || dql.value.trim() === "") found.push(`${place} dql argument for @custom directive must be of type String and not empty.`);
  }
  const http = argument(custom, "http");
  if (http !== undefined && http.kind !== Kind.OBJECT) found.push(`${place} http argument for @custom directive should be of type Object.`);
  if (http?.kind === Kind.OBJECT) {
    const fields = new Map(http.fields.map((each) => [each.name.value, each.value]));
    if (textOf(fields.get("url")) === undefined) found.push(`${place} url field inside @custom directive is mandatory.`);
    if (!["GET", "POST", "PUT", "PATCH", "DELETE"].includes(textOf(fields.get("method")) ?? "")) found.push(`${place} method field inside @custom directive can only be GET/POST/PUT/PATCH/DELETE.`);
    const skip = fields.get("skipIntrospection");
    if (skip !== undefined && skip.kind !== Kind.BOOLEAN) found.push(`${place} skipIntrospection in @custom directive can only be true/false.`);
    if (fields.get("graphql") !== undefined && textOf(fields.get("method")) !== "POST") found.push(`${place} has method other than POST while graphql field is also present.`);
  }
  return found;
}
