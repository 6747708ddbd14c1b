import { canonicalJson, isJsonObject, type JsonObject, type JsonValue } from "../../../model";
import type { Predicate } from "./dql-schema";
import { Refused } from "./refused";

interface Node {
  readonly uid: number;
  readonly types: Set<string>;
  readonly values: Map<string, JsonValue>;
  readonly edges: Map<string, Set<number>>;
}

type Query = { readonly root: { readonly kind: "has" | "type"; readonly name: string }; readonly first: number; readonly filter: readonly { readonly negated: boolean; readonly name: string }[]; readonly variables: ReadonlyMap<string, string> };

/** Nodes with their values and edges; runs JSON mutations, and the upsert blocks that Strata prints. */
export class Nodes {
  private readonly nodes = new Map<number, Node>();
  private last = 0;

  clear(): void {
    this.nodes.clear();
  }

  has(predicate: string): boolean {
    return [...this.nodes.values()].some((node) => node.values.has(predicate) || (node.edges.get(predicate)?.size ?? 0) > 0);
  }

  dropPredicate(name: string): void {
    for (const node of this.nodes.values()) {
      node.values.delete(name);
      node.edges.delete(name);
    }
  }

  /** One transaction: everything is looked at before anything is written. */
  mutate(request: JsonObject, predicates: ReadonlyMap<string, Predicate>): void {
    const { query, set, delete: gone, ...rest } = request;
    if (Object.keys(rest).length > 0) throw new Refused(`Unknown part of a mutation: ${Object.keys(rest).join(", ")}`);
    if (query === undefined) {
      if (!Array.isArray(set)) throw new Refused("A mutation sets a list of nodes");
      this.setNodes(set, predicates);
      return;
    }
    if (typeof query !== "string") throw new Refused("A query is a text");
    const parsed = readQuery(query);
    const found = this.find(parsed);
    if (set !== undefined) this.upsert(found, set, parsed, predicates);
    if (gone !== undefined) this.remove(found, gone);
  }

  private find({ root, first, filter }: Query): readonly Node[] {
    const has = (node: Node, name: string): boolean => node.values.has(name) || (node.edges.get(name)?.size ?? 0) > 0;
    return [...this.nodes.values()].filter((node) => (root.kind === "has" ? has(node, root.name) : node.types.has(root.name)) && filter.every(({ negated, name }) => has(node, name) !== negated)).slice(0, first);
  }

  private upsert(found: readonly Node[], set: JsonValue, { variables }: Query, predicates: ReadonlyMap<string, Predicate>): void {
    if (!isJsonObject(set) || set["uid"] !== "uid(v)") throw new Refused("What is set says uid(v)");
    const writes: (readonly [Node, string, JsonValue])[] = [];
    for (const node of found) {
      for (const [name, value] of Object.entries(set)) {
        if (name === "uid") continue;
        const predicate = known(name, predicates);
        const read = typeof value === "string" ? /^val\((\w+)\)$/.exec(value)?.[1] : undefined;
        const given = read === undefined ? value : compute(read, variables, node);
        // A node for which a variable has no value is left as it is.
        if (given !== undefined) writes.push([node, name, converted(given, predicate)]);
      }
    }
    for (const [node, name, value] of writes) node.values.set(name, value);
  }

  private remove(found: readonly Node[], gone: JsonValue): void {
    if (!isJsonObject(gone) || gone["uid"] !== "uid(v)") throw new Refused("What is deleted says uid(v)");
    for (const node of found) {
      for (const name of Object.keys(gone)) {
        node.values.delete(name);
        node.edges.delete(name);
      }
    }
  }

  private setNodes(list: readonly JsonValue[], predicates: ReadonlyMap<string, Predicate>): void {
    const blanks = new Map<string, Node>();
    const nodeOf = (uid: JsonValue | undefined): Node => {
      if (typeof uid !== "string" || !/^_:\w+$/.test(uid)) throw new Refused(`A new node is named by _: and a name, not ${JSON.stringify(uid)}`);
      const there = blanks.get(uid);
      if (there !== undefined) return there;
      this.last += 1;
      const node: Node = { uid: this.last, types: new Set(), values: new Map(), edges: new Map() };
      blanks.set(uid, node);
      return node;
    };
    const uniques = new Map<string, Set<string>>();
    for (const node of this.nodes.values()) for (const [name, value] of node.values) if (predicates.get(name)?.unique === true) uniques.set(name, (uniques.get(name) ?? new Set()).add(canonicalJson(value)));
    for (const item of list) {
      if (!isJsonObject(item)) throw new Refused("A node is an object");
      const node = nodeOf(item["uid"]);
      for (const [name, value] of Object.entries(item)) {
        if (name === "uid") continue;
        if (name === "dgraph.type") {
          for (const type of Array.isArray(value) ? value : [value]) if (typeof type === "string") node.types.add(type);
          continue;
        }
        const predicate = known(name, predicates);
        if (predicate.type === "uid") {
          const targets = Array.isArray(value) ? value : [value];
          if (!predicate.list && targets.length > 1) throw new Refused(`Predicate ${name} holds one edge`);
          node.edges.set(name, new Set(targets.map((target) => nodeOf(isJsonObject(target) ? target["uid"] : undefined).uid)));
          continue;
        }
        const written = converted(value, predicate);
        const taken = uniques.get(name);
        if (predicate.unique) {
          if (taken?.has(canonicalJson(written)) === true) throw new Refused(`could not insert duplicate value [${JSON.stringify(written)}] for predicate [${name}]`);
          uniques.set(name, (taken ?? new Set()).add(canonicalJson(written)));
        }
        node.values.set(name, written);
      }
    }
    for (const node of blanks.values()) this.nodes.set(node.uid, node);
  }

