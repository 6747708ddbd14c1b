import type { Index, Table } from "../../../model";
import { forEachTable, type ModellingRule, type ModellingSituation } from "../rule";

/** What changes while the index stands. */
const moving = /\b(now|clock_timestamp|statement_timestamp|transaction_timestamp|localtimestamp|localtime|current_timestamp|current_date|current_time|sysdate|curdate|utc_timestamp|random)\b|\b(date|datetime|julianday|strftime)\s*\(\s*'now'/i;
const secondsOf: Readonly<Record<string, number>> = { hour: 3600, day: 86_400, week: 604_800, month: 2_592_000, year: 31_557_600 };

export const movingPredicate: ModellingRule = {
  code: "moving-predicate", title: "An index over a time that moves", severity: "error",
  explanation: "The condition of an index is decided when a row is written, not when it is read: rows do not leave the index as time goes by. So the database refuses now() in it (PostgreSQL: functions in index predicate must be marked IMMUTABLE). Three ways: a fixed cut-off that a scheduled migration moves forward; a plain index; or, for rows that come in time's order, a BRIN index, which is so small that the condition saves nothing.",
  find: forEachTable((table, situation) => table.indexes.filter(({ where }) => where !== undefined && moving.test(where)).map((index) => {
    const cutoff = cutoffOf(index.where ?? "", situation.today);
    const column = table.columns.find(({ name }) => new RegExp(`(^|[^a-z0-9_])"?${name.replaceAll(/[^a-z0-9_]/gi, ".")}"?\\s*>`, "i").test(index.where ?? ""));
    const timed = column !== undefined && index.parts.length === 1 && index.parts[0]?.column === column.id;
    return {
      tableId: table.id, objectId: index.id, message: `The condition of ${index.name} (${index.where ?? ""}) moves with time, which no database keeps up.`,
      fixes: [
        ...(column === undefined || cutoff === undefined ? [] : [{ label: `Cut off at ${cutoff}`, change: { kind: "change index" as const, indexId: index.id, where: `${situation.quote(column.name)} > '${cutoff}'` } }]),
        { label: "Make it a plain index", change: { kind: "change index" as const, indexId: index.id, where: null } },
        ...(timed && situation.capabilities.indexMethods.includes("brin") ? [{ label: "Make it a BRIN index", change: { kind: "change index" as const, indexId: index.id, where: null, method: "brin" } }] : []),
      ],
      ...(column === undefined || cutoff === undefined ? {} : { script: rollForward(index, table, column.name, cutoff, situation) }),
    };
  })),
};

/** The day from which the index would hold rows today. */
function cutoffOf(where: string, today: string | undefined): string | undefined {
  const span = /interval\s*'?\s*(\d+)\s*'?\s*(hour|day|week|month|year)s?/i.exec(where) ?? /'-(\d+)\s*(hour|day|week|month|year)s?'/i.exec(where);
  const seconds = span === null ? undefined : Number(span[1]) * (secondsOf[span[2]?.toLowerCase() ?? ""] ?? Number.NaN);
  const start = today === undefined ? Number.NaN : Date.parse(`${today}T00:00:00Z`);
  const at = seconds === undefined ? Number.NaN : start - seconds * 1000;
  return Number.isFinite(at) && Math.abs(at) < 8e15 ? new Date(at).toISOString().slice(0, 10) : undefined;
}

/** The migration to run again and again, with a later day each time. */
function rollForward(index: Index, table: Table, column: string, cutoff: string, { quote, capabilities }: ModellingSituation): string {
  const online = capabilities.concurrentIndexes ? " CONCURRENTLY" : "";
  const keys = index.parts.map((part) => (part.column === undefined ? `(${part.expression ?? ""})` : quote(table.columns.find(({ id }) => id === part.column)?.name ?? "")) + (part.order === "desc" ? " DESC" : "")).join(", ");
  const relation = (table.namespace === undefined ? "" : `${quote(table.namespace)}.`) + quote(table.name);
  return [
    `-- Each month, with the day moved on. Queries must ask for rows after the same day or a later one.`,
    `CREATE INDEX${online} ${quote(`${index.name}_next`)} ON ${relation} (${keys}) WHERE ${quote(column)} > '${cutoff}';`,
    `DROP INDEX${online} ${quote(index.name)};`,
    `ALTER INDEX ${quote(`${index.name}_next`)} RENAME TO ${quote(index.name)};`,
  ].join("\n");
}
