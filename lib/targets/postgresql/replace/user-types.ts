import type { ColumnType, SchemaObject } from "../../../model";
import type { RuleContext, Statement } from "../../target";
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

/**
 * A domain is altered in place where it can be. Its base type is fixed, and values within arrays and rows are never checked
 * again, so new conditions are refused while columns hold such values.
 */
export function replaceDomain(from: SchemaObject, to: SchemaObject, context: RuleContext): Statement[] | undefined {
  const [before, after] = [readDomain(from.definition), readDomain(to.definition)];
  if (before === undefined || after === undefined || before.base !== after.base) return undefined;
  const alter = `ALTER DOMAIN ${qualify(to.namespace, to.name)}`;
  const stricter = (after.notNull && !before.notNull) || [...after.constraints].some(([name, text]) => before.constraints.get(name) !== text);
  if (stricter && isWithinValues(to, context)) return undefined;
  const sql: string[] = [];
  for (const [name, text] of before.constraints) if (after.constraints.get(name) !== text) sql.push(`${alter} DROP CONSTRAINT ${name}`);
  if (before.default !== after.default) sql.push(after.default === undefined ? `${alter} DROP DEFAULT` : `${alter} SET DEFAULT ${after.default}`);
  if (before.notNull !== after.notNull) sql.push(`${alter} ${after.notNull ? "SET" : "DROP"} NOT NULL`);
  for (const [name, text] of after.constraints) if (before.constraints.get(name) !== text) sql.push(`${alter} ADD CONSTRAINT ${name} ${text}`);
  sql.push(...extraChanges(before.extras, after.extras));
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

/** Comments that are new, and NULL for those that are gone. */
function extraChanges(before: readonly string[], after: readonly string[]): string[] {
  const subject = (sql: string): string => sql.replace(/ IS [^]*$/, "");
  const subjects = new Set(after.map(subject));
  return [
    ...before.filter((extra) => extra.startsWith("COMMENT ON ") && !subjects.has(subject(extra))).map((extra) => `${subject(extra)} IS NULL`),
    ...after.filter((extra) => !before.includes(extra)),
  ];
}

/** Whether a column holds the type within an array or a row; `also`: or by itself. */
function isWithinValues(object: SchemaObject, { from, to }: RuleContext, also = false): boolean {
  const name = qualify(object.namespace, object.name);
  const same = (type: ColumnType): boolean => type.kind === "native" && type.text === name;
  const holders = new Set([from, to].flatMap((schema) => schema.objects.filter((other) => other.kind === "composite type" && tokens(other.definition).some((token) => token.text === name || token.text === object.name)))
    .map((other) => qualify(other.namespace, other.name)));
  const within = (type: ColumnType): boolean => type.kind === "array" ? same(type.of) || within(type.of) : type.kind === "native" && type.text !== name && holders.has(type.text);
  return [from, to].some((schema) => schema.tables.some((table) => table.columns.some(({ type }) => within(type) || (also && same(type)))));
}

/** Attributes are added, dropped and retyped in place while their order stays; not retyped while columns hold such rows. */
export function replaceComposite(from: SchemaObject, to: SchemaObject, context: RuleContext): Statement[] | undefined {
  const [before, after] = [attributes(from.definition), attributes(to.definition)];
  if (before === undefined || after === undefined) return undefined;
  const kept = [...before.keys()].filter((name) => after.has(name));
  if (kept.length === 0 || [...after.keys()].slice(0, kept.length).join("\0") !== kept.join("\0")) return undefined;
  if (kept.some((name) => before.get(name) !== after.get(name)) && isWithinValues(to, context, true)) return undefined;
  const alter = `ALTER TYPE ${qualify(to.namespace, to.name)}`;
  const gone = [...before.keys()].filter((name) => !after.has(name)).map((name) => `COMMENT ON COLUMN ${qualify(to.namespace, to.name)}.${name} IS `);
  const extras = extraChanges(splitDefinition(from.definition).slice(1).filter((extra) => !gone.some((start) => extra.startsWith(start))), splitDefinition(to.definition).slice(1));
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
