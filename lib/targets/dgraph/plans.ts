import { oneLine, type AccessPattern, type Id } from "../../model";
import type { NativeInput, PatternPlan } from "../native/native";
import type { Roles } from "../native/graph-roles";
import { typeOf, type DgraphModel, type EdgeModel, type FieldModel, type Scalar, type TypeModel } from "./model";

export interface PlanContext {
  readonly model: DgraphModel;
  readonly roles: Roles;
  readonly input: NativeInput;
}

type Answer = Omit<PatternPlan, "pattern">;

/** How each access pattern is answered: GraphQL where that can ask it, else DQL, which asks the same predicates. */
export function planPatterns(context: PlanContext): readonly PatternPlan[] {
  return context.input.patterns.map((pattern) => ({ pattern: pattern.id, ...plan(pattern, context) }));
}

function plan(pattern: AccessPattern, context: PlanContext): Answer {
  const { model, roles, input } = context;
  const table = roles.facts.get(pattern.tableId ?? "")?.table;
  if (table === undefined) return { problem: "The pattern names no table, so there is nothing to start from." };
  const role = roles.roles.get(table.id);
  if (role === "out") return { problem: `${oneLine(table.name)} is not in the graph: this is answered by the store that keeps it.` };
  if (role === "property") return { problem: `${oneLine(table.name)} is a field of the types that refer to it: their distinct values answer this, by reading all of them.` };
  const type = model.types.find(({ id }) => id === table.id);
  if (type === undefined) return throughEdge(pattern, table.id, context);
  switch (pattern.operation) {
    case "insert": return insert(pattern, type, context);
    case "traverse": return traverse(pattern, type, context);
    case "aggregate": return aggregate(pattern, type, context);
    case "subscribe": return model.form === "dql" ? { problem: "Subscriptions are GraphQL's; with the DQL schema the application asks again." } : { call: `subscription {\n  query${type.name} { ${selection(type, model, [])} }\n}`, by: "@withSubscription", cost: "polled by Dgraph each second, sent when it differs" };
    default: return read(pattern, type, context, input);
  }
}

/** A junction without a type: from one end over its edge. */
function throughEdge(pattern: AccessPattern, table: Id, { model, input, roles }: PlanContext): Answer {
  const fact = roles.facts.get(table);
  const holders = model.types.flatMap((type) => type.edges.filter((edge) => edge.id === table || edge.id === `${table} inverse`).map((edge) => ({ type, edge })));
  const given = fact?.ends?.findIndex(({ columns }) => columns.every((column) => pattern.equality?.includes(column))) ?? -1;
  const holder = holders.find(({ edge }) => edge.back === (given === 1)) ?? holders[0];
  const key = holder?.type.fields.find((field) => field.key);
  if (holder === undefined || key === undefined) return { problem: "The edge has no end with a key to start from." };
  const rows = input.loads.get(table)?.rows ?? 0;
  const nodes = input.loads.get(holder.type.id)?.rows ?? 0;
  const target = typeOf(model, holder.edge.target);
  if (pattern.operation === "insert") return { call: `mutation ($${key.name}: ${key.type}!, $other: [${target.name}Ref!]) {\n  update${holder.type.name}(input: {filter: {${key.name}: {eq: $${key.name}}}, set: {${holder.edge.name}: $other}}) { numUids }\n}`, by: `@id ${key.name}`, cost: "1 index look-up, 2 edges written" };
  return { call: getQuery(holder.type, [key], `${holder.edge.name}${page(pattern, "")} { ${selection(target, model, [])} }`), by: `@id ${key.name}, then ${holder.edge.name}`, cost: `1 index look-up, about ${Math.max(1, nodes === 0 ? rows : Math.round(rows / nodes)).toLocaleString("en")} edges` };
}

