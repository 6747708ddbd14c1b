import { tokenize } from "./tokenizer";

/**
 * A query as PostgreSQL and SQLite take it, in MySQL's words: question marks for numbered parameters (in the order they stand in),
 * INSERT IGNORE and ON DUPLICATE KEY UPDATE for ON CONFLICT. VALUES(x), which MySQL would rather have as an alias, is what MariaDB takes too.
 */
export function queryInMysql(query: string): string {
  const tokens = tokenize(query);
  const edits: { readonly from: number; readonly to: number; readonly text: string }[] = [];
  const word = (i: number): string => (tokens[i]?.kind === "word" ? tokens[i]?.text.toUpperCase() ?? "" : "");
  const start = (i: number): number => tokens[i]?.at ?? query.length;
  const end = (i: number): number => start(i) + (tokens[i]?.text.length ?? 0);
  let afterConflict = false;
  for (const [i, token] of tokens.entries()) {
    if (token.kind === "word" && /^\$\d+$/.test(token.text)) edits.push({ from: token.at, to: end(i), text: "?" });
    else if (word(i) === "ON" && word(i + 1) === "CONFLICT") {
      const act = tokens.findIndex((_, at) => at > i && word(at) === "DO");
      if (act < 0) continue;
      afterConflict = true;
      if (word(act + 1) === "NOTHING") {
        edits.push({ from: start(i), to: end(act + 1), text: "" });
        if (word(0) === "INSERT") edits.push({ from: end(0), to: end(0), text: " IGNORE" });
      } else edits.push({ from: start(i), to: end(act + 2), text: "ON DUPLICATE KEY UPDATE" });
    } else if (afterConflict && word(i) === "EXCLUDED" && tokens[i + 1]?.text === ".") edits.push({ from: token.at, to: end(i + 2), text: `VALUES(${tokens[i + 2]?.text ?? ""})` });
  }
  return edits.toSorted((a, b) => b.from - a.from).reduce((text, { from, to, text: by }) => text.slice(0, from) + by + text.slice(to), query).trimEnd();
}
