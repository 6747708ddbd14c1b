import { canonicalJson } from "../../model";
import type { NativeChange, NativeMigration, NativeStep } from "../native/native";
import { addColumns, copy, countMissing, createTable, createTask, deleteTable, deleteTask, setRetention, taskFlux } from "./commands";
import { copyScript } from "./data-script";
import { makeTable, unmakeTable } from "./make-table";
import { tableName, type Edition, type InColumn, type InTable } from "./model";
import { slug } from "./names";

interface Made {
  readonly changes: readonly NativeChange[];
  readonly migrations: readonly NativeMigration[];
}

const live = ({ columns }: InTable): readonly InColumn[] => columns.filter(({ retired }) => !retired);

/** Columns that a value of the old shape goes into under another name, with the factor between their forms. */
function moves(old: InTable, now: InTable): readonly { readonly from: string; readonly to: string; readonly by: number }[] {
  return live(now).flatMap((column) => {
    const before = live(old).find(({ id }) => id === column.id);
    if (before === undefined || (before.name === column.name && before.factor === column.factor)) return [];
    return [{ from: before.name, to: column.name, by: column.factor / before.factor }];
  });
}

/** What the table takes where it stands: more columns, another retention, another counting up. */
export function alterTable(old: InTable, now: InTable, edition: Edition): Made {
  const changes: NativeChange[] = [];
  const migrations: NativeMigration[] = [];
  const name = tableName(now);
  const added = now.columns.filter((column) => !old.columns.some((other) => other.name === column.name));
  const renamed = moves(old, now);
  const id = `alter ${now.id}`;
  if (added.length > 0 && (edition.three || renamed.length > 0)) {
    const names = added.map((column) => column.name).join(", ");
    changes.push({ id, verb: "alter", title: `Add ${names} to ${name}`, tables: [now.id] });
    const back: NativeStep["reversibility"] = { kind: "lossy", what: `the values of ${names}` };
    const moving = `${name}_moving`;
    if (edition.three) {
      migrations.push({
        slug: slug(`add_${names}_to_${name}`), title: `Add ${names} to ${name}`, phase: "expand",
        steps: [{
          title: `Add ${names} to ${name}`, changes: [id], up: [addColumns(now, added)],
          down: [createTable(now, edition, moving), copy({ from: now, to: now, toName: moving }), deleteTable(now), createTable(old, edition), copy({ from: now, to: old, fromName: moving, dropped: added.map((column) => column.name) }), deleteTable(now, moving)],
          reversibility: back, hazards: [{ code: "no-inverse", kind: "rewrite", severity: "info", message: `A column cannot be taken out of a table: the way back writes every point of ${name} twice, and writers and readers wait. A column that is no longer written may also simply stay.` }],
        }],
      });
    }
    if (renamed.length > 0) {
      const what = renamed.map(({ from, to }) => `${from} to ${to}`).join(", ");
      const command = copy({ from: now, to: now, renamed, only: renamed.map(({ to }) => to) });
      migrations.push({
        slug: slug(`fill_${renamed.map(({ to }) => to).join("_")}`), title: `Copy ${what} in ${name}`, phase: "backfill", before: `Every writer writes both: ${what}.`, steps: [],
        data: { slug: slug(`copy_${renamed.map(({ to }) => to).join("_")}`), extension: "mjs", content: copyScript(command, edition), commands: [command], undo: [], reversibility: { kind: "lossy", what: `nothing is taken back: the values of ${renamed.map(({ to }) => to).join(", ")} stay` } },
      });
      migrations.push({
        slug: slug(`check_${renamed.map(({ to }) => to).join("_")}`), title: `See that every point has ${renamed.map(({ to }) => to).join(", ")}`, phase: "constrain", before: `Readers ask for ${renamed.map(({ to }) => to).join(", ")} only after this has found nothing missing; then writers stop writing ${renamed.map(({ from }) => from).join(", ")}.`,
        steps: [{ title: `Count the points that lack ${renamed.map(({ to }) => to).join(", ")}`, changes: [id], up: [countMissing(now, renamed, edition)], down: [countMissing(now, renamed, edition)], reversibility: { kind: "lossless" }, hazards: [{ code: "reads-all-points", kind: "scan", severity: "info", message: `Reads all points of ${name}${edition.id === "3-core" ? ": on Core by 72 hours at a time" : ""}.` }] }],
      });
    }
  }
  if (old.retention !== now.retention) {
    const change = `retention ${now.id}`;
    const shorter = now.retention !== null && (old.retention === null || now.retention < old.retention);
    changes.push({ id: change, verb: "alter", title: `Keep ${name} ${now.retention === null ? "for ever" : `for ${now.retention} days`}`, tables: [now.id] });
    migrations.push({
      slug: slug(`keep_${name}_${now.retention === null ? "for_ever" : `${now.retention}d`}`), title: `Keep ${name} ${now.retention === null ? "for ever" : `for ${now.retention} days`}`, ...(shorter ? { before: `Nobody needs points of ${name} that are older than ${now.retention ?? 0} days.` } : {}),
      steps: [{
        title: `Set the retention of ${name}`, changes: [change], up: [setRetention(now, edition)], down: [setRetention(old, edition)],
        reversibility: shorter ? { kind: "irreversible", why: `points older than ${now.retention ?? 0} days are deleted, and the way back does not bring them` } : { kind: "lossless" },
        hazards: shorter ? [{ code: "retention-deletes", kind: "loss", severity: "error", message: `Points of ${name} older than ${now.retention ?? 0} days are deleted soon after.`, safeAlternative: "Export or count them up first." }] : [],
      }],
    });
  }
  if (!edition.three && (canonicalJson(old.downsample) !== canonicalJson(now.downsample) || (now.downsample !== undefined && taskFlux(old) !== taskFlux(now)))) {
    const change = `task ${now.id}`;
    const sameBucket = canonicalJson(old.downsample) === canonicalJson(now.downsample);
    // The bucket stays with what was counted up where only the task's text differs.
    const off = (table: InTable): string[] => (table.downsample === undefined ? [] : deleteTask(table, edition).slice(0, sameBucket ? 1 : 2));
    const on = (table: InTable): string[] => (table.downsample === undefined ? [] : createTask(table, edition).slice(sameBucket ? 1 : 0));
    const loses = !sameBucket && old.downsample !== undefined;
    changes.push({ id: change, verb: "alter", title: `Count ${name} up ${now.downsample === undefined ? "at each query" : `by ${now.downsample.seconds} seconds`}`, tables: [now.id] });
    migrations.push({
      slug: slug(`count_up_${name}`), title: `Count ${name} up ${sameBucket ? "with its fields as they are now" : "otherwise"}`,
      steps: [{
        title: `Change the task of ${name}`, changes: [change], up: [...off(old), ...on(now)], down: [...off(now), ...on(old)],
        reversibility: loses ? { kind: "lossy", what: "what was counted up so far" } : { kind: "lossless" }, hazards: loses ? [{ code: "drops-points", kind: "loss", severity: "warning", message: "What was counted up so far is deleted with its bucket." }] : [],
      }],
    });
  }
  return { changes, migrations };
}

