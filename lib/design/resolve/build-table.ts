import type { Check, Column, ColumnType, Id, Index, PrimaryKey, Table, UniqueKey } from "../../model";
import type { Problem } from "../design";
import { writeRecord } from "../patch";
import { deletionFix, fix, problem, restoreFix, unreadableProblem } from "./problem";
import type { RecordReader } from "./record-reader";
import type { RecordStore, StoredRecord } from "./record-store";

/** A table without its foreign keys, which need the other tables to be built first. */
export type TableCore = Omit<Table, "foreignKeys">;

/** What stands where a record has no name, so that whatever prints the schema has one. */
export const unnamed = "unnamed";

/** Builds a living table from its own records. */
export function buildTable(record: StoredRecord, store: RecordStore): { readonly core: TableCore; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const reader = store.reader(record.id);
  const name = reader.filled("name");
  const namespace = reader.filled("ns");
  const comment = reader.filled("comment");
  const options = reader.record("opts");
  if (name === undefined) problems.push(emptyName(record.id, "table"));
  const title = `Table ${name ?? unnamed}`;

  const members = store.membersOf(record.id);
  const of = (kind: string): readonly StoredRecord[] => members.filter((member) => member.kind === kind);
  const columns = of("column").map((member) => buildColumn(store.reader(member.id), name ?? unnamed, store, problems));
  const known: Known = { table: name ?? unnamed, columns: new Set(columns.map((column) => column.id)), store, problems };
  const [primaryKey, ...furtherKeys] = of("pk").flatMap((member) => buildPrimaryKey(store.reader(member.id), known));
  for (const further of furtherKeys) {
    problems.push(problem("error", "second-primary-key", further.id, `${title} has more than one primary key; the first is kept.`, deletionFix("Delete the other primary key", [further.id])));
  }
  const core: TableCore = {
    id: record.id, name: name ?? unnamed,
    ...(namespace === undefined ? {} : { namespace }), ...(comment === undefined ? {} : { comment }),
    columns, ...(primaryKey === undefined ? {} : { primaryKey }),
    uniques: of("unique").flatMap((member) => buildUnique(store.reader(member.id), known)),
    checks: of("check").flatMap((member) => buildCheck(store.reader(member.id), known)),
    indexes: of("index").flatMap((member) => buildIndex(store.reader(member.id), known)),
    options: options ?? {},
  };
  if (columns.length === 0) problems.push(problem("warning", "table-without-columns", record.id, `${title} has no columns.`));
  return { core, problems: [...unreadableProblem(reader, title), ...problems] };
}

interface Known {
  readonly table: string;
  readonly columns: ReadonlySet<Id>;
  readonly store: RecordStore;
  readonly problems: Problem[];
}

function emptyName(id: Id, what: string): Problem {
  return problem("error", "empty-name", id, `A ${what} has no name.`, fix(`Name it ${unnamed}_${what}`, writeRecord(id, { name: `${unnamed}_${what}` })));
}

function buildColumn(reader: RecordReader, table: string, store: RecordStore, problems: Problem[]): Column {
  const name = reader.filled("name");
  if (name === undefined) problems.push(emptyName(reader.id, "column"));
  const title = `Column ${table}.${name ?? unnamed}`;
  const stored = reader.type("type");
  if (stored === undefined && !reader.unreadable.includes("type")) {
    problems.push(problem("error", "column-without-type", reader.id, `${title} has no type; text is used.`, fix("Make it text", writeRecord(reader.id, { type: { kind: "text" } }))));
  }
  const type = withKnownEnum(stored ?? { kind: "text" }, (id) => store.isLive(id, "enum"));
  if (type.missing !== undefined) {
    problems.push(problem("error", "missing-enum", reader.id, `${title} has an enum type that is not in the design; text is used.`,
      restoreFix("Bring the enum back", type.missing, store), fix("Make it text", writeRecord(reader.id, { type: { kind: "text" } }))));
  }
  const standard = reader.filled("def");
  const generated = reader.generated("gen");
  const identity = reader.identity("ident");
  const collation = reader.filled("coll");
  const comment = reader.filled("comment");
  const options = reader.record("opts");
  const column: Column = {
    id: reader.id, name: name ?? unnamed, type: type.type, nullable: reader.flag("null"),
    ...(standard === undefined ? {} : { default: standard }),
    ...(generated === undefined || generated.expression.trim() === "" ? {} : { generated }),
    ...(identity === undefined ? {} : { identity }), ...(collation === undefined ? {} : { collation }),
    ...(comment === undefined ? {} : { comment }), ...(options === undefined || Object.keys(options).length === 0 ? {} : { options }),
  };
  problems.push(...unreadableProblem(reader, title));
  if ([column.default, column.generated, column.identity].filter((value) => value !== undefined).length > 1) {
    problems.push(problem("error", "several-value-sources", reader.id, `${title} has more than one of default, generated expression and identity; a column takes its value from one.`,
      ...(column.default === undefined ? [] : [fix("Remove the default", writeRecord(reader.id, { def: undefined }))]),
      ...(column.generated === undefined ? [] : [fix("Remove the expression", writeRecord(reader.id, { gen: undefined }))]),
      ...(column.identity === undefined ? [] : [fix("Remove the identity", writeRecord(reader.id, { ident: undefined }))])));
  }
  return column;
}

