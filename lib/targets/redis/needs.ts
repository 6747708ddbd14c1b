import { writes, type AccessPattern, type ForeignKey, type Id, type Schema, type Table } from "../../model";
import { connection, hasColumn, identity } from "../native/table-keys";

/** One way rows of a table are asked for. */
export interface Need {
  readonly pattern: AccessPattern;
  readonly table: Table;
  readonly equality: readonly Id[];
  /** The column that sorts, and of which a range may be read. */
  readonly order?: Id;
  readonly descending: boolean;
  readonly ranged: boolean;
  readonly follows?: { readonly key: ForeignKey; readonly from: Id; readonly kind: "children" | "parent" };
  /** What the order says that one sorted set cannot. */
  readonly later?: string;
}

export interface Asking {
  readonly needs: readonly Need[];
  readonly stuck?: string;
}

/** What a pattern asks for, first to last: rows by values, then what is joined to them. */
export function askingOf(pattern: AccessPattern, schema: Schema): Asking {
  const table = schema.tables.find(({ id }) => id === pattern.tableId);
  if (table === undefined) return { needs: [], stuck: "The pattern names no table of the design" };
  if (pattern.operation === "insert") return { needs: [] };
  const given = [...new Set([...(pattern.scope === undefined ? [] : [pattern.scope]), ...(pattern.equality ?? [])])];
  const own = given.filter((id) => hasColumn(table, id));
  const foreign = given.filter((id) => !hasColumn(table, id));
  const sort = (pattern.sort ?? []).filter(({ column }) => hasColumn(table, column) && !own.includes(column));
  const range = pattern.range !== undefined && hasColumn(table, pattern.range) && !own.includes(pattern.range) ? pattern.range : undefined;
  const order = range ?? sort[0]?.column;
  const later = sort.length > 1 ? "a sorted set has one score" : range !== undefined && sort[0] !== undefined && sort[0].column !== range ? "the range needs the score" : undefined;
  const main: Need = {
    pattern, table, equality: own, ...(order === undefined ? {} : { order }), descending: sort[0]?.order === "desc" && sort[0].column === order, ranged: range !== undefined, ...(later === undefined ? {} : { later }),
  };
  const needs: Need[] = [];
  if (foreign.length > 0) {
    const other = schema.tables.find((each) => hasColumn(each, foreign[0] ?? ""));
    const step = other === undefined || foreign.some((id) => !hasColumn(other, id)) ? undefined : connection(table, other);
    if (other === undefined || step === undefined) return { needs: [], stuck: `What is given does not lead to ${table.name}` };
    needs.push({ pattern, table: other, equality: foreign, descending: false, ranged: false }, { ...main, equality: [...new Set([...step.equality, ...own])], follows: { key: step.key, from: other.id, kind: step.kind } });
  } else needs.push(main);
  const waiting = writes(pattern) ? [] : schema.tables.filter(({ id }) => pattern.joins?.includes(id) === true && !needs.some((need) => need.table.id === id));
  while (waiting.length > 0) {
    const next = needs.flatMap(({ table: from }) => waiting.map((each) => ({ from, table: each, step: connection(each, from) }))).find(({ step }) => step !== undefined);
    if (next?.step === undefined) return { needs, stuck: `${waiting[0]?.name ?? "A table"} is not connected to what is read before it` };
    waiting.splice(waiting.indexOf(next.table), 1);
    needs.push({ pattern, table: next.table, equality: next.step.equality, descending: false, ranged: false, follows: { key: next.step.key, from: next.from.id, kind: next.step.kind } });
  }
  return { needs };
}


/** Unique keys besides the identity, from constraints and whole unique indexes. */
export function uniqueKeys(table: Table): readonly { readonly id: Id; readonly columns: readonly Id[] }[] {
  const own = identity(table);
  const indexes = table.indexes.filter(({ unique, where }) => unique && where === undefined).flatMap(({ id, parts }) => {
    const columns = parts.flatMap(({ column }) => (column === undefined ? [] : [column]));
    return columns.length === parts.length && columns.length > 0 ? [{ id, columns }] : [];
  });
  return [...table.uniques, ...indexes].filter(({ columns }) => columns.length !== own.length || columns.some((id) => !own.includes(id)));
}
