/** What is looked at of a statement: its text, and whether it only sets the search path. */
interface Statement {
  readonly piece: { readonly text: string };
  readonly setsPath: boolean;
}

/** A way to load definitions without the engine checking rows that are not there. */
export interface Unchecked {
  /** The statement as it is given to the engine: itself, or itself with words at its end, so that places in it stay. */
  hasten(sql: string): string;
  /** Whether all of a script may be loaded so. */
  fits(items: readonly Statement[]): boolean;
  /** Makes the catalog say what it would have said; run once everything is loaded. */
  readonly finish: string;
}

const name = String.raw`(?:"(?:[^"]|"")+"|[\w$\u0080-\uffff]+)`;
const qualified = String.raw`${name}(?:\s*\.\s*${name})?`;
const columns = String.raw`\(\s*${name}(?:\s*,\s*${name})*\s*\)`;
const action = String.raw`\s+ON\s+(?:DELETE|UPDATE)\s+(?:CASCADE|RESTRICT|NO\s+ACTION|SET\s+NULL|SET\s+DEFAULT)`;
const deferral = String.raw`(?:\s+NOT)?\s+DEFERRABLE|\s+INITIALLY\s+(?:DEFERRED|IMMEDIATE)`;

/** One foreign key added by itself, in the words of pg_dump and of most people; anything else is left as it is. */
const foreignKey = new RegExp(
  String.raw`^ALTER\s+TABLE\s+(?:IF\s+EXISTS\s+)?(?:ONLY\s+)?${qualified}\s+ADD\s+(?:CONSTRAINT\s+${name}\s+)?FOREIGN\s+KEY\s*${columns}`
  + String.raw`\s*REFERENCES\s+${qualified}\s*(?:${columns})?(?:\s+MATCH\s+(?:FULL|SIMPLE))?(?:${action})*(?:${deferral})*\s*$`, "iu",
);

/** Statements that may put rows into tables by themselves or through a function, so that a foreign key has something to check. */
function mayWriteRows(sql: string): boolean {
  if (/^(?:DO|SELECT|WITH|EXECUTE|CALL)\b|^CREATE\s+EVENT\s+TRIGGER\b/i.test(sql)) return true;
  if (/^CREATE\s+MATERIALIZED\b/i.test(sql)) return !/\bWITH\s+NO\s+DATA\s*$/i.test(sql);
  return /^CREATE\s+(?:\w+\s+){0,3}TABLE\b/i.test(sql) && /\bAS\s*\(?\s*(?:SELECT|WITH|TABLE|VALUES|EXECUTE)\b/i.test(sql);
}

/**
 * PostgreSQL reads both tables when it adds a foreign key, which for empty tables is half of its work (18: RI_Initial_Check in
 * ri_triggers.c). NOT VALID leaves that out, and the mark it leaves in pg_constraint is taken away at the end. A script that
 * says NOT VALID itself, or may write rows, is loaded as it is written.
 */
export const withoutInitialChecks: Unchecked = {
  hasten: (sql) => (foreignKey.test(sql) ? `${sql} NOT VALID` : sql),
  fits: (items) => !items.some(({ piece: { text }, setsPath }) => !setsPath && (/\bNOT\s+VALID\b/i.test(text) || mayWriteRows(text))),
  finish: "UPDATE pg_catalog.pg_constraint SET convalidated = true WHERE contype = 'f' AND NOT convalidated AND conenforced",
};
