import type { Diagnostic, Id } from "../../model";

/** Longest collection name: with a database name of up to 54 bytes the namespace stays within 255 bytes (mongodb.com/docs/manual/reference/limits). */
export const collectionNameBytes = 200;

/** Gives names that MongoDB can hold, each once, and says where they differ from what was drawn. */
export class Names {
  private readonly taken: Set<string>;
  constructor(private readonly diagnostics: Diagnostic[], reserved: readonly string[] = []) {
    this.taken = new Set(reserved);
  }

  collection(name: string, id: Id): string {
    let wanted = name.replaceAll("\0", "").replaceAll("$", "_");
    if (wanted.startsWith("system.")) wanted = `_${wanted}`;
    if (wanted === "" || wanted.startsWith("_strata_")) wanted = `c_${wanted}`;
    return this.settled(cut(wanted, collectionNameBytes), name, id, "collection");
  }

  field(name: string, id: Id): string {
    const wanted = name.replaceAll("\0", "").replaceAll(".", "_").replace(/^\$+/, "_");
    return this.settled(wanted === "" ? "field" : wanted, name, id, "field");
  }

  private settled(wanted: string, name: string, id: Id, what: string): string {
    let free = wanted;
    for (let n = 2; this.taken.has(free); n += 1) free = `${wanted}_${n}`;
    this.taken.add(free);
    if (free !== name) this.diagnostics.push({ code: `mongodb-${what}-renamed`, severity: "warning", message: `The ${what} of ${shown(name)} is called ${shown(free)}: ${why(name, wanted, what)}`, place: { objectId: id } });
    return free;
  }
}

function why(name: string, wanted: string, what: string): string {
  if (wanted === name) return "the name is taken there";
  return what === "field" ? "names of fields hold no dot and begin with no $ (paths are written with them)" : `names of collections hold no $, do not begin with system., and have at most ${collectionNameBytes} bytes`;
}

function cut(text: string, bytes: number): string {
  let short = text;
  while (new TextEncoder().encode(short).length > bytes) short = [...short].slice(0, -1).join("");
  return short;
}

/** A name in a message: cut when it is very long. */
export function shown(name: string): string {
  return name.length > 60 ? `${name.slice(0, 57)}...` : name;
}
