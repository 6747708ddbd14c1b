import type { SchemaObject } from "../../../model";
import type { Statement } from "../../target";
import { tokens } from "../expression";
import { qualify, quote } from "../lexical";
import { splitAtCommas, splitDefinition } from "../statements";

interface Domain {
  readonly base: string;
  readonly default: string | undefined;
  readonly notNull: boolean;
  /** Constraint text by name, as written. */
  readonly constraints: ReadonlyMap<string, string>;
  readonly extras: readonly string[];
}

/** A domain is altered in place: dropping it would take the columns that use it along. Its base type is fixed. */
export function replaceDomain(from: SchemaObject, to: SchemaObject): Statement[] | undefined {
  const [before, after] = [readDomain(from.definition), readDomain(to.definition)];
  if (before === undefined || after === undefined || before.base !== after.base) return undefined;
  const alter = `ALTER DOMAIN ${qualify(to.namespace, to.name)}`;
  const sql: string[] = [];
  for (const [name, text] of before.constraints) if (after.constraints.get(name) !== text) sql.push(`${alter} DROP CONSTRAINT ${name}`);
  if (before.default !== after.default) sql.push(after.default === undefined ? `${alter} DROP DEFAULT` : `${alter} SET DEFAULT ${after.default}`);
  if (before.notNull !== after.notNull) sql.push(`${alter} ${after.notNull ? "SET" : "DROP"} NOT NULL`);
  for (const [name, text] of after.constraints) if (before.constraints.get(name) !== text) sql.push(`${alter} ADD CONSTRAINT ${name} ${text}`);
  sql.push(...after.extras.filter((extra) => !before.extras.includes(extra)));
  return sql.map((text) => ({ sql: text }));
}

/** Reads what introspection prints: named constraints only. */
function readDomain(definition: string): Domain | undefined {
  const [create = "", ...rest] = splitDefinition(definition);
  const list = tokens(create);
  let depth = 0;
  const marks: { readonly word: string; readonly at: number }[] = [];
  for (const [i, token] of list.entries()) {
    if (token.text === "(") depth += 1;
    if (token.text === ")") depth -= 1;
    if (depth !== 0 || token.kind !== "word") continue;
    const word = token.text.toUpperCase();
    if (word === "AS" && marks.length === 0) marks.push({ word, at: token.at });
    else if (word === "DEFAULT" || word === "CONSTRAINT") marks.push({ word, at: token.at });
    else if (word === "NOT" && list[i + 1]?.text.toUpperCase() === "NULL") marks.push({ word: "NOT NULL", at: token.at });
    else if (word === "CHECK" && marks.at(-1)?.word !== "CONSTRAINT") return undefined;
  }
  if (marks[0]?.word !== "AS") return undefined;
  let base = "";
  let byDefault: string | undefined;
  let notNull = false;
  const constraints = new Map<string, string>();
  const addConstraint = (text: string): void => {
    const [name] = tokens(text);
    if (name !== undefined) constraints.set(name.text, text.slice(name.at + name.text.length).trim());
  };
  for (const [i, mark] of marks.entries()) {
    const text = create.slice(mark.at + mark.word.length, marks[i + 1]?.at).trim();
    if (mark.word === "AS") base = text;
    else if (mark.word === "DEFAULT") byDefault = text;
    else if (mark.word === "NOT NULL") notNull = true;
    else addConstraint(text);
  }
  const added = rest.filter((sql) => /^ALTER DOMAIN .* ADD CONSTRAINT /s.test(sql));
  for (const sql of added) addConstraint(sql.replace(/^ALTER DOMAIN .*? ADD CONSTRAINT /s, ""));
  return { base, default: byDefault, notNull, constraints, extras: rest.filter((sql) => !added.includes(sql)) };
}

/** Attributes are added, dropped and retyped in place while their order stays. */
export function replaceComposite(from: SchemaObject, to: SchemaObject): Statement[] | undefined {
  const [before, after] = [attributes(from.definition), attributes(to.definition)];
  if (before === undefined || after === undefined) return undefined;
  const kept = [...before.keys()].filter((name) => after.has(name));
  if (kept.length === 0 || [...after.keys()].slice(0, kept.length).join("\0") !== kept.join("\0")) return undefined;
  const alter = `ALTER TYPE ${qualify(to.namespace, to.name)}`;
  const extras = splitDefinition(to.definition).slice(1).filter((extra) => !splitDefinition(from.definition).includes(extra));
  return [
    ...[...before.keys()].filter((name) => !after.has(name)).map((name) => `${alter} DROP ATTRIBUTE ${name}`),
    ...kept.filter((name) => before.get(name) !== after.get(name)).map((name) => `${alter} ALTER ATTRIBUTE ${name} TYPE ${after.get(name) ?? ""}`),
    ...[...after].filter(([name]) => !before.has(name)).map(([name, type]) => `${alter} ADD ATTRIBUTE ${name} ${type}`),
    ...extras,
  ].map((sql) => ({ sql }));
}

function attributes(definition: string): Map<string, string> | undefined {
  const [create = ""] = splitDefinition(definition);
  const open = tokens(create).find((t) => t.text === "(")?.at;
  if (open === undefined) return undefined;
  const inside = create.slice(open + 1, create.lastIndexOf(")"));
  return new Map(splitAtCommas(inside).filter((part) => part !== "").map((part) => {
    const [name] = tokens(part);
    const text = name === undefined ? part : name.kind === "word" ? quote(name.text.toLowerCase()) : name.text;
    return [text, part.slice(name?.text.length ?? 0).trim()] as const;
  }));
}
