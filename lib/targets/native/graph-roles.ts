import type { AccessPattern, Column, ForeignKey, Id, Schema, Table } from "../../model";
import type { Decisions } from "./choose";
import type { NativeInput } from "./native";

/** What an entity can become in a graph: a node (with a label or type), a relationship between two, a property of those that refer to it, or nothing. */
export type GraphRole = "node" | "relationship" | "property" | "out";

/** What a graph's rules ask of a table. */
export interface GraphFacts {
  readonly table: Table;
  /** Keys of other tables, and of itself, that refer to it. */
  readonly referenced: readonly { readonly table: Table; readonly key: ForeignKey }[];
  /** Foreign keys whose table is in the schema. */
  readonly keys: readonly ForeignKey[];
  /** Columns that stand in no foreign key. */
  readonly own: readonly Column[];
  /** The two foreign keys that a junction joins; absent where it is none. */
  readonly ends?: readonly [ForeignKey, ForeignKey];
  readonly patterns: readonly AccessPattern[];
}

/** Facts by table id, in drawing order. */
export function graphFacts({ schema, patterns }: Pick<NativeInput, "schema" | "patterns">): ReadonlyMap<Id, GraphFacts> {
  const byId = new Map(schema.tables.map((table) => [table.id, table]));
  return new Map(schema.tables.map((table) => {
    const keys = table.foreignKeys.filter(({ referencedTable, columns }) => byId.has(referencedTable) && columns.length > 0);
    const foreign = new Set(keys.flatMap(({ columns }) => columns));
    const referenced = schema.tables.flatMap((other) => other.foreignKeys.filter((key) => key.referencedTable === table.id).map((key) => ({ table: other, key })));
    const own = table.columns.filter(({ id }) => !foreign.has(id));
    const [first, second, ...more] = keys;
    const ends = first !== undefined && second !== undefined && more.length === 0 ? ([first, second] as const) : undefined;
    return [table.id, { table, keys, own, referenced, ...(ends === undefined ? {} : { ends }), patterns: patterns.filter(({ tableId }) => tableId === table.id) }];
  }));
}

export interface RoleProposal {
  readonly role: GraphRole;
  readonly reason: string;
  /** What it can be at all. */
  readonly possible: readonly GraphRole[];
}

const timed = (column: Column | undefined): boolean => column !== undefined && (column.type.kind === "timestamptz" || column.type.kind === "timestamp" || column.type.kind === "date");
/** Rows up to which a look-up is small. */
const smallRows = 1000;

/**
 * The role by the rules of neo4j-contrib's modelling guide (2026-04-30), which hold for Dgraph with `mostProperties` 0: an entity is a node; a
 * junction with few properties of its own is a relationship; a small look-up is a property; measurements and audit trails stay out.
 */
export function proposeRole(facts: GraphFacts, input: NativeInput, mostProperties: number): RoleProposal {
  const { table, ends, own, referenced, keys, patterns } = facts;
  const load = input.loads.get(table.id);
  const numbered = load?.rowsInYear ?? load?.rows;
  const rows = numbered === undefined ? "an unknown number of rows" : `${numbered.toLocaleString("en")} rows${load?.rowsInYear === undefined ? "" : " in a year"}`;
  const outer = referenced.filter(({ table: other }) => other.id !== table.id);
  const label = lookUpLabel(facts);
  const possible: GraphRole[] = ["node", ...(ends !== undefined && referenced.length === 0 ? ["relationship" as const] : []), ...(label === undefined ? [] : ["property" as const]), ...(referenced.length === 0 ? ["out" as const] : [])];

  const keyTime = table.columns.find((column) => timed(column) && table.primaryKey?.columns.includes(column.id));
  const window = patterns.find((pattern) => pattern.window !== undefined);
  const traversed = input.patterns.some((pattern) => pattern.operation === "traverse" && (pattern.tableId === table.id || pattern.joins?.includes(table.id)));
  if (possible.includes("out") && !traversed && (keyTime !== undefined || window !== undefined)) {
    const why = [keyTime === undefined ? "" : `its key holds the time ${keyTime.name}`, window === undefined ? "" : `"${window.name}" aggregates windows of ${window.window} s`].filter((text) => text !== "").join(" and ");
    return { role: "out", possible, reason: `A time series: ${why}, nothing refers to it, ${rows}; a graph adds nothing to it and it would be most of the graph, so it belongs into a time-series store.` };
  }
  if (possible.includes("out") && !traversed && /(?:^|_)(?:audits?|logs?|history|changelog)(?:_|$)/i.test(table.name) && table.columns.some(timed)) {
    return { role: "out", possible, reason: `An audit trail by its name and time column, nothing refers to it, ${rows}: it is read by time and never walked through.` };
  }
  if (ends !== undefined && possible.includes("relationship")) {
    const joined = new Set(ends.flatMap(({ columns }) => columns));
    const isKey = keyed(table).some((columns) => columns.length === joined.size && columns.every((column) => joined.has(column)));
    const itself = patterns.find(({ equality, operation }) => operation !== "insert" && operation !== "update" && operation !== "delete" && (equality ?? []).every((column) => !joined.has(column)));
    const properties = own.length;
    if (isKey && properties <= mostProperties && itself === undefined) return { role: "relationship", possible, reason: `A junction: its key is its two foreign keys, it has ${properties} ${properties === 1 ? "property" : "properties"} of its own, and every pattern comes to it from one of its ends.` };
    if (isKey) return { role: "node", possible, reason: itself === undefined ? `A junction with ${properties} ${properties === 1 ? "property" : "properties"} of its own, more than ${mostProperties}: a thing in itself between its two ends.` : `A junction that is asked for by itself ("${itself.name}"), which wants a node to start from.` };
  }
  if (label !== undefined && keys.length === 0 && outer.length > 0 && patterns.length === 0 && numbered !== undefined && numbered <= smallRows) {
    return { role: "property", possible, reason: `A look-up of ${rows} that no pattern starts from: a node of it would be joined to by very many, its ${label.name} says all.` };
  }
  const small = label !== undefined && keys.length === 0 && outer.length > 0 && patterns.length === 0 && numbered === undefined;
  return { role: "node", possible, reason: `${outer.length === 0 ? "An entity" : `An entity that ${outer.length === 1 ? "one foreign key refers" : `${outer.length} foreign keys refer`} to`}, ${rows}${small ? "; it may be a look-up, say how many rows it has" : ""}.` };
}

