import { sqlTokens } from "../diff";
import { oneLine } from "../model";
import type { Statement } from "../targets/target";
import type { MigrationFile } from "./migration-format";
import type { PlannedMigration, Reversibility } from "./plan";

/** The statements of one direction as the file has them. */
export function migrationStatements(planned: PlannedMigration, direction: "up" | "down"): string[] {
  const steps = direction === "up" ? planned.steps : planned.steps.toReversed();
  const own = steps.flatMap((step) => bracketed(direction === "up" ? step.up : step.down)).map(oneStatement);
  return own.length === 0 ? own : [...planned.preamble ?? [], ...own];
}

/** The step that each statement of `migrationStatements` belongs to, as its place among the steps; undefined for what frames them. */
export function stepsOfStatements(planned: PlannedMigration, direction: "up" | "down"): (number | undefined)[] {
  const places = planned.steps.map((_, i) => i);
  const own = (direction === "up" ? places : places.toReversed()).flatMap((i) => {
    const step = planned.steps[i];
    return step === undefined ? [] : bracketed(direction === "up" ? step.up : step.down).map((sql) => (sql === "BEGIN" || sql === "COMMIT" ? undefined : i));
  });
  return own.length === 0 ? [] : [...(planned.preamble ?? []).map(() => undefined), ...own];
}

/** In a file without a transaction, statements that can share one between others that cannot get one of their own. */
function bracketed(statements: readonly Statement[]): string[] {
  if (!statements.some((statement) => statement.transaction === "outside")) return statements.map((statement) => statement.sql);
  const result: string[] = [];
  let run: string[] = [];
  const close = (): void => {
    result.push(...(run.length > 1 ? ["BEGIN", ...run, "COMMIT"] : run));
    run = [];
  };
  for (const statement of statements) {
    if (statement.transaction === "outside") {
      close();
      result.push(statement.sql);
    } else run.push(statement.sql);
  }
  close();
  return result;
}

/** The statement without what the format cannot carry: a trailing semicolon, a comment at its end that would hide ours, lines that look like annotations. */
function oneStatement(sql: string): string {
  const tokens = sqlTokens(sql.trim());
  while (tokens.length > 0) {
    const last = tokens.at(-1);
    if (last?.kind !== "space" && last?.kind !== "comment" && last?.text !== ";") break;
    tokens.pop();
  }
  // Readers of the format drop lines that begin with `--`; as a block comment the text stays where it was.
  return tokens.map((token) => (token.kind === "comment" && token.text.startsWith("--") ? `/*${token.text.slice(2).replaceAll("*/", "* /").replaceAll("/*", "/ *")} */` : token.text)).join("");
}

/** The file of a planned migration; `name` is its number, slug and `.sql`. */
export function renderMigration(planned: PlannedMigration, name: string): MigrationFile {
  const mark = planned.transaction ? "" : " notransaction";
  const lines = [
    comment(planned.title),
    ...reversibility(planned.reversibility),
    ...[...new Set(planned.steps.flatMap((step) => step.hazards.map((hazard) => `${hazard.severity === "error" ? "Error" : hazard.severity === "warning" ? "Hazard" : "Note"} (${hazard.kind}, ${hazard.code}): ${hazard.message}`)))].map(comment),
    "",
    `-- +migrate Up${mark}`,
    ...migrationStatements(planned, "up").flatMap(statementLines),
    "",
    `-- +migrate Down${mark}`,
    ...migrationStatements(planned, "down").flatMap(statementLines),
  ];
  return { name, content: `${lines.join("\n")}\n` };
}

function comment(text: string): string {
  return `-- ${oneLine(text).replaceAll(/\s+/g, " ")}`;
}

function reversibility(value: Reversibility): string[] {
  if (value.kind === "lossless") return [];
  return [comment(value.kind === "lossy" ? `Down is lossy: ${value.what}` : `Irreversible: ${value.why}`)];
}

function statementLines(sql: string): string[] {
  return needsBrackets(sql) ? ["-- +migrate StatementBegin", `${protectedLines(sql)};`, "-- +migrate StatementEnd"] : [`${sql};`];
}

/** A semicolon inside, or a line of a string or body that a reader of the format would take for its own. */
function needsBrackets(sql: string): boolean {
  return sql.includes(";") || /^--/m.test(sql);
}

/** Lines within strings and bodies that begin with `--` get a space before, so that no reader drops them or takes them for annotations. */
function protectedLines(sql: string): string {
  return sql.replaceAll(/^--/gm, " --");
}
