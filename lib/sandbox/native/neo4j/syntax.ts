/** The part of Cypher that Strata prints for migrations and samples, and that the checker runs. */
export type Expression =
  | { readonly kind: "value"; readonly value: Value }
  | { readonly kind: "variable"; readonly name: string }
  | { readonly kind: "property"; readonly of: string; readonly name: string }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: "list"; readonly items: readonly Expression[] }
  | { readonly kind: "map"; readonly entries: readonly (readonly [string, Expression])[] }
  | { readonly kind: "binary"; readonly operator: string; readonly left: Expression; readonly right: Expression };

export type Condition =
  | { readonly kind: "null"; readonly of: Expression; readonly negated: boolean }
  | { readonly kind: "type"; readonly of: Expression; readonly type: string; readonly negated: boolean }
  | { readonly kind: "label"; readonly of: string; readonly label: string; readonly negated: boolean };

export interface NodePattern {
  readonly variable?: string;
  readonly label?: string;
  readonly properties: readonly (readonly [string, Expression])[];
}

/** One node, or two with a relationship, which leads from the first to the second unless `back`. */
export interface Pattern {
  readonly first: NodePattern;
  readonly step?: { readonly variable?: string; readonly type: string; readonly properties: readonly (readonly [string, Expression])[]; readonly back: boolean; readonly second: NodePattern };
}

export type Clause =
  | { readonly kind: "match"; readonly pattern: Pattern; readonly where: readonly Condition[] }
  | { readonly kind: "merge"; readonly pattern: Pattern }
  | { readonly kind: "set"; readonly of: string; readonly property?: string; readonly label?: string; readonly value?: Expression }
  | { readonly kind: "remove"; readonly of: string; readonly property?: string; readonly label?: string }
  | { readonly kind: "delete"; readonly of: string; readonly detach: boolean }
  | { readonly kind: "batches"; readonly variables: readonly string[]; readonly rows: number; readonly body: readonly Clause[] };

export interface Subject {
  readonly of: "node" | "relationship";
  readonly name: string;
}

export type Statement =
  | { readonly kind: "create constraint"; readonly name: string; readonly on: Subject; readonly properties: readonly string[]; readonly requires: "unique" | "key" | "exists" | "type"; readonly type?: string }
  | { readonly kind: "create index"; readonly name: string; readonly on: Subject; readonly properties: readonly string[]; readonly method: string; readonly options: readonly (readonly [string, Expression])[] }
  | { readonly kind: "drop"; readonly what: "constraint" | "index"; readonly name: string }
  | { readonly kind: "query"; readonly clauses: readonly Clause[] };

/** A value with its Cypher type; texts of temporal values as Cypher prints them. */
export type Value =
  | null
  | { readonly type: "LIST"; readonly items: readonly Value[] }
  | { readonly type: "MAP"; readonly entries: readonly (readonly [string, Value])[] }
  | { readonly type: "BOOLEAN"; readonly value: boolean }
  | { readonly type: "INTEGER" | "FLOAT"; readonly value: number }
  | { readonly type: "STRING" | "DATE" | "LOCAL TIME" | "LOCAL DATETIME" | "ZONED DATETIME" | "DURATION" | "POINT"; readonly value: string };
