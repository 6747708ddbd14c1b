import { sqlTokens } from "../../diff";
import type { ColumnType, Schema } from "../../model";
import type { Target } from "../../targets/target";

/** A domain taken apart: what its values are stored as, and what they must satisfy. */
export interface Domain {
  readonly base: ColumnType;
  /** Expressions about VALUE, the base domain's included. */
  readonly checks: readonly string[];
}

/** The domain a column type names, or undefined when it names none. */
export function domainOf(type: ColumnType, schema: Schema, target: Target, depth = 0): Domain | undefined {
  if (type.kind !== "native" || depth > 8) return undefined;
  const domain = schema.objects.find((object) => object.kind === "domain" && names(object.namespace, object.name, target).includes(type.text));
  const parsed = domain === undefined ? undefined : parseDomain(domain.definition);
  if (parsed === undefined) return undefined;
  const base = target.types.parse(parsed.type, schema);
  const inner = domainOf(base, schema, target, depth + 1);
  return { base: inner?.base ?? base, checks: [...(inner?.checks ?? []), ...parsed.checks] };
}

function names(namespace: string | undefined, name: string, target: Target): string[] {
  const quoted = target.quote(name);
  return [name, quoted, ...(namespace === undefined ? [`public.${quoted}`] : [`${namespace}.${name}`, `${target.quote(namespace)}.${quoted}`])];
}

/** Type and checks of a CREATE DOMAIN statement; undefined when the text is none. */
export function parseDomain(definition: string): { readonly type: string; readonly checks: readonly string[] } | undefined {
  const tokens = sqlTokens(definition).filter(({ kind }) => kind !== "comment" && kind !== "space");
  const word = (at: number): string => (tokens[at]?.kind === "word" ? tokens[at].text.toUpperCase() : "");
  let at = tokens.findIndex((_token, index) => word(index) === "AS");
  if (word(0) !== "CREATE" || word(1) !== "DOMAIN" || at < 0) return undefined;
  const typeFrom = tokens[at]?.at ?? 0;
  at += 1;
  const clauses = new Set(["CONSTRAINT", "CHECK", "DEFAULT", "NOT", "NULL", "COLLATE"]);
  while (at < tokens.length && !clauses.has(word(at)) && tokens[at]?.text !== ";") at += 1;
  const type = definition.slice(typeFrom + 2, tokens[at]?.at ?? definition.length).trim();
  const checks: string[] = [];
  for (; at < tokens.length && tokens[at]?.text !== ";"; at += 1) {
    if (word(at) !== "CHECK" || tokens[at + 1]?.text !== "(") continue;
    const from = at + 1;
    let depth = 0;
    for (at = from; at < tokens.length; at += 1) {
      if (tokens[at]?.text === "(") depth += 1;
      if (tokens[at]?.text === ")") depth -= 1;
      if (depth === 0) break;
    }
    checks.push(definition.slice((tokens[from]?.at ?? 0) + 1, tokens[at]?.at ?? definition.length));
  }
  return { type, checks };
}
