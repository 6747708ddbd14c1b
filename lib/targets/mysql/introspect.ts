import { address, type Id, type SchemaObject, type Table } from "../../model";
import type { CatalogQuery, Introspection } from "../target";
import { buildTables, normalCollation, type Reading } from "./build-schema";
import { rows, showCreate } from "./catalog";
import { Cursor, ReadError } from "./cursor";
import { plainDefinition } from "./expression";
import { parseTable } from "./parse-table";
import type { ParsedTable } from "./parsed";
import { tokenize } from "./tokenizer";
import { factsOf, versionOf } from "./versions";

/** Reads the current database: names from information_schema, everything else from SHOW CREATE, which hides nothing. */
export async function introspect(query: CatalogQuery): Promise<Introspection> {
  const [[server = "", collation = "", ownDefault = "", owner = ""] = []] = await rows(query, "SELECT VERSION() AS a, @@collation_database AS b, @@collation_server AS c, CURRENT_USER() AS d");
  const facts = factsOf(versionOf(server));
  let last = 0;
  // Unlike any other reading's ids: a diff takes equal ids for the same thing.
  const prefix = globalThis.crypto.randomUUID().slice(0, 8);
  const nextId = (): Id => `${prefix}-${(last += 1)}`;
  const unmodelled: { kind: string; name: string }[] = [];
  const charsets = new Map((await rows(query, "SELECT character_set_name AS a, default_collate_name AS b FROM information_schema.character_sets")).map(([name = "", value = ""]) => [name, value]));
  const reading: Reading = { facts, nextId, unmodelled, defaultCollation: (charset) => charsets.get(charset === "utf8" ? "utf8mb3" : charset) ?? `${charset}_general_ci` };

  const parsed: ParsedTable[] = [];
  const views: string[] = [];
  const sequences: string[] = [];
  for (const [name = "", kind = ""] of await rows(query, "SELECT table_name AS a, table_type AS b FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY create_time, table_name")) {
    if (kind === "VIEW") views.push(name);
    else if (kind === "SEQUENCE") sequences.push(name);
    else {
      const table = readTable(await showCreate(query, "TABLE", name, "Create Table") ?? "", reading);
      if (table === undefined) unmodelled.push({ kind: "table", name });
      else parsed.push(table);
    }
  }
  const { tables, enums } = buildTables(parsed, reading);
  const objects = await readObjects(query, { tables, views, sequences, owner, nextId });
  const database: SchemaObject[] = collation === ownDefault ? []
    : [{ id: nextId(), kind: "database", name: "default collation", definition: `ALTER DATABASE DEFAULT COLLATE ${normalCollation(collation)}`, dependsOn: [] }];
  return { schema: { tables, enums, objects: [...database, ...objects] }, unmodelled };
}

function readTable(sql: string, { facts }: Reading): ParsedTable | undefined {
  try {
    return parseTable(sql, facts);
  } catch (error) {
    if (error instanceof ReadError) return undefined;
    throw error;
  }
}

interface Found {
  readonly tables: readonly Table[];
  readonly views: readonly string[];
  readonly sequences: readonly string[];
  readonly owner: string;
  readonly nextId: () => Id;
}

async function readObjects(query: CatalogQuery, { tables, views, sequences, owner, nextId }: Found): Promise<SchemaObject[]> {
  const objects: SchemaObject[] = [];
  const addresses = new Map<string, string>();
  for (const table of tables) addresses.set(table.name, address.table(table));
  for (const view of views) addresses.set(view, `view:${view}`);
  for (const sequence of sequences) addresses.set(sequence, `sequence:${sequence}`);
  const routines = await rows(query, "SELECT routine_name AS a, routine_type AS b FROM information_schema.routines WHERE routine_schema = DATABASE() AND routine_type IN ('FUNCTION', 'PROCEDURE') ORDER BY routine_type, routine_name");
  for (const [name = "", type = ""] of routines) if (!addresses.has(name)) addresses.set(name, `${type.toLowerCase()}:${name}`);
  const add = (kind: string, name: string, sql: string | undefined, more: Partial<SchemaObject> = {}): void => {
    if (sql === undefined) return;
    const definition = plainDefinition(sql, owner);
    const own = `${kind}:${name}`;
    // Only views look at what they name when they are made.
    const names = kind !== "view" ? [] : tokenize(definition).flatMap((token) => (token.kind === "quoted" || token.kind === "word" ? [token.value] : []));
    const mentioned = names.flatMap((word) => {
      const found = addresses.get(word);
      return found === undefined || found === own ? [] : [found];
    });
    for (const table of tables) {
      if (!mentioned.includes(address.table(table))) continue;
      mentioned.push(...table.columns.filter((column) => names.includes(column.name)).map((column) => address.column(table, column.name)));
    }
    objects.push({ id: nextId(), kind, name, definition, dependsOn: [...new Set(mentioned)], ...more });
  };
  for (const name of sequences) add("sequence", name, (await showCreate(query, "SEQUENCE", name, "Create Table"))?.replace(/\s+ENGINE=\w+\s*$/i, ""));
  for (const name of views) add("view", name, await showCreate(query, "VIEW", name, "Create View"));
  for (const [name = "", type = ""] of routines) add(type.toLowerCase(), name, await showCreate(query, type, name, `Create ${type}`));
  const triggers = await rows(query, `SELECT trigger_name AS a, event_object_table AS b, action_timing AS c, event_manipulation AS d FROM information_schema.triggers
    WHERE trigger_schema = DATABASE() ORDER BY event_object_table, action_timing, event_manipulation, action_order`);
  let before: readonly string[] = [];
  for (const trigger of triggers) {
    const [name = "", on = "", ...moment] = trigger;
    const table = tables.find((candidate) => candidate.name === on);
    // Triggers of one moment run in the order they were made in.
    const follows = before[1] === on && before.slice(2).join() === moment.join() ? [`trigger:${on}.${before[0] ?? ""}`] : [];
    before = trigger;
    add("trigger", name, await showCreate(query, "TRIGGER", name, "SQL Original Statement"), { ...(table === undefined ? {} : { tableId: table.id }), dependsOn: [...(table === undefined ? [] : [address.table(table)]), ...follows] });
  }
  const events = await rows(query, "SELECT event_name AS a, starts AS b, created AS c FROM information_schema.events WHERE event_schema = DATABASE() ORDER BY event_name");
  for (const [name = "", starts = "", created = ""] of events) add("event", name, plainEvent(await showCreate(query, "EVENT", name, "Create Event"), starts === created));
  return objects;
}

/** Without what the engine filled in: a start that is the moment of creation, the usual completion and status. */
function plainEvent(sql: string | undefined, startsWhenMade: boolean): string | undefined {
  if (sql === undefined) return undefined;
  const cursor = new Cursor(sql);
  const body = cursor.tokens.find((token) => token.kind === "word" && token.text.toUpperCase() === "DO")?.at ?? sql.length;
  const head = sql.slice(0, body)
    .replace(/\s+ON COMPLETION NOT PRESERVE(?=\s)/i, "").replace(/\s+ENABLE(?=\s*(?:COMMENT\s|$))/i, "")
    .replace(startsWhenMade ? /\s+STARTS\s+'[^']*'/i : /$^/, "");
  return `${head.trim()} ${sql.slice(body)}`;
}
