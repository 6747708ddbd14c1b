import { canonicalJson, type JsonObject, type JsonValue } from "../../../model";
import { parseDql, type DqlSchema, type Predicate } from "./dql-schema";
import { readGraphql } from "./graphql-schema";
import { Nodes } from "./nodes";
import { Refused } from "./refused";

/** Predicates, types, the posted GraphQL schema and the nodes, as a namespace keeps them. */
export class Account {
  private readonly predicates = new Map<string, Predicate>();
  private readonly types = new Map<string, readonly string[]>();
  private graphql: string | undefined;
  readonly nodes = new Nodes();

  /** A schema in DQL: what it names is replaced, with its indexes; what it does not name stays. */
  alterSchema(text: string): void {
    this.apply(parseDql(text));
  }

  /** A schema in GraphQL: Dgraph makes the DQL schema of it. */
  postGraphql(text: string): void {
    this.apply(readGraphql(text));
    this.graphql = text;
  }

  /** The other operations of /alter. */
  alterOperation(operation: JsonObject): void {
    const [key, ...more] = Object.keys(operation);
    if (operation["drop_all"] === true && more.length === 0) {
      this.clear();
      return;
    }
    if (key === "drop_attr" && more.length === 0) {
      const name = operation["drop_attr"];
      if (typeof name !== "string" || name === "") throw new Refused("DropAttr cannot be empty");
      if (name.startsWith("dgraph.")) throw new Refused(`predicate ${name} is pre-defined and is not allowed to be dropped`);
      this.predicates.delete(name);
      this.nodes.dropPredicate(name);
      return;
    }
    if (operation["drop_op"] === "TYPE" && typeof operation["drop_value"] === "string" && Object.keys(operation).length === 2) {
      if (operation["drop_value"] === "") throw new Refused("If DropOp is set to TYPE, DropValue must not be empty");
      this.types.delete(operation["drop_value"]);
      return;
    }
    if (operation["drop_op"] === "DATA") {
      this.nodes.clear();
      return;
    }
    throw new Refused(`Unknown operation: ${Object.keys(operation).join(", ")}`);
  }

  mutate(request: JsonObject): void {
    this.nodes.mutate(request, this.predicates);
  }

  private apply({ predicates, types }: DqlSchema): void {
    for (const predicate of predicates) this.checkChange(predicate);
    const known = new Set([...this.predicates.keys(), ...predicates.map(({ name }) => name)]);
    for (const type of types) {
      for (const name of type.predicates) if (!known.has(name.replace(/^~/, ""))) throw new Refused(`Schema does not contain a matching predicate for field ${name} in type ${type.name}`);
    }
    for (const predicate of predicates) this.predicates.set(predicate.name, predicate);
    for (const { name, predicates: fields } of types) this.types.set(name, fields);
  }

  /** What is refused while values are there (worker/mutation.go, checkSchema); other types are taken without looking at the values. */
  private checkChange({ name, type, list }: Predicate): void {
    const old = this.predicates.get(name);
    if (old === undefined || !this.nodes.has(name)) return;
    if ((old.type === "uid") !== (type === "uid")) throw new Refused(`Schema change not allowed from ${old.type} to ${type} while there is data for pred: ${name}`);
    if (old.list && !list) throw new Refused(`Schema change not allowed from [${old.type}] => ${type} without deleting pred: ${name}`);
    if (old.type === "password" || (type === "password" && old.type !== "password")) throw new Refused(`Schema change not allowed from ${old.type} to ${type}`);
  }

  catalog(): JsonValue {
    return {
      graphql: this.graphql ?? null, types: Object.fromEntries([...this.types].sort(byKey).map(([name, fields]) => [name, [...fields].sort()])),
      predicates: Object.fromEntries([...this.predicates].sort(byKey).map(([name, predicate]): [string, JsonValue] => [name, JSON.parse(canonicalJson({ ...predicate, tokenizers: [...predicate.tokenizers].sort() }))])),
    };
  }

  clear(): void {
    this.predicates.clear();
    this.types.clear();
    this.graphql = undefined;
    this.nodes.clear();
  }
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

