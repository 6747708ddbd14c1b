import { succeed, type Result } from "../model";
import type { AnswerDiagnostic, AnswerPath } from "./advice";
import { editionIds, isKnown, type AttributePattern, type Attributes, type EditionAnswers } from "./attributes";
import { fieldOf, fields, type Field } from "./fields";
import { answeredKinds, textNeeds, type PatternKind, type TextNeed } from "./pattern-kinds";

/** What was read, and what was wrong, each at its place. Paths are those of the input. */
export interface ReadAttributes {
  readonly attributes: Attributes;
  readonly diagnostics: readonly AnswerDiagnostic[];
}

type Report = (path: AnswerPath, code: string, message: string) => undefined;

/** Most patterns that are read. */
const mostPatterns = 1000;

/** Other words for kinds of patterns and needs of text: left as written, right as meant. */
const kindAliases: Readonly<Record<string, PatternKind>> = { search: "text", ad_hoc: "adhoc", "ad-hoc": "adhoc", graph: "traverse", list: "filter", get: "point", transaction: "write_tx", subscribe: "sync" };
const textAliases: Readonly<Record<string, TextNeed>> = { exact_prefix: "prefix", typo_tolerant: "typo", instant: "typo", full_text: "relevance", log: "logs" };

/**
 * Reads answers of unknown origin. An unknown attribute, an impossible number or an unknown kind is reported at its path and left out;
 * the rest is kept. Never throws; fails only where there are no answers at all.
 */
export function readAttributes(value: unknown): Result<ReadAttributes> {
  if (!isObject(value)) return { ok: false, diagnostics: [finding("", "advise-not-answers", "The answers are an object of attributes: {\"rows_1y\": 100000, \"patterns\": […]}.")] };
  const diagnostics: AnswerDiagnostic[] = [];
  const report: Report = (path, code, message) => {
    diagnostics.push(finding(path, code, message));
    return undefined;
  };
  const plain = Object.entries(value).flatMap(([name, answer]): [string, unknown][] => {
    if (name === "patterns" || name === "editions") return [];
    const field = fieldOf(name);
    if (field === undefined) {
      report(name, "advise-unknown-attribute", `There is no attribute ${name}.${nearest(name)}`);
      return [];
    }
    const read = readField(field, answer, name, report);
    return read === undefined ? [] : [[name, read]];
  });
  const attributes: Attributes = {
    ...Object.fromEntries(plain),
    ...("editions" in value ? { editions: readEditions(value["editions"], report) } : {}),
    ...("patterns" in value ? { patterns: readPatterns(value["patterns"], report) } : {}),
  };
  contradictions(attributes, report);
  return succeed({ attributes, diagnostics }, diagnostics);
}

function finding(path: AnswerPath, code: string, message: string): AnswerDiagnostic {
  return { path, code, severity: "error", message: path === "" ? message : `${path}: ${message}` };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function readField(field: Field, value: unknown, path: AnswerPath, report: Report): string | number | boolean | null | undefined {
  if (value === undefined || value === null) return value;
  switch (field.kind) {
    case "flag": return typeof value === "boolean" ? value : report(path, "advise-wrong-type", `true or false is wanted, not ${shown(value)}.`);
    case "choice": {
      const meant = typeof value === "string" ? field.aliases?.[value] ?? value : value;
      return field.options.find((option) => option.value === meant)?.value
        ?? report(path, "advise-unknown-value", `${shown(value)} is none of ${field.options.map((option) => option.value).join(", ")}.`);
    }
    case "number": return readNumber(value, field, path, report);
  }
}

function readNumber(value: unknown, bounds: { readonly min: number; readonly max: number; readonly whole?: true }, path: AnswerPath, report: Report): number | undefined {
  if (typeof value !== "number" || !Number.isFinite(value)) return report(path, "advise-wrong-type", `A number is wanted, not ${shown(value)}.`);
  if (value < bounds.min) return report(path, "advise-impossible-number", `${value} is impossible: at least ${bounds.min}.`);
  if (value > bounds.max) return report(path, "advise-impossible-number", `${value} is impossible: at most ${bounds.max}.`);
  if (bounds.whole === true && !Number.isInteger(value)) return report(path, "advise-impossible-number", `${value} is impossible: a whole number.`);
  return value;
}

function readEditions(value: unknown, report: Report): EditionAnswers | undefined {
  if (value === undefined || value === null) return undefined;
  if (!isObject(value)) return report("editions", "advise-wrong-type", `An object such as {"neo4j": "community"} is wanted, not ${shown(value)}.`);
  return Object.fromEntries(Object.entries(value).flatMap(([technology, edition]) => {
    const known: readonly string[] | undefined = Object.entries(editionIds).find(([id]) => id === technology)?.[1];
    const path = `editions.${technology}`;
    if (known === undefined) report(path, "advise-unknown-attribute", `Editions are asked of ${Object.keys(editionIds).join(", ")} only.`);
    else if (edition !== null && !known.some((id) => id === edition)) report(path, "advise-unknown-value", `${shown(edition)} is none of ${known.join(", ")}.`);
    else return [[technology, edition]];
    return [];
  }));
}

function readPatterns(value: unknown, report: Report): readonly AttributePattern[] | undefined {
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) return report("patterns", "advise-wrong-type", `A list of patterns is wanted, not ${shown(value)}.`);
  if (value.length > mostPatterns) report("patterns", "advise-too-many", `Only the first ${mostPatterns} patterns are weighed.`);
  return value.slice(0, mostPatterns).flatMap((item: unknown, index) => readPattern(item, `patterns[${index}]`, report) ?? []);
}

