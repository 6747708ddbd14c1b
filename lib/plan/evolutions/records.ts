import { type Column, type Diagnostic, type Id, type Schema, type Table } from "../../model";
import type { Target } from "../../targets/target";
import { sqlTokens, tokenName } from "../../diff";

/** A table by id; undefined when the schema has none. */
export function tableById(schema: Schema, id: Id | undefined): Table | undefined {
  return schema.tables.find((table) => table.id === id);
}

/** A column by id. Throws when the table does not have it: kinds check their subject first. */
export function columnById(table: Table, id: Id): Column {
  const column = table.columns.find((candidate) => candidate.id === id);
  if (column === undefined) throw new Error(`Table ${table.name} has no column with id ${id}`);
  return column;
}

/** The columns rows are told apart by: those of the primary key, else of a unique key without NULL; undefined when there is none. */
export function rowKey(table: Table): readonly Column[] | undefined {
  const keys = [...(table.primaryKey === undefined ? [] : [table.primaryKey.columns]), ...table.uniques.map((unique) => unique.columns)];
  const found = keys.map((ids) => ids.map((id) => columnById(table, id))).find((columns) => columns.length > 0 && columns.every((column) => !column.nullable));
  return found ?? (table.primaryKey === undefined || table.primaryKey.columns.length === 0 ? undefined : table.primaryKey.columns.map((id) => columnById(table, id)));
}

/** A table's name as statements write it. */
export function sqlName(table: Pick<Table, "name" | "namespace">, target: Target): string {
  return table.namespace === undefined ? target.quote(table.name) : `${target.quote(table.namespace)}.${target.quote(table.name)}`;
}

/** Whether an expression names one of these names. */
export function mentionsAny(sql: string, names: Iterable<string>): boolean {
  const wanted = new Set([...names].map((name) => name.toLowerCase()));
  return sqlTokens(sql).some((token) => wanted.has(tokenName(token)?.toLowerCase() ?? ""));
}

/** A name that nothing of the schema has, within the target's length less `spare` bytes: the wanted one, cut or numbered where needed. */
export function freeName(wanted: string, schema: Schema, target: Target, spare = 0): string {
  const taken = new Set<string>();
  for (const table of schema.tables) {
    taken.add(table.name.toLowerCase());
    for (const list of [table.columns, table.uniques, table.foreignKeys, table.checks, table.indexes]) for (const { name } of list) if (name !== undefined) taken.add(name.toLowerCase());
  }
  for (const object of schema.objects) taken.add(object.name.replace(/\(.*$/s, "").toLowerCase());
  const most = target.capabilities.identifierBytes - spare;
  for (let n = 1; ; n += 1) {
    const suffix = n === 1 ? "" : `_${n}`;
    const name = `${clipped(wanted, most - suffix.length)}${suffix}`;
    // Implementations add a few characters of their own.
    if (![...taken].some((other) => other === name.toLowerCase() || (other.startsWith(`${name.toLowerCase()}_`) && other.length <= name.length + spare))) return name;
  }
}

/** At most so many bytes of UTF-8, no character cut in two. */
function clipped(text: string, bytes: number): string {
  const encoder = new TextEncoder();
  let result = text;
  while (encoder.encode(result).length > bytes) result = [...result].slice(0, -1).join("");
  return result;
}

/** The finding that an evolution cannot be built. */
export function refusal(code: string, message: string, objectId?: Id): Diagnostic {
  return { code: `evolution-${code}`, severity: "error", message, ...(objectId === undefined ? {} : { place: { objectId } }) };
}

/** Something to know before starting. */
export function remark(code: string, message: string, objectId?: Id): Diagnostic {
  return { code: `evolution-${code}`, severity: "warning", message, ...(objectId === undefined ? {} : { place: { objectId } }) };
}

/** Whether a column holds text of no fixed length. */
export function isTextual({ type }: Column): boolean {
  return type.kind === "text" || type.kind === "string";
}

/** `a, b and c`. */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
}

/** The ids that a subject has under `<key>.0`, `<key>.1`, ... */
export function subjectList(subject: Readonly<Record<string, Id>>, key: string): Id[] {
  const ids: Id[] = [];
  for (let at = 0; ; at += 1) {
    const id = subject[`${key}.${at}`];
    if (id === undefined) return ids;
    ids.push(id);
  }
}
