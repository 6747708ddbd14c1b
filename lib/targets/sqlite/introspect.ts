import { address, type Id, type SchemaObject, type Table } from "../../model";
import type { CatalogQuery, Introspection } from "../target";
import { readEntries, type CatalogEntry } from "./catalog";
import { EnumReader } from "./enums";
import { fold, sameName } from "./lexical";
import { readIndex, readTable, resolveForeignKeys, type DraftTable, type Unmodelled } from "./read-table";
import { tokenize } from "./tokenizer";

/** Reads the main database of an SQLite file: structure from the PRAGMAs, names and expressions from the stored text. */
export async function introspect(query: CatalogQuery): Promise<Introspection> {
  let last = 0;
  // Unlike any other reading's ids: a diff takes equal ids for the same thing.
  const reading = globalThis.crypto.randomUUID().slice(0, 8);
  const nextId = (): Id => `${reading}-${(last += 1)}`;
  const unmodelled: Unmodelled[] = [];
  const enums = new EnumReader(nextId);
  const entries = await readEntries(query);

  const drafts: DraftTable[] = [];
  for (const entry of entries) if (entry.kind === "table") drafts.push(await readTable(entry, query, { nextId, enums, unmodelled }));
  const tables = drafts.map((draft): Table => ({
    ...draft.table,
    foreignKeys: resolveForeignKeys(draft, drafts, nextId, unmodelled),
    indexes: entries.filter((e) => e.kind === "index" && sameName(e.owner, draft.table.name)).flatMap((e) => readIndex(e, draft, nextId, unmodelled)),
  }));
  return { schema: { tables, enums: enums.enums, objects: readObjects(entries, tables, nextId) }, unmodelled };
}

const objectKinds = { view: "view", trigger: "trigger", virtual: "virtual table" } as const;

/** Views, triggers and virtual tables with their text, each naming what it mentions. */
function readObjects(entries: readonly CatalogEntry[], tables: readonly Table[], nextId: () => Id): readonly SchemaObject[] {
  const addresses = new Map<string, string>();
  for (const table of tables) addresses.set(fold(table.name), address.table(table));
  for (const { kind, name } of entries) {
    if (kind === "view" || kind === "virtual") addresses.set(fold(name), `${objectKinds[kind]}:${name}`);
  }
  return entries.flatMap((entry) => {
    if (entry.kind === "table" || entry.kind === "index") return [];
    const owner = entry.kind === "trigger" ? tables.find((t) => sameName(t.name, entry.owner)) : undefined;
    const own = `${objectKinds[entry.kind]}:${entry.name}`;
    const mentioned = tokenize(entry.sql).flatMap((token) => {
      const found = token.kind === "word" || token.kind === "quoted" ? addresses.get(fold(token.value)) : undefined;
      return found === undefined || found === own ? [] : [found];
    });
    return [{
      id: nextId(), kind: objectKinds[entry.kind], name: entry.name, definition: entry.sql,
      ...(owner === undefined ? {} : { tableId: owner.id }),
      dependsOn: [...new Set(mentioned)],
    }];
  });
}
