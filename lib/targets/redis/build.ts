import type { Column, Id, Table } from "../../model";
import { simpleDefault } from "../native/simple-expression";
import { choose, type MappingDecision, type NativeInput } from "../native";
import { lookupsOf } from "./lookups";
import { totalBytes } from "./memory";
import { isRedisModel, type Entity, type Field, type RedisModel } from "./model";
import { identity } from "../native/table-keys";
import { askingOf, type Asking } from "./needs";
import { callName, keyName, slotsOf, structureOf, timeOf } from "./structures";
import { fieldKind, textBytes } from "./values";

export interface Built {
  readonly entities: readonly Entity[];
  readonly decisions: readonly MappingDecision[];
  readonly asking: ReadonlyMap<Id, Asking>;
  readonly released: RedisModel | undefined;
}

/** Every entity with its keys, fields and what leads to its rows. */
export function build(input: NativeInput): Built {
  const { schema, patterns } = input;
  const released = input.released !== undefined && isRedisModel(input.released) ? input.released : undefined;
  const asking = new Map(patterns.map((pattern) => [pattern.id, askingOf(pattern, schema)]));
  const needs = patterns.filter(({ operation, adHoc }) => operation !== "search" && operation !== "subscribe" && adHoc !== true).flatMap(({ id }) => asking.get(id)?.needs ?? []);
  const decisions: MappingDecision[] = [];
  const [prefixes, calls] = [new Set<string>(), new Set<string>()];
  const parts = schema.tables.map((table) => {
    const { structure, decision } = structureOf(table, needs, input);
    const expiry = expiryOf(table, input, structure === "stream");
    decisions.push(decision, ...(expiry === undefined ? [] : [expiry.decision]));
    const name = named(table, released, input, decisions);
    return { table, structure, expiry: expiry?.expiry, name: unique(keyName(name), prefixes), call: unique(callName(table.name), calls), fields: fieldsOf(table, schema.enums) };
  });
  const made = (tagged: (table: Table) => boolean): Entity[] => parts.map(({ table, structure, expiry, name, call, fields }) => {
    const tag = tagged(table) ? `{${name}}` : name;
    const time = structure === "stream" ? timeOf(table) : undefined;
    const fieldName = (id: Id): string => fields.get(id)?.name ?? id;
    const key = (time?.key ?? identity(table)).map(fieldName);
    const load = input.loads.get(table.id);
    const numbered = table.columns.find(({ id, identity: counts }) => counts !== undefined && identity(table).includes(id));
    return {
      id: table.id, name: table.name, call, structure, prefix: `${tag}:`, key: key.length === 0 && time === undefined ? [madeId(fields)] : key,
      fields: [...(identity(table).length === 0 ? [{ id: `${table.id}#id`, name: madeId(fields), kind: "text", required: true, bytes: 36, comment: "The design has no key: writers give each row a random UUID" } as const] : []), ...fields.values()],
      lookups: lookupsOf(table, structure, needs, tag, expiry?.field, fields), expiring: input.version === "7.2" || structure !== "hash" ? [] : expiringFields(table, expiry?.field),
      ...(expiry === undefined ? {} : { expiry }), ...(time === undefined ? {} : { time: fieldName(time.column) }), ...(numbered === undefined ? {} : { counter: `next:${tag}:${keyName(numbered.name)}` }),
      ...(table.comment === undefined ? {} : { comment: table.comment }), ...(load?.rows === undefined ? {} : { rows: load.rows }), ...(load?.rowsInYear === undefined ? {} : { rowsInYear: load.rowsInYear }),
    };
  });
  const bytes = totalBytes(made(() => false));
  const tagged = new Set<Id>();
  for (const { table, structure } of parts) {
    if (structure === "stream") continue;
    const slots = slotsOf(table, bytes, input, released);
    decisions.push(slots.decision);
    if (slots.tagged) tagged.add(table.id);
  }
  return { entities: made(({ id }) => tagged.has(id)), decisions, asking, released };
}

