import type { DocumentInput } from "../export";
import { buildScene, svgOfScene } from "../export/diagram";
import type { MigrationFile } from "../plan/migration-file";
import type { Target } from "../targets/target";
import type { Design } from "./design";

/** What the exported texts say of a design with its released files, oldest first. Server and browser write the same document from it. */
export function documentInput(design: Design, target: Target, files: readonly MigrationFile[]): DocumentInput {
  const { settings, schema, patterns, layout } = design;
  const groups = layout.groups.map((group) => ({
    name: group.name, color: group.color, tables: schema.tables.filter((table) => layout.groupOf.get(table.id) === group.id).map((table) => table.id),
  }));
  return {
    name: design.name, target, version: settings.targetVersion, rationale: settings.rationale, schema, patterns,
    migrations: files.map((file) => ({ name: file.name, title: titleOf(file) })),
    diagramSvg: diagramSvg(design, target),
    ...(settings.prose === undefined ? {} : { prose: Object.values(settings.prose).join("\n\n") }),
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

/** The diagram as it is drawn on the canvas, types in the target's words, as SVG text. */
export function diagramSvg({ name, schema, layout }: Design, target: Target): string {
  return svgOfScene(buildScene({ schema, ...layout, typeText: (type) => target.types.print(type, schema) }), { label: `Diagram of ${name}` });
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
