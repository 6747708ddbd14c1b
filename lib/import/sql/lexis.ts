import type { Capabilities } from "../../targets/target";
import type { Haste } from "./haste";
import { withoutChecks } from "./unchecked";
import { withoutToast } from "./untoasted";

/** How statements of a script are told apart: what quotes, what comments, what holds semicolons of its own. */
export interface Lexis {
  /** A comment within a comment ends with its own end. */
  readonly nestedComments: boolean;
  /** `$body$ ... $body$`. */
  readonly dollarQuotes: boolean;
  /** `E'it\'s'`. */
  readonly escapeStrings: boolean;
  /** `[name]` and `` `name` `` quote identifiers. */
  readonly foreignQuotes: boolean;
  /** `BEGIN ATOMIC ... END` bodies and the parenthesised actions of rules. */
  readonly atomicBodies: boolean;
  /** `CREATE TRIGGER ... BEGIN ...; END`. */
  readonly triggerBodies: boolean;
  /** Lines for the shell: `\connect`, data after COPY ... FROM stdin. */
  readonly backslashCommands: boolean;
  /** Lines for the shell that start with a dot: `.mode box`. */
  readonly dotCommands: boolean;
  /** `'it\'s'`, `# comment`, a comment's two dashes only before a space, `/*!40101 ... *\/` as text, DELIMITER lines, compound statements. */
  readonly mysql?: true;
  /** Sent to the engine before a script, so that it may name what comes later. */
  readonly prelude: readonly string[];
  /** How an embedded engine loads definitions faster where a script has no rows. */
  readonly hastes: readonly Haste[];
}

const psql: Lexis = {
  nestedComments: true, dollarQuotes: true, escapeStrings: true, foreignQuotes: false,
  atomicBodies: true, triggerBodies: false, backslashCommands: true, dotCommands: false,
  prelude: ["SET check_function_bodies = off", "SET client_min_messages = error"],
  hastes: [withoutChecks, withoutToast],
};

const sqlite3: Lexis = {
  nestedComments: false, dollarQuotes: false, escapeStrings: false, foreignQuotes: true,
  atomicBodies: false, triggerBodies: true, backslashCommands: false, dotCommands: true, prelude: [], hastes: [],
};

const standard: Lexis = {
  nestedComments: false, dollarQuotes: false, escapeStrings: false, foreignQuotes: false,
  atomicBodies: false, triggerBodies: false, backslashCommands: false, dotCommands: false, prelude: [], hastes: [],
};

const mysql: Lexis = {
  nestedComments: false, dollarQuotes: false, escapeStrings: false, foreignQuotes: false,
  atomicBodies: false, triggerBodies: false, backslashCommands: false, dotCommands: false, mysql: true,
  // Parents may come after their children, as mysqldump writes them.
  // Old schemas hold what strict mode refuses (zero dates): they are read, not judged.
  prelude: ["SET foreign_key_checks = 0, sql_mode = ''"],
  hastes: [],
};

const shells = { psql, sqlite3, mysql };

/** The lexis of the scripts that the target's own shell reads; standard SQL where it has none. */
export function lexisOf(capabilities: Pick<Capabilities, "scripts">): Lexis {
  const { scripts } = capabilities;
  return scripts === undefined ? standard : shells[scripts];
}
