import type { JsonValue } from "../../../model";
import { readLine, type FieldType } from "./line-protocol";
import { refuse } from "./refusal";
import { readOptions, shellWords } from "./shell-words";
import type { HeldTable, Store } from "./store";

export interface Rules {
  readonly edition: string;
  readonly databases: number;
  readonly tables: number;
  readonly columns: number;
  /** Flux that is to be looked at by the vendor's checker. */
  checkFlux(script: string): void;
  /** Lines that are to be written to a real server too. */
  written(database: string, lines: readonly string[]): void;
}

const fieldTypes = new Set(["int64", "uint64", "float64", "bool", "utf8"]);
const duration = /^(?:\d+(?:ns|us|ms|s|m|h|d|w|mo|y))+$/;

/** Carries out one command line; a refusal is thrown. The answer says what was not looked at. */
export function perform(store: Store, command: string, rules: Rules): string | undefined {
  const words = shellWords(command);
  const [program = "", verb = "", object = "", ...more] = words;
  if (program === "node") return copyPoints(store, words.slice(2), rules);
  if (rules.edition === "2" ? program !== "influx" : program !== "influxdb3") refuse(`${program}: command not found`);
  if (verb === "write") return write(store, [object, ...more], rules);
  if (verb === "query") {
    if (rules.edition === "2") rules.checkFlux(object);
    return rules.edition === "2" ? undefined : "SQL of questions";
  }
  switch (`${program} ${verb} ${object}`) {
    case "influxdb3 create database": return createDatabase(store, more, rules);
    case "influxdb3 delete database": {
      const [name = ""] = readOptions(more, []).rest;
      if (!store.databases.delete(name)) refuse(`database not found: ${name}`);
      return undefined;
    }
    case "influxdb3 create table": return createTable(store, more, rules);
    case "influxdb3 update table": return updateTable(store, more, rules);
    case "influxdb3 delete table": {
      const { options, rest: [name = ""] } = readOptions(more, ["--database"]);
      store.table(options.get("--database") ?? "", name);
      store.database(options.get("--database") ?? "").tables.delete(name);
      return undefined;
    }
    case "influx bucket create": {
      const { options } = readOptions(more, ["--name", "--retention", "--description", "--org"]);
      const name = options.get("--name") ?? refuse("must specify bucket name");
      if (store.databases.has(name)) refuse(`bucket with name ${name} already exists`);
      if (name.startsWith("_")) refuse(`bucket name ${name} is invalid: names that begin with _ are reserved`);
      store.databases.set(name, { retention: bucketRetention(options.get("--retention")), tables: new Map() });
      return undefined;
    }
    case "influx bucket delete": {
      const { options } = readOptions(more, ["--name", "--org"]);
      if (!store.databases.delete(options.get("--name") ?? "")) refuse(`bucket ${options.get("--name") ?? ""} not found`);
      return undefined;
    }
    case "influx bucket update": {
      const { options } = readOptions(more, ["--id", "--retention", "--name"]);
      const name = /^\$\(influx bucket list --name (\S+) --json \| jq -r '\.\[0\]\.id'\)$/.exec(options.get("--id") ?? "")?.[1] ?? refuse("must specify a bucket's id");
      store.database(name).retention = bucketRetention(options.get("--retention"));
      return undefined;
    }
    case "influx task create": {
      const [script = ""] = more;
      rules.checkFlux(script);
      const name = /option task = \{name: "((?:[^"\\]|\\.)*)"/.exec(script)?.[1] ?? refuse("missing required task option: name");
      for (const bucket of script.matchAll(/(?:from|to)\(bucket: "((?:[^"\\]|\\.)*)"\)/g)) store.database(bucket[1] ?? "");
      store.tasks.set(name, script);
      return undefined;
    }
    case "influx task delete": {
      const name = /select\(\.name == "([^"]+)"\)/.exec(command)?.[1] ?? refuse("must specify a task's id");
      if (!store.tasks.delete(name)) refuse(`task ${name} not found`);
      return undefined;
    }
    default: return refuse(`error: unrecognized subcommand '${verb} ${object}'`);
  }
}

function bucketRetention(text: string | undefined): string | undefined {
  if (text === undefined || text === "0") return undefined;
  return duration.test(text) ? text : refuse(`invalid duration ${text}`);
}

function checkName(name: string, what: string): void {
  if (!/^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(name)) refuse(`invalid character in ${what} name '${name}': letters, digits, - and _, beginning with a letter or digit`);
  if (name.length > 64) refuse(`${what} name '${name}' is longer than 64 characters`);
}

function createDatabase(store: Store, words: readonly string[], rules: Rules): undefined {
  const { options, rest: [name = ""] } = readOptions(words, ["--retention-period", "--token", "--host"]);
  checkName(name, "database");
  if (store.databases.has(name)) refuse(`attempted to create a resource that already exists: ${name}`);
  if (store.databases.size >= rules.databases) refuse(`Adding a new database would exceed limit of ${rules.databases} databases`);
  const retention = options.get("--retention-period");
  if (retention !== undefined && !duration.test(retention)) refuse(`invalid value '${retention}' for '--retention-period'`);
  store.databases.set(name, { retention, tables: new Map() });
  return undefined;
}

