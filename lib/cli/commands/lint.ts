import { isTechnologyId, type TechnologyId } from "../../model";
import { jsonReport, jsonRules, lintDialects, lintFiles, lintRules, sandboxMeasurer, sarifReport, textReport, type Finding, type LintFile, type Measurer } from "../../lint";
import { loadSchema } from "../../proof/load-schema";
import { seedRows } from "../../proof/rows/seed-rows";
import { hasSandbox, openSandbox, type Sandbox } from "../../sandbox";
import { findTarget } from "../../targets/registry";
import { text, texts, UsageError, type Command, type CommandIo, type ExitCode } from "../command";
import { printDiagnostics } from "../diagnostics";
import { readSchema, readText } from "../read-file";

const aliases: Readonly<Record<string, TechnologyId>> = { postgres: "postgresql", pg: "postgresql", sqlite3: "sqlite", mariadb: "mysql" };
const linted = Object.keys(lintDialects).join(", ");
const severities = ["error", "warning", "info"] as const;

export const lint: Command = {
  name: "lint",
  summary: "Find what is dangerous in migration files of any tool: locks, rewrites, losses, breaks.",
  usage: ["lint FILE... [--target T] [--base SCHEMA] [--format text|json|sarif]", "lint --list [--json]"],
  help: [
    ["FILE", "Migration files in the order they run: sql-migrate, goose, dbmate, golang-migrate, Flyway, Liquibase, Prisma, or plain SQL; - for standard input."],
    ["--target T", `${linted}, with a version if wanted: postgresql@16. Default: postgresql.`],
    ["--target-version V", "The version by itself; --pg-version is the same."],
    ["--base SCHEMA", "What is there before the first file: SQL, DBML or Schema JSON. Statements then run on a throw-away engine, and what it does counts, not what the text looks like."],
    ["--format F", "text (default), json or sarif (2.1.0). --json is --format json."],
    ["--only CODES", "Only these rules, by code or alias, separated by commas."],
    ["--direction D", "up (default), down or both."],
    ["--in-transaction", "The runner opens a transaction around each plain SQL file."],
    ["--fail-on S", "Exit with 1 from this severity on: error, warning (default) or info."],
    ["--list", "Print the rules: code, severity, what they find, why, what to do."],
  ],
  options: {
    target: { type: "string" }, "target-version": { type: "string" }, "pg-version": { type: "string" }, base: { type: "string" }, format: { type: "string" }, json: { type: "boolean" },
    only: { type: "string", multiple: true }, direction: { type: "string" }, "in-transaction": { type: "boolean" }, "fail-on": { type: "string" }, list: { type: "boolean" },
  },
  operands: [0, 10_000],
  async run(values, operands, io) {
    const format = values["json"] === true ? "json" : oneOf(text(values, "format") ?? "text", ["text", "json", "sarif"] as const, "format");
    if (values["list"] === true) {
      io.out(format === "json" ? jsonRules(lintRules) : ruleList());
      return 0;
    }
    if (operands.length === 0) throw new UsageError("FILE is missing: strata lint FILE...");
    const { technology, version } = chosen(text(values, "target") ?? "postgresql", text(values, "target-version") ?? text(values, "pg-version"));
    const only = texts(values, "only").flatMap((list) => list.split(",")).map((code) => code.trim()).filter((code) => code !== "");
    const unknown = only.find((name) => !lintRules.some(({ code, aliases: others }) => code === name || others?.includes(name) === true));
    if (unknown !== undefined) throw new UsageError(`There is no rule ${unknown}. strata lint --list prints them.`);
    const failOn = oneOf(text(values, "fail-on") ?? "warning", severities, "fail-on");
    const files = await readFiles(operands, io);
    const base = text(values, "base");
    const prepared = base === undefined ? undefined : await prepareBase(base, technology, version, io);
    try {
      const result = await lintFiles(files, {
        technology, version, direction: oneOf(text(values, "direction") ?? "up", ["up", "down", "both"] as const, "direction"), wrapPlain: values["in-transaction"] === true,
        ...(only.length === 0 ? {} : { only }),
        ...(prepared === undefined ? {} : { base: prepared.sql }),
        ...(prepared?.measurer === undefined ? {} : { measurer: prepared.measurer }),
      });
      io.out(format === "json" ? jsonReport(result, prepared?.measurer?.engine) : format === "sarif" ? sarifReport(result, lintRules) : textReport(result));
      return exitCode(result.findings, failOn);
    } finally {
      await prepared?.sandbox?.close();
    }
  },
};

