import type { EnumType, SchemaObject, Table } from "../../model";
import type { Problem } from "../design";
import { writeRecord } from "../patch";
import { fix, problem } from "./problem";

/** What a target allows of names; the resolver is pure and asks its caller. */
export interface NameLimits {
  /** Longest identifier in bytes of UTF-8. */
  readonly identifierBytes: number;
}

interface Named {
  readonly id: string;
  readonly name: string;
}

const encoder = new TextEncoder();

/** Problems of names within one table: columns, constraints. */
export function tableNameProblems(table: Pick<Table, "id" | "name" | "columns" | "primaryKey" | "uniques" | "foreignKeys" | "checks">, limits: NameLimits | undefined): readonly Problem[] {
  const constraints = [...(table.primaryKey === undefined ? [] : [table.primaryKey]), ...table.uniques, ...table.foreignKeys, ...table.checks].flatMap((member) =>
    (member.name === undefined ? [] : [{ id: member.id, name: member.name }]));
  const column = ({ name }: Named): string => `Column ${table.name}.${name}`;
  const constraint = ({ name }: Named): string => `Constraint ${name} of table ${table.name}`;
  return [
    ...duplicates(table.columns, "duplicate-column-name", column), ...duplicates(constraints, "duplicate-constraint-name", constraint),
    ...tooLong(table.columns, limits, column), ...tooLong(constraints, limits, constraint),
  ];
}

/** Problems of names that are unique in the whole database or namespace: tables, indexes, enums, objects. */
export function schemaNameProblems(
  tables: readonly Table[], enums: readonly EnumType[], objects: readonly SchemaObject[], limits: NameLimits | undefined,
): readonly Problem[] {
  const what = (word: string) => ({ name }: Named): string => `${word} ${name}`;
  const indexes = tables.flatMap((table) => table.indexes);
  const problems: Problem[] = [];
  for (const [, inNamespace] of byNamespace(tables)) {
    problems.push(...duplicates(inNamespace, "duplicate-table-name", what("Table")));
    problems.push(...duplicates(inNamespace.flatMap((table) => table.indexes), "duplicate-index-name", what("Index")));
  }
  for (const [, inNamespace] of byNamespace(enums)) problems.push(...duplicates(inNamespace, "duplicate-enum-name", what("Enum")));
  const objectKey = (object: SchemaObject): string => JSON.stringify([object.kind, object.tableId, object.namespace]);
  for (const [, same] of groupBy(objects, objectKey)) problems.push(...duplicates(same, "duplicate-object-name", what(same[0]?.kind ?? "Object")));
  problems.push(...tooLong(tables, limits, what("Table")), ...tooLong(indexes, limits, what("Index")), ...tooLong(enums, limits, what("Enum")));
  return problems;
}

function byNamespace<T extends { readonly namespace?: string }>(members: readonly T[]): Map<string | undefined, T[]> {
  return groupBy(members, (member) => member.namespace);
}

/** Members by a key, in order of first appearance. */
export function groupBy<T, K>(members: Iterable<T>, keyOf: (member: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const member of members) {
    const key = keyOf(member);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [member]);
    else group.push(member);
  }
  return groups;
}

/** The first of a name keeps it; each further one is a problem with a free name as its fix. */
function duplicates(members: readonly Named[], code: string, what: (member: Named) => string): readonly Problem[] {
  const all = new Set(members.map((member) => member.name));
  if (all.size === members.length) return [];
  const taken = new Set<string>();
  const problems: Problem[] = [];
  for (const member of members) {
    if (!taken.has(member.name)) {
      taken.add(member.name);
      continue;
    }
    const free = freeName(member.name, all);
    all.add(free);
    problems.push(problem("error", code, member.id, `${what(member)}: the name is used twice.`, fix(`Rename to ${free}`, writeRecord(member.id, { name: free }))));
  }
  return problems;
}

/** `name`, or `name_2`, `name_3`, ... whichever is not taken. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  const base = name.replace(/_\d+$/, "");
  for (let i = 2; ; i++) {
    const candidate = `${base}_${i}`;
    if (!taken.has(candidate)) return candidate;
  }
}

function tooLong(members: readonly Named[], limits: NameLimits | undefined, what: (member: Named) => string): readonly Problem[] {
  if (limits === undefined) return [];
  const problems: Problem[] = [];
  for (const member of members) {
    // A name of n characters has at most 3n bytes, so most need no encoding.
    if (member.name.length * 3 <= limits.identifierBytes || encoder.encode(member.name).length <= limits.identifierBytes) continue;
    const short = cutName(member.name, limits.identifierBytes);
    problems.push(problem("warning", "name-too-long", member.id, `${what(member)}: the name is longer than the ${limits.identifierBytes} bytes the target allows.`,
      fix(`Shorten to ${short}`, writeRecord(member.id, { name: short }))));
  }
  return problems;
}

/** The longest beginning of a name that fits into so many bytes of UTF-8. */
export function cutName(name: string, bytes: number): string {
  let cut = "";
  let size = 0;
  for (const character of name) {
    size += encoder.encode(character).length;
    if (size > bytes) break;
    cut += character;
  }
  return cut;
}
