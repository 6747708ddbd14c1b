import type { Diagnostic, Id } from "../../model";
import { choose, type MappingDecision, type NativeInput } from "../native";
import { entityOf } from "./entities";
import { answering, indexesOf } from "./indexes";
import { layouts, type Layout } from "./layout";
import { isDynamoModel, keysOf, type DynamoTable, type Entity } from "./model";
import { freeName, resourceName } from "./names";
import { beyondKeys, readingOf, type Read, type Reading } from "./reads";
import { settingsOf } from "./settings";
import { lookups, type Lookup } from "./uniques";

/** The whole derived shape with what the plans need to know of how it came about. */
export interface Shape {
  readonly input: NativeInput;
  readonly layouts: ReadonlyMap<Id, Layout>;
  readonly tables: readonly DynamoTable[];
  readonly entities: readonly Entity[];
  readonly lookups: readonly Lookup[];
  readonly readings: ReadonlyMap<Id, Reading>;
  readonly decisions: readonly MappingDecision[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Derives tables, keys, look-ups and indexes. */
export function shapeOf(input: NativeInput): Shape {
  const { schema, patterns } = input;
  const released = input.released !== undefined && isDynamoModel(input.released) ? input.released : undefined;
  const readings = new Map(patterns.map((pattern) => [pattern.id, readingOf(pattern, schema)]));
  const served = patterns.filter((pattern) => beyondKeys(pattern) === undefined && pattern.operation !== "subscribe");
  const reads = served.flatMap(({ id }) => readings.get(id)?.reads ?? []);
  const placed = layouts(input, reads, released);
  const unique = lookups(placed.layouts, input);
  const decisions: MappingDecision[] = [...placed.decisions, ...unique.decisions];
  const taken = new Set<string>();
  const tables: DynamoTable[] = [];
  const entities: Entity[] = [];
  for (const table of schema.tables) {
    const layout = placed.layouts.get(table.id);
    if (layout === undefined || layout.home !== table.id) continue;
    const members = schema.tables.flatMap(({ id }) => { const each = placed.layouts.get(id); return each?.home === table.id ? [each] : []; });
    const before = released?.tables.find(({ id }) => id === table.id);
    const { settings, decisions: about } = settingsOf(layout, input);
    decisions.push(...about);
    const local: DynamoTable["local"][number][] = [];
    const global: DynamoTable["global"][number][] = [];
    const names = new Set<string>();
    for (const member of members) {
      const unanswered = reads.filter((read) => read.table.id === member.table.id && answering(read, member.keys, []) === undefined && !answeredByLookup(read, unique.lookups));
      const made = indexesOf(member, unanswered, before, input);
      decisions.push(...made.decisions);
      local.push(...made.local.map((index) => ({ ...index, name: freeName(index.name, names) })));
      global.push(...made.global.map((index) => ({ ...index, name: freeName(index.name, names) })));
    }
    const keyed = new Set([...local, ...global].flatMap(({ hash, range }) => [...hash, ...range]).flatMap(({ columns }) => columns));
    for (const member of members) {
      for (const key of [...member.keys.hash, ...member.keys.range]) if (key.columns.length === 1 && key.columns[0] !== undefined && member.names.get(key.columns[0]) === key.attribute) keyed.add(key.columns[0]);
      const own = member === layout ? settings.expiry : settingsOf(member, input).settings.expiry;
      entities.push(entityOf(member, keyed, settings.expiry === undefined ? undefined : own?.attribute === settings.expiry.attribute ? own : undefined, schema));
    }
    // An index on a column that is the expiry holds seconds.
    const seconds = (index: DynamoTable["global"][number]) => ({ ...index, hash: index.hash.map(retyped), range: index.range.map(retyped) });
    const retyped = <K extends { readonly attribute: string }>(key: K): K => (key.attribute === settings.expiry?.attribute ? { ...key, type: "N" } : key);
    const [hash] = layout.keys.hash;
    if (hash === undefined) throw new Error(`${table.name} has no partition key`);
    const [range] = layout.keys.range;
    const namespaced = table.namespace === undefined ? table.name : `${table.namespace}.${table.name}`;
    const name = (released: DynamoTable | undefined): DynamoTable | undefined => {
      const base = resourceName(namespaced, "items");
      if (released === undefined || released.base === base) return released;
      const { chosen, decision } = choose({
        about: table.id, table: table.id, choice: "table-name", label: `Name of ${table.name}`, proposed: "keep",
        reason: `DynamoDB cannot rename a table: another name is a new table, a copy of all items and a second write of each change meanwhile`,
        options: [{ id: "keep", label: `Stays ${released.name}`, help: "Nothing to move; the entity is called anew in the design only" }, { id: "follow", label: `Becomes ${base}`, help: "A new table, filled by a script, then the old one is dropped" }],
      }, input.choices);
      decisions.push(decision);
      return chosen === "keep" ? released : undefined;
    };
    tables.push(named({
      id: table.id, entities: members.map((member) => member.table.id), hash: { ...hash, columns: layout.columns.hash }, ...(range === undefined ? {} : { range: { ...range, columns: layout.columns.range } }),
      local: local.map(seconds), global: global.map(seconds), ...(settings.expiry === undefined ? {} : { ttl: settings.expiry.attribute }), recovery: settings.recovery,
      ...(settings.stream === undefined ? {} : { stream: settings.stream }), ...(settings.provisioned ? { capacity: { read: 1, write: 1 } } : {}),
    }, namespaced, name(before), taken));
    for (const lookup of unique.lookups.filter((each) => members.some((member) => member.table.id === each.table.id))) {
      tables.push(named({
        id: lookup.id, entities: [], lookup: { entity: lookup.table.id, owner: lookup.owner }, hash: lookup.hash, ...(lookup.range === undefined ? {} : { range: lookup.range }),
        local: [], global: [], recovery: settings.recovery, ...(settings.provisioned ? { capacity: { read: 1, write: 1 } } : {}),
      }, lookup.name, released?.tables.find(({ id }) => id === lookup.id), taken));
    }
  }
  const diagnostics = unique.unkept.map(({ id, table, columns }): Diagnostic => ({ code: "dynamodb-unique-not-kept", severity: "warning", message: `Nothing keeps ${columns.map(({ name }) => name).join(", ")} of ${table.name} unique: two writers at the same moment can both succeed.`, place: { objectId: id } }));
  return { input, layouts: placed.layouts, tables, entities, lookups: unique.lookups, readings, decisions, diagnostics };
}

/** A released table keeps its name while its keys are the same; other keys are another table beside it. */
function named(table: Omit<DynamoTable, "name" | "base" | "generation">, wanted: string, before: DynamoTable | undefined, taken: Set<string>): DynamoTable {
  const text = (one: Pick<DynamoTable, "hash" | "range" | "local">): string => JSON.stringify([keysOf(one).map(({ attribute, type, columns }) => [attribute, type, columns]), one.local.map(({ name, hash, range, projection }) => [name, hash, range, projection])]);
  if (before !== undefined && text(before) === text(table)) {
    taken.add(before.name);
    return { ...table, name: before.name, base: before.base, generation: before.generation };
  }
  const base = resourceName(wanted, "items");
  const generation = before === undefined || before.base !== base ? 1 : before.generation + 1;
  return { ...table, base, generation, name: freeName(generation === 1 ? base : `${base}_v${generation}`, taken) };
}

/** A look-up answers a read that gives exactly its columns. */
export function answeredByLookup(read: Read, all: readonly Lookup[]): Lookup | undefined {
  return read.order.length > 0 ? undefined : all.find(({ table, columns }) => table.id === read.table.id && columns.length === read.equality.length && columns.every((id) => read.equality.includes(id)));
}
