import type { Design } from "../../design/design";
import { bundleFiles, exportFormats, zipBundle, type DocumentInput } from "../../export";
import { buildScene, svgOfScene } from "../../export/diagram";
import type { Target } from "../../targets/target";
import type { Services } from "../services";
import type { Owner, ReleasedFile } from "../store/catalog";
import { findOwnDesign } from "./find-design";
import { designNotFound, done, failed, type Outcome } from "./outcome";
import { readDesign } from "./read-design";

export interface ExportedFile {
  /** Safe as a file name. */
  readonly name: string;
  readonly mediaType: string;
  readonly content: string | Uint8Array<ArrayBuffer>;
}

/** The design as it is now in one of the formats of lib/export (by id or by file ending), as SVG, or as the bundle with all released files. */
export async function exportDesign(services: Services, owner: Owner, id: string, format: string): Promise<Outcome<ExportedFile>> {
  if ((await findOwnDesign(services, owner, id)) === undefined) return designNotFound;
  const read = await readDesign(services, id);
  if (!read.ok) return read;
  const { design, target } = read.value;
  const files = (await services.store.catalog.listReleases(id)).toReversed().flatMap((release) => release.files);
  const name = fileName(design.name);
  if (format === "svg") return done({ name: `${name}.svg`, mediaType: "image/svg+xml", content: diagramOf(design) });
  const document = documentOf(design, target, files);
  if (format === "zip") {
    const bundle = await bundleFiles({ document, migrations: files.map((file) => ({ name: file.name, content: file.content })) });
    return done({ name: `${name}.zip`, mediaType: "application/zip", content: new Uint8Array(zipBundle(bundle)) });
  }
  const found = exportFormats.find((known) => known.id === format || known.extension === format);
  return found === undefined
    ? failed("not-found", "format-unknown", `There is no format ${format}. Known are zip, svg, ${exportFormats.map((known) => known.extension).join(", ")}.`)
    : done({ name: `${name}.${found.extension}`, mediaType: found.mediaType, content: found.write(document) });
}

function documentOf(design: Design, target: Target, files: readonly ReleasedFile[]): DocumentInput {
  const { settings, schema, patterns, layout } = design;
  return {
    name: design.name, target, version: settings.targetVersion, rationale: settings.rationale, schema, patterns,
    migrations: files.map((file) => ({ name: file.name, title: titleOf(file) })),
    diagramSvg: diagramOf(design),
    ...(settings.prose === undefined ? {} : { prose: Object.values(settings.prose).join("\n\n") }),
    groups: layout.groups.map((group) => ({ name: group.name, tables: schema.tables.filter((table) => layout.groupOf.get(table.id) === group.id).map((table) => table.id) })),
    notes: layout.notes.map((note) => note.text),
  };
}

function diagramOf({ name, schema, layout }: Design): string {
  return svgOfScene(buildScene({ schema, ...layout }), { label: `Diagram of ${name}` });
}

/** A migration says on its first line what it does. */
function titleOf({ name, content }: ReleasedFile): string {
  const [first] = content.split("\n", 1);
  return first?.startsWith("-- ") === true && !first.startsWith("-- +") ? first.slice(3) : name;
}

/** The design's name as a file name on any system. */
function fileName(name: string): string {
  const safe = name.normalize("NFKD").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60);
  return safe === "" ? "design" : safe;
}
