import { tokenize, type Lexis, type Token } from "./tokenizer";

/** The tokens of one statement, without the end mark. */
export type StatementTokens = readonly Token[];

/** Splits a script at semicolons outside bodies of triggers and routines, or at what DELIMITER names. */
export function splitTokens(sql: string, lexis: Lexis): StatementTokens[] {
  if (lexis.mysql && /^\s*delimiter\s/im.test(sql)) return delimited(sql, lexis);
  const statements: Token[][] = [];
  let current: Token[] = [];
  let depth = 0;
  for (const token of tokenize(sql, lexis)) {
    if (token.kind === "mark" && token.text === ";" && depth === 0) {
      if (current.length > 0) statements.push(current);
      current = [];
      continue;
    }
    current.push(token);
    if (token.kind === "word" && hasBody(current)) {
      // `end if`, `end loop` and their kin close what no `begin` opened.
      if (/^(?:if|loop|while|repeat)$/.test(token.value) && current.at(-2)?.value === "end") depth += 1;
      else if (token.value === "begin" || (token.value === "case" && current.at(-2)?.value !== "end")) depth += 1;
      else if (token.value === "end") depth -= 1;
    }
    depth = Math.max(0, depth);
  }
  if (current.length > 0) statements.push(current);
  return statements;
}

/** Whether the statement is a trigger or routine, whose body has semicolons of its own. */
function hasBody(tokens: StatementTokens): boolean {
  return tokens[0]?.value === "create" && tokens.slice(1, 8).some(({ kind, value }) => kind === "word" && /^(?:trigger|procedure|function|event)$/.test(value));
}

/** The client's DELIMITER: statements end where the named mark stands. */
function delimited(sql: string, lexis: Lexis): StatementTokens[] {
  const statements: StatementTokens[] = [];
  let mark = ";";
  let start = 0;
  let at = 0;
  const take = (end: number): void => {
    // Spaces in front keep the offsets.
    if (mark === ";") statements.push(...splitTokens(`${" ".repeat(start)}${sql.slice(start, end)}`.replace(/^(\s*)delimiter/i, "$1         "), lexis));
    else {
      const tokens = tokenize(`${" ".repeat(start)}${sql.slice(start, end)}`, lexis);
      if (tokens.length > 0) statements.push(tokens);
    }
    start = end;
  };
  for (const line of sql.split("\n")) {
    const next = at + line.length + 1;
    const found = /^\s*delimiter\s+(\S+)\s*$/i.exec(line);
    if (found !== null) {
      take(at);
      mark = found[1] ?? ";";
      start = Math.min(next, sql.length);
    } else if (mark !== ";") {
      for (let end = sql.indexOf(mark, at); end >= 0 && end < next; end = sql.indexOf(mark, end + mark.length)) {
        take(end);
        start = end + mark.length;
      }
    }
    at = next;
  }
  take(sql.length);
  return statements;
}
