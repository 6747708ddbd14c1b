import { referentialActions, type Column, type Diagnostic, type ForeignKey, type Id, type ReferentialAction, type Table } from "../../model";
import { elements, type DbmlModel } from "./model";

/** A table while its keys are still being added. */
export interface TableDraft extends Omit<Table, "foreignKeys" | "uniques"> {
  readonly foreignKeys: ForeignKey[];
  readonly uniques: Table["uniques"][number][];
  /** Ids of the columns by name. */
  readonly columnIds: ReadonlyMap<string, Id>;
}

interface End {
  readonly table: TableDraft;
  readonly columns: readonly Id[];
  readonly many: boolean;
}

/**
 * Adds the foreign keys of DBML's relationships to the drafts. A one-to-one also makes its columns unique;
 * a many-to-many becomes a junction table, which is what this answers with.
 */
export function relate(model: DbmlModel, drafts: ReadonlyMap<number, TableDraft>, newId: (kind: string) => Id, diagnostics: Diagnostic[]): TableDraft[] {
  const junctions: TableDraft[] = [];
  const taken = new Set([...drafts.values()].map((table) => table.name));
  for (const ref of elements(model.refs)) {
    const [a, b] = ref.endpointIds.map((id) => endOf(model, drafts, id));
    if (a === undefined || b === undefined) {
      diagnostics.push({ code: "import-dbml-relationship", severity: "warning", message: `The relationship ${ref.name ?? `number ${ref.id}`} names a column that is not there.` });
      continue;
    }
    const actions = { onDelete: action(ref.onDelete), onUpdate: action(ref.onUpdate) };
    if (a.many && b.many) {
      junctions.push(junctionOf(a, b, ref.name ?? undefined, taken, newId));
      continue;
    }
    const [from, to] = a.many || (!b.many && !isKey(a) && isKey(b)) ? [a, b] : [b, a];
    from.table.foreignKeys.push({
      id: newId("fk"), ...(ref.name ? { name: ref.name } : {}), columns: from.columns, referencedTable: to.table.id, referencedColumns: to.columns, ...actions,
    });
    if (!from.many && !isKey(from)) from.table.uniques.push({ id: newId("unique"), columns: from.columns });
  }
  return junctions;
}

function endOf(model: DbmlModel, drafts: ReadonlyMap<number, TableDraft>, endpointId: number): End | undefined {
  const endpoint = model.endpoints[endpointId];
  const fields = (endpoint?.fieldIds ?? []).map((id) => model.fields[id]);
  const [first] = fields;
  const table = first === undefined ? undefined : drafts.get(first.tableId);
  if (endpoint === undefined || table === undefined) return undefined;
  const columns = fields.flatMap((field) => (field === undefined ? [] : table.columnIds.get(field.name) ?? []));
  return columns.length === fields.length ? { table, columns, many: String(endpoint.relation).includes("*") } : undefined;
}

/** Whether the columns are together a primary or unique key. */
function isKey({ table, columns }: End): boolean {
  const same = (key: readonly Id[]): boolean => key.length === columns.length && key.every((id) => columns.includes(id));
  return same(table.primaryKey?.columns ?? []) || table.uniques.some((unique) => same(unique.columns));
}

function action(text: string | undefined | null): ReferentialAction {
  return referentialActions.find((known) => known === text?.toLowerCase()) ?? "no action";
}

function junctionOf(a: End, b: End, name: string | undefined, taken: Set<string>, newId: (kind: string) => Id): TableDraft {
  const base = `${a.table.name}_${b.table.name}`;
  let tableName = name ?? base;
  for (let n = 2; taken.has(tableName); n += 1) tableName = `${base}_${n}`;
  taken.add(tableName);
  const columns: Column[] = [];
  const columnIds = new Map<string, Id>();
  const foreignKeys = [a, b].map((end): ForeignKey => ({
    id: newId("fk"), referencedTable: end.table.id, referencedColumns: end.columns, onDelete: "cascade", onUpdate: "no action",
    columns: end.columns.map((referenced) => {
      const source = end.table.columns.find((column) => column.id === referenced);
      if (source === undefined) throw new Error(`Table ${end.table.name} lost a column`);
      const id = newId("column");
      let columnName = `${end.table.name}_${source.name}`;
      for (let n = 2; columnIds.has(columnName); n += 1) columnName = `${end.table.name}_${source.name}_${n}`;
      columnIds.set(columnName, id);
      columns.push({ id, name: columnName, type: source.type, nullable: false });
      return id;
    }),
  }));
  return {
    id: newId("table"), name: tableName, ...(a.table.namespace === undefined ? {} : { namespace: a.table.namespace }),
    columns, columnIds, primaryKey: { id: newId("pk"), columns: columns.map((column) => column.id) }, uniques: [], foreignKeys, checks: [], indexes: [], options: {},
  };
}
