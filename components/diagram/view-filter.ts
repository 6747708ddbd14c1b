import type { Id } from "@/lib/model";
import type { Design } from "@/lib/design/design";

/** Which tables of a large design are shown; what is absent does not narrow. */
export interface ViewFilter {
  readonly group?: Id;
  /** Part of a table's or column's name. */
  readonly search?: string;
  /** This table and those within `depth` relations of it. */
  readonly near?: { readonly tableId: Id; readonly depth: number };
}

const deepest = 5;

/** The filter an address names; anything it does not understand is left out. */
export function parseFilter(parameters: Pick<URLSearchParams, "get">): ViewFilter {
  const group = parameters.get("group");
  const search = parameters.get("find");
  const tableId = parameters.get("near");
  const depth = Number(parameters.get("depth") ?? "1");
  return {
    ...(group === null || group === "" ? {} : { group }),
    ...(search === null || search === "" ? {} : { search }),
    ...(tableId === null || tableId === "" ? {} : { near: { tableId, depth: Number.isInteger(depth) && depth >= 1 && depth <= deepest ? depth : 1 } }),
  };
}

/** The filter as parameters of an address; the rest of the parameters stay. */
export function printFilter(filter: ViewFilter, parameters: URLSearchParams): URLSearchParams {
  const next = new URLSearchParams(parameters);
  const set = (name: string, value: string | undefined) => { if (value === undefined || value === "") next.delete(name); else next.set(name, value); };
  set("group", filter.group);
  set("find", filter.search);
  set("near", filter.near?.tableId);
  set("depth", filter.near === undefined || filter.near.depth === 1 ? undefined : String(filter.near.depth));
  return next;
}

/** Ids of the tables a filter shows, or undefined when it shows all. */
export function visibleTables({ schema, layout }: Pick<Design, "schema" | "layout">, filter: ViewFilter): ReadonlySet<Id> | undefined {
  if (filter.group === undefined && filter.search === undefined && filter.near === undefined) return undefined;
  const near = filter.near === undefined ? undefined : neighbours(schema, filter.near.tableId, filter.near.depth);
  const wanted = filter.search?.toLowerCase();
  const shown = schema.tables.filter((table) => (filter.group === undefined || layout.groupOf.get(table.id) === filter.group)
    && (near === undefined || near.has(table.id))
    && (wanted === undefined || table.name.toLowerCase().includes(wanted) || table.columns.some((column) => column.name.toLowerCase().includes(wanted))));
  return new Set(shown.map((table) => table.id));
}

function neighbours(schema: Design["schema"], start: Id, depth: number): ReadonlySet<Id> {
  const links = new Map<Id, Id[]>();
  const link = (from: Id, to: Id) => { const list = links.get(from); if (list === undefined) links.set(from, [to]); else list.push(to); };
  for (const table of schema.tables) {
    for (const key of table.foreignKeys) { link(table.id, key.referencedTable); link(key.referencedTable, table.id); }
  }
  const reached = new Set<Id>([start]);
  let edge: readonly Id[] = [start];
  for (let i = 0; i < depth; i += 1) {
    const next = [...new Set(edge.flatMap((id) => links.get(id) ?? []))].filter((id) => !reached.has(id));
    for (const id of next) reached.add(id);
    edge = next;
  }
  return reached;
}