/** Another table, database or bucket: made beside the old one, filled, and the old one deleted later. There is no alias: the application changes the name. */
export function moveTable(old: InTable, now: InTable, edition: Edition): Made {
  const id = `replace ${now.id}`;
  const of = (table: InTable): string => (edition.three && old.database !== now.database ? `${table.database}.${tableName(table)}` : tableName(table));
  const renamed = moves(old, now).filter(({ from, to, by }) => from !== to || by !== 1);
  const dropped = old.columns.filter((column) => column.retired || !live(now).some(({ id: other }) => other === column.id)).map(({ name }) => name);
  const back = live(old).flatMap((column) => {
    const after = live(now).find(({ id: other }) => other === column.id);
    return after === undefined || (after.name === column.name && after.factor === column.factor) ? [] : [{ from: after.name, to: column.name, by: column.factor / after.factor }];
  });
  const fresh = live(now).filter((column) => !live(old).some(({ id: other }) => other === column.id)).map(({ name }) => name);
  const forth = copy({ from: old, to: now, renamed, dropped });
  const lost = dropped.length > 0;
  const base = slug(tableName(now)).slice(0, 40);
  return {
    changes: [{ id, verb: "alter", title: `Replace ${of(old)} by ${of(now)}`, tables: [now.id] }],
    migrations: [
      { slug: slug(`create_${base}_beside`), title: `Create ${of(now)} beside ${of(old)}`, phase: "expand", steps: [{ title: `Create ${of(now)}`, changes: [id], up: makeTable(now, edition), down: unmakeTable(now, edition), reversibility: { kind: "lossless" }, hazards: [] }] },
      {
        slug: slug(`fill_${base}`), title: `Copy the points of ${of(old)} to ${of(now)}`, phase: "backfill", before: `Every writer writes to ${of(old)} and to ${of(now)}.`, steps: [],
        data: { slug: slug(`copy_${base}`), extension: "mjs", content: copyScript(forth, edition), commands: [forth], undo: [], reversibility: { kind: "lossless" } },
      },
      {
        slug: slug(`drop_${slug(tableName(old)).slice(0, 40)}`), title: `Delete ${of(old)}`, phase: "contract", before: `Readers have asked ${of(now)} for as long as you want to be able to go back at once, and no writer writes to ${of(old)}.`,
        steps: [{
          title: `Delete ${of(old)}`, changes: [id], up: unmakeTable(old, edition), down: [...makeTable(old, edition), copy({ from: now, to: old, renamed: back, dropped: fresh })],
          reversibility: lost ? { kind: "lossy", what: `the values of ${dropped.join(", ")}` } : { kind: "lossless" }, hazards: [{ code: "drops-points", kind: "loss", severity: "warning", message: `Every point of ${of(old)} is deleted; the way back copies what ${of(now)} holds.` }],
        }],
      },
    ],
  };
}
