import { sqlTokens } from "../../diff";
import type { ReleasedMigration } from "./tool";

/** A statement with its semicolon, which no comment at its end may hide. */
export function terminated(sql: string, end = ";"): string {
  const last = sqlTokens(sql).findLast((token) => token.kind !== "space");
  return last?.kind === "comment" && last.text.startsWith("--") ? `${sql}\n${end}` : `${sql}${end}`;
}

/** Statements as a script. */
export function script(statements: readonly string[]): string {
  return statements.map((sql) => `${terminated(sql)}\n`).join("");
}

/** A script in a transaction of its own. */
export function transactionScript(statements: readonly string[], transaction: boolean): string {
  return transaction && statements.length > 0 ? `BEGIN;\n${script(statements)}COMMIT;\n` : script(statements);
}

/** Lines of a head as comments. */
export function comments(migration: ReleasedMigration, mark = "--"): string {
  return migration.head.map((line) => `${mark} ${line}\n`).join("");
}

/** Lines that begin with `--` within strings and bodies get a space before, so that no tool takes them for its own (as in the native format). */
export function shielded(sql: string): string {
  return sql.replaceAll(/^--/gm, " --");
}

/** For tools with one switch for both directions: when one of them must run outside, both do, and the other begins its own. */
export function oneSwitch(migration: ReleasedMigration): { readonly transaction: boolean; readonly up: readonly string[]; readonly down: readonly string[] } {
  const { transaction, up, down } = migration;
  if (transaction.up && transaction.down) return { transaction: true, up, down };
  const own = (statements: readonly string[], inside: boolean): readonly string[] => (inside && statements.length > 0 ? ["BEGIN", ...statements, "COMMIT"] : statements);
  return { transaction: false, up: own(up, transaction.up), down: own(down, transaction.down) };
}

/** Version and slug as a name with at least `digits` digits: for tools that order names as texts. */
export function padded(version: bigint, digits: number): string {
  return version.toString().padStart(digits, "0");
}

/** Whether going back is said to be impossible: nothing is there to run. */
export function isIrreversible({ up, down }: Pick<ReleasedMigration, "up" | "down">): boolean {
  return up.length > 0 && down.length === 0;
}

/** Said where a tool wants a way back and there is none. */
export const noWayBack = "There is no way back.";
