/** A line and column in a text, 1-based. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/**
 * Where in a JSON text the value at a path stands: `patterns[2].kind`. For a path that is not there, the nearest that is. The text must
 * be valid JSON (`JSON.parse` has accepted it), since nothing is checked.
 */
export function placeInJson(text: string, path: string): TextPlace {
  const offsets = offsetsOf(text);
  for (let at = path; ; at = at.replace(/(\.[^.[\]]*|\[\d+\])$|^[^.[\]]*$/, "")) {
    const offset = offsets.get(at);
    if (offset !== undefined) return placeAt(text, offset);
    if (at === "") return placeAt(text, 0);
  }
}

function placeAt(text: string, offset: number): TextPlace {
  const before = text.slice(0, offset);
  return { line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
}

/** Offset of every value, and of every member's name, by path. */
function offsetsOf(text: string): ReadonlyMap<string, number> {
  const offsets = new Map<string, number>();
  const blank = /[\s,:]*/y;
  const token = /"(?:[^"\\]|\\.)*"|[^\s,:[\]{}]+/y;
  const match = (pattern: RegExp, at: number): string => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0] ?? "";
  };
  let at = 0;
  const skip = (): void => { at += match(blank, at).length; };
  const visit = (path: string, start: number): void => {
    offsets.set(path, start);
    const open = text[at];
    if (open !== "{" && open !== "[") {
      at += Math.max(1, match(token, at).length);
      return;
    }
    at += 1;
    for (let index = 0; ; index += 1) {
      skip();
      if (at >= text.length || text[at] === "}" || text[at] === "]") break;
      const from = at;
      if (open === "[") {
        visit(`${path}[${index}]`, from);
        continue;
      }
      const name = match(token, at);
      at += name.length;
      skip();
      visit(`${path === "" ? "" : `${path}.`}${name.slice(1, -1)}`, from);
    }
    at += 1;
  };
  skip();
  visit("", at);
  return offsets;
}
