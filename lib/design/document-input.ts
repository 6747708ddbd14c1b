import type { DocumentInput, DocumentShape, DocumentStore } from "../export";
import { migrationPlace } from "../export/migration-name";
import { buildScene, svgOfScene } from "../export/diagram";
import type { MigrationFile } from "../plan/migration-file";
import { findTarget } from "../targets/registry";
import type { Target } from "../targets/target";
import { documentChoice } from "./advice";
import type { Design } from "./design";
import type { ReleaseWords } from "./proof-words";
import { mainStore, type ReleasedShapes } from "./released-shapes";
import { partOf, patternsOf, storeFolder, storesFolder, type SecondStore } from "./second-store";

/** What is known of the releases besides their files. */
export interface Released {
  /** The shapes of the last one. */
  readonly shapes?: ReleasedShapes | undefined;
  /** How each was proven, oldest first. */
  readonly releases?: readonly ReleaseWords[];
}

/** What the exported texts say of a design with its released files, oldest first. Server and browser write the same document from it. */
export function documentInput(design: Design, target: Target, files: readonly MigrationFile[], { shapes: released, releases = [] }: Released = {}): DocumentInput {
  const { settings, patterns, layout } = design;
  const shape = shapeOf(design, target, released);
  const choice = documentChoice(design);
  const derived = target.derive?.({ schema: design.schema, patterns, loads: design.loads, choices: design.mapping, version: settings.targetVersion });
  const schema = derived?.schema ?? design.schema;
  const groups = layout.groups.map((group) => ({
    name: group.name, color: group.color, tables: schema.tables.filter((table) => layout.groupOf.get(table.id) === group.id).map((table) => table.id),
  }));
  return {
    name: design.name, target, version: settings.targetVersion, rationale: settings.rationale, schema, patterns,
    migrations: onePerMigration(files).map((file) => ({ name: file.name, title: titleOf(file) })),
    ...(releases.length === 0 ? {} : { releases }),
    diagramSvg: diagramSvg(design, target),
    usage: { loads: design.loads, workload: design.workload },
    ...(choice === undefined ? {} : { choice }),
    ...(settings.prose === undefined ? {} : { prose: Object.values(settings.prose).join("\n\n") }),
    ...(shape === undefined ? {} : { shape }),
    ...(derived === undefined ? {} : { derived }),
    ...(design.stores.length === 0 ? {} : { stores: design.stores.flatMap((store) => documentStore(design, store, released)) }),
    groups,
    notes: layout.notes.map((note) => note.text),
    layout: {
      positions: schema.tables.flatMap((table) => {
        const at = layout.positions.get(table.id);
        return at === undefined ? [] : [{ table: table.id, x: at.x, y: at.y }];
      }),
      groups,
      notes: layout.notes.map(({ text, at, width, color }) => ({ text, at: { x: at.x, y: at.y }, width, color })),
    },
  };
}

/** The shape that the design has in its technology now, with its files; undefined where the technology has the schema itself. */
export function shapeOf({ schema, settings, patterns, loads, mapping }: Design, { id, native }: Target, released: ReleasedShapes = {}): DocumentShape | undefined {
  if (native === undefined) return undefined;
  const before = released[mainStore];
  const mapped = native.map({ schema, patterns, loads, choices: mapping, version: settings.targetVersion, ...(before?.target === id ? { released: before.model } : {}) });
  return { mapped, files: native.artefacts(mapped.model) };
}

/** A second store's shape, with its files; none while its technology is not built. */
export function storeShape({ schema, patterns, loads }: Design, store: SecondStore, released: ReleasedShapes = {}): (DocumentShape & { readonly target: Target }) | undefined {
  const target = findTarget(store.target);
  if (target?.native === undefined) return undefined;
  const part = partOf(schema, store.tables);
  const before = released[store.id];
  const mapped = target.native.map({
    schema: part, patterns: patternsOf(patterns, store.tables), loads, choices: new Map(Object.entries(store.choices)), version: store.version,
    ...(before?.target === store.target ? { released: before.model } : {}),
  });
  return { mapped, files: target.native.artefacts(mapped.model), target };
}

function documentStore(design: Design, store: SecondStore, released: ReleasedShapes | undefined): readonly DocumentStore[] {
  const shape = storeShape(design, store, released);
  if (shape === undefined) return [];
  const tables = design.schema.tables.filter(({ id }) => store.tables.includes(id)).map(({ name }) => name);
  return [{ ...shape, version: store.version, role: store.role, tables, sync: store.sync, folder: storeFolder(store, design.stores) }];
}

/** The diagram as it is drawn on the canvas, types in the target's words, as SVG text. */
export function diagramSvg({ name, schema, layout }: Design, target: Target): string {
  return svgOfScene(buildScene({ schema, ...layout, typeText: (type) => target.types.print(type, schema) }), { label: `Diagram of ${name}` });
}

/** Of migrations that have several files (up, down, checks) the first. */
function onePerMigration(files: readonly MigrationFile[]): readonly MigrationFile[] {
  const seen = new Set<string>();
  return files.filter(({ name }) => {
    const { folder, version } = migrationPlace(name);
    if (version === undefined || !(name.startsWith(storesFolder) || !name.endsWith(".sql"))) return true;
    const key = `${folder.replace(/(?:^|\/)undo$/, "")} ${version}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** A file that creates a table is an initial schema, as the document's template says; any other tells on its first line what it does. */
function titleOf({ name, content }: MigrationFile): string {
  if (/^\d+_create_/.test(name)) return "Initial schema";
  const [first] = content.split("\n", 1);
  // Not an instruction to the tool that runs it.
  if (first?.startsWith("-- ") === true && !/^-- (?:\+|migrate:)/.test(first)) return first.slice(3);
  const words = slugOf(name).replaceAll(/[_\s-]+/g, " ").trim();
  return !/\p{L}/u.test(words) ? name : words.charAt(0).toUpperCase() + words.slice(1);
}

/** What a file's name, or its folder's where each migration has one (`0003_x/migration.sql`), says besides its number. */
function slugOf(path: string): string {
  const parts = path.split("/");
  const file = parts.at(-1) ?? "";
  const own = /^migration\.\w+$/.test(file) ? parts.at(-2) ?? file : file.replace(/\.\w+$/, "");
  return own.replace(/^(?:[VU](?=\d))?[\d._]*(?:__|[_-])/i, "").replace(/\.(?:up|down)$/, "");
}
