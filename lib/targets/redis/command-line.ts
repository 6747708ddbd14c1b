const plain = /^[A-Za-z0-9_.:@%*~+\-&^$|()[\]{}=<>,/!?]+$/;

/** One command as redis-cli takes it from a line: words, with quotes where they are needed. */
export function printCommand(words: readonly string[]): string {
  return words.map((word) => (plain.test(word) ? word : quoted(word))).join(" ");
}

function quoted(word: string): string {
  let text = "";
  for (const char of word) {
    const code = char.codePointAt(0) ?? 0;
    if (char === "\"" || char === "\\") text += `\\${char}`;
    else if (char === "\n") text += "\\n";
    else if (char === "\r") text += "\\r";
    else if (char === "\t") text += "\\t";
    // Control characters, and what editors take for the end of a line or terminals for a change of direction, as bytes.
    else if (code < 32 || (code >= 127 && code < 160) || code === 0x2028 || code === 0x2029 || (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069)) {
      for (const byte of new TextEncoder().encode(char)) text += `\\x${byte.toString(16).padStart(2, "0")}`;
    } else text += char;
  }
  return `"${text}"`;
}

const escapes: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, a: 7 };

/** The words of a line, by redis-cli's rules (sdssplitargs, Redis 8.0); undefined when quotes are not closed or not followed by a space. */
export function parseCommand(line: string): readonly string[] | undefined {
  const bytes = new TextEncoder().encode(line);
  const at = (i: number): string => String.fromCharCode(bytes[i] ?? 0);
  const words: string[] = [];
  let i = 0;
  while (i < bytes.length) {
    if (/\s/.test(at(i))) {
      i += 1;
      continue;
    }
    const word: number[] = [];
    while (i < bytes.length && !/\s/.test(at(i))) {
      const mark = at(i);
      if (mark !== "\"" && mark !== "'") {
        word.push(bytes[i] ?? 0);
        i += 1;
        continue;
      }
      i += 1;
      for (;;) {
        if (i >= bytes.length) return undefined;
        const char = at(i);
        if (char === mark) break;
        const hex = mark === "\"" && char === "\\" && at(i + 1) === "x" ? /^[0-9a-fA-F]{2}$/.exec(at(i + 2) + at(i + 3))?.[0] : undefined;
        if (hex !== undefined) {
          word.push(Number.parseInt(hex, 16));
          i += 4;
        } else if (char === "\\" && i + 1 < bytes.length && (mark === "\"" || at(i + 1) === "'")) {
          word.push(mark === "'" ? 39 : Object.hasOwn(escapes, at(i + 1)) ? escapes[at(i + 1)] ?? 0 : bytes[i + 1] ?? 0);
          i += 2;
        } else {
          word.push(bytes[i] ?? 0);
          i += 1;
        }
      }
      i += 1;
      if (i < bytes.length && !/\s/.test(at(i))) return undefined;
    }
    words.push(new TextDecoder().decode(Uint8Array.from(word)));
  }
  return words;
}
