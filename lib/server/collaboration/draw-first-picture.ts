import { gzipSync } from "node:zlib";
import * as Y from "yjs";
import type { Design } from "../../design/design";
import { firstPictureOf } from "../../design/first-picture";
import { typeTextOf } from "../../design/place-tables";
import { resolve } from "../../design/resolve";
import type { TechnologyId } from "../../model";
import type { MergeInput } from "./compaction";
import { entriesOf } from "./document-source";
import { loadStored } from "./load-document";

/** A first picture as it is sent: JSON, compressed with gzip. */
export interface DrawnPicture {
  readonly bytes: Uint8Array;
}

/** Works out the first picture (design/first-picture.ts) of a stored design. Runs in a worker: a thousand tables take half a second. */
export function drawFirstPicture(input: MergeInput): DrawnPicture {
  const { update } = loadStored({
    ...(input.snapshot === undefined ? {} : { snapshot: { state: input.snapshot, revision: "" } }),
    rows: input.rows.map((row, seq) => ({ seq, update: row })),
  });
  const doc = new Y.Doc();
  Y.applyUpdate(doc, update);
  const { design } = resolve(entriesOf(doc));
  doc.destroy();
  return { bytes: packFirstPicture(design, design.settings.target) };
}

/** The first picture of a design for a target, as it is sent. */
export function packFirstPicture(design: Pick<Design, "schema" | "layout">, target: TechnologyId): Uint8Array {
  // The lowest level: half the time, and on the way to a browser a few kilobytes matter less.
  return gzipSync(JSON.stringify(firstPictureOf(design, typeTextOf(design.schema, target))), { level: 1 });
}
