import type { NativeChange, NativeMigration, NativePlan, NativeStep } from "../native/native";
import { compareElements } from "../native/elements";
import { alterTable, moveTable } from "./migrate-table";
import { createDatabase, deleteDatabase } from "./commands";
import { makeTable, unmakeTable } from "./make-table";
import { editionOf, tableName, type Edition, type InModel, type InTable } from "./model";
import { slug } from "./names";

type Paired = InTable & { readonly name: string };

/** From one set of tables to another: databases and tables that come, tables that change, tables and databases that go. */
export function migrate(from: InModel | undefined, to: InModel): NativePlan {
  const edition = editionOf(to.version);
  const paired = (model: InModel | undefined): Paired[] => (model?.tables ?? []).map((table) => ({ ...table, name: tableName(table) }));
  const { added, dropped, changed } = compareElements(paired(from), paired(to));
  const changes: NativeChange[] = [];
  const migrations: NativeMigration[] = [];
  const [before, after] = [databases(from, edition), databases(to, edition)];
  const steps: NativeStep[] = [];
  for (const [database, retention] of after) {
    if (before.has(database)) continue;
    const id = `add database ${database}`;
    changes.push({ id, verb: "add", title: `Add database ${database}`, tables: to.tables.filter((table) => table.database === database).map((table) => table.id) });
    steps.push(step(`Create database ${database}${retention === null ? "" : `, kept for ${retention} days for good`}`, id, [createDatabase(database, retention, edition)], [deleteDatabase(database, edition)]));
  }
  for (const table of added) {
    const id = `add ${table.id}`;
    changes.push({ id, verb: "add", title: `Add ${edition.three ? "table" : "measurement"} ${tableName(table)}`, tables: [table.id] });
    steps.push(step(`Create ${edition.three ? "table" : "bucket"} ${tableName(table)}`, id, makeTable(table, edition), unmakeTable(table, edition)));
  }
  if (steps.length > 0) {
    const [only] = added;
    migrations.push({ slug: slug(added.length === 1 && only !== undefined ? `create_${tableName(only)}` : added.length === 0 ? "create_databases" : "create_tables"), title: added.length === 1 && only !== undefined ? `Create ${tableName(only)}` : added.length === 0 ? "Create databases" : `Create ${added.length} tables`, ...(from === undefined ? {} : { phase: "expand" as const }), steps });
  }
  for (const { from: old, to: now } of changed) {
    const made = old.database === now.database && tableName(old) === tableName(now) ? alterTable(old, now, edition) : moveTable(old, now, edition);
    changes.push(...made.changes);
    migrations.push(...made.migrations);
  }
  const going: NativeStep[] = dropped.map((table) => {
    const id = `drop ${table.id}`;
    changes.push({ id, verb: "drop", title: `Drop ${edition.three ? "table" : "measurement"} ${tableName(table)}`, tables: [table.id] });
    return {
      ...step(`Delete ${edition.three ? "table" : "bucket"} ${tableName(table)}`, id, unmakeTable(table, edition), makeTable(table, edition)),
      reversibility: { kind: "lossy", what: `the points of ${tableName(table)}` }, hazards: [{ code: "drops-points", kind: "loss", severity: "warning", message: `Every point of ${tableName(table)} is deleted.`, safeAlternative: "Export them first (line protocol or Parquet)." }],
    };
  });
  for (const [database, retention] of before) {
    if (after.has(database)) continue;
    const id = `drop database ${database}`;
    changes.push({ id, verb: "drop", title: `Drop database ${database}`, tables: (from?.tables ?? []).filter((table) => table.database === database).map((table) => table.id) });
    going.push({ ...step(`Delete database ${database}, which is empty now`, id, [deleteDatabase(database, edition)], [createDatabase(database, retention, edition)]) });
  }
  if (going.length > 0) {
    const [only] = dropped;
    migrations.push({ slug: slug(dropped.length === 1 && only !== undefined ? `drop_${tableName(only)}` : dropped.length === 0 ? "drop_databases" : "drop_tables"), title: dropped.length === 1 && only !== undefined ? `Drop ${tableName(only)}` : dropped.length === 0 ? "Drop databases that are empty" : `Drop ${dropped.length} tables`, phase: "contract", before: "Nothing writes to or reads from them any more.", steps: going });
  }
  return { changes, migrations, diagnostics: [] };
}

function step(title: string, change: string, up: readonly string[], down: readonly string[]): NativeStep {
  return { title, changes: [change], up, down, reversibility: { kind: "lossless" }, hazards: [] };
}

/** Databases that tables share (3.x); buckets come and go with their measurement. */
function databases(model: InModel | undefined, edition: Edition): ReadonlyMap<string, number | null> {
  return new Map(edition.three ? (model?.tables ?? []).map(({ database, retention }) => [database, edition.retention === "database" ? retention : null]) : []);
}
