import { oneLine, type Column, type Diagnostic, type Id, type Schema, type Table } from "../../model";
import { lookUpLabel } from "../native/graph-roles";
import type { NativeInput } from "../native/native";
import { simpleDefault } from "../native/simple-expression";
import { camelCase, nameWords, pascalCase, singularWords } from "../native/words";
import type { Decisions } from "../native/choose";
import type { Roles } from "../native/graph-roles";
import { decideAuth, decideDecimal, decideForm, decideInverse, decideGraphRoles } from "./decide";
import { isDgraphModel, storage, type DgraphModel, type EdgeModel, type EnumModel, type FieldModel, type Form, type TypeModel } from "./model";
import { enumerable, fieldName, typeName } from "./names";
import { searches } from "./searches";
import { fieldType, type FieldType } from "./types";

export interface Shape {
  readonly model: DgraphModel;
  readonly roles: Roles;
}

/** A type being made: names are taken field by field. */
interface Draft {
  readonly table: Table;
  readonly name: string;
  readonly stored: string;
  readonly taken: Set<string>;
  readonly predicates: Set<string>;
  readonly fields: FieldModel[];
  readonly edges: EdgeModel[];
}

/** Types, enumerations and edges of the entities, under the predicates that the released shape has for them. */
export function makeShape(input: NativeInput, decisions: Decisions, diagnostics: Diagnostic[]): Shape {
  const [first] = input.schema.tables;
  const form: Form = first === undefined ? "graphql" : decideForm(first, input, decisions);
  const released = input.released !== undefined && isDgraphModel(input.released) ? input.released : undefined;
  const roles = decideGraphRoles(input, decisions);
  const isType = (id: Id): boolean => roles.roles.get(id) === "node";
  const names = new Set<string>();
  // Dgraph makes UserOrder of User, so no type may be called that, in whichever order they stand.
  const bases = new Set(input.schema.tables.map((table) => pascalCase(singularWords(table.name))));
  const storedNames = new Set(released?.types.map(({ stored }) => stored));
  const drafts = new Map<Id, Draft>();
  for (const { table } of roles.facts.values()) {
    if (!isType(table.id)) continue;
    const name = typeName(pascalCase(singularWords(table.name)), names, bases);
    const before = released?.types.find(({ id }) => id === table.id);
    let stored = before?.stored ?? name;
    for (let i = 2; before === undefined && storedNames.has(stored); i += 1) stored = `${name}_${i}`;
    storedNames.add(stored);
    drafts.set(table.id, { table, name, stored, taken: new Set(), predicates: new Set(before === undefined ? [] : [...before.fields, ...before.edges].map(({ predicate }) => predicate)), fields: [], edges: [] });
  }
  const enums = makeEnums(input.schema, names);
  for (const draft of drafts.values()) makeFields(draft, { input, form, roles, released, enums, decisions, diagnostics, isType });
  for (const { table, keys, ends } of roles.facts.values()) {
    const role = roles.roles.get(table.id);
    if (role === "relationship" && ends !== undefined) junction(table, ends, drafts, released, diagnostics);
    if (role !== "node") continue;
    for (const key of keys) {
      const child = drafts.get(table.id);
      const parent = drafts.get(key.referencedTable);
      if (child === undefined || parent === undefined) continue;
      const both = decideInverse(table, key, parent.table, input, decisions);
      edges(child, parent, key, both, released);
    }
  }
  const used = new Set([...drafts.values()].flatMap(({ fields }) => fields.flatMap((field) => field.enum ?? [])));
  const types = [...drafts.values()].map((draft): TypeModel => {
    const { table, name, stored, fields, edges: made } = draft;
    const scope = decideAuth(table, form, input, decisions);
    const auth = scope === undefined ? undefined : authOf(scope, draft, drafts);
    return { id: table.id, name, stored, table: table.name, fields, edges: made, subscription: form === "graphql" && input.patterns.some(({ tableId, operation }) => tableId === table.id && operation === "subscribe"), ...(auth === undefined ? {} : { auth }), ...(table.comment === undefined ? {} : { comment: table.comment }) };
  });
  return { model: { kind: "dgraph", form, types, enums: enums.filter(({ name }) => used.has(name)) }, roles };
}

function makeEnums(schema: Pick<Schema, "enums">, names: Set<string>): readonly EnumModel[] {
  return schema.enums.flatMap(({ id, name, values }) => (enumerable(values) ? [{ id, name: typeName(pascalCase(nameWords(name)), names, new Set(names)), values }] : []));
}

interface Making {
  readonly input: NativeInput;
  readonly form: Form;
  readonly roles: Roles;
  readonly released: DgraphModel | undefined;
  readonly enums: readonly EnumModel[];
  readonly decisions: Decisions;
  readonly diagnostics: Diagnostic[];
  isType(id: Id): boolean;
}

