import { diagramSvg, documentInput } from "../../design/document-input";
import { bundleFiles, bundleMigrations, exportFormats, findMigrationTool, migrationTools, zipBundle, type BundleInput } from "../../export";
import type { Services } from "../services";
import { proofWords } from "../../design/proof-words";
import { mainStore, readShapes } from "../../design/released-shapes";
import { storesFolder } from "../../design/second-store";
import type { Owner, ReleaseRecord, ReleasedFile } from "../store/catalog";
import { findOwnDesign } from "./find-design";
import { designNotFound, done, failed, type Outcome } from "./outcome";
import { readDesign } from "./read-design";
import { releasedPath } from "./release-design";
import { parseProof } from "./stored-proof";

/** A file made for saving. */
export interface ExportedFile {
  /** Safe as a file name. */
  readonly name: string;
  readonly mediaType: string;
  readonly content: string | Uint8Array<ArrayBuffer>;
}

/**
 * The design as it is now in one of the formats of lib/export (by id or by file ending), as SVG, or as the bundle with all released files.
 * `migrations` is the id of the tool that the bundle's migrations are for; absent: the usual one of the history.
 */
export async function exportDesign(services: Services, owner: Owner, id: string, format: string, migrations?: string): Promise<Outcome<ExportedFile>> {
  if ((await findOwnDesign(services, owner, id)) === undefined) return designNotFound;
  const read = await readDesign(services, id);
  if (!read.ok) return read;
  const { design, target } = read.value;
  const releases = await services.store.catalog.listReleases(id);
  const released = releases.toReversed().flatMap((release) => release.files);
  const shapes = releases[0]?.shapes === undefined ? undefined : readShapes(releases[0].shapes);
  const files = released.filter(({ kind }) => kind === undefined);
  const name = fileName(design.name);
  if (format === "svg") return done({ name: `${name}.svg`, mediaType: "image/svg+xml", content: diagramSvg(design, target) });
  const document = documentInput(design, target, files, { shapes, releases: releases.toReversed().map(({ number, name: release, proof, unprovenReason }) => proofWords(number, release, proof === undefined ? undefined : parseProof(proof.body), unprovenReason)) });
  if (format === "zip") {
    const plain = ({ name: file, content }: ReleasedFile) => ({ name: file, content });
    const tool = migrations === undefined ? undefined : findMigrationTool(migrations);
    if (migrations !== undefined && tool === undefined) return failed("not-found", "tool-unknown", `There is no tool ${migrations}. Known are ${migrationTools.map((known) => known.id).join(", ")}.`);
    const input: BundleInput = {
      document, ...(tool === undefined ? {} : { tool }), migrations: files.map(plain), dataMigrations: released.filter(({ kind }) => kind === "data").map(plain),
      released: released.map((file) => releasedPath(file)), native: nativeFiles(releases),
    };
    const problem = bundleMigrations(input).diagnostics.find(({ severity }) => severity === "error");
    if (problem !== undefined) return failed("conflict", problem.code, problem.message);
    const bundle = await bundleFiles(input);
    return done({ name: `${name}.zip`, mediaType: "application/zip", content: new Uint8Array(zipBundle(bundle)) });
  }
  const found = exportFormats.find((known) => known.id === format || known.extension === format);
  return found === undefined
    ? failed("not-found", "format-unknown", `There is no format ${format}. Known are zip, svg, ${exportFormats.map((known) => known.extension).join(", ")}.`)
    : done({ name: `${name}.${found.extension}`, mediaType: found.mediaType, content: found.write(document) });
}

/** Names of files that belong to a derived store, main or second: those are in their technology's own form. */
function nativeFiles(releases: readonly ReleaseRecord[]): ReadonlySet<string> {
  return new Set(releases.flatMap(({ files, shapes }) => {
    const main = shapes !== undefined && readShapes(shapes)[mainStore] !== undefined;
    return files.filter(({ name }) => main || name.startsWith(storesFolder)).map(({ name }) => name);
  }));
}

/** The design's name as a file name on any system. */
function fileName(name: string): string {
  const safe = name.normalize("NFKD").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60);
  return safe === "" ? "design" : safe;
}
