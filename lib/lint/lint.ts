import type { Severity, TechnologyId } from "../model";
import { lintDialects } from "./dialects";
import type { Finding, RawFinding } from "./finding";
import { detectFraming } from "./framing/detect";
import { maskOutside, type Section } from "./framing/section";
import { Known, type Wrapping } from "./known";
import { refusesTransaction } from "./locks";
import type { Measurer } from "./measured/measurer";
import { reconcile } from "./measured/reconcile";
import { Positions } from "./positions";
import type { Hit, LintRule, RuleContext } from "./rule";
import { rules } from "./rules";
import { excerpt } from "./show";
import type { LintStatement, StatementReader, StatementReading, UnreadPart } from "./statement";
import { applySuppressions } from "./suppress";

/** A file to lint: its name as it is to be shown, and its text. */
export interface LintFile {
  readonly name: string;
  readonly text: string;
}

export interface LintOptions {
  readonly technology: TechnologyId;
  /** Version of the target: `18`, `11`, `8.4`. */
  readonly version: number;
  /** Which sections are looked at. Default: up. */
  readonly direction?: "up" | "down" | "both";
  /** SQL of what is there before the first file: types and constraints are known from it. */
  readonly base?: string;
  /** Runs statements on an engine that has the base loaded; without it, findings come from the text alone. */
  readonly measurer?: Measurer;
  /** The runner opens a transaction around files that say nothing about it. */
  readonly wrapPlain?: boolean;
  /** Only these codes (or aliases). Default: all. */
  readonly only?: readonly string[];
}

/** What was found in the files, in the order of the files and of their lines. */
export interface LintResult {
  readonly findings: readonly Finding[];
  readonly files: readonly { readonly name: string; readonly tool: string; readonly statements: number; readonly skipped: boolean }[];
}

/**
 * Lints migration files in the order given: what earlier files made is known to later ones. Pure but for the measurer:
 * it may run in a worker, a browser or a command. Throws for a technology without a reader: see `lintDialects`.
 */
export async function lintFiles(files: readonly LintFile[], options: LintOptions): Promise<LintResult> {
  const dialect = lintDialects[options.technology];
  if (dialect === undefined) throw new Error(`SQL of ${options.technology} cannot be linted`);
  const read = await dialect.reader();
  const known = new Known();
  if (options.base !== undefined) learnBase(options.base, read, known);
  const prepared = files.map((file) => prepare(file, options, read));
  for (const { sections } of prepared) for (const { reading } of sections) known.foresee(reading.statements);
  const findings: Finding[] = [];
  for (const { file, sections } of prepared) {
    known.file();
    await options.measurer?.file();
    const raw: RawFinding[] = [];
    for (const section of sections) await lintSection(section, { known, options, raw });
    const chosen = options.only === undefined ? raw : raw.filter(({ code, aliases }) => options.only?.some((name) => name === code || aliases.includes(name)));
    findings.push(...place(file, applySuppressions(file.text, chosen, options.only !== undefined)));
  }
  return {
    findings,
    files: prepared.map(({ file, tool, sections, skipped }) => ({ name: file.name, tool, statements: sections.reduce((sum, { reading }) => sum + reading.statements.length, 0), skipped })),
  };
}

interface PreparedSection {
  readonly section: Section;
  readonly reading: StatementReading;
}

interface PreparedFile {
  readonly file: LintFile;
  readonly tool: string;
  readonly sections: readonly PreparedSection[];
  /** It has nothing in the wanted direction. */
  readonly skipped: boolean;
}

function prepare(file: LintFile, options: LintOptions, read: StatementReader): PreparedFile {
  const { tool, sections } = detectFraming(file.name, file.text);
  const direction = options.direction ?? "up";
  const wanted = sections.filter((section) => direction === "both" || section.direction === direction);
  return {
    file, tool, skipped: wanted.length === 0 && sections.length > 0,
    sections: wanted.map((section) => ({
      section: tool === "plain" && options.wrapPlain === true ? { ...section, wrapping: "mixed" } : section,
      reading: read(maskOutside(file.text, section.parts)),
    })),
  };
}

interface Work {
  readonly known: Known;
  readonly options: LintOptions;
  readonly raw: RawFinding[];
}

