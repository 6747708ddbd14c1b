import { sqlTokens } from "../diff";
import { oneLine } from "../model";
import type { MigrationFile } from "./migration-format";
import type { PlannedMigration, Reversibility } from "./plan";
import { bracketed } from "./bracketed";
import { declaredHazards, type StatementHazard } from "./statement-hazards";

/** The statements of one direction as the file has them. */
export function migrationStatements(planned: PlannedMigration, direction: "up" | "down"): string[] {
  const steps = direction === "up" ? planned.steps : planned.steps.toReversed();
  const own = steps.flatMap((step) => bracketed(direction === "up" ? step.up : step.down)).map(oneStatement);
  return own.length === 0 ? own : [...planned.preamble ?? [], ...own];
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

/**
 * The file of a planned migration; `name` is its number, slug and `.sql`. Hazards stand above their statements as comments:
 * those that the plan declares, or those of a proof where they are given.
 */
export function renderMigration(planned: PlannedMigration, name: string, hazards: readonly StatementHazard[] = declaredHazards(planned)): MigrationFile {
  const mark = planned.transaction ? "" : " notransaction";
  const body = (direction: "up" | "down"): string[] => {
    const statements = migrationStatements(planned, direction);
    return statements.flatMap((sql, i) => [
      ...(planned.resumable === true && statements.length > 1 ? [comment(`resume point ${i + 1} of ${statements.length}`)] : []),
      ...new Set(hazards.filter((hazard) => hazard.direction === direction && hazard.statement === i).map(hazardComment)),
      ...statementLines(sql),
    ]);
  };
  const lines = [
    comment(planned.title),
    ...reversibility(planned.reversibility),
    ...(planned.undoneBefore === true ? [comment(undoneBeforeMark)] : []),
    ...(planned.resumable === true && planned.steps.length > 0 ? [comment("Each statement commits by itself: after a failure, mend the cause and go on from the resume point above the statement that failed.")] : []),
    "",
    `-- +migrate Up${mark}`,
    ...body("up"),
    "",
    `-- +migrate Down${mark}`,
    ...body("down"),
  ];
  return { name, content: `${lines.join("\n")}\n` };
}

/** Says that a file without statements after Down is no dead end. */
export const undoneBeforeMark = "Undone by the file before: down has nothing to do here.";

const hazardMark = "-- hazard: ";

function hazardComment({ severity, kind, code, message, evidence, observed }: StatementHazard): string {
  const seen = observed === undefined ? "" : ` Seen: ${observed}.`;
  return comment(`hazard: ${[severity, kind, ...(evidence === undefined ? [] : [evidence])].join(", ")} (${code}): ${message}${seen}`);
}

/** The text of a file without its hazards: what a proof is of, since it is the proof that finds them. No statement has such a line, see `protectedLines`. */
export function withoutHazards(content: string): string {
  return content.split("\n").filter((line) => !line.startsWith(hazardMark)).join("\n");
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

/** A semicolon inside, or two hyphens in a string or body: readers of the format look at lines, and take what follows for a comment. */
function needsBrackets(sql: string): boolean {
  return sql.includes(";") || sql.includes("--");
}

/** Lines within strings and bodies that begin with `--` get a space before, so that no reader drops them or takes them for annotations. */
function protectedLines(sql: string): string {
  return sql.replaceAll(/^--/gm, " --");
}