/** The column that says what a row of a look-up is: its only text beside the key, or its key where there is nothing else. */
export function lookUpLabel({ table, referenced, keys }: GraphFacts): Column | undefined {
  if (table.primaryKey?.columns.length !== 1 || keys.length > 0 || referenced.length === 0) return undefined;
  if (referenced.some(({ table: other, key }) => other.id === table.id || key.columns.length !== 1)) return undefined;
  const beside = table.columns.filter(({ id }) => id !== table.primaryKey?.columns[0]);
  if (beside.length > 2) return undefined;
  const texts = beside.filter(({ type }) => type.kind === "text" || type.kind === "string" || type.kind === "char");
  return texts[0] ?? (beside.length === 0 ? table.columns.find(({ id }) => id === table.primaryKey?.columns[0]) : undefined);
}

function keyed(table: Table): readonly (readonly Id[])[] {
  return [...(table.primaryKey === undefined ? [] : [table.primaryKey.columns]), ...table.uniques.map(({ columns }) => columns)];
}

/** Columns that must stay beside a relationship: those of the key and of unique keys, since no key reaches over a relationship. */
export function keyColumns(table: Table): ReadonlySet<Id> {
  return new Set([...keyed(table).flat(), ...table.indexes.filter(({ unique }) => unique).flatMap(({ parts }) => parts.flatMap(({ column }) => (column === undefined ? [] : [column])))]);
}

/** The table with an id. Throws when it is missing: schemas are resolved before they come here. */
export function tableOf(schema: Schema, id: Id): Table {
  const table = schema.tables.find((candidate) => candidate.id === id);
  if (table === undefined) throw new Error(`No table with id ${id}`);
  return table;
}

/** What each table becomes, with the facts that decided. */
export interface Roles {
  readonly facts: ReadonlyMap<Id, GraphFacts>;
  readonly roles: ReadonlyMap<Id, GraphRole>;
}

/** A role in a technology's own words. */
export type RoleWords = Readonly<Record<GraphRole, { readonly label: string; readonly help: string }>>;

/**
 * Decides what each table becomes. `junctionProperties`: most properties a junction may have as a relationship; more make it a node. A
 * relationship whose end is no node becomes a node itself, since it would have nothing to hang on.
 */
export function decideRoles(input: NativeInput, decisions: Decisions, words: RoleWords, junctionProperties: number): Roles {
  const facts = graphFacts(input);
  const roles = new Map<Id, GraphRole>();
  for (const fact of facts.values()) {
    const { role, reason, possible } = proposeRole(fact, input, junctionProperties);
    roles.set(fact.table.id, decisions.take({
      about: fact.table.id, table: fact.table.id, choice: "role", label: `${fact.table.name} in the graph`, proposed: role, reason, options: possible.map((id) => ({ id, ...words[id] })),
    }));
  }
  for (const [id, role] of roles) {
    if (role === "relationship" && facts.get(id)?.ends?.some(({ referencedTable }) => roles.get(referencedTable) !== "node") === true) roles.set(id, "node");
  }
  return { facts, roles };
}
