import type { SchemaObject } from "../../../model";
import type { Statement } from "../../target";
import { tokens, type Token } from "../expression";
import { splitAtCommas, splitDefinition } from "../statements";

/** CREATE OR REPLACE keeps a routine's name, arguments and result; what stands before LANGUAGE must be the same. */
export function replaceRoutine(from: SchemaObject, to: SchemaObject): Statement[] | undefined {
  const [before, after] = [header(from.definition), header(to.definition)];
  if (before === undefined || before !== after) return undefined;
  return splitDefinition(to.definition).map((sql) => ({ sql: orReplace(sql) }));
}

function header(definition: string): string | undefined {
  const list = tokens(definition);
  let depth = 0;
  const end = list.find((token) => {
    if (token.text === "(") depth += 1;
    if (token.text === ")") depth -= 1;
    return depth === 0 && token.kind === "word" && /^(LANGUAGE|AS|RETURN|BEGIN|IMMUTABLE|STABLE|VOLATILE|STRICT|SECURITY|PARALLEL|COST|SET)$/i.test(token.text);
  });
  if (end === undefined) return undefined;
  return list.filter((t) => t.at < end.at).map((t) => t.text).join(" ").replace(/^CREATE OR REPLACE /i, "CREATE ");
}

/** CREATE becomes CREATE OR REPLACE. */
export function orReplace(sql: string): string {
  return sql.replace(/^\s*CREATE\s+(?!OR\s)/i, "CREATE OR REPLACE ");
}

/** Not for constraint triggers, nor where enabling or disabling is part of the definition. */
export function replaceTrigger(from: SchemaObject, to: SchemaObject): Statement[] | undefined {
  const single = [from, to].every((object) => splitDefinition(object.definition).length === 1 && !/^\s*CREATE\s+CONSTRAINT/i.test(object.definition));
  return single ? [{ sql: orReplace(to.definition) }] : undefined;
}

/**
 * CREATE OR REPLACE VIEW may add columns at the end, nothing else: the select list must begin with the old one, word by
 * word, and the tables it reads from with the old ones, so that no column changes its type.
 */
export function replaceView(from: SchemaObject, to: SchemaObject): Statement[] | undefined {
  const [before, after] = [selection(from.definition), selection(to.definition)];
  if (before === undefined || after === undefined || before.extras.some((extra) => !after.extras.includes(extra))) return undefined;
  const keeps = before.columns.every((column, i) => after.columns[i] === column) && after.source.startsWith(before.source);
  return keeps ? splitDefinition(to.definition).map((sql, i) => ({ sql: i === 0 ? orReplace(sql) : sql })) : undefined;
}

interface Selection {
  readonly columns: readonly string[];
  readonly source: string;
  /** Statements after the first: comments and defaults of columns. */
  readonly extras: readonly string[];
}

function selection(definition: string): Selection | undefined {
  const [view = "", ...extras] = splitDefinition(definition);
  const list = tokens(view);
  const at = (words: RegExp, after: number): Token | undefined => {
    let depth = 0;
    return list.find((token) => {
      if (token.text === "(") depth += 1;
      if (token.text === ")") depth -= 1;
      return depth === 0 && token.kind === "word" && token.at > after && words.test(token.text);
    });
  };
  const as = at(/^AS$/i, -1);
  const select = as === undefined ? undefined : list.find((t) => t.at > as.at);
  if (select === undefined || !/^SELECT$/i.test(select.text) || at(/^(UNION|INTERSECT|EXCEPT|DISTINCT)$/i, select.at) !== undefined) return undefined;
  const source = at(/^FROM$/i, select.at);
  const end = at(/^(WHERE|GROUP|HAVING|ORDER|LIMIT|OFFSET|WINDOW|FETCH)$/i, select.at)?.at ?? view.length;
  const columns = splitAtCommas(view.slice(select.at + select.text.length, source?.at ?? end));
  const text = (part: string): string => tokens(part).map((t) => t.text).join(" ");
  return { columns: columns.map(text), source: source === undefined ? "" : text(view.slice(source.at, end)), extras };
}
