import { address, type Address, type Id, type Schema, type SchemaObject } from "../../model";
import type { CatalogQuery, Introspection } from "../target";
import { readDependencies, readUnmodelled } from "./catalog/dependencies";
import type { FoundObject } from "./catalog/found-object";
import { objectReaders } from "./catalog/objects";
import { grouped } from "./catalog/grouped";
import { beyondModel, buildEnums, buildTables, present, type IdOf } from "./catalog/read-tables";
import { readPresence } from "./catalog/presence";
import { readColumns, readConstraints, readEnums, readIndexes, readTables, type ConstraintRow } from "./catalog/table-rows";
import { stable } from "./expression";
import { qualify, quote } from "./lexical";

/**
 * Reads the whole catalog of a PostgreSQL 14 or later. Names print without `public.`: the reading runs with that search
 * path and puts the session's own back.
 */
export async function introspect(query: CatalogQuery): Promise<Introspection> {
  // The queries join in a good order already; looking for a better one takes the engine longer than running them.
  const [server] = await query(`SELECT current_setting('server_version_num')::int AS version, current_setting('search_path') AS path, current_setting('join_collapse_limit') AS joins,
    set_config('search_path', 'public', false), set_config('join_collapse_limit', '1', false)`);
  try {
    return await read(query, Number(server?.["version"] ?? 0));
  } finally {
    await query("SELECT set_config('search_path', $1, false), set_config('join_collapse_limit', $2, false)", [String(server?.["path"] ?? "public"), String(server?.["joins"] ?? "8")]);
  }
}

async function read(query: CatalogQuery, version: number): Promise<Introspection> {
  const server = { version };
  const there = await readPresence(query);
  const tables = await readTables(query);
  const empty = tables.length === 0;
  const rows = {
    tables, columns: empty ? [] : await readColumns(query, server), constraints: empty ? [] : await readConstraints(query, server),
    indexes: empty ? [] : await readIndexes(query, server), enums: there.has("enums") ? await readEnums(query) : [],
  };
  const found: FoundObject[] = [];
  for (const [needs, readers] of objectReaders) for (const reader of there.has(needs) ? readers : []) found.push(...await reader(query, server));
  const known = new Map(rows.tables.map((t) => [t.oid, t]));
  for (const row of rows.constraints) if (beyondModel(row, new Set(known.keys()))) found.push(constraintObject(row, known.get(row.table)));

  // Ids must differ between two readings, or a comparison would take equal oids of two databases for one object.
  // And they are short: the shared document holds an id for each property of each record.
  const reading = crypto.randomUUID().slice(0, 6);
  const idOf: IdOf = (kind, ...key) => `${reading}${kind === "constraint" ? "k" : kind.charAt(0)}${key.map((part) => part.toString(36)).join(".")}`;
  const enums = buildEnums(rows.enums, idOf);
  const built = buildTables(rows, enums, idOf);
  const objects = found.map((object, i) => toObject(object, idOf("object", i), object.table === undefined ? undefined : idOf("table", object.table)));
  const bare: Schema = { tables: built, enums, objects };

  const unmodelled = there.has("unmodelled") ? await readUnmodelled(query) : [];
  if (found.length === 0) return { schema: bare, unmodelled };
  const addresses = new Map<string, Address>();
  rows.tables.forEach((row, i) => { const table = built[i]; if (table !== undefined) addresses.set(`pg_class ${row.oid} 0`, address.table(table)); });
  for (const row of rows.columns) { const table = known.get(row.table); if (table !== undefined) addresses.set(`pg_class ${row.table} ${row.number}`, address.column(named(table), row.name)); }
  for (const row of rows.constraints) { const table = known.get(row.table); if (table !== undefined) addresses.set(`pg_constraint ${row.oid} 0`, address.constraint(named(table), row.name)); }
  for (const row of rows.indexes) { const table = known.get(row.table); if (table !== undefined) addresses.set(`pg_class ${row.oid} 0`, address.index(named(table), row.name)); }
  rows.enums.forEach((row, i) => { const type = enums[i]; if (type !== undefined) addresses.set(`pg_type ${row.oid} 0`, address.enum(type)); });
  const own = objects.map((object) => address.object(object, bare));
  found.forEach((object, i) => { if (object.catalog !== "") addresses.set(`${object.catalog} ${object.oid} 0`, own[i] ?? ""); });

  const needs = grouped(await readDependencies(query), (d) => `${d.catalog} ${d.oid}`);
  const resolved = objects.map((object, i): SchemaObject => {
    const source = found[i];
    if (source === undefined) return object;
    const dependsOn = new Set<Address>(source.needs ?? []);
    if (object.namespace !== undefined) dependsOn.add(address.namespace(object.namespace));
    if (source.catalog.startsWith("acl ")) dependsOn.add(addresses.get(`${source.catalog.slice(4)} ${source.oid} 0`) ?? "");
    for (const need of needs.get(`${source.catalog} ${source.oid}`) ?? []) {
      const key = `${need.target_catalog} ${need.target}`;
      // Columns of views have no address of their own.
      const target = addresses.get(`${key} ${need.column}`) ?? addresses.get(`${key} 0`);
      if (target !== undefined) dependsOn.add(target);
    }
    if (source.table !== undefined) dependsOn.add(addresses.get(`pg_class ${source.table} 0`) ?? "");
    dependsOn.delete("");
    dependsOn.delete(own[i] ?? "");
    return { ...object, dependsOn: [...dependsOn].sort() };
  });
  return { schema: { tables: built, enums, objects: resolved }, unmodelled };
}

function named(row: { readonly name: string; readonly namespace?: string | undefined }): { readonly name: string; readonly namespace?: string } {
  return { name: row.name, ...present("namespace", row.namespace) };
}

function toObject(found: FoundObject, id: Id, tableId: Id | undefined): SchemaObject {
  return {
    id, kind: found.kind, ...present("namespace", found.namespace), name: found.name, ...present("tableId", tableId),
    // Routines with bodies in quotes are printed as they were written.
    definition: /^(function|procedure)$/.test(found.kind) ? found.definition : stable(found.definition), dependsOn: [], ...present("comment", found.comment),
  };
}

/** A constraint the model cannot say (exclusion, period, not enforced, SET NULL of some columns), kept as the engine prints it. */
function constraintObject(row: ConstraintRow, table: { readonly name: string; readonly namespace?: string | undefined } | undefined): FoundObject {
  const name = qualify(table?.namespace, table?.name ?? "");
  const parameters = row.index_parameters.length === 0 || row.index === undefined ? "" : `;\nALTER INDEX ${qualify(table?.namespace, row.index)} SET (${row.index_parameters.join(", ")})`;
  return {
    kind: "constraint", catalog: "pg_constraint", oid: row.oid, namespace: table?.namespace, name: row.name, table: row.table,
    definition: `ALTER TABLE ${name} ADD CONSTRAINT ${quote(row.name)} ${row.definition}${parameters}`, comment: row.comment,
  };
}