function createTable(store: Store, words: readonly string[], rules: Rules): undefined {
  const { options, rest: [name = ""] } = readOptions(words, ["--database", "--tags", "--fields", "--retention-period"]);
  const { tables } = store.database(options.get("--database") ?? "");
  checkName(name, "table");
  if (tables.has(name)) refuse(`attempted to create a resource that already exists: ${name}`);
  if ([...store.databases.values()].reduce((sum, held) => sum + held.tables.size, 0) >= rules.tables) refuse(`Update to schema would exceed number of tables limit of ${rules.tables} tables`);
  const retention = options.get("--retention-period");
  if (retention !== undefined && (rules.edition !== "3-enterprise" || !duration.test(retention))) refuse("error: unexpected argument '--retention-period' found");
  const table: HeldTable = { retention, tags: [], fields: new Map(), points: new Map() };
  addColumns(table, options, rules);
  if (table.tags.length === 0) refuse("error: the following required arguments were not provided: --tags");
  tables.set(name, table);
  return undefined;
}

function updateTable(store: Store, words: readonly string[], rules: Rules): undefined {
  const { options, rest: [name = ""] } = readOptions(words, ["--database", "--tags", "--fields", "--retention-period"]);
  const table = store.table(options.get("--database") ?? "", name);
  const retention = options.get("--retention-period");
  if (retention !== undefined) {
    if (rules.edition !== "3-enterprise") refuse("error: unexpected argument '--retention-period' found");
    table.retention = retention === "none" ? undefined : duration.test(retention) ? retention : refuse(`invalid value '${retention}' for '--retention-period'`);
  } else if (!options.has("--tags") && !options.has("--fields")) refuse("error: nothing to update");
  addColumns(table, options, rules);
  return undefined;
}

/** Columns are added; what is there with another type is refused. */
function addColumns(table: HeldTable, options: ReadonlyMap<string, string>, rules: Rules): void {
  for (const tag of (options.get("--tags") ?? "").split(",").filter((part) => part !== "")) {
    checkName(tag, "tag");
    if (tag === "time" || table.fields.has(tag)) refuse(`invalid column type for column '${tag}'`);
    if (!table.tags.includes(tag)) table.tags.push(tag);
  }
  for (const part of (options.get("--fields") ?? "").split(",").filter((text) => text !== "")) {
    const [name = "", type = ""] = part.split(":");
    checkName(name, "field");
    if (!isFieldType(type)) return refuse(`invalid field type '${type}': expected int64, uint64, float64, utf8 or bool`);
    if (name === "time" || table.tags.includes(name) || (table.fields.get(name) ?? type) !== type) refuse(`invalid column type for column '${name}'`);
    table.fields.set(name, type);
  }
  if (table.tags.length + table.fields.size + 1 > rules.columns) refuse(`Update to schema would exceed number of columns per table limit of ${rules.columns} columns`);
}

function isFieldType(text: string): text is FieldType {
  return fieldTypes.has(text);
}

function write(store: Store, words: readonly string[], rules: Rules): undefined {
  const { options, rest: [text = ""] } = readOptions(words, ["--database", "--bucket", "--precision", "--file", "--org"]);
  const database = options.get(rules.edition === "2" ? "--bucket" : "--database") ?? refuse("error: no database is named");
  const lines = text.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("#"));
  if (lines.length === 0) refuse("error: nothing to write");
  for (const line of lines) store.write(database, readLine(line));
  rules.written(database, lines);
  return undefined;
}

/** What the tool copy.mjs does, done apart from it. */
function copyPoints(store: Store, words: readonly string[], rules: Rules): undefined {
  const { options } = readOptions(words, ["--from", "--to", "--rename", "--drop", "--only", "--set", "--types", "--since"]);
  const place = (name: string): readonly [string, string] => {
    const [database = "", table = ""] = (options.get(name) ?? "").split("/");
    return [database, table];
  };
  const list = (name: string): readonly string[] => (options.get(name) ?? "").split(",").filter((part) => part !== "");
  const [fromDatabase, fromTable] = place("--from");
  const [toDatabase, toTable] = place("--to");
  const from = rules.edition === "2" ? store.database(fromDatabase).tables.get(fromTable) : store.table(fromDatabase, fromTable);
  store.database(toDatabase);
  const renamed = new Map(list("--rename").map((part) => {
    const [old = "", now = "", by = "1"] = part.split(":");
    return [old, { now, by: Number(by) }] as const;
  }));
  const dropped = new Set(list("--drop"));
  const only = new Set(list("--only"));
  const types = new Map(list("--types").map((part) => {
    const [name = "", type = ""] = part.split(":");
    return [name, type] as const;
  }));
  for (const { tags, time, fields } of [...from?.points.values() ?? []]) {
    const [tagsOut, fieldsOut] = [new Map<string, string>(), new Map<string, { type: FieldType; value: JsonValue }>()];
    for (const [name, value] of [...tags, ...fields]) {
      if (dropped.has(name)) continue;
      const { now, by } = renamed.get(name) ?? { now: name, by: 1 };
      const type = types.get(now);
      if (type === "tag") tagsOut.set(now, String(value));
      else if (type !== undefined && isFieldType(type) && (only.size === 0 || only.has(now))) fieldsOut.set(now, { type, value: converted(value, type, by) });
    }
    for (const part of list("--set")) {
      const [name = "", value = ""] = part.split(":");
      const type = types.get(name) ?? "";
      if (isFieldType(type)) fieldsOut.set(name, { type, value: converted(value, type, 1) });
    }
    if (fieldsOut.size > 0) store.write(toDatabase, { table: toTable, tags: tagsOut, time, fields: fieldsOut });
  }
  return undefined;
}

function converted(value: JsonValue, type: FieldType, by: number): JsonValue {
  if (type === "int64" || type === "uint64") return by === 1 ? Math.trunc(Number(value)) : Math.round(Number(value) * by);
  if (type === "float64") return Number(value) * by;
  return type === "bool" ? value === true || value === "true" : String(value);
}