function makeFields(draft: Draft, { input, form, roles, released, enums, decisions, diagnostics, isType }: Making): void {
  const { table } = draft;
  const walked = new Set(table.foreignKeys.filter(({ referencedTable }) => isType(referencedTable)).flatMap(({ columns }) => columns));
  const looked = (column: Column): Column | undefined => {
    const key = table.foreignKeys.find(({ columns, referencedTable }) => columns.length === 1 && columns[0] === column.id && roles.roles.get(referencedTable) === "property");
    const fact = key === undefined ? undefined : roles.facts.get(key.referencedTable);
    return fact === undefined ? undefined : lookUpLabel(fact);
  };
  const chosen = new Map<Id, FieldType>(table.columns.map((column) => [column.id, looked(column) === undefined ? fieldType(column.type, decideDecimal(table, column, decisions)) : { type: "String", list: false }]));
  const typeOf = (column: Column): FieldType => chosen.get(column.id) ?? { type: "String", list: false };
  const tokens = searches(table, input, typeOf, walked);
  const key = table.primaryKey?.columns ?? [];
  const uniques = new Map(table.uniques.filter(({ columns }) => columns.length === 1).flatMap(({ id, columns }) => columns.map((column) => [column, id] as const)));
  for (const { id, columns } of table.uniques.filter(({ columns: all }) => all.length > 1)) diagnostics.push({ code: "dgraph-unique-lost", severity: "warning", message: `Unique ${columns.map((column) => nameOf(table, column)).join(", ")} of ${table.name} is not kept: Dgraph has unique single predicates only, so the application looks for the pair in the transaction that writes it.`, place: { objectId: id } });
  if (key.length > 1) draft.fields.push(settle(draft, released, { id: table.primaryKey?.id ?? `${table.id} key`, name: "key", type: "String", list: false, required: true, search: [], key: true, unique: true, columns: key.map((id) => nameOf(table, id)) }));
  for (const column of table.columns) {
    if (walked.has(column.id)) continue;
    const label = looked(column);
    const { type, list, dimensions, scale } = typeOf(column);
    const enumeration = column.type.kind === "enum" ? enums.find(({ id }) => column.type.kind === "enum" && id === column.type.enumId) : undefined;
    if (column.type.kind === "enum" && enumeration === undefined) diagnostics.push({ code: "dgraph-enum-lost", severity: "info", message: `${table.name}.${column.name} is text: its values are no names of GraphQL, or none is given.`, place: { objectId: column.id } });
    const isKey = key.length === 1 && key[0] === column.id;
    const unique = isKey || uniques.has(column.id);
    const identifies = unique && !list && (type === "String" || type === "Int" || type === "Int64" || type === "Float");
    if (unique && (!identifies || (column.nullable && form === "graphql"))) diagnostics.push({ code: "dgraph-unique-lost", severity: "warning", message: `Unique ${table.name}.${column.name} is not kept: @id needs a required text or number.`, place: { objectId: column.id } });
    const fallback = column.default === undefined ? undefined : defaultOf(column.default, typeOf(column), enumeration);
    if (column.default !== undefined && (fallback === undefined || form === "dql")) diagnostics.push({ code: "dgraph-default-lost", severity: "info", message: `The default of ${table.name}.${column.name}, ${oneLine(column.default)}, is not carried over: the application sets it.`, place: { objectId: column.id } });
    if (column.identity !== undefined || column.generated !== undefined) diagnostics.push({ code: "dgraph-generated-lost", severity: "info", message: `${table.name}.${column.name} is written by the application: Dgraph neither numbers nor generates values.`, place: { objectId: column.id } });
    const search = tokens.get(column.id) ?? [];
    draft.fields.push(settle(draft, released, {
      id: column.id, name: camelCase(nameWords(label === undefined ? column.name : column.name.replace(/_?id$/i, "") || column.name)), type, list, required: !column.nullable, key: isKey && identifies, unique: identifies,
      search: identifies ? search.filter((token) => token !== "hash" && token !== "int" && token !== "int64" && token !== "float") : search, columns: [column.name],
      ...(enumeration === undefined ? {} : { enum: enumeration.name }), ...(fallback === undefined || list || unique ? {} : { default: fallback }), ...(dimensions === undefined ? {} : { dimensions }), ...(scale === undefined ? {} : { scale }), ...(column.comment === undefined ? {} : { comment: column.comment }),
    }));
  }
}

function nameOf(table: Table, id: Id): string {
  return table.columns.find((column) => column.id === id)?.name ?? id;
}

/** The field under a free name, and under the predicate that it has already where that can hold its values. */
function settle(draft: Draft, released: DgraphModel | undefined, made: Omit<FieldModel, "predicate">): FieldModel {
  const name = fieldName(made.name, draft.taken);
  const before = released?.types.find(({ id }) => id === draft.table.id)?.fields.find(({ id }) => id === made.id);
  if (before !== undefined && storage(before) === storage(made) && before.scale === made.scale) return { ...made, name, predicate: before.predicate };
  return { ...made, name, predicate: freePredicate(draft, name) };
}

function freePredicate({ stored, predicates }: Draft, name: string): string {
  let predicate = `${stored}.${name}`;
  for (let i = 2; predicates.has(predicate); i += 1) predicate = `${stored}.${name}_${i}`;
  predicates.add(predicate);
  return predicate;
}

