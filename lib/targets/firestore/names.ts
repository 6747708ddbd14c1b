import type { Diagnostic, Id } from "../../model";

/** Ids of collections and names of fields hold at most so many bytes of UTF-8 (cloud.google.com/firestore/quotas). */
export const nameBytes = 1500;

/** Gives names that Firestore can hold, each once, and says where they differ from what was drawn. */
export class Names {
  private readonly taken: Set<string>;
  constructor(private readonly diagnostics: Diagnostic[], reserved: readonly string[] = []) {
    this.taken = new Set(reserved);
  }

  name(name: string, id: Id, what: "collection" | "field"): string {
    let wanted = what === "collection" ? name.replaceAll("/", "_") : name;
    wanted = wanted.replaceAll("\0", "");
    if (wanted === "" || wanted === "." || wanted === ".." || /^__.*__$/s.test(wanted)) wanted = `${what}_${wanted.replaceAll("_", "")}`;
    while (new TextEncoder().encode(wanted).length > nameBytes) wanted = [...wanted].slice(0, -1).join("");
    let free = wanted;
    for (let n = 2; this.taken.has(free); n += 1) free = `${wanted}_${n}`;
    this.taken.add(free);
    if (free !== name) this.diagnostics.push({ code: `firestore-${what}-renamed`, severity: "warning", message: `The ${what} of ${name.slice(0, 60)} is called ${free.slice(0, 60)}: ${what === "collection" ? "ids hold no slash" : "names are unique"}, are not __like this__, and have at most ${nameBytes} bytes.`, place: { objectId: id } });
    return free;
  }
}

/** A field's path as indexes and queries take it: plain, or in backticks. */
export function fieldPath(...names: readonly string[]): string {
  return names.map((name) => (/^[A-Za-z_][A-Za-z_0-9]*$/.test(name) ? name : `\`${name.replaceAll("\\", "\\\\").replaceAll("`", "\\`")}\``)).join(".");
}