async function lintSection({ section, reading: { statements, unread } }: PreparedSection, { known, options, raw }: Work): Promise<void> {
  for (const part of unread) raw.push(unreadFinding(part, options));
  const wrapping = wrappingOf(section, statements);
  known.section(wrapping);
  // Only what goes up runs on the base: what goes down would need what went up.
  const measurer = section.direction === "up" ? options.measurer : undefined;
  await measurer?.begin(wrapping);
  const applicable = rules.filter((rule) => rule.targets.includes(options.technology));
  const said = new Set<string>();
  let last: RuleContext | undefined;
  for (const [index, statement] of statements.entries()) {
    const context: RuleContext = { technology: options.technology, version: options.version, statement, statements, index, known };
    last = context;
    const found = applicable.flatMap((rule) => {
      if (rule.once === true && said.has(rule.code)) return [];
      const all = [
        ...statement.acts.flatMap((act) => hits(rule, rule.act?.(act, context), act.at, statement)),
        ...hits(rule, rule.statement?.(statement, context), statement.at, statement),
      ];
      if (all.length > 0) said.add(rule.code);
      return rule.once === true ? all.slice(0, 1) : all;
    });
    known.learn(statement);
    const measured = await measurer?.run(statement);
    raw.push(...(measured === undefined ? found : reconcile(found, measured, statement)));
  }
  if (last !== undefined) {
    const { statement } = last;
    for (const rule of applicable) {
      for (const found of hits(rule, rule.section?.(last), statement.at, statement)) raw.push(withStatement(found, statements));
    }
  }
  await measurer?.end();
}

/** What the runner's habit means for these statements. */
function wrappingOf({ wrapping }: Section, statements: readonly LintStatement[]): Wrapping {
  switch (wrapping) {
    case "transaction": case "none": return wrapping;
    case "string": return statements.length > 1 ? "transaction" : "none";
    case "mixed": {
      const working = statements.filter(({ acts }) => !acts.every((act) => act.kind === "set"));
      return working.length > 0 && working.every(({ acts }) => acts.some(refusesTransaction)) ? "none" : "transaction";
    }
  }
}

function hits(rule: LintRule, found: Hit | readonly Hit[] | undefined, at: number, statement: LintStatement): RawFinding[] {
  const list = found === undefined ? [] : isList(found) ? found : [found];
  return list.map((hit) => ({
    code: rule.code, aliases: [...(rule.aliases ?? []), ...(hit.aliases ?? [])], severity: hit.severity ?? rule.severity, category: hit.category ?? rule.category,
    message: hit.message, fix: hit.fix ?? rule.fix, at: hit.at ?? at, statementAt: statement.at, statementEnd: statement.end,
  }));
}

function isList(found: Hit | readonly Hit[]): found is readonly Hit[] {
  return Array.isArray(found);
}

/** Findings of a whole section belong to the statement their place is in. */
function withStatement(finding: RawFinding, statements: readonly LintStatement[]): RawFinding {
  const statement = statements.findLast(({ at }) => at <= finding.at);
  return statement === undefined ? finding : { ...finding, statementAt: statement.at, statementEnd: statement.end };
}

function unreadFinding(part: UnreadPart, { technology, version }: LintOptions): RawFinding {
  const severity: Severity = part.kind === "syntax" ? "error" : "info";
  return {
    code: part.kind === "syntax" ? "syntax-error" : "client-command", aliases: [], severity, category: "refused",
    message: part.kind === "syntax" ? `This is not understood as SQL of ${technology}: ${part.message}. Nothing else was checked in this statement.` : `${part.message}: it was not checked.`,
    fix: part.kind === "syntax" ? `Correct the statement; if an engine newer than ${technology} ${version} takes it, check it by hand and say so with a suppression.` : "Keep commands of the client out of migrations.",
    at: part.at, statementAt: part.at, statementEnd: part.end,
  };
}

/** The base is there already: nothing in it is new, and nobody is told about it. */
function learnBase(sql: string, read: StatementReader, known: Known): void {
  known.section("none");
  for (const statement of read(sql).statements) known.learn(statement);
  known.file();
}

/** Offsets become lines and columns. */
function place(file: LintFile, raw: readonly RawFinding[]): Finding[] {
  const positions = new Positions(file.text);
  const length = Math.max(0, file.text.length);
  return raw.map(({ at, statementAt, statementEnd, ...finding }) => {
    const from = Math.max(0, Math.min(at, length));
    const to = Math.max(from, Math.min(statementEnd, length));
    const start = positions.at(from);
    const end = positions.at(to);
    return { ...finding, file: file.name, ...start, endLine: end.line, endColumn: end.column, statement: excerpt(file.text.slice(Math.min(statementAt, length), to)) };
  }).toSorted((a, b) => a.line - b.line || a.column - b.column || a.code.localeCompare(b.code));
}