function read(pattern: AccessPattern, type: TypeModel, { model, roles, input }: PlanContext, _input: NativeInput): Answer {
  const table = roles.facts.get(type.id)?.table;
  const wanted = pattern.equality ?? [];
  const keys = table?.foreignKeys.filter(({ columns }) => columns.every((column) => wanted.includes(column))) ?? [];
  const parent = keys.flatMap(({ id }) => {
    const forth = type.edges.find((edge) => edge.id === id);
    const owner = forth === undefined ? undefined : typeOf(model, forth.target);
    const back = owner?.edges.find((edge) => edge.id === `${id} inverse`);
    const key = owner?.fields.find((field) => field.key);
    return forth === undefined || owner === undefined || key === undefined ? [] : [{ forth, owner, back, key, columns: keys.find((each) => each.id === id)?.columns ?? [] }];
  });
  const [end] = parent;
  const walked = new Set(end?.columns ?? []);
  const own = type.fields.filter(({ id }) => wanted.includes(id) && !walked.has(id));
  const ranged = type.fields.find(({ id }) => id === pattern.range);
  const text = pattern.operation === "search" ? type.fields.filter(({ search }) => search.includes("fulltext") || search.includes("trigram") || (pattern.text === "prefix" && search.includes("exact"))) : [];
  const joins = (pattern.joins ?? []).flatMap((id) => type.edges.filter(({ target }) => target === id).slice(0, 1));
  const selected = selection(type, model, joins);
  const unindexed = [...own, ...(ranged === undefined ? [] : [ranged])].filter((field) => !field.unique && field.search.length === 0);
  if (pattern.text === "typo") {
    const [first] = text;
    return first === undefined ? { problem: `${type.name} has no text to search.` } : {
      call: `query find($text: string) {\n  found(func: match(${first.predicate}, $text, 3), first: ${pattern.items ?? 10}) { ${dqlSelection(type)} }\n}`, by: `trigram index of ${first.predicate}`, cost: "reads the index of each trigram of the text, then measures the distance",
      problem: "match() compares whole values and does not rank; a search engine answers each keystroke better.",
    };
  }
  const key = own.find((field) => field.unique && field.required);
  const args = filters(own.filter((field) => field !== key), ranged, text, pattern);
  const problem = unindexed.length === 0 ? {} : { problem: `${unindexed.map(({ name }) => name).join(", ")} ${unindexed.length === 1 ? "has" : "have"} no index to be filtered by.` };
  const change = pattern.operation === "update" || pattern.operation === "delete";
  if (model.form === "dql") return dqlRead(pattern, type, model, { own, ranged, text, end, joins });
  if (change) {
    const by = key ?? own[0];
    const filter = [...own.map((field) => `${field.name}: {eq: $${field.name}}`), ...(end === undefined ? [] : [])].join(", ");
    const input2 = pattern.operation === "update" ? `update${type.name}(input: {filter: {${filter}}, set: $set}) { numUids }` : `delete${type.name}(filter: {${filter}}) { numUids }`;
    return { call: `mutation (${[...own.map((field) => `$${field.name}: ${field.enum ?? field.type}!`), ...(pattern.operation === "update" ? [`$set: ${type.name}Patch!`] : [])].join(", ")}) {\n  ${input2}\n}`, by: by === undefined ? `type ${type.name}` : by.unique ? `@id ${by.name}` : `@search ${by.name}`, cost: by === undefined ? "reads every node of the type" : "1 index look-up", ...problem };
  }
  if (end !== undefined && end.back !== undefined) {
    const rows = input.loads.get(type.id)?.rows ?? 0;
    const parents = input.loads.get(end.owner.id)?.rows ?? 0;
    return { call: getQuery(end.owner, [end.key], `${end.back.name}${page(pattern, args, type)} { ${selected} }`), by: `@id ${end.owner.name}.${end.key.name}, then ${end.back.name}`, cost: `1 index look-up, about ${Math.max(1, parents === 0 ? rows : Math.round(rows / parents)).toLocaleString("en")} edges`, ...problem };
  }
  if (end !== undefined) return { call: `query ($${end.key.name}: ${end.key.type}!) {\n  query${type.name} @cascade(fields: ["${end.forth.name}"]) { ${end.forth.name}(filter: {${end.key.name}: {eq: $${end.key.name}}}) { ${end.key.name} } ${selected} }\n}`, by: `type ${type.name}`, cost: "reads every node of the type", problem: `${end.owner.name} has no way back to ${type.name}: let the edge go both ways.` };
  if (key !== undefined && args === "") return { call: getQuery(type, [key], selected), by: `@id ${key.name}`, cost: `1 index look-up${joins.length === 0 ? "" : `, ${joins.map(({ name }) => name).join(", ")} walked`}` };
  const indexed = [...own, ...(ranged === undefined ? [] : [ranged]), ...text].filter((field) => field.search.length > 0 || field.unique);
  const declared = variables([...own.filter((field) => field !== key)], ranged, text.length > 0);
  return {
    call: `query ${declared === "" ? "" : `(${declared}) `}{\n  query${type.name}${page(pattern, args, type)} { ${selected} }\n}`, by: indexed.length === 0 ? `type ${type.name}` : `index of ${indexed.map(({ predicate }) => predicate).join(", ")}`,
    cost: indexed.length === 0 ? "reads every node of the type" : `1 look-up in each index, their lists intersected${pattern.sort === undefined ? "" : ", sorted by index"}`, ...problem,
  };
}