function exitCode(findings: readonly Finding[], failOn: (typeof severities)[number]): ExitCode {
  return findings.some(({ severity }) => severities.indexOf(severity) <= severities.indexOf(failOn)) ? 1 : 0;
}

function oneOf<T extends string>(value: string, allowed: readonly T[], option: string): T {
  const found = allowed.find((known) => known === value);
  if (found === undefined) throw new UsageError(`--${option} ${value}: one of ${allowed.join(", ")}.`);
  return found;
}

/** The technology and its version. Versions older than the studio designs for are linted too: rules know them. */
function chosen(target: string, versionOption: string | undefined): { technology: TechnologyId; version: number } {
  const [name = "", at] = target.toLowerCase().split("@", 2);
  const id = Object.hasOwn(aliases, name) ? aliases[name] : name;
  if (!isTechnologyId(id) || lintDialects[id] === undefined) throw new UsageError(`SQL of ${target} cannot be linted. Targets: ${linted}.`);
  const asked = versionOption ?? at;
  const version = asked === undefined ? lintDialects[id]?.newest ?? 0 : Number(/^\d+(?:\.\d+)?/.exec(asked)?.[0] ?? Number.NaN);
  if (!Number.isFinite(version)) throw new UsageError(`${asked ?? ""} is no version of ${id}.`);
  return { technology: id, version };
}

async function readFiles(names: readonly string[], io: CommandIo): Promise<LintFile[]> {
  const files: LintFile[] = [];
  for (const name of names) files.push({ name: name === "-" ? "stdin.sql" : name, text: await readText(name, io) });
  return files;
}

interface PreparedBase {
  readonly sql: string;
  readonly measurer?: Measurer;
  readonly sandbox?: Sandbox;
}

/** Reads the base, and loads it with a few rows in every table where the technology has an engine here. */
async function prepareBase(file: string, technology: TechnologyId, version: number, io: CommandIo): Promise<PreparedBase> {
  const target = findTarget(technology);
  if (target === undefined) return { sql: await readText(file, io) };
  const known = target.versions.find(({ id }) => Number(id) === version)?.id ?? target.versions[0]?.id ?? "";
  const result = await readSchema(file, { target, version: known }, io);
  if (printDiagnostics(result.diagnostics, io, file) === 1 || !result.ok) throw new UsageError(`${file}: the schema could not be read whole.`);
  const { schema } = result.value;
  const sql = target.createSchema(schema, known).map((statement) => statement.sql).join(";\n");
  if (!hasSandbox(technology)) return { sql };
  const sandbox = await openSandbox(technology, { version: known });
  await loadSchema(sandbox, target, schema, known, new Set());
  await seedRows(sandbox, target, schema);
  return { sql, sandbox, measurer: sandboxMeasurer(sandbox, lintDialects[technology] ?? { tableLocks: false, transactionalDdl: false }) };
}

function ruleList(): string {
  return `${lintRules.map(({ code, aliases: others, targets, severity, summary, explanation, fix }) => [
    `${code} (${severity}; ${targets.join(", ")})${others === undefined ? "" : ` also ${others.join(", ")}`}`, `    ${summary}.`, `    why: ${explanation}`, `    fix: ${fix}`,
  ].join("\n")).join("\n")}\n`;
}
