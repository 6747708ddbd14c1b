import { createDatabase, createTable, createTask, deleteDatabase, deleteTable, deleteTask } from "./commands";
import type { Edition, InTable } from "./model";

/** A table in its database (3.x); a bucket with what counts it up (2.x). */
export function makeTable(table: InTable, edition: Edition): string[] {
  return edition.three ? [createTable(table, edition)] : [createDatabase(table.database, table.retention, edition), ...(table.downsample === undefined ? [] : createTask(table, edition))];
}

export function unmakeTable(table: InTable, edition: Edition): string[] {
  return edition.three ? [deleteTable(table)] : [...(table.downsample === undefined ? [] : deleteTask(table, edition)), deleteDatabase(table.database, edition)];
}