function dqlRead(pattern: AccessPattern, type: TypeModel, model: DgraphModel, { own, ranged, text, end, joins }: { own: readonly FieldModel[]; ranged: FieldModel | undefined; text: readonly FieldModel[]; end: { forth: EdgeModel; owner: TypeModel; back: EdgeModel | undefined; key: FieldModel } | undefined; joins: readonly EdgeModel[] }): Answer {
  const kinds: Readonly<Record<Scalar, string>> = { String: "string", Int: "int", Int64: "int", Float: "float", Boolean: "bool", DateTime: "string", Point: "string" };
  const inner = [dqlSelection(type), ...joins.map((edge) => `${edge.back ? `~${typeOf(model, edge.target).edges.find(({ name }) => name === edge.inverse)?.predicate ?? edge.predicate}` : edge.predicate} { ${dqlSelection(typeOf(model, edge.target))} }`)].join(" ");
  const [head, ...rest] = [...own.filter((field) => field.unique), ...own.filter((field) => !field.unique && field.search.length > 0), ...own.filter((field) => !field.unique && field.search.length === 0)];
  const filter = [...rest.map((field) => `eq(${field.predicate}, $${field.name})`), ...(ranged === undefined ? [] : [`ge(${ranged.predicate}, $from) AND lt(${ranged.predicate}, $to)`])].join(" AND ");
  const sort = (pattern.sort ?? []).flatMap(({ column, order }) => type.fields.filter(({ id }) => id === column).map(({ predicate }) => `${order === "desc" ? "orderdesc" : "orderasc"}: ${predicate}`));
  const limits = [...sort, ...(pattern.items === undefined ? [] : [`first: ${pattern.items}`])];
  const clause = filter === "" ? "" : ` @filter(${filter})`;
  if (end !== undefined) return { call: `query q($${end.key.name}: string) {\n  found(func: eq(${end.key.predicate}, $${end.key.name})) { ~${end.forth.predicate}${limits.length === 0 ? "" : ` (${limits.join(", ")})`}${clause} { ${inner} } }\n}`, by: `index of ${end.key.predicate}, then ~${end.forth.predicate}`, cost: "1 index look-up, then the edges of one node", ...(end.back === undefined ? { problem: `${end.forth.predicate} has no @reverse: let the edge go both ways.` } : {}) };
  const word = text.find(({ search }) => search.includes("fulltext"));
  const root = head !== undefined ? `eq(${head.predicate}, $${head.name})` : word !== undefined ? `alloftext(${word.predicate}, $text)` : ranged !== undefined && ranged.search.length > 0 ? `ge(${ranged.predicate}, $from)` : `type(${type.stored})`;
  const declared = [...own.map((field) => `$${field.name}: ${kinds[field.type]}`), ...(ranged === undefined ? [] : ["$from: string", "$to: string"]), ...(word === undefined ? [] : ["$text: string"])].join(", ");
  const scan = root.startsWith("type(");
  if (pattern.operation === "update" || pattern.operation === "delete") return { call: `upsert {\n  query { v as var(func: ${root.replace(/\$\w+/, "\"...\"")})${clause} }\n  mutation { ${pattern.operation === "update" ? "set { uid(v) <...> \"...\" . }" : "delete { uid(v) * * . }"} }\n}`, by: root, cost: scan ? "reads every node of the type" : "1 index look-up" };
  return { call: `query q${declared === "" ? "" : `(${declared})`} {\n  found(func: ${[root, ...limits].join(", ")})${clause} { ${inner} }\n}`, by: scan ? `type ${type.stored}` : `index of ${(head ?? word ?? ranged)?.predicate ?? ""}`, cost: scan ? "reads every node of the type" : "1 look-up in the index", ...(scan && own.length > 0 ? { problem: "Nothing indexed to start from." } : {}) };
}

