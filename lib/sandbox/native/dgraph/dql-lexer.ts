import { Refused } from "./refused";

export interface DqlToken {
  readonly kind: "text" | "mark" | "line";
  readonly text: string;
  readonly line: number;
}

/** Words, marks and line ends of a DQL schema. Names with other characters than words have stand in angle brackets; comments begin with `#`. */
export function lexDql(schema: string): readonly DqlToken[] {
  const tokens: DqlToken[] = [];
  let at = 0;
  let line = 1;
  while (at < schema.length) {
    const rest = schema.slice(at);
    const blank = /^(?:[ \t\r]+|#[^\n]*)/.exec(rest)?.[0];
    if (blank !== undefined) { at += blank.length; continue; }
    const first = rest.charAt(0);
    if (first === "\n") {
      tokens.push({ kind: "line", text: "\n", line });
      line += 1;
      at += 1;
      continue;
    }
    const quoted = /^<([^<>"{}|^`\\\s]+)>/.exec(rest);
    // A dot ends a predicate where a blank is before it; within a name it is a part of it.
    const word = /^[\p{L}_~][\p{L}\p{N}_.-]*/u.exec(rest)?.[0];
    const text = /^"(?:[^"\\\n]|\\.)*"/.exec(rest)?.[0];
    const number = /^\d+(?:\.\d+)?/.exec(rest)?.[0];
    if (quoted !== null) tokens.push({ kind: "text", text: quoted[1] ?? "", line });
    else if (word !== undefined) {
      const name = word.replace(/\.+$/, "");
      tokens.push({ kind: "text", text: name, line });
      at += name.length;
      continue;
    } else if (text !== undefined || number !== undefined) tokens.push({ kind: "text", text: text ?? number ?? "", line });
    else if (/^[:.@()[\]{},!]/.test(first)) tokens.push({ kind: "mark", text: first, line });
    else throw new Refused(`line ${line}: Invalid schema. Unexpected ${first}`);
    at += quoted?.[0].length ?? text?.length ?? number?.length ?? 1;
  }
  tokens.push({ kind: "line", text: "\n", line });
  return tokens;
}