  /** Without uids: a node is what it holds, an edge leads to what its end holds. */
  contents(): JsonValue {
    const shown = new Map([...this.nodes.values()].map((node) => [node.uid, { types: [...node.types].sort(), values: Object.fromEntries([...node.values].sort(byKey)) }] as const));
    return [...this.nodes.values()].map((node): JsonValue => JSON.parse(canonicalJson({ ...shown.get(node.uid), edges: Object.fromEntries([...node.edges].filter(([, to]) => to.size > 0).sort(byKey).map(([name, to]) => [name, [...to].map((uid) => canonicalJson(shown.get(uid))).sort()])) }))).sort((a, b) => (canonicalJson(a) < canonicalJson(b) ? -1 : 1));
  }
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function known(name: string, predicates: ReadonlyMap<string, Predicate>): Predicate {
  const predicate = predicates.get(name);
  if (predicate === undefined) throw new Refused(`Predicate ${name} is not in the schema: a mutation would make it by itself, of a guessed type`);
  return predicate;
}

/** `{ v as var(func: has(P), first: N) @filter(not has(Q)) { x as P y as math(x * 2) } }`. */
function readQuery(text: string): Query {
  const match = /^\{ v as var\(func: (has|type)\(([\w.]+)\)(?:, first: (\d+))?\)(?: @filter\(((?:not )?has\([\w.]+\)(?: (?:and|AND) (?:not )?has\([\w.]+\))*)\))?(?: \{ ((?:\w+ as (?:[\w.]+|math\([^()]*\)) ?)+)\})? \}$/.exec(text);
  if (match === null) throw new Refused(`Beyond the queries that this check runs: ${text}`);
  const filter = (match[4] ?? "").split(/ and /i).filter((part) => part !== "").map((part) => ({ negated: part.startsWith("not "), name: /has\(([\w.]+)\)/.exec(part)?.[1] ?? "" }));
  const variables = new Map([...(match[5] ?? "").matchAll(/(\w+) as ([\w.]+(?:\([^()]*\))?)/g)].map((each) => [each[1] ?? "", each[2] ?? ""] as const));
  return { root: { kind: match[1] === "has" ? "has" : "type", name: match[2] ?? "" }, first: match[3] === undefined ? Infinity : Number(match[3]), filter, variables };
}

function compute(variable: string, variables: ReadonlyMap<string, string>, node: Node): JsonValue | undefined {
  const source = variables.get(variable);
  if (source === undefined) throw new Refused(`Variable ${variable} is not defined`);
  const math = /^math\((\w+) \* ([\d.e-]+)\)$/.exec(source);
  if (math === null) return node.values.get(source);
  const value = compute(math[1] ?? "", variables, node);
  return typeof value === "number" ? value * Number(math[2]) : undefined;
}

/** A value as its predicate keeps it, by Dgraph's conversions; refused where there is none. */
function converted(value: JsonValue, { name, type, list }: Predicate): JsonValue {
  if (list) return (Array.isArray(value) ? value : [value]).map((item) => one(item, type, name));
  if (Array.isArray(value) && type !== "float32vector") throw new Refused(`Predicate ${name} holds one value`);
  return one(value, type, name);
}

function one(value: JsonValue, type: string, name: string): JsonValue {
  const refuse = (): never => { throw new Refused(`Value ${JSON.stringify(value)} of ${name} is no ${type}`); };
  switch (type) {
    case "string": case "default": return typeof value === "string" ? value : typeof value === "number" || typeof value === "boolean" ? String(value) : refuse();
    case "int": return typeof value === "number" ? Math.trunc(value) : typeof value === "boolean" ? Number(value) : typeof value === "string" && /^-?\d+$/.test(value) ? Number(value) : refuse();
    case "float": return typeof value === "number" ? value : typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value)) ? Number(value) : refuse();
    case "bool": return typeof value === "boolean" ? value : value === "true" || value === "false" ? value === "true" : typeof value === "number" ? value !== 0 : refuse();
    case "datetime": return typeof value === "string" && !Number.isNaN(Date.parse(value)) ? value : refuse();
    case "geo": return isJsonObject(value) && typeof value["type"] === "string" ? value : refuse();
    case "float32vector": return typeof value === "string" && /^\[[\d., e-]*\]$/.test(value) ? value : refuse();
    default: return value;
  }
}
