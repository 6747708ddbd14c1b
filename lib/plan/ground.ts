import { diffSchemas, mapIds, type Difference, type SchemaDiff } from "../diff";
import type { Address, EnumType, Id, Schema, SchemaObject, Table } from "../model";
import type { RuleContext, Target } from "../targets/target";
import { addressesOf } from "./addresses";
import { mentionedNames } from "./mentions";
import type { ChangeForm, PlanRequest } from "./plan";
import { rebuiltEnums } from "./rebuilt-enums";
import { usesEnum } from "./uses-enum";

/** What planning stands on: both schemas in one id space (a matched record has the goal's id), and their difference. */
export interface Ground {
  readonly target: Target;
  readonly version: string;
  readonly online: boolean;
  readonly forms: Readonly<Record<string, ChangeForm>>;
  readonly rows: ReadonlyMap<Id, number>;
  readonly base: Schema;
  readonly goal: Schema;
  /** Between the schemas as they were asked about, in their own ids. */
  readonly asked: SchemaDiff;
  /** Between `base` and `goal`. Same order as `asked`. */
  readonly differences: readonly Difference[];
  readonly baseSide: Side;
  readonly goalSide: Side;
  /** The id in the request's base of a record that only the base has. */
  askedId(id: Id): Id;
  readonly up: RuleContext;
  readonly down: RuleContext;
}

/** One schema with its records and addresses by id. */
export interface Side {
  readonly tables: ReadonlyMap<Id, Table>;
  readonly enums: ReadonlyMap<Id, EnumType>;
  readonly objects: ReadonlyMap<Id, SchemaObject>;
  readonly addresses: ReadonlyMap<Id, Address>;
  /** Addresses of tables that both schemas have: statements speak of them as they are called at the moment, so nothing waits for their renames. */
  readonly standing: ReadonlySet<Address>;
  /** Addresses of the tables, enums and objects that a text can mention by a bare name. */
  readonly named: ReadonlyMap<string, readonly Address[]>;
}

export function groundOf(request: PlanRequest, asked: SchemaDiff = askedDiff(request)): Ground {
  const apart = new Set<Id>();
  const first = layGround(request, asked, apart);
  // A table that can only be replaced is another table: the old one goes, the new one comes.
  for (const difference of first.differences) {
    if (difference.kind !== "table" || difference.verb !== "alter") continue;
    const from = known(first.baseSide.tables, difference.from.id);
    const to = known(first.goalSide.tables, difference.to.id);
    const { alter } = request.target.rules.table;
    if (alter(from, to, difference.properties, first.up) !== "replace" && alter(to, from, difference.properties, first.down) !== "replace") continue;
    apart.add(first.asked.matching.baseOf(to.id) ?? "");
  }
  for (const table of first.base.tables) if (isHeld(table, first)) apart.add(first.asked.matching.baseOf(table.id) ?? "");
  return apart.size === 0 ? first : layGround(request, askedDiff(request, apart), apart);
}

/** Whether a column changes whose type the table fixes for good (what its parts are told apart by). */
function isHeld(table: Table, ground: Ground): boolean {
  const held = ground.target.rules.table.holds?.(table) ?? [];
  if (held.length === 0 || !ground.goalSide.tables.has(table.id)) return false;
  const enums = rebuiltEnums(ground);
  return ground.differences.some((difference) => difference.verb === "alter" && difference.kind === "column" && held.includes(difference.from.id) && difference.properties.some((property) => property === "type" || property === "collation"))
    || table.columns.some((column) => held.includes(column.id) && [...enums].some(([id, way]) => way === "up" && usesEnum(column.type, id)));
}

/** The difference between the schemas of a request, in their own ids. */
export function askedDiff(request: PlanRequest, apart: ReadonlySet<Id> = new Set()): SchemaDiff {
  const caseInsensitive = request.target.capabilities.caseInsensitiveNames ?? false;
  return diffSchemas(request.base, request.goal, { renames: request.renames ?? [], apart, caseInsensitive });
}

function layGround(request: PlanRequest, asked: SchemaDiff, apart: ReadonlySet<Id>): Ground {
  const goalIds = new Set(addressesOf(request.goal).keys());
  const moved = new Map<Id, Id>();
  const unified = mapIds(request.base, (id) => {
    const goalId = asked.matching.goalOf(id);
    if (goalId !== undefined) return goalId;
    if (!goalIds.has(id)) return id;
    moved.set(`base ${id}`, id);
    return `base ${id}`;
  });
  const { goal } = request;
  const goalTables = byId(goal.tables);
  // Members of a table that goes are told apart from those of one that takes its name.
  const baseAddresses = addressesOf(unified, (table) => goalTables.get(table.id) ?? { ...table, name: `${table.name} (dropped)` });
  const own = new Map([...addressesOf(unified)].map(([id, address]) => [address, baseAddresses.get(id) ?? address]));
  const base: Schema = { ...unified, objects: unified.objects.map((object) => ({ ...object, dependsOn: object.dependsOn.map((address) => own.get(address) ?? address) })) };
  const online = request.online ?? false;
  const shared = { version: request.version, online };
  const matched = diffSchemas(base, goal, { apart: new Set([...apart].flatMap((id) => [id, `base ${id}`])) });
  return {
    target: request.target, ...shared, base, goal, asked, forms: request.forms ?? {}, rows: request.rows ?? new Map(),
    differences: matched.differences,
    baseSide: sideOf(base, baseAddresses, goalTables, request.target),
    goalSide: sideOf(goal, addressesOf(goal), byId(base.tables), request.target),
    askedId: (id) => moved.get(id) ?? id,
    up: { from: base, to: goal, ...shared },
    down: { from: goal, to: base, ...shared },
  };
}

function sideOf(schema: Schema, addresses: ReadonlyMap<Id, Address>, otherTables: ReadonlyMap<Id, Table>, target: Target): Side {
  return {
    tables: byId(schema.tables), enums: byId(schema.enums), objects: byId(schema.objects), addresses,
    standing: new Set(schema.tables.flatMap((table) => (otherTables.has(table.id) ? addresses.get(table.id) ?? [] : []))),
    named: namedThings(schema, addresses, target),
  };
}

function namedThings(schema: Schema, addresses: ReadonlyMap<Id, Address>, target: Target): ReadonlyMap<string, readonly Address[]> {
  const named = new Map<string, Address[]>();
  const free = schema.objects.filter((object) => object.tableId === undefined && !followsNamesake(object, schema, addresses));
  for (const record of [...schema.tables, ...schema.enums, ...free]) {
    const address = addresses.get(record.id);
    if (address === undefined) continue;
    for (const name of "definition" in record ? mentionedNames(record, target) : [record.name]) {
      const list = named.get(name);
      if (list === undefined) named.set(name, [address]);
      else list.push(address);
    }
  }
  return named;
}

/** An object that only says something more of another one of its name: texts mean the other one. */
function followsNamesake(object: SchemaObject, schema: Schema, addresses: ReadonlyMap<Id, Address>): boolean {
  return object.dependsOn.length > 0 && schema.objects.some((other) => other !== object && other.name === object.name && object.dependsOn.includes(addresses.get(other.id) ?? ""));
}

function byId<T extends { readonly id: Id }>(records: readonly T[]): ReadonlyMap<Id, T> {
  return new Map(records.map((record) => [record.id, record]));
}

/** The record under an id. Throws when it is not there: the difference named it. */
export function known<T>(records: ReadonlyMap<Id, T>, id: Id | undefined): T {
  const record = id === undefined ? undefined : records.get(id);
  if (record === undefined) throw new Error(`No record with id ${id}`);
  return record;
}
