import { address, type Address, type EnumType, type Id, type Schema, type SchemaObject, type Table } from "../../model";
import type { RuleContext, Statement } from "../target";
import { namesIn, tokens } from "./expression";
import { objectKinds } from "./objects";
import { printType } from "./print";
import { enumRules } from "./rules/enum";
import { foreignKey } from "./rules/constraints";
import { index } from "./rules/index-rules";
import { parentTables } from "./rules/parents";
import { table } from "./rules/table";
import { sortByNeed, type Node } from "./sort-by-need";
import { splitDefinition } from "./statements";

/** Lower comes first among what nothing else orders. */
const ranks: Readonly<Record<string, number>> = {
  role: 0, namespace: 1, extension: 2, collation: 3, enum: 4, "composite type": 5, domain: 5, "range type": 5, sequence: 6,
  function: 7, procedure: 7, aggregate: 8, operator: 8.1, cast: 8.2, "text search dictionary": 8.3, "text search configuration": 8.4, "foreign data wrapper": 8.5, "foreign server": 8.6, "foreign table": 12.5, table: 9, "sequence owner": 10, indexes: 11, constraint: 12, view: 13, "materialized view": 13, index: 14, statistics: 15,
  "foreign keys": 16, rule: 17, trigger: 18, policy: 19, publication: 20, privilege: 21, "default privilege": 22, owner: 19.5, setting: 19.6, "event trigger": 23,
};

/** The whole schema as one script: what others need first, foreign keys when all tables are there. */
export function createSchema(schema: Schema, version = "18"): readonly Statement[] {
  const context: RuleContext = { from: { tables: [], enums: [], objects: [] }, to: schema, version, online: false };
  const byId = new Map(schema.tables.map((t) => [t.id, t]));
  const nodes = [
    ...schema.enums.map(enumNode),
    ...schema.objects.map((object) => objectNode(object, schema)),
    ...schema.tables.flatMap((t) => tableNodes(t, byId, context)),
  ];
  const mentioned = byMention(schema);
  for (const node of nodes) for (const name of node.mentions) for (const target of mentioned.get(name) ?? []) if (target !== node.key) node.wishes.add(target);
  const { sorted, unmet } = sortByNeed(nodes);
  const statements = sorted.flatMap((node) => node.create(context));
  // A body that speaks of something created later is checked when it runs.
  return unmet ? [{ sql: "SET check_function_bodies = off" }, ...statements] : statements;
}

interface CreationNode extends Node {
  /** Names in its expressions: functions, types, sequences and, in bodies, tables. */
  readonly mentions: ReadonlySet<string>;
  create(context: RuleContext): readonly Statement[];
}

function node(key: Address, kind: string, needs: readonly Address[], mentions: ReadonlySet<string>, create: CreationNode["create"], also: readonly Address[] = []): CreationNode {
  return { key, rank: ranks[kind] ?? 15, provides: [key, ...also], needs: new Set(needs), wishes: new Set(), mentions, create };
}

const inNamespace = (namespace: string | undefined): readonly Address[] => (namespace === undefined ? [] : [address.namespace(namespace)]);

function enumNode(type: EnumType): CreationNode {
  return node(address.enum(type), "enum", inNamespace(type.namespace), new Set(), (context) => enumRules.create(type, context));
}

function objectNode(object: SchemaObject, schema: Schema): CreationNode {
  const owner = schema.tables.find((t) => t.id === object.tableId);
  const needs = [...object.dependsOn, ...inNamespace(object.namespace), ...(owner === undefined ? [] : [address.table(owner)])];
  const kind = objectKinds[object.kind];
  return node(address.object(object, schema), object.kind, needs, namesIn(checkedText(object)), (context) => [
    ...splitDefinition(object.definition).map((sql) => ({ sql })),
    ...(object.comment === undefined ? [] : kind?.comment?.(object, context) ?? []),
  ]);
}

/** The text whose names the engine looks up at creation. Bodies in other languages than SQL are looked at when they run. */
function checkedText(object: SchemaObject): string {
  const sqlBody = /\bLANGUAGE\s+'?sql\b/i.test(object.definition);
  return tokens(object.definition).map((t) => {
    if (t.kind !== "text" || !t.text.startsWith("$")) return t.text;
    return sqlBody ? t.text.slice(t.text.indexOf("$", 1) + 1, t.text.lastIndexOf("$", t.text.length - 2)) : "";
  }).join(" ");
}

function tableNodes(created: Table, byId: ReadonlyMap<Id, Table>, context: RuleContext): CreationNode[] {
  const key = address.table(created);
  const texts = created.columns.flatMap((c) => [printType(c.type, context), c.default ?? "", c.generated?.expression ?? "", c.collation ?? ""]);
  const parents = parentTables(created, context).map((parent) => address.table(parent));
  const checks = created.checks.map((c) => c.expression);
  const needs = [...inNamespace(created.namespace), ...parents];
  const inside = [
    ...created.columns.map((c) => address.column(created, c.name)),
    ...[created.primaryKey, ...created.uniques, ...created.checks].flatMap((c) => (c?.name === undefined ? [] : [address.constraint(created, c.name)])),
  ];
  const nodes = [node(key, "table", needs, namesIn([...texts, ...checks, created.options["partitionBy"] ?? "", created.options["ofType"] ?? ""].join(" ")), (c) => table.create(created, c), inside)];
  if (created.indexes.length > 0) {
    const expressions = created.indexes.flatMap((i) => [i.where ?? "", ...i.parts.flatMap((p) => [p.expression ?? "", p.operatorClass ?? "", p.collation ?? ""])]);
    const parts = created.indexes.some((i) => i.options?.["only"] === "true") ? [...byId.values()].filter((other) => parentTables(other, context).some(({ id }) => id === created.id)).map((part) => address.table(part)) : [];
    nodes.push(node(`indexes:${key}`, "indexes", [key, ...parts], namesIn(expressions.join(" ")), (c) => created.indexes.flatMap((i) => statementsOf(index.create(i, created, c))), created.indexes.map((i) => address.index(created, i.name))));
  }
  if (created.foreignKeys.length > 0) {
    const referenced = created.foreignKeys.flatMap((k) => byId.get(k.referencedTable) ?? []).flatMap((t) => [address.table(t), `indexes:${address.table(t)}`]);
    nodes.push(node(`foreign keys:${key}`, "foreign keys", [key, ...referenced], new Set(), (c) => created.foreignKeys.flatMap((k) => statementsOf(foreignKey.create(k, created, c))),
      created.foreignKeys.flatMap((k) => (k.name === undefined ? [] : [address.constraint(created, k.name)]))));
  }
  return nodes;
}

function statementsOf(alteration: ReturnType<typeof foreignKey.create>): readonly Statement[] {
  if (typeof alteration === "string") throw new Error(`Creating never answers ${alteration}`);
  return alteration;
}

/** Addresses by the bare name an expression mentions. */
function byMention(schema: Schema): ReadonlyMap<string, readonly Address[]> {
  const found = new Map<string, Address[]>();
  const add = (name: string, target: Address): void => { found.set(name, [...(found.get(name) ?? []), target]); };
  for (const type of schema.enums) add(type.name, address.enum(type));
  for (const t of schema.tables) add(t.name, address.table(t));
  for (const object of schema.objects) {
    if (!/^(function|aggregate|sequence|domain|composite type|range type|view|materialized view|collation)$/.test(object.kind)) continue;
    add(object.name.replace(/(?<=.)\(.*$/s, ""), address.object(object, schema));
  }
  return found;
}