const members = ["kind", "weight", "hops", "join_depth", "text", "name"];

function readPattern(value: unknown, path: AnswerPath, report: Report): AttributePattern | undefined {
  if (!isObject(value)) return report(path, "advise-wrong-type", `An object such as {"kind": "point", "weight": 3} is wanted, not ${shown(value)}.`);
  for (const name of Object.keys(value)) if (!members.includes(name)) report(`${path}.${name}`, "advise-unknown-attribute", `A pattern has no ${name}: it has ${members.join(", ")}.`);
  const { kind: written, weight, hops, join_depth: depth, text: need, name } = value;
  const kind = typeof written !== "string" ? undefined : answeredKinds.find((known) => known === (Object.hasOwn(kindAliases, written) ? kindAliases[written] : written));
  if (kind === undefined) return report(`${path}.kind`, "advise-unknown-kind", `${shown(written)} is none of ${answeredKinds.join(", ")}.`);
  const number = (member: string, given: unknown, max: number, whole?: true): number | undefined =>
    isKnown(given) ? readNumber(given, { min: 0, max, ...(whole ? { whole } : {}) }, `${path}.${member}`, report) : undefined;
  const text = typeof need !== "string" ? undefined : textNeeds.find((known) => known === (Object.hasOwn(textAliases, need) ? textAliases[need] : need));
  if (isKnown(need) && need !== "none" && text === undefined) report(`${path}.text`, "advise-unknown-value", `${shown(need)} is none of ${textNeeds.join(", ")}.`);
  return {
    kind, text,
    weight: number("weight", weight, 1e6),
    hops: hops === "unbounded" ? hops : number("hops", hops, 1e6, true),
    join_depth: number("join_depth", depth, 1e3, true),
    name: typeof name === "string" ? name : undefined,
  };
}

/** Numbers that cannot both be true. Both are kept: which one is wrong is for the person to say. */
function contradictions({ writes_s: writes, hot_item_writes_s: hot, item_kb_max: item, dataset_gb_1y: data, retention_days: kept, history_query_days: history }: Attributes, report: Report): void {
  if (isKnown(writes) && isKnown(hot) && hot > writes) report("hot_item_writes_s", "advise-contradiction", `${hot} a second to one item is more than all ${writes} writes.`);
  if (isKnown(item) && isKnown(data) && data > 0 && item > data * 1024 * 1024) report("item_kb_max", "advise-contradiction", `An item of ${item} KB is larger than all ${data} GB.`);
  if (isKnown(kept) && isKnown(history) && history > kept) report("history_query_days", "advise-contradiction", `${history} days are read, but only ${kept} are kept.`);
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** The attribute that a misspelt name begins like. */
function nearest(name: string): string {
  const similar = fields.find(({ attribute }) => attribute.startsWith(name.slice(0, 4)) || name.startsWith(attribute.slice(0, 6)));
  return similar === undefined ? "" : ` Is ${similar.attribute} meant?`;
}
