import { storage, type DgraphModel, type EdgeModel, type EnumModel, type FieldModel, type TypeModel } from "./model";

/** A field whose values move to another predicate, since Dgraph changes no type in place. */
export interface Moved {
  readonly type: TypeModel;
  readonly from: FieldModel;
  readonly to: FieldModel;
}

/** Shapes that a change passes: everything old and new side by side; then only what the new version asks; then without what is left over. */
export interface Course {
  readonly expanded: DgraphModel;
  readonly constrained: DgraphModel;
  readonly moved: readonly Moved[];
  /** Fields that are required from now on and were not there, or not required. */
  readonly required: readonly { readonly type: TypeModel; readonly field: FieldModel }[];
}

/** The way from one shape to the next through shapes that both versions of an application can work with. */
export function course(from: DgraphModel, to: DgraphModel): Course {
  const moved: Moved[] = [];
  const required: { type: TypeModel; field: FieldModel }[] = [];
  const before = (type: TypeModel): TypeModel | undefined => from.types.find(({ id }) => id === type.id);
  const expandedTypes = to.types.map((type) => {
    const old = before(type);
    return old === undefined ? type : expandType(old, type, moved, required);
  });
  const gone = from.types.filter((type) => !to.types.some(({ id }) => id === type.id));
  const names = new Set(expandedTypes.map(({ name }) => name));
  const left = gone.map((type) => loosened(names.has(type.name) ? { ...type, name: `${type.name}Old` } : type));
  const enums = joinEnums(from.enums, to.enums);
  const ids = new Set([...expandedTypes, ...left].map(({ id }) => id));
  const whole = (types: readonly TypeModel[]): readonly TypeModel[] => types.map((type) => ({ ...type, edges: type.edges.filter(({ target }) => ids.has(target)) }));
  const expanded: DgraphModel = { kind: "dgraph", form: to.form, types: whole([...expandedTypes, ...left]), enums };
  // As the new version asks, with what the old one leaves behind under names of its own.
  const constrainedTypes = to.types.map((type) => {
    const old = before(type);
    return old === undefined ? type : withLeft(type, old);
  });
  const constrained: DgraphModel = { kind: "dgraph", form: to.form, types: whole([...constrainedTypes, ...left]), enums };
  return { expanded: closed(expanded), constrained: closed(constrained), moved, required };
}

/** A way back that leads from a type to a field that is not there is said no more. */
function closed(model: DgraphModel): DgraphModel {
  return { ...model, types: model.types.map((type) => ({ ...type, edges: type.edges.map((edge) => {
    const other = model.types.find(({ id }) => id === edge.target)?.edges.find(({ name, target }) => name === edge.inverse && target === type.id);
    if (edge.inverse === undefined || other !== undefined) return edge;
    const { inverse: _gone, ...rest } = edge;
    return rest;
  }) })) };
}

function loosened(type: TypeModel): TypeModel {
  return { ...type, fields: type.fields.map((field) => (field.key ? field : { ...field, required: field.unique && field.required })) };
}

/** Old names, with what is new beside them and nothing required that was not. */
function expandType(old: TypeModel, type: TypeModel, moved: Moved[], required: { type: TypeModel; field: FieldModel }[]): TypeModel {
  const taken = new Set([...old.fields, ...old.edges].map(({ name }) => name));
  const free = (name: string): string => {
    let candidate = taken.has(name) ? `${name}Next` : name;
    for (let i = 2; taken.has(candidate); i += 1) candidate = `${name}Next${i}`;
    taken.add(candidate);
    return candidate;
  };
  const kept = old.fields.map((field): FieldModel => {
    const next = type.fields.find(({ id }) => id === field.id);
    if (next === undefined) return field.unique && field.required ? field : { ...field, required: false };
    if (next.predicate !== field.predicate) return field;
    const widened: FieldModel = { ...next, name: field.name, required: field.required && next.required, unique: field.unique && next.unique, key: field.key, search: joined(field, next) };
    if (next.required && !field.required) required.push({ type, field: next });
    return widened;
  });
  const added = type.fields.flatMap((field): FieldModel[] => {
    const was = old.fields.find(({ id }) => id === field.id);
    if (was !== undefined && was.predicate === field.predicate) return [];
    if (was !== undefined) moved.push({ type, from: was, to: field });
    else if (field.required) required.push({ type, field });
    return [{ ...field, name: free(field.name), required: false, unique: false, key: false, search: field.unique ? [...new Set([...field.search, ...(field.type === "String" && !field.search.includes("exact") ? ["hash"] : [])])] : field.search }];
  });
  const edges = old.edges.map((edge): EdgeModel => {
    const next = type.edges.find(({ id }) => id === edge.id);
    return next === undefined ? { ...edge, required: false } : { ...edge, required: edge.required && next.required, ...(next.predicate === edge.predicate && next.inverse !== undefined && edge.inverse === undefined ? { inverse: next.inverse } : {}) };
  });
  const newEdges = type.edges.filter((edge) => !old.edges.some(({ id, predicate }) => id === edge.id && predicate === edge.predicate)).map((edge): EdgeModel => ({ ...edge, name: free(edge.name), required: false }));
  return { ...type, name: old.name, fields: [...kept, ...added], edges: [...edges, ...newEdges] };
}

/** Tokenizers of both, as far as they may stand together. */
function joined(old: FieldModel, next: FieldModel): readonly string[] {
  // Int and Int64 are kept alike and indexed by names of their own.
  if (old.type !== next.type) return next.search;
  const all = [...new Set([...old.search, ...next.search])];
  const moments = all.filter((token) => ["year", "month", "day", "hour"].includes(token));
  const without = all.includes("exact") ? all.filter((token) => token !== "hash") : all;
  return moments.length > 1 ? next.search : without;
}

/** The new type with the old one's fields that go, under names that do not get in the way. */
function withLeft(type: TypeModel, old: TypeModel): TypeModel {
  const taken = new Set([...type.fields, ...type.edges].map(({ name }) => name));
  const predicates = new Set([...type.fields, ...type.edges].map(({ predicate }) => predicate));
  const free = (name: string): string => {
    let candidate = taken.has(name) ? `${name}Old` : name;
    for (let i = 2; taken.has(candidate); i += 1) candidate = `${name}Old${i}`;
    taken.add(candidate);
    return candidate;
  };
  const fields = old.fields.filter(({ predicate }) => !predicates.has(predicate)).map((field): FieldModel => ({ ...field, name: free(field.name), required: false, unique: false, key: false }));
  const edges = old.edges.filter(({ predicate }) => !predicates.has(predicate)).map((edge): EdgeModel => ({ ...edge, name: free(edge.name), required: false }));
  // An index that only the old version asks by stays until that is gone.
  const searched = type.fields.map((field): FieldModel => {
    const was = old.fields.find(({ predicate }) => predicate === field.predicate);
    return was === undefined || storage(was) !== storage(field) ? field : { ...field, search: joined(was, field) };
  });
  return { ...type, fields: [...searched, ...fields], edges: [...type.edges, ...edges] };
}

function joinEnums(from: readonly EnumModel[], to: readonly EnumModel[]): readonly EnumModel[] {
  const widened = to.map((each) => {
    const old = from.find(({ id }) => id === each.id);
    return old === undefined ? each : { ...each, values: [...new Set([...old.values, ...each.values])] };
  });
  return [...widened, ...from.filter(({ id, name }) => !to.some((each) => each.id === id || each.name === name))];
}
