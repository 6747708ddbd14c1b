/** What can be told of a rules file without its vendor's parser: tokens, brackets, the shape of service, match, allow and function. */
export function rulesFault(source: string): string | undefined {
  if (new TextEncoder().encode(source).length > 256 * 1024) return "The rules are larger than 256 KB";
  const tokens = tokensOf(source);
  if (typeof tokens === "string") return tokens;
  if (tokens.slice(0, 4).map(({ text }) => text).join(" ") !== "rules_version = '2' ;") return "The rules do not begin with rules_version = '2';";
  const fault = brackets(tokens);
  if (fault !== undefined) return fault;
  const functions = new Set<string>();
  const called: Token[] = [];
  for (const [i, token] of tokens.entries()) {
    const [next, after] = [tokens[i + 1], tokens[i + 2]];
    if (token.text === "allow") {
      let at = i + 1;
      while (/^(?:read|write|get|list|create|update|delete|,)$/.test(tokens[at]?.text ?? "")) at += 1;
      if (at === i + 1) return at_(token, "allow names no operation");
      if (tokens[at]?.text !== ":" && tokens[at]?.text !== ";") return at_(tokens[at] ?? token, "Missing ':' behind allow");
      if (tokens[at]?.text === ":" && tokens[at + 1]?.text !== "if") return at_(tokens[at] ?? token, "Missing 'if' behind ':'");
      const end = tokens.findIndex((other, n) => n > at && (other.text === ";" || other.text === "{" || other.text === "}"));
      if (tokens[end]?.text !== ";") return at_(token, "Missing ';' behind a condition");
    }
    if (token.text === "match" && next?.text !== "/" && tokens[i - 1]?.text !== ".") return at_(token, "match needs a path");
    if (token.text === "function") {
      if (next?.kind !== "word" || after?.text !== "(") return at_(token, "A function needs a name and parameters");
      functions.add(next.text);
    }
    if (token.text === "is" && !/^(?:bool|bytes|constraint|duration|float|int|latlng|list|map|map_diff|number|path|set|string|timestamp)$/.test(next?.text ?? "")) return at_(token, `${next?.text ?? "nothing"} is no type of the rules language`);
    if (token.kind === "word" && next?.text === "(" && tokens[i - 1]?.text !== "." && tokens[i - 1]?.text !== "function") called.push(token);
  }
  const builtIn = new Set(["get", "exists", "getAfter", "existsAfter", "debug", "bool", "float", "int", "string", "path", "if", "in", "return"]);
  const unknown = called.find(({ text }) => !functions.has(text) && !builtIn.has(text));
  return unknown === undefined ? undefined : at_(unknown, `There is no function ${unknown.text}`);
}

interface Token {
  readonly kind: "word" | "string" | "number" | "mark";
  readonly text: string;
  readonly line: number;
}

function at_({ line }: Token, message: string): string {
  return `Line ${line}: ${message}`;
}

const token = /\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/|([A-Za-z_$][\w$]*)|('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")|(\d+(?:\.\d+)?)|(&&|\|\||==|!=|<=|>=|[-{}()[\];:,./=<>!+*%?~])|([\s\S])/gy;

/** Tokens without white space and comments, or what cannot be read. */
function tokensOf(source: string): readonly Token[] | string {
  const found: Token[] = [];
  let line = 1;
  for (const [whole, word, text, number, mark, wrong] of source.matchAll(token)) {
    if (wrong !== undefined) return `Line ${line}: ${JSON.stringify(wrong)} cannot stand there`;
    const kind = word !== undefined ? "word" : text !== undefined ? "string" : number !== undefined ? "number" : mark !== undefined ? "mark" : undefined;
    if (kind !== undefined) found.push({ kind, text: whole, line });
    line += whole.split("\n").length - 1;
  }
  return found;
}

function brackets(tokens: readonly Token[]): string | undefined {
  const pairs: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };
  const open: Token[] = [];
  for (const current of tokens) {
    if (current.kind !== "mark") continue;
    if ("([{".includes(current.text)) open.push(current);
    const wanted = pairs[current.text];
    if (wanted !== undefined && open.pop()?.text !== wanted) return at_(current, `${current.text} closes nothing`);
  }
  const [left] = open;
  return left === undefined ? undefined : at_(left, `${left.text} is never closed`);
}

/** The rules without what means nothing: equal texts mean equal rules. */
export function bareRules(source: string): string {
  const tokens = tokensOf(source);
  return typeof tokens === "string" ? source : tokens.map(({ text }) => text).join(" ");
}
