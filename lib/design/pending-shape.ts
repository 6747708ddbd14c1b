import { migrationVersion, nameMigrations } from "../export/migration-name";
import type { AccessPattern, Diagnostic, Id, JsonValue, Schema, TableLoad } from "../model";
import type { MigrationFile } from "../plan/migration-file";
import { nativeChanges, nativeMigration } from "../plan/native/planned-native";
import type { Change } from "../plan/plan";
import type { Mapped, MappingChoices, NativeFacility, NativeMigration } from "../targets/native";
import type { Target } from "../targets/target";
import type { DesignSettings } from "./design";
import type { PendingMigration } from "./pending-migration";
import type { ReleasedShape } from "./released-shapes";
import { storesFolder } from "./second-store";

/** What a shape follows from besides the schema. */
export interface ShapeInput {
  readonly patterns: readonly AccessPattern[];
  readonly loads: ReadonlyMap<Id, TableLoad>;
  readonly choices: MappingChoices;
}

/** A store whose shape is derived, with what its next release would make of it. */
export interface PendingShape {
  /** Id of the store. */
  readonly store: string;
  readonly target: Target;
  readonly version: string;
  /** The released shape; undefined before the first, and after another technology. */
  readonly base: JsonValue | undefined;
  readonly mapped: Mapped;
  /** With the name each is known by. */
  readonly migrations: readonly { readonly name: string; readonly migration: NativeMigration }[];
}

export interface PendingShapeRequest extends ShapeInput {
  readonly store: string;
  /** Folder of its files among the design's migrations, with a slash at its end; empty for the main store. */
  readonly folder: string;
  readonly target: Target;
  readonly native: NativeFacility;
  readonly version: string;
  /** What is in this store. */
  readonly schema: Schema;
  /** The same of the last release, for what is new and what is gone. */
  readonly base: Schema;
  readonly released: ReleasedShape | undefined;
  readonly fileNames: readonly string[];
  readonly dataFileNames: readonly string[];
  readonly numbering: DesignSettings["numbering"];
  readonly now: Date;
}

/** The migrations of one derived store from its last released shape to the one that the design gives now. */
export function pendingShape(request: PendingShapeRequest): {
  readonly shape: PendingShape;
  readonly changes: readonly Change[];
  readonly migrations: readonly PendingMigration[];
  readonly dataMigrations: readonly MigrationFile[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const { store, folder, target, native, version, schema, patterns, loads, choices, released, numbering, now } = request;
  const base = released?.target === target.id ? released.model : undefined;
  const mapped = native.map({ schema, patterns, loads, choices, version, ...(base === undefined ? {} : { released: base }) });
  const plan = native.migrate(base, mapped.model);
  const own = (names: readonly string[]): readonly string[] => names.filter((name) => (folder === "" ? !name.startsWith(storesFolder) : name.startsWith(folder))).map((name) => name.slice(folder.length));
  const names = nameMigrations(plan.migrations.map(({ slug }) => slug), own(request.fileNames), numbering, now);
  const scripted = plan.migrations.flatMap((migration) => (migration.data === undefined ? [] : [migration.data]));
  const dataNames = nameMigrations(scripted.map(({ slug }) => slug), own(request.dataFileNames), numbering, now);
  const migrations = plan.migrations.map((migration, i): PendingMigration & { readonly file: MigrationFile } => {
    const [file, ...beside] = native.files(migration, numberOf(names[i]));
    const named = ({ path, content }: typeof file): MigrationFile => ({ name: `${folder}${path}`, content });
    return { planned: nativeMigration(migration), file: named(file), beside: beside.map(named), language: file.language };
  });
  return {
    shape: { store, target, version, base, mapped, migrations: plan.migrations.map((migration, i) => ({ name: migrations[i]?.file.name ?? migration.slug, migration })) },
    changes: nativeChanges(plan, request.base, schema).map((change) => ({ ...change, id: `${store} ${change.id}` })),
    migrations: migrations.map((migration) => ({ ...migration, planned: { ...migration.planned, steps: migration.planned.steps.map((step) => ({ ...step, changes: step.changes.map((change) => `${store} ${change}`) })) } })),
    dataMigrations: scripted.map(({ slug, extension, content }, i) => ({ name: `${folder}${numberOf(dataNames[i])}_${slug}.${extension}`, content })),
    diagnostics: [...mapped.diagnostics, ...plan.diagnostics],
  };
}

function numberOf(name: string | undefined): string {
  const number = /^\d+/.exec(name ?? "")?.[0];
  if (number === undefined || migrationVersion(name ?? "") === undefined) throw new Error("A migration without a number");
  return number;
}