function withKnownEnum(type: ColumnType, known: (id: Id) => boolean): { readonly type: ColumnType; readonly missing?: Id } {
  if (type.kind === "enum") return known(type.enumId) ? { type } : { type: { kind: "text" }, missing: type.enumId };
  if (type.kind !== "array") return { type };
  const of = withKnownEnum(type.of, known);
  return of.missing === undefined ? { type } : { type: { kind: "array", of: of.type }, missing: of.missing };
}

/** Columns of a key, or undefined (and a problem) when it has none or one is not in the table. */
function keyColumns(reader: RecordReader, what: string, known: Known): readonly Id[] | undefined {
  const columns = reader.ids("cols") ?? [];
  known.problems.push(...unreadableProblem(reader, what));
  const present = columns.filter((id) => known.columns.has(id));
  if (columns.length > 0 && present.length === columns.length) return columns;
  const remove = deletionFix("Delete it", [reader.id]);
  known.problems.push(columns.length === 0
    ? problem("error", "key-without-columns", reader.id, `${what} has no columns and is left out.`, remove)
    : problem("error", "key-column-missing", reader.id, `${what} names a column that is not in the table and is left out.`, remove,
        present.length === 0 ? undefined : fix("Keep it with the other columns", writeRecord(reader.id, { cols: present }))));
  return undefined;
}

function named(reader: RecordReader, what: string, known: Known): string {
  const name = reader.filled("name");
  return `${what}${name === undefined ? "" : ` ${name}`} of table ${known.table}`;
}

/** What primary and unique keys share besides their columns. */
function keyParts(reader: RecordReader, known: Known): Omit<PrimaryKey, "id" | "columns"> {
  const name = reader.filled("name");
  const include = (reader.ids("incl") ?? []).filter((id) => known.columns.has(id));
  const deferral = reader.deferral("defer");
  const comment = reader.filled("comment");
  return {
    ...(name === undefined ? {} : { name }), ...(include.length === 0 ? {} : { include }),
    ...(deferral === undefined ? {} : { deferral }), ...(comment === undefined ? {} : { comment }),
  };
}

function buildPrimaryKey(reader: RecordReader, known: Known): readonly PrimaryKey[] {
  const columns = keyColumns(reader, named(reader, "Primary key", known), known);
  return columns === undefined ? [] : [{ id: reader.id, columns, ...keyParts(reader, known) }];
}

function buildUnique(reader: RecordReader, known: Known): readonly UniqueKey[] {
  const columns = keyColumns(reader, named(reader, "Unique key", known), known);
  return columns === undefined ? [] : [{ id: reader.id, columns, ...keyParts(reader, known), ...(reader.flag("nnd") ? { nullsNotDistinct: true } : {}) }];
}

function buildCheck(reader: RecordReader, known: Known): readonly Check[] {
  const what = named(reader, "Check", known);
  const name = reader.filled("name");
  const expression = reader.filled("expr");
  const comment = reader.filled("comment");
  const flags = { ...(reader.flag("notValid") ? { notValid: true } : {}), ...(reader.flag("noInherit") ? { noInherit: true } : {}) };
  known.problems.push(...unreadableProblem(reader, what));
  if (expression === undefined) {
    known.problems.push(problem("error", "check-without-expression", reader.id, `${what} has no expression and is left out.`, deletionFix("Delete it", [reader.id])));
    return [];
  }
  return [{ id: reader.id, ...(name === undefined ? {} : { name }), expression, ...flags, ...(comment === undefined ? {} : { comment }) }];
}

function buildIndex(reader: RecordReader, known: Known): readonly Index[] {
  const what = named(reader, "Index", known);
  const name = reader.filled("name");
  const parts = reader.parts("parts") ?? [];
  const method = reader.filled("method");
  const where = reader.filled("where");
  const options = reader.record("opts");
  const comment = reader.filled("comment");
  const include = (reader.ids("incl") ?? []).filter((id) => known.columns.has(id));
  const flags = { unique: reader.flag("unique"), ...(reader.flag("nnd") ? { nullsNotDistinct: true } : {}) };
  known.problems.push(...unreadableProblem(reader, what));
  const present = parts.filter((part) => part.column === undefined || known.columns.has(part.column));
  if (parts.length === 0 || present.length < parts.length) {
    known.problems.push(problem("error", parts.length === 0 ? "key-without-columns" : "key-column-missing", reader.id,
      `${what} ${parts.length === 0 ? "has no columns" : "names a column that is not in the table"} and is left out.`, deletionFix("Delete it", [reader.id]),
      present.length === 0 ? undefined : fix("Keep it with the other columns", writeRecord(reader.id, { parts: present.map((part) => ({ ...part })) }))));
    return [];
  }
  if (name === undefined) known.problems.push(emptyName(reader.id, "index"));
  return [{
    id: reader.id, name: name ?? `${unnamed}_${reader.id}`, ...flags, ...(method === undefined ? {} : { method }), parts,
    ...(include.length === 0 ? {} : { include }), ...(where === undefined ? {} : { where }),
    ...(options === undefined || Object.keys(options).length === 0 ? {} : { options }), ...(comment === undefined ? {} : { comment }),
  }];
}
