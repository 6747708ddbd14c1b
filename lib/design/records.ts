/**
 * The shape of the shared document: one flat map, keys `<id>|<property>`, last writer wins per key.
 * Defaults are omitted; deletion sets the soft-delete flag `del`; order is a fractional index `ord` with the id as tie-break;
 * references are ids. What it may not hold is decided by resolve.ts, never assumed.
 *
 * Properties by kind (`kind` itself is stored under `<id>|kind`):
 *  table   name ns comment opts x y group rows rows1y bytes retention hottest perParent oldRows
 *          (opts: object; group: id of its group; from rows on: TableLoad, what is expected in production; oldRows: whether old rows change)
 *  column  table name type null def gen ident coll comment opts   (table: owner; type: ColumnType; null: true when nullable)
 *  pk      table name cols incl defer comment
 *  unique  table name cols incl nnd defer comment
 *  fk      table name cols ref refCols onDelete onUpdate match defer notValid comment
 *  check   table name expr notValid noInherit comment
 *  index   table name unique method parts incl where nnd opts comment
 *  enum    name ns values comment
 *  object  type ns name table definition dependsOn comment
 *  group   name color
 *  note    text x y w color
 *  pattern name op table query perf rate rate1y eq range sort joins hops window text items bytes p99 cons atomic ordering history scope adhoc weight
 *          (eq: column ids; range, scope: a column id; sort: list of {column, order}; joins, atomic: table ids; hops: number or `unbounded`; adhoc: true or false)
 *  evolution evo subject answers held abandoned     (evo: EvolutionKind.id; subject: ids by key; answers: texts by field)
 *  store   target version role tables sync         (a second technology that some tables live in too; tables: table ids)
 *  design  (the one record with id `design`) name target version rationale against numbering online renames prose form:<change id> answer:<attribute> rule:<code>
 *          (against: why it was decided against the ranking; answer: text, number, flag, or null for "none"; rule: why an advice rule is switched off)
 * Records of any kind may have `map:<target>.<choice>`: the option the team chose where a native target's mapping decides.
 * All kinds but `design` also have `ord` and `del`. `del` holds the id of the deletion: records deleted together share it,
 * so that a table comes back with its own columns and keys.
 */
export const recordKinds = [
  "table", "column", "pk", "unique", "fk", "check", "index", "enum", "object", "group", "note", "pattern", "evolution", "store", "design",
] as const;
export type RecordKind = (typeof recordKinds)[number];

/** Id of the record that holds the design's own settings. */
export const designRecordId = "design";

export function entryKey(id: string, property: string): string {
  return `${id}|${property}`;
}

/** Splits a key; the property is what follows the last bar, so an id may hold any character but a bar. */
export function splitKey(key: string): { readonly id: string; readonly property: string } | undefined {
  const bar = key.lastIndexOf("|");
  return bar <= 0 || bar === key.length - 1 ? undefined : { id: key.slice(0, bar), property: key.slice(bar + 1) };
}
