import { referentialActions, sameType, type ForeignKey, type Id } from "../../model";
import type { Problem } from "../design";
import { encodeType } from "../encode";
import { writeRecord } from "../patch";
import type { TableCore } from "./build-table";
import { deletionFix, fix, nameOf, problem, restoreFix, unreadableProblem } from "./problem";
import type { RecordReader } from "./record-reader";
import type { RecordStore } from "./record-store";

/** The foreign keys of a table, once all tables' columns and keys are known. Those that lead nowhere are left out and said so. */
export function buildForeignKeys(table: TableCore, store: RecordStore, tableOf: (id: Id) => TableCore | undefined): {
  readonly foreignKeys: readonly ForeignKey[];
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const foreignKeys = store.membersOf(table.id).filter((member) => member.kind === "fk")
    .flatMap((member) => buildForeignKey(store.reader(member.id), table, store, tableOf, problems));
  return { foreignKeys, problems };
}

function buildForeignKey(
  reader: RecordReader, table: TableCore, store: RecordStore, tableOf: (id: Id) => TableCore | undefined, problems: Problem[],
): readonly ForeignKey[] {
  const name = reader.filled("name");
  const what = `Foreign key${name === undefined ? "" : ` ${name}`} of table ${table.name}`;
  // A pair may repeat a column, so these are lists, not sets.
  const columns = reader.texts("cols") ?? [];
  const referencedColumns = reader.texts("refCols") ?? [];
  const referencedTable = reader.text("ref") ?? "";
  const onDelete = reader.oneOf("onDelete", referentialActions) ?? "no action";
  const onUpdate = reader.oneOf("onUpdate", referentialActions) ?? "no action";
  const match = reader.oneOf("match", ["full"]);
  const deferral = reader.deferral("defer");
  const notValid = reader.flag("notValid");
  const comment = reader.filled("comment");
  problems.push(...unreadableProblem(reader, what));

  const remove = deletionFix("Delete the foreign key", [reader.id]);
  const leaveOut = (code: string, reason: string, ...fixes: Parameters<typeof problem>[4][]): readonly ForeignKey[] => {
    problems.push(problem("error", code, reader.id, `${what} ${reason} and is left out.`, remove, ...fixes));
    return [];
  };
  const target = tableOf(referencedTable);
  if (target === undefined) {
    const record = store.get(referencedTable);
    return leaveOut("dangling-foreign-key", "references a table that is not in the design",
      record?.kind === "table" ? restoreFix(`Bring table ${nameOf(record)} back`, referencedTable, store) : undefined);
  }
  if (columns.length === 0 || referencedColumns.length === 0) return leaveOut("key-without-columns", "has no columns");
  if (columns.length !== referencedColumns.length) {
    const key = target.primaryKey;
    return leaveOut("foreign-key-count-mismatch", `pairs ${columns.length} columns with ${referencedColumns.length}`,
      key !== undefined && key.columns.length === columns.length ? fix("Reference the primary key", writeRecord(reader.id, { refCols: key.columns })) : undefined);
  }
  if (!columns.every((id) => table.columns.some((column) => column.id === id))) return leaveOut("key-column-missing", "names a column that is not in its table");
  if (!referencedColumns.every((id) => target.columns.some((column) => column.id === id))) {
    const key = target.primaryKey;
    return leaveOut("key-column-missing", `references a column that is not in table ${target.name}`,
      key !== undefined && key.columns.length === columns.length ? fix("Reference the primary key", writeRecord(reader.id, { refCols: key.columns })) : undefined);
  }
  checkPairs(reader.id, what, table, target, columns, referencedColumns, problems);
  return [{
    id: reader.id, ...(name === undefined ? {} : { name }), columns, referencedTable, referencedColumns, onDelete, onUpdate,
    ...(match === undefined ? {} : { match }), ...(deferral === undefined ? {} : { deferral }),
    ...(notValid ? { notValid } : {}), ...(comment === undefined ? {} : { comment }),
  }];
}

/** What a database would refuse or regret about a foreign key that is otherwise whole. */
function checkPairs(id: Id, what: string, table: TableCore, target: TableCore, columns: readonly Id[], referenced: readonly Id[], problems: Problem[]): void {
  columns.forEach((columnId, i) => {
    const from = table.columns.find((column) => column.id === columnId);
    const to = target.columns.find((column) => column.id === referenced[i]);
    if (from === undefined || to === undefined || sameType(from.type, to.type)) return;
    problems.push(problem("warning", "foreign-key-type-mismatch", id,
      `${what}: ${table.name}.${from.name} and ${target.name}.${to.name} have different types.`,
      fix(`Give ${from.name} the type of ${target.name}.${to.name}`, writeRecord(from.id, { type: encodeType(to.type) }))));
  });
  const same = (ids: readonly (Id | undefined)[]): boolean => ids.length === referenced.length && referenced.every((each) => ids.includes(each));
  const isKey = (target.primaryKey !== undefined && same(target.primaryKey.columns)) || target.uniques.some((key) => same(key.columns)) ||
    target.indexes.some((index) => index.unique && index.where === undefined && same(index.parts.map((part) => part.column)));
  if (isKey) return;
  const names = referenced.map((each) => target.columns.find((column) => column.id === each)?.name ?? "").join(", ");
  problems.push(problem("error", "foreign-key-target-not-unique", id, `${what} references ${target.name} (${names}), which is neither a primary nor a unique key.`,
    fix(`Make ${target.name} (${names}) unique`, writeRecord(`${id}.target`, { kind: "unique", table: target.id, cols: [...new Set(referenced)], ord: "", del: undefined }))));
}
