import { nameMigrations } from "../export/migration-name";
import { emptySchema, type Diagnostic, type Id, type Schema, type TechnologyId } from "../model";
import { renderMigration, type MigrationFile } from "../plan/migration-file";
import { plan, type ChangeForm, type Plan, type PlannedMigration } from "../plan";
import type { Target } from "../targets/target";
import type { DesignSettings, FormChoice } from "./design";

/** The last release as far as the next one needs it. */
export interface ReleasedBase {
  readonly schema: Schema;
  readonly target: TechnologyId;
  /** Names of the files of all releases so far. */
  readonly fileNames: readonly string[];
}

/** What would be released now: the plan from the last release to the design, as files. */
export interface Pending {
  readonly base: Schema;
  readonly goal: Schema;
  readonly plan: Plan;
  /** Each planned migration with the file it becomes, in order. */
  readonly migrations: readonly { readonly planned: PlannedMigration; readonly file: MigrationFile }[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The pending migrations of a design. Browser and server call this with the same input and get the same files;
 * `now` only matters for timestamp numbering. After a switch of target there is nothing to alter in the new
 * technology, so the base is empty and a diagnostic says so.
 */
export function pendingMigrations(input: {
  readonly schema: Schema;
  readonly settings: Pick<DesignSettings, "targetVersion" | "numbering" | "online" | "renames" | "forms">;
  /** Design.rowCounts. */
  readonly rows?: ReadonlyMap<Id, number>;
  readonly target: Target;
  readonly released: ReleasedBase | undefined;
  readonly now: Date;
}): Pending {
  const { schema, settings, target, released, now, rows } = input;
  const switched = released !== undefined && released.target !== target.id;
  const base = released === undefined || switched ? emptySchema : released.schema;
  const planned = plan({
    target, version: settings.targetVersion, base, goal: schema, renames: settings.renames, online: settings.online,
    ...(rows === undefined ? {} : { rows }), ...(settings.forms === undefined ? {} : { forms: formsOf(settings.forms) }),
  });
  const names = nameMigrations(planned.migrations.map((m) => m.slug), released?.fileNames ?? [], settings.numbering, now);
  const migrations = planned.migrations.map((migration, i) => ({
    planned: migration,
    file: renderMigration(migration, names[i] ?? migration.slug),
  }));
  const note: Diagnostic[] = switched
    ? [{
        code: "target-switched", severity: "info",
        message: `The last release is for another technology, so these migrations create the whole schema for ${target.label}.`,
      }]
    : [];
  return { base, goal: schema, plan: planned, migrations, diagnostics: [...planned.diagnostics, ...note] };
}

function formsOf(choices: Readonly<Record<string, FormChoice>>): Readonly<Record<string, ChangeForm>> {
  return Object.fromEntries(Object.entries(choices).map(([change, { form }]) => [change, form]));
}
