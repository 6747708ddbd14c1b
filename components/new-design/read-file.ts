import { importLimit, type ImportFormat } from "@/lib/design/wire";
import { detectFormat } from "@/lib/import/detect";

export interface ImportSource {
  readonly format: ImportFormat;
  readonly text: string;
  readonly file?: string;
}

function toBase64(bytes: Uint8Array): string {
  let binary = "";
  for (let i = 0; i < bytes.length; i += 0x8000) binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(binary);
}

/** Reads a chosen or dropped file: text, or a bundle's bytes as base64. Answers with a sentence when it cannot be imported. */
export async function readFile(file: File): Promise<ImportSource | { readonly problem: string }> {
  if (file.size > importLimit) {
    return { problem: `${file.name} is larger than ${importLimit / 1024 / 1024} MB. Import a dump without its data (pg_dump --schema-only).` };
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  const zipped = bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
  if (zipped) return { format: "bundle", text: toBase64(bytes), file: file.name };
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    if (text.includes("\0")) throw new TypeError("binary");
    return { format: detectFormat(text, file.name), text, file: file.name };
  } catch {
    return { problem: `${file.name} is not a text file. A pg_dump in custom format becomes text with pg_restore --schema-only -f shop.sql.` };
  }
}
