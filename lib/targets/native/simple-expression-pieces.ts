/** A word, name, literal or mark of an expression. `text` of names and strings is without quotes, of other words as it stands. */
export interface Piece {
  readonly kind: "word" | "name" | "string" | "number" | "mark";
  readonly text: string;
}

const token = /\s+|--[^\n]*|\/\*[\s\S]*?\*\/|[eE]?('(?:[^']|'')*')|("(?:[^"]|"")+"|`(?:[^`]|``)+`)|((?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)(?![\w$])|([\p{L}_][\p{L}\p{N}_$]*)|(::|\|\||<=|>=|<>|!=|==|!~~\*?|~~\*?|!~\*?|~\*?|->>?|[^\s])/gyu;

/** Takes an SQL expression to pieces; undefined where it cannot be read (an open quote, a C-style escape). Comments go. */
export function expressionPieces(sql: string): readonly Piece[] | undefined {
  const found: Piece[] = [];
  for (const match of sql.matchAll(token)) {
    const [whole, string, quoted, number, word, mark] = match;
    if (string !== undefined) {
      if (/^e/i.test(whole) && string.includes("\\")) return undefined;
      found.push({ kind: "string", text: string.slice(1, -1).replaceAll("''", "'") });
    } else if (quoted !== undefined) {
      const quote = quoted.charAt(0);
      found.push({ kind: "name", text: quoted.slice(1, -1).replaceAll(quote + quote, quote) });
    } else if (number !== undefined) found.push({ kind: "number", text: number });
    else if (word !== undefined) found.push({ kind: "word", text: word });
    else if (mark !== undefined) {
      if (mark === "'" || mark === '"' || mark === "`" || mark === ";") return undefined;
      found.push({ kind: "mark", text: mark });
    }
  }
  return found;
}

/** Where the type ends that begins at `from`, behind `::`: `character varying(20)`, `timestamp with time zone`, `public.mood[]`; with its text in lower case. */
export function typeAt(pieces: readonly Piece[], from: number): { readonly end: number; readonly text: string } {
  const at = (i: number): string => pieces[i]?.text.toLowerCase() ?? "";
  let end = from + 1;
  if (at(end) === ".") end += 2;
  if (at(end) === "varying" || at(end) === "precision") end += 1;
  if (at(end) === "(") while (end < pieces.length && at(end - 1) !== ")") end += 1;
  if ((at(end) === "with" || at(end) === "without") && at(end + 1) === "time") end += 3;
  while (at(end) === "[" && at(end + 1) === "]") end += 2;
  return { end, text: pieces.slice(from, end).map(({ text }) => text.toLowerCase()).join(" ") };
}
