/** One token of Cypher; `name` is an identifier or keyword, in backticks or not. */
export interface Token {
  readonly kind: "name" | "string" | "number" | "mark";
  readonly text: string;
  /** Only for names: it stood in backticks, so it is no keyword. */
  readonly quoted?: true;
  readonly at: number;
}

const escapes: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f" };
const marks = ["::", "->", "<-", "<>", "<=", ">=", "+=", "=~"];

/** Thrown within the checker for what Cypher, or the part of it that the checker runs, does not have; `run` turns it into a refusal. */
export class Refused extends Error {
  override readonly name = "Refused";
}

export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const rest = text.slice(at);
    const blank = /^(?:\s+|\/\/[^\n]*|\/\*[^]*?\*\/)/.exec(rest);
    if (blank !== null) { at += blank[0].length; continue; }
    const name = /^[\p{L}_][\p{L}\p{N}_]*/u.exec(rest)?.[0];
    const number = /^(?:\d+\.\d+|\d+)(?:[eE]-?\d+)?/.exec(rest)?.[0];
    const first = rest.charAt(0);
    if (name !== undefined) tokens.push({ kind: "name", text: name, at });
    else if (number !== undefined) tokens.push({ kind: "number", text: number, at });
    else if (first === "`") {
      const quoted = /^`((?:[^`]|``)+)`/.exec(rest);
      if (quoted === null) throw new Refused(`A name in backticks does not end, at ${at}`);
      tokens.push({ kind: "name", text: (quoted[1] ?? "").replaceAll("``", "`").replace(/\\u([0-9a-fA-F]{4})/g, (_escape, code: string) => String.fromCharCode(Number.parseInt(code, 16))), quoted: true, at });
      at += quoted[0].length;
      continue;
    } else if (first === "'" || first === '"') {
      const { value, length } = readString(rest, first, at);
      tokens.push({ kind: "string", text: value, at });
      at += length;
      continue;
    } else {
      const mark = marks.find((candidate) => rest.startsWith(candidate)) ?? first;
      if (!/^[-+*/%=<>(){}[\]:,.|$;~^&!]/.test(mark)) throw new Refused(`Invalid input ${JSON.stringify(first)} at ${at}`);
      tokens.push({ kind: "mark", text: mark, at });
      at += mark.length;
      continue;
    }
    at += (name ?? number ?? "").length;
  }
  return tokens;
}

function readString(rest: string, quote: string, at: number): { readonly value: string; readonly length: number } {
  let value = "";
  for (let i = 1; i < rest.length; i += 1) {
    const character = rest.charAt(i);
    if (character === quote) return { value, length: i + 1 };
    if (character !== "\\") { value += character; continue; }
    i += 1;
    const escape = rest.charAt(i);
    if (escape === "u") {
      const code = /^[0-9a-fA-F]{4}/.exec(rest.slice(i + 1))?.[0];
      if (code === undefined) throw new Refused(`An escape of four hexadecimal digits is not whole, at ${at + i}`);
      value += String.fromCharCode(Number.parseInt(code, 16));
      i += 4;
    } else if (escape === "\\" || escape === "'" || escape === '"' || escape === "`") value += escape;
    else if (Object.hasOwn(escapes, escape)) value += escapes[escape] ?? "";
    else throw new Refused(`Unknown escape \\${escape} at ${at + i}`);
  }
  throw new Refused(`A text does not end, at ${at}`);
}