/** What is asked of a node: its scalars, and those of joined ones. */
function selection(type: TypeModel, model: DgraphModel, joins: readonly EdgeModel[]): string {
  const own = type.fields.map(({ name }) => name).join(" ");
  const towards = type.edges.filter((edge) => !edge.back && !edge.list && !joins.includes(edge)).flatMap((edge) => {
    const key = typeOf(model, edge.target).fields.find((field) => field.key);
    return key === undefined ? [] : [`${edge.name} { ${key.name} }`];
  });
  return [own, ...towards, ...joins.map((edge) => `${edge.name} { ${typeOf(model, edge.target).fields.map(({ name }) => name).join(" ")} }`)].join(" ");
}

function dqlSelection(type: TypeModel): string {
  return ["uid", ...type.fields.map(({ predicate }) => predicate)].join(" ");
}

function getQuery(type: TypeModel, keys: readonly FieldModel[], inner: string): string {
  return `query (${keys.map((key) => `$${key.name}: ${key.type}!`).join(", ")}) {\n  get${type.name}(${keys.map((key) => `${key.name}: $${key.name}`).join(", ")}) { ${inner} }\n}`;
}

function variables(own: readonly FieldModel[], ranged: FieldModel | undefined, text: boolean): string {
  return [...own.map((field) => `$${field.name}: ${field.enum ?? field.type}!`), ...(ranged === undefined ? [] : [`$from: ${ranged.type}!`, `$to: ${ranged.type}!`]), ...(text ? ["$text: String!"] : [])].join(", ");
}

function filters(own: readonly FieldModel[], ranged: FieldModel | undefined, text: readonly FieldModel[], pattern: AccessPattern): string {
  const words = text.filter(({ search }) => search.includes("fulltext"));
  const each = [
    ...own.map((field) => (field.type === "Boolean" ? `${field.name}: $${field.name}` : `${field.name}: {eq: $${field.name}}`)), ...(ranged === undefined ? [] : [`${ranged.name}: {between: {min: $from, max: $to}}`]),
    ...(words.length === 0 ? [] : words.length === 1 ? [`${words[0]?.name}: {alloftext: $text}`] : [`or: [${words.map(({ name }) => `{${name}: {alloftext: $text}}`).join(", ")}]`]),
    ...(pattern.text === "prefix" && text[0] !== undefined ? [`${text[0].name}: {between: {min: $text, max: $textEnd}}`] : []),
  ];
  return each.length === 0 ? "" : `filter: {${each.join(", ")}}`;
}

function page(pattern: AccessPattern, filter: string, type?: TypeModel): string {
  const order = (pattern.sort ?? []).flatMap(({ column, order: direction }) => (type?.fields ?? []).filter(({ id }) => id === column).map(({ name }) => `${direction}: ${name}`));
  const args = [filter, ...(order.length === 0 ? [] : [`order: {${order.join(", then: {")}${"}".repeat(order.length)}`]), ...(pattern.items === undefined ? [] : [`first: ${pattern.items}`])].filter((argument) => argument !== "");
  return args.length === 0 ? "" : `(${args.join(", ")})`;
}

function insert(pattern: AccessPattern, type: TypeModel, { model }: PlanContext): Answer {
  const nested = (pattern.atomicWith ?? []).flatMap((id) => type.edges.filter(({ target }) => target === id)).map(({ name }) => name);
  const cost = `1 node, ${type.edges.filter(({ back }) => !back).length} edges, ${type.fields.filter(({ unique }) => unique).length} uniqueness look-ups`;
  if (model.form === "dql") return { call: `upsert {\n  query { v as var(func: eq(${type.fields.find(({ key }) => key)?.predicate ?? "dgraph.type"}, "...")) }\n  mutation @if(eq(len(v), 0)) { set { _:new <dgraph.type> "${type.stored}" . ${type.fields.map(({ predicate }) => `_:new <${predicate}> "..." .`).join(" ")} } }\n}`, by: "one transaction", cost };
  return { call: `mutation ($input: [Add${type.name}Input!]!) {\n  add${type.name}(input: $input) { numUids }\n}`, by: nested.length === 0 ? "one transaction" : `one transaction with ${nested.join(", ")} nested in the input`, cost };
}