/** What @default writes: literals, and $now for the present moment. */
function defaultOf(text: string, { type }: FieldType, enumeration: EnumModel | undefined): string | undefined {
  const value = simpleDefault(text);
  if (value?.kind === "now" || value?.kind === "today") return type === "DateTime" ? "$now" : undefined;
  if (value?.kind !== "literal" || value.value === null) return undefined;
  if (enumeration !== undefined) return enumeration.values.includes(value.text) ? value.text : undefined;
  switch (type) {
    case "String": return value.text;
    case "Int": case "Int64": return /^-?\d+$/.test(value.text) ? value.text : undefined;
    case "Float": return Number.isFinite(Number(value.text)) ? value.text : undefined;
    case "Boolean": return value.text === "true" || value.text === "false" ? value.text : undefined;
    case "DateTime": case "Point": return undefined;
  }
}

function edges(child: Draft, parent: Draft, key: Table["foreignKeys"][number], both: boolean, released: DgraphModel | undefined): void {
  const [column, ...more] = key.columns;
  const stem = more.length > 0 || column === undefined ? [] : nameWords(nameOf(child.table, column)).map((word) => word.toLowerCase());
  const words = stem.length > 1 && /^(?:ids?|uuid|key|code|ref)$/.test(stem.at(-1) ?? "") ? stem.slice(0, -1) : stem;
  const forth = fieldName(camelCase(words.length === 0 || /^(?:id|uuid|key)$/.test(words.join(" ")) ? singularWords(parent.table.name) : words), child.taken);
  const several = child.table.foreignKeys.filter(({ referencedTable }) => referencedTable === key.referencedTable).length > 1 || child.table.id === parent.table.id;
  const back = both ? fieldName(camelCase(several ? [...nameWords(child.table.name), "by", ...nameWords(forth)] : nameWords(child.table.name)), parent.taken) : undefined;
  const required = key.columns.every((id) => child.table.columns.find((each) => each.id === id)?.nullable === false);
  const columns = key.columns.map((id) => nameOf(child.table, id));
  child.edges.push(placed(child, released, { id: key.id, name: forth, target: parent.table.id, list: false, required, back: false, columns, ...(back === undefined ? {} : { inverse: back }) }));
  if (back !== undefined) parent.edges.push(placed(parent, released, { id: `${key.id} inverse`, name: back, target: child.table.id, list: true, required: false, back: true, columns: [], inverse: forth }));
}

function placed(draft: Draft, released: DgraphModel | undefined, made: Omit<EdgeModel, "predicate">): EdgeModel {
  const before = released?.types.find(({ id }) => id === draft.table.id)?.edges.find(({ id }) => id === made.id);
  return { ...made, predicate: before !== undefined && before.list === made.list && before.target === made.target ? before.predicate : freePredicate(draft, made.name) };
}

function junction(table: Table, [first, second]: readonly [Table["foreignKeys"][number], Table["foreignKeys"][number]], drafts: ReadonlyMap<Id, Draft>, released: DgraphModel | undefined, diagnostics: Diagnostic[]): void {
  const from = drafts.get(first.referencedTable);
  const to = drafts.get(second.referencedTable);
  if (from === undefined || to === undefined) return;
  const lost = table.columns.filter(({ id }) => ![...first.columns, ...second.columns].includes(id));
  if (lost.length > 0) diagnostics.push({ code: "dgraph-edge-columns-lost", severity: "warning", message: `${lost.map(({ name }) => name).join(", ")} of ${table.name} ${lost.length === 1 ? "is" : "are"} lost: an edge of GraphQL has no fields. Make it a type to keep them.`, place: { objectId: table.id } });
  const same = from === to;
  const forth = fieldName(camelCase(same ? nameWords(table.name) : nameWords(to.table.name)), from.taken);
  const back = fieldName(camelCase(same ? [...nameWords(table.name), "by"] : nameWords(from.table.name)), to.taken);
  from.edges.push(placed(from, released, { id: table.id, name: forth, target: to.table.id, list: true, required: false, back: false, columns: [...first.columns, ...second.columns].map((id) => nameOf(table, id)), inverse: back }));
  to.edges.push(placed(to, released, { id: `${table.id} inverse`, name: back, target: from.table.id, list: true, required: false, back: true, columns: [], inverse: forth }));
}

/** The way from a type to what is compared with the caller's claim: a field of its own, or the key of what an edge leads to. */
function authOf(scope: Id, draft: Draft, drafts: ReadonlyMap<Id, Draft>): TypeModel["auth"] | undefined {
  const own = draft.fields.find(({ id }) => id === scope);
  const claim = nameOf(draft.table, scope).replace(/[^A-Za-z0-9_]/g, "_").toUpperCase();
  if (own !== undefined) return own.search.length > 0 || own.unique ? { claim, path: [own.name] } : undefined;
  const key = draft.table.foreignKeys.find(({ columns }) => columns.includes(scope));
  const edge = key === undefined ? undefined : draft.edges.find(({ id }) => id === key.id);
  const target = edge === undefined ? undefined : drafts.get(edge.target)?.fields.find((field) => field.key);
  return edge === undefined || target === undefined ? undefined : { claim, path: [edge.name, target.name] };
}