function fieldsOf(table: Table, enums: NativeInput["schema"]["enums"]): Map<Id, Field> {
  const key = identity(table);
  return new Map(table.columns.map((column: Column) => {
    const { id, name, type, nullable, comment, default: text } = column;
    const read = text === undefined ? undefined : simpleDefault(text);
    const value = read?.kind === "literal" && read.value !== null ? read.value === true ? "1" : read.value === false ? "0" : read.text : undefined;
    const values = type.kind === "enum" ? enums.find((each) => each.id === type.enumId)?.values : undefined;
    const foreign = table.foreignKeys.find(({ columns }) => columns.includes(id));
    const refers = foreign?.referencedColumns[foreign.columns.indexOf(id)];
    const said = [comment, ...(text !== undefined && value === undefined ? [`Writers set it: ${text}`] : [])].filter((each) => each !== undefined).join(". ");
    return [id, {
      id, name, kind: fieldKind(type), required: !nullable || key.includes(id), bytes: textBytes(type), ...(said === "" ? {} : { comment: said }), ...(value === undefined ? {} : { default: value }), ...(values === undefined ? {} : { values }),
      ...(refers === undefined ? {} : { refers }), ...((type.kind === "string" || type.kind === "char") && type.length !== undefined ? { length: type.length } : {}),
      ...(type.kind === "decimal" ? { scale: type.scale ?? 2 } : type.kind === "float32" || type.kind === "float64" ? { scale: 3 } : {}),
    }];
  }));
}

function madeId(fields: ReadonlyMap<Id, Field>): string {
  let name = "id";
  while ([...fields.values()].some((field) => field.name === name)) name = `${name}_key`;
  return name;
}

/** `token` and `token_expires_at`: the field goes when its time has come (HPEXPIREAT). */
function expiringFields(table: Table, whole: string | undefined): Entity["expiring"] {
  return table.columns.flatMap(({ name, nullable }) => {
    const at = table.columns.find((column) => column.name === `${name}_expires_at` && fieldKind(column.type) === "moment");
    return at === undefined || !nullable || at.name === whole ? [] : [{ field: name, at: at.name }];
  });
}

function expiryOf(table: Table, input: NativeInput, stream: boolean): { readonly expiry: Entity["expiry"]; readonly decision: MappingDecision } | undefined {
  const days = input.loads.get(table.id)?.retentionDays;
  const own = table.columns.find(({ name, type }) => fieldKind(type) === "moment" && /^(?:expires?_|expires?$|expiry|valid_(?:to|until)|delete_(?:at|after))/i.test(name));
  if (stream ? days === undefined : own === undefined && days === undefined) return undefined;
  const options = [
    { id: "none", label: "Never", help: "Rows stay until they are deleted; memory grows with them" },
    ...(own === undefined || stream ? [] : [{ id: "field", label: `At ${own.name}`, help: "Redis deletes the row at that millisecond" }]),
    ...(days === undefined ? [] : [{ id: "days", label: stream ? `Entries older than ${days} days` : `${days} days after the last write`, help: stream ? "Each append trims what is older (MINID ~)" : "Each write sets the time anew" }]),
  ];
  const { chosen, decision } = choose({
    about: table.id, table: table.id, choice: "expiry", label: `When rows of ${table.name} go`, proposed: own !== undefined && !stream ? "field" : "days", options,
    reason: own !== undefined && !stream ? `${own.name} says when a row ends` : `Rows are kept ${days} days, and memory is what Redis has least of`,
  }, input.choices);
  return { decision, expiry: chosen === "field" && own !== undefined ? { field: own.name, days: 0 } : chosen === "days" && days !== undefined ? { days } : undefined };
}

/** The name in keys: as the entity is called, unless the team keeps the released keys. */
function named(table: Table, released: RedisModel | undefined, input: NativeInput, decisions: MappingDecision[]): string {
  const wanted = table.namespace === undefined ? table.name : `${table.namespace}.${table.name}`;
  const before = released?.entities.find(({ id }) => id === table.id)?.prefix.replace(/^\{?(.*?)\}?:$/, "$1");
  if (before === undefined || before === keyName(wanted)) return wanted;
  const { chosen, decision } = choose({
    about: table.id, table: table.id, choice: "key-name", label: `Keys of ${table.name}`, proposed: "follow", reason: `Keys that say ${before} would mislead whoever looks at them; a script copies them in batches while both are written`,
    options: [{ id: "follow", label: `Become ${keyName(wanted)}:...`, help: "Keys are copied, then the old ones are removed" }, { id: "keep", label: `Stay ${before}:...`, help: "Nothing to move" }],
  }, input.choices);
  decisions.push(decision);
  return chosen === "keep" ? before : wanted;
}

function unique(name: string, taken: Set<string>): string {
  let free = name;
  for (let n = 2; taken.has(free); n += 1) free = `${name}_${n}`;
  taken.add(free);
  return free;
}
