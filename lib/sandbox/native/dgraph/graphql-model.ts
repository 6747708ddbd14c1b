import { Kind, type ConstDirectiveNode, type ConstValueNode, type DefinitionNode, type DocumentNode, type FieldDefinitionNode, type InterfaceTypeDefinitionNode, type ObjectTypeDefinitionNode, type TypeNode } from "graphql";

/** A definition with fields, as the rules see it: with those of its interfaces, which Dgraph adds by itself. */
export interface Definition {
  readonly name: string;
  readonly kind: "object" | "interface";
  readonly interfaces: readonly string[];
  readonly directives: readonly ConstDirectiveNode[];
  /** Its own. */
  readonly own: readonly FieldDefinitionNode[];
  /** Its own and its interfaces'. */
  readonly fields: readonly FieldDefinitionNode[];
}

export interface Schema {
  readonly definitions: readonly Definition[];
  readonly enums: ReadonlyMap<string, readonly string[]>;
  readonly unions: ReadonlyMap<string, readonly string[]>;
  readonly inputs: ReadonlySet<string>;
  readonly scalars: ReadonlySet<string>;
  readonly all: readonly DefinitionNode[];
}

export const scalars: ReadonlySet<string> = new Set(["ID", "String", "Int", "Int64", "Float", "Boolean", "DateTime", "Password"]);
export const geo: ReadonlySet<string> = new Set(["Point", "Polygon", "MultiPolygon"]);

export function modelOf(document: DocumentNode): Schema {
  const bodies = document.definitions.filter((each): each is ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode => each.kind === Kind.OBJECT_TYPE_DEFINITION || each.kind === Kind.INTERFACE_TYPE_DEFINITION);
  const byName = new Map(bodies.map((body) => [body.name.value, body]));
  return {
    definitions: bodies.map((body): Definition => {
      const interfaces = (body.interfaces ?? []).map(({ name }) => name.value);
      const inherited = interfaces.flatMap((name) => byName.get(name)?.fields ?? []);
      const own = body.fields ?? [];
      return { name: body.name.value, kind: body.kind === Kind.OBJECT_TYPE_DEFINITION ? "object" : "interface", interfaces, directives: body.directives ?? [], own, fields: [...inherited.filter((field, i) => !own.some(({ name }) => name.value === field.name.value) && inherited.findIndex(({ name }) => name.value === field.name.value) === i), ...own] };
    }),
    enums: new Map(document.definitions.flatMap((each) => (each.kind === Kind.ENUM_TYPE_DEFINITION ? [[each.name.value, (each.values ?? []).map(({ name }) => name.value)] as const] : []))),
    unions: new Map(document.definitions.flatMap((each) => (each.kind === Kind.UNION_TYPE_DEFINITION ? [[each.name.value, (each.types ?? []).map(({ name }) => name.value)] as const] : []))),
    inputs: new Set(document.definitions.flatMap((each) => (each.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION ? [each.name.value] : []))),
    scalars, all: document.definitions,
  };
}

/** The type a field is of, without lists and bangs. */
export function named(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : named(type.type);
}

export function depth(type: TypeNode): number {
  return type.kind === Kind.LIST_TYPE ? 1 + depth(type.type) : type.kind === Kind.NON_NULL_TYPE ? depth(type.type) : 0;
}

export function required(type: TypeNode): boolean {
  return type.kind === Kind.NON_NULL_TYPE;
}

export function directive(of: { readonly directives?: readonly ConstDirectiveNode[] | undefined }, name: string): ConstDirectiveNode | undefined {
  return of.directives?.find((each) => each.name.value === name);
}

export function argument(of: ConstDirectiveNode | undefined, name: string): ConstValueNode | undefined {
  return of?.arguments?.find((each) => each.name.value === name)?.value;
}

/** A string or a bare name. */
export function textOf(value: ConstValueNode | undefined): string | undefined {
  return value === undefined ? undefined : value.kind === Kind.STRING || value.kind === Kind.ENUM ? value.value : undefined;
}

/** Resolved by somebody else, so that nothing is kept. */
export function foreign(field: FieldDefinitionNode): boolean {
  return directive(field, "custom") !== undefined || directive(field, "lambda") !== undefined;
}

/** What a field is kept under, within a type. */
export function predicateOf(field: FieldDefinitionNode, definition: Definition, schema: Schema): string {
  const given = textOf(argument(directive(field, "dgraph"), "pred"));
  if (given !== undefined) return given.replace(/^<|>$/g, "");
  const parent = definition.interfaces.map((name) => schema.definitions.find((each) => each.name === name)).find((each) => each?.own.some(({ name }) => name.value === field.name.value));
  const holder = parent ?? definition;
  return `${textOf(argument(directive(holder, "dgraph"), "type")) ?? holder.name}.${field.name.value}`;
}
