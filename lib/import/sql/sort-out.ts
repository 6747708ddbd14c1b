import type { Diagnostic, Place } from "../../model";
import type { Target } from "../../targets/target";
import { classify, type StatementKind } from "./classify";
import type { LoadItem } from "./loader";
import type { Piece } from "./split";

/** Longest single statement that is given to the engine, in characters. */
const statementLength = 2 * 1024 * 1024;
/** Deepest nesting of parentheses; engines recurse per level, and their stacks are finite. */
const nestingLimit = 1000;
/** Longest chain of operators (`1 + 1 + ...`): each nests one level deeper. PGlite 0.5.16 breaks at about 10,000. */
const chainLimit = 3000;

/** The statements of a script that shape the schema, and what is said of the others. */
export interface SortedScript {
  readonly items: readonly LoadItem[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Words for what is left out, by kind; kinds without an entry need no mention. */
const leftOut: Partial<Record<StatementKind, (count: number) => string>> = {
  query: (n) => `${statements(n)} only read rows and ${were(n)} left out.`,
  ownership: (n) => `${statements(n)} that set an owner ${were(n)} left out: a design has no owners.`,
  privilege: (n) => `${statements(n)} about privileges ${were(n)} left out.`,
  role: (n) => `${statements(n)} about roles ${were(n)} left out: roles belong to the server, not to a schema.`,
  database: (n) => `${statements(n)} about databases ${were(n)} left out: a design is one database.`,
};

/** Decides, statement by statement, what is run and what is left out, and says so. */
export function sortOut(pieces: readonly Piece[], target: Target, file: string | undefined): SortedScript {
  const items: LoadItem[] = [];
  const diagnostics: Diagnostic[] = [];
  const skipped = new Map<StatementKind, number[]>();
  const commands: number[] = [];
  let rows = 0;
  let searchPath: string | undefined;
  let created = false;
  const keepsPrivileges = Object.keys(target.objectKinds).some((kind) => kind.includes("privilege") || kind.includes("grant"));
  const at = (line: number | undefined): Place => ({ ...(file === undefined ? {} : { file }), ...(line === undefined ? {} : { line }) });

  for (const piece of pieces) {
    if (piece.kind === "data") rows += Number(piece.text);
    if (piece.kind === "command") commands.push(piece.line);
    if (piece.kind !== "statement") continue;
    const problem = unfit(piece);
    if (problem !== undefined) {
      diagnostics.push({ code: "import-statement-unfit", severity: "error", message: problem, place: at(piece.line) });
      continue;
    }
    const kind = classify(piece.text);
    const runs = kind === "schema" || kind === "search path" || (kind === "privilege" && keepsPrivileges) || (kind === "drop if exists" && created);
    if (!runs) {
      const lines = skipped.get(kind);
      if (lines === undefined) skipped.set(kind, [piece.line]);
      else lines.push(piece.line);
      continue;
    }
    created ||= kind === "schema";
    if (kind === "search path") searchPath = piece.text;
    items.push({ piece, setsPath: kind === "search path", ...(searchPath === undefined ? {} : { searchPath }) });
  }

  const data = skipped.get("data") ?? [];
  if (data.length > 0) {
    const copied = rows > 0 ? ` (${rows.toLocaleString("en")} rows of COPY among them)` : "";
    diagnostics.push({ code: "import-rows-left-out", severity: "info", place: at(data[0]), message: `${statements(data.length)} with rows${copied} ${were(data.length)} left out: a design holds no rows.` });
  }
  if (commands.length > 0) {
    diagnostics.push({ code: "import-shell-commands-left-out", severity: "info", place: at(commands[0]), message: `${commands.length} ${commands.length === 1 ? "line" : "lines"} for the database's shell ${were(commands.length)} left out.` });
  }
  for (const [kind, say] of Object.entries(leftOut)) {
    const lines = [...skipped].find(([skippedKind]) => skippedKind === kind)?.[1];
    if (lines !== undefined) diagnostics.push({ code: `import-${kind}-left-out`, severity: "info", message: say(lines.length), place: at(lines[0]) });
  }
  return { items, diagnostics };
}

function unfit(piece: Piece): string | undefined {
  if (!piece.closed) return "This statement is not closed: a quote, a comment or a body is open to the end of the text.";
  if (piece.text.length > statementLength) return `This statement is longer than ${statementLength / 1024 / 1024} MB and was not given to the engine.`;
  if (nesting(piece.text) > nestingLimit) return `This statement nests parentheses deeper than ${nestingLimit} levels and was not given to the engine.`;
  if (!/^(?:CREATE\s+(?:OR\s+REPLACE\s+)?(?:FUNCTION|PROCEDURE)|DO)\b/i.test(piece.text) && longestChain(piece.text) > chainLimit) {
    return `This statement joins more than ${chainLimit.toLocaleString("en")} operators in one expression and was not given to the engine.`;
  }
  return undefined;
}

/** Most operator signs outside quotes between two commas. */
function longestChain(text: string): number {
  let chain = 0;
  let longest = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? "";
    if (char === "'" || char === '"') {
      const end = text.indexOf(char, at + 1);
      if (end < 0) break;
      at = end;
    } else if (char === ",") chain = 0;
    else if ("+-*/|&^%#<>=~!".includes(char)) longest = Math.max(longest, (chain += 1));
  }
  return longest;
}

/** Deepest run of open parentheses; quoted ones count too, which only makes the guess careful. */
function nesting(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charCodeAt(at);
    if (char === 40 || char === 91) deepest = Math.max(deepest, (depth += 1));
    else if (char === 41 || char === 93) depth -= 1;
  }
  return deepest;
}

function statements(count: number): string {
  return `${count.toLocaleString("en")} ${count === 1 ? "statement" : "statements"}`;
}

function were(count: number): string {
  return count === 1 ? "was" : "were";
}
