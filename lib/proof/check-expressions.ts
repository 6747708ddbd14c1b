import type { Column, Schema } from "../model";
import type { Conversion } from "../plan/evolution";
import { SandboxError, type Sandbox } from "../sandbox/sandbox";
import type { Target } from "../targets/target";
import { loadSchema } from "./load-schema";
import { tableName } from "./rows/sql-literal";
import { seedRows } from "./rows/seed-rows";

/** What conversions are tried with. */
export interface ExpressionCheck {
  readonly target: Target;
  readonly version: string;
  readonly base: Schema;
  readonly conversions: readonly Conversion[];
}

/** One thing that a conversion does to sample rows. */
export interface ExpressionFinding {
  /** Field of the evolution that asked for the expression. */
  readonly field: string;
  /** `error`: the engine refuses it. `warning`: values do not come back, or are missing. */
  readonly severity: "error" | "warning";
  readonly message: string;
}

const sampleTexts = ["Ada Lovelace", "Plato", "two  spaces", ""];

/**
 * Tries conversions on rows of the base and on texts that conversions stumble over: forward, then backward. Leaves the base loaded
 * with rows. Findings: expressions refused by the engine, values that do not come back, NULL for a column that must have a value.
 */
export async function checkExpressions({ target, version, base, conversions }: ExpressionCheck, sandbox: Sandbox, signal?: AbortSignal): Promise<readonly ExpressionFinding[]> {
  await sandbox.reset();
  await loadSchema(sandbox, target, base, version, new Set());
  await seedRows(sandbox, target, base, signal);
  const findings: ExpressionFinding[] = [];
  for (const conversion of conversions) findings.push(...await new Trial(target, base, conversion, sandbox).run());
  return findings;
}

class Trial {
  constructor(private readonly target: Target, private readonly schema: Schema, private readonly conversion: Conversion, private readonly sandbox: Sandbox) {}

  async run(): Promise<ExpressionFinding[]> {
    const { table, forward, backward } = this.conversion;
    const source = tableName(table, this.target);
    const refused: ExpressionFinding[] = [];
    for (const { expression, field, column } of forward) refused.push(...await this.refusal(`SELECT ${this.typed(expression, column)} AS v FROM ${source}`, field, column));
    if (refused.length > 0) return refused;
    const tried = this.tried(source, backward.map(({ column }) => column));
    for (const { expression, field, column } of backward) refused.push(...await this.refusal(`SELECT ${this.typed(expression, column)} AS v FROM ${tried}`, field, column));
    if (refused.length > 0) return refused;
    return [...await this.missing(source), ...await this.lost(tried)];
  }

  private typed(expression: string, column: Column): string {
    return this.target.sync?.convert(`(${expression})`, column.type, this.schema) ?? expression;
  }

  private text(expression: string): string {
    return this.target.sync?.convert(expression, { kind: "text" }, this.schema) ?? expression;
  }

  /** Rows with their old columns under names of their own, and the new columns as forward gives them. */
  private tried(source: string, old: readonly Column[]): string {
    const { quote } = this.target;
    const kept = old.map((column, at) => `${quote(column.name)} AS old_${at}`);
    const made = this.conversion.forward.map(({ expression, column }) => `${this.typed(expression, column)} AS ${quote(column.name)}`);
    return `(SELECT ${[...kept, ...made].join(", ")} FROM ${source}) AS tried`;
  }

  private async refusal(sql: string, field: string, column: Column): Promise<ExpressionFinding[]> {
    try {
      await this.sandbox.query(sql);
      return [];
    } catch (error) {
      if (!(error instanceof SandboxError)) throw error;
      return [{ field, severity: "error", message: `The expression for ${column.name} is refused: ${error.message}` }];
    }
  }

  private async missing(source: string): Promise<ExpressionFinding[]> {
    const findings: ExpressionFinding[] = [];
    for (const { expression, field, column } of this.conversion.forward.filter((one) => !one.column.nullable)) {
      const [row] = await this.sandbox.query(`SELECT count(*) AS n FROM ${source} WHERE ${this.typed(expression, column)} IS NULL`);
      const count = Number(row?.["n"]);
      if (count > 0) findings.push({ field, severity: "warning", message: `${column.name} must have a value, and the expression gives NULL for ${count} of the sample rows.` });
    }
    return findings;
  }

  private async lost(tried: string): Promise<ExpressionFinding[]> {
    const findings: ExpressionFinding[] = [];
    const { backward } = this.conversion;
    for (const source of [tried, ...this.samples()]) {
      const list = backward.map(({ expression, column }, at) => `${this.text(`old_${at}`)} AS o${at}, ${this.text(this.typed(expression, column))} AS b${at}`).join(", ");
      if (list === "") return [];
      const rows = await this.sandbox.query(`SELECT ${list} FROM ${source}`).catch((error: unknown) => {
        if (error instanceof SandboxError) return [];
        throw error;
      });
      for (const [at, { field, column }] of backward.entries()) {
        const lost = rows.filter((row) => (row[`o${at}`] ?? null) !== (row[`b${at}`] ?? null));
        const [example] = lost;
        if (example === undefined || findings.some((finding) => finding.field === field)) continue;
        const shown = (value: unknown): string => (value === null || value === undefined ? "NULL" : JSON.stringify(value));
        findings.push({ field, severity: "warning", message: `${column.name} does not come back as it was: ${shown(example[`o${at}`])} becomes ${shown(example[`b${at}`])}.` });
      }
    }
    return findings;
  }

  /** One row each for texts that splitting and joining stumble over. */
  private samples(): string[] {
    const { quote, literal } = this.target;
    const old = this.conversion.backward.map(({ column }) => column);
    if (!old.every(({ type }) => type.kind === "text" || type.kind === "string")) return [];
    return sampleTexts.map((text) => this.tried(`(SELECT ${old.map((column) => `${this.target.sync?.convert(literal(text), column.type, this.schema) ?? literal(text)} AS ${quote(column.name)}`).join(", ")}) AS sample`, old));
  }
}
