import type { FirstPicture } from "@/lib/design/first-picture";

/** Where the server has the first picture of a design. */
export const pictureOfDesign = (id: string): string => `/api/v1/designs/${encodeURIComponent(id)}/first-picture`;

/** Where the server has the first picture of what an import found, once it is prepared. */
export const pictureOfImport = (id: string): string => `/api/v1/imports/kept/${encodeURIComponent(id)}/first-picture`;

/** A picture with tables; undefined when the server has none, or does not answer. */
export async function readPicture(address: string): Promise<FirstPicture | undefined> {
  try {
    const response = await fetch(address);
    if (response.status !== 200 || response.body === null) return undefined;
    const picture: FirstPicture = await new Response(response.body.pipeThrough(new DecompressionStream("gzip"))).json();
    return picture.tables.length === 0 ? undefined : picture;
  } catch {
    return undefined;
  }
}
