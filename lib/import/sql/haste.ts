import type { Sandbox } from "../../sandbox/sandbox";

/** What is looked at of a statement: its text, and whether it only sets the search path. */
export interface Statement {
  readonly piece: { readonly text: string };
  readonly setsPath: boolean;
}

/** A way to load definitions faster into an embedded engine, after which its catalog reads the same. */
export interface Haste {
  /** Whether all of a script may be loaded so. */
  fits(statements: readonly Statement[]): boolean;
  /** The statement as it is given to the engine: itself, or itself with words at its end, so that places in it stay. */
  hasten?(sql: string): string;
  /** Prepares the engine; what it answers undoes that. */
  begin(sandbox: Sandbox): Promise<Hastened>;
}

/** Run once everything is loaded, before and after the catalog is read. */
export interface Hastened {
  finish?(sandbox: Sandbox): Promise<void>;
  restore?(sandbox: Sandbox): Promise<void>;
}

/** Statements that may put rows into tables by themselves or through a function. */
export function mayWriteRows(sql: string): boolean {
  if (/^(?:DO|SELECT|WITH|EXECUTE|CALL)\b|^CREATE\s+EVENT\s+TRIGGER\b/i.test(sql)) return true;
  if (/^CREATE\s+MATERIALIZED\b/i.test(sql)) return !/\bWITH\s+NO\s+DATA\s*$/i.test(sql);
  return /^CREATE\s+(?:\w+\s+){0,3}TABLE\b/i.test(sql) && /\bAS\s*\(?\s*(?:SELECT|WITH|TABLE|VALUES|EXECUTE)\b/i.test(sql);
}

/** The ways that fit a script and an engine, begun, as one. `restore` gives the engine back as it was; it is asked for in any case. */
export async function hurry(hastes: readonly Haste[], statements: readonly Statement[], sandbox: Sandbox): Promise<Required<Hastened> & { hasten(sql: string): string }> {
  // A server may be of another version than the embedded engine, on which these ways were tried.
  const fitting = sandbox.server === undefined ? hastes.filter((haste) => haste.fits(statements)) : [];
  const begun: Hastened[] = [];
  for (const haste of fitting) begun.push(await haste.begin(sandbox));
  return {
    hasten: (sql) => fitting.reduce((text, haste) => haste.hasten?.(text) ?? text, sql),
    async finish() {
      for (const { finish } of begun) await finish?.(sandbox);
    },
    async restore() {
      for (const { restore } of begun) await restore?.(sandbox);
    },
  };
}