/** Depth is asked in DQL: GraphQL has no walk of unknown depth. */
function traverse(pattern: AccessPattern, type: TypeModel, { model, input }: PlanContext): Answer {
  const key = type.fields.find((field) => field.key);
  const loops = type.edges.filter(({ target, back }) => target === type.id && !back);
  const through = (pattern.joins ?? []).flatMap((id) => model.types.filter((other) => other.id === id && other.id !== type.id));
  const [between] = through;
  const most = pattern.hops === "unbounded" ? undefined : Math.max(1, pattern.hops ?? 1);
  const root = key === undefined ? `type(${type.stored})` : `eq(${key.predicate}, $${key.name})`;
  const declared = key === undefined ? "" : `($${key.name}: string)`;
  const nodes = input.loads.get(type.id)?.rows ?? 0;
  const rows = input.loads.get(loops[0]?.id ?? between?.id ?? "")?.rows ?? 0;
  const fan = nodes === 0 ? Math.max(1, rows) : Math.max(1, Math.round(rows / nodes));
  const paths = most === undefined ? undefined : Array.from({ length: most }, (_, i) => fan ** (i + 1)).reduce((sum, n) => sum + n, 0);
  const cost = paths === undefined ? "grows with everything that can be reached" : `about ${(between === undefined ? paths : paths * 2).toLocaleString("en")} edges (${fan} on average at each of ${most} steps${between === undefined ? "" : `, two edges each by ${between.name}`})`;
  const problem = paths === undefined ? { problem: "Without a bound it walks through everything that can be reached: give the most steps." } : paths > 1_000_000 ? { problem: "More than 1,000,000 edges: Dgraph ends such a query (--limit query-edge)." } : {};
  const forth = between?.edges.filter(({ target, back }) => target === type.id && !back) ?? [];
  const edges = loops.length > 0 ? loops.map(({ predicate }) => predicate) : between === undefined ? [] : model.form === "dql" ? [`~${forth[0]?.predicate ?? ""}`, forth[1]?.predicate ?? forth[0]?.predicate ?? ""] : [type.edges.find(({ target, back, inverse }) => target === between.id && back && inverse === forth[0]?.name)?.predicate ?? "", forth[1]?.predicate ?? forth[0]?.predicate ?? ""];
  const known = edges.filter((edge) => edge !== "" && edge !== "~");
  if (known.length === 0) return { problem: `No edge leads from ${type.name} on: say over which tables it walks, and let their edges go both ways.` };
  return { call: `query walk${declared} {\n  reached(func: ${root}) @recurse(depth: ${most === undefined ? 10 : most * (loops.length > 0 ? 1 : 2) + 1}, loop: false) {\n    ${dqlSelection(type)}\n    ${known.join("\n    ")}\n  }\n}`, by: `${key === undefined ? `type ${type.stored}` : `index of ${key.predicate}`}, then ${known.join(", ")}`, cost, ...problem };
}

function aggregate(pattern: AccessPattern, type: TypeModel, { model }: PlanContext): Answer {
  const ranged = type.fields.find(({ id }) => id === pattern.range);
  const own = type.fields.filter(({ id }) => pattern.equality?.includes(id));
  const args = filters(own, ranged, [], pattern);
  const declared = variables(own, ranged, false);
  const problem = pattern.window === undefined ? {} : { problem: "Dgraph groups by values, not by windows of time: the application asks once for each window, or writes the window with each node." };
  if (model.form === "dql") return { call: `query q {\n  found(func: type(${type.stored})) { count(uid) }\n}`, by: `type ${type.stored}`, cost: "reads every node of the type", ...problem };
  return { call: `query ${declared === "" ? "" : `(${declared}) `}{\n  aggregate${type.name}${args === "" ? "" : `(${args})`} { count }\n}`, by: own.length === 0 && ranged === undefined ? `type ${type.name}` : `index of ${[...own, ...(ranged === undefined ? [] : [ranged])].map(({ predicate }) => predicate).join(", ")}`, cost: "reads every node that the filter leaves", ...problem };
}
