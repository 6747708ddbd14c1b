import type { Statement } from "../targets/target";

/** In a file without a transaction, statements that can share one between others that cannot get one of their own. */
export function bracketed(statements: readonly Statement[]): string[] {
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
