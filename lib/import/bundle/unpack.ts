import { fail, succeed, type Result } from "../../model";

const entryLimit = 2000;
const unpackedLimit = 50 * 1024 * 1024;

/** Unpacks a zip into its files by name. Refuses too many entries, too much when unpacked, and names that leave the folder. */
export async function unpack(bytes: Uint8Array): Promise<Result<ReadonlyMap<string, Uint8Array>>> {
  const { unzipSync } = await import("fflate");
  let entries = 0;
  let size = 0;
  let refusal: string | undefined;
  try {
    const files = unzipSync(bytes, {
      // Asked before anything is unpacked; the sizes it declares bound the buffers that are made.
      filter: ({ name, originalSize }) => {
        entries += 1;
        size += originalSize;
        if (entries > entryLimit) refusal ??= `It holds more than ${entryLimit} entries.`;
        else if (size > unpackedLimit) refusal ??= `It unpacks to more than ${unpackedLimit / 1024 / 1024} MB.`;
        else if (leavesFolder(name)) refusal ??= `It names a file outside its folder: ${name.slice(0, 100)}.`;
        return refusal === undefined && !name.endsWith("/");
      },
    });
    if (refusal !== undefined) return fail(refused(refusal));
    return succeed(new Map(Object.entries(files)));
  } catch (error) {
    return fail(refused(`It cannot be unpacked: ${error instanceof Error ? error.message : String(error)}.`));
  }
}

function refused(reason: string): { code: string; severity: "error"; message: string } {
  return { code: "import-bundle-refused", severity: "error", message: `This zip was refused. ${reason}` };
}

function leavesFolder(name: string): boolean {
  return name.startsWith("/") || name.includes("\\") || name.includes("\0") || /^[a-z]:/i.test(name) || name.split("/").includes("..");
}
