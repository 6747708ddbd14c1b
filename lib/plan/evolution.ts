import type { Column, Diagnostic, Id, Result, Schema, Table } from "../model";
import type { Target } from "../targets/target";
import type { Backfill } from "./backfill";
import type { PlannedMigration, Reversibility } from "./plan";

/**
 * A breaking change carried out so that the application never breaks: the schema is expanded, rows are filled, constraints
 * follow, the application changes over, and only then the old form goes. Kinds stand in evolutions/, one file each.
 */
export interface EvolutionKind {
  /** `rename-column`: stable, kebab-case. */
  readonly id: string;
  /** "Rename column". */
  readonly label: string;
  /** What it does and why the direct form breaks a running application; two or three sentences. */
  readonly explanation: string;
  /** Which differences between base and goal it can carry, each with its questions and proposed answers. Pure. */
  propose(ground: EvolutionGround): readonly EvolutionProposal[];
  /** The phases, or why there are none. `request.answers` may leave fields out: their proposals count. */
  build(request: EvolutionRequest): Result<Evolution>;
}

/** Where evolutions are looked for. Both schemas are in the target's language. */
export interface EvolutionGround {
  readonly target: Target;
  readonly version: string;
  /** What is released. */
  readonly base: Schema;
  /** What the design says. */
  readonly goal: Schema;
}

/** What an evolution is about, as ids; keys are the kind's own. Plain data: stored with an evolution in flight. */
export type EvolutionSubject = Readonly<Record<string, Id>>;

/** Answers by field id. Plain data: stored with an evolution in flight. */
export type EvolutionAnswers = Readonly<Record<string, string>>;

/** One breaking difference that an evolution can carry instead of the direct form. */
export interface EvolutionProposal {
  /** EvolutionKind.id. */
  readonly kind: string;
  readonly subject: EvolutionSubject;
  /** "Rename users.name to full_name". */
  readonly title: string;
  /** Ids of the records (tables, columns, keys, enums; of base or goal) whose changes it carries: a plan's `Change.from`/`to`. */
  readonly carries: readonly Id[];
  readonly fields: readonly EvolutionField[];
}

/** One question of an evolution. */
export interface EvolutionField {
  readonly id: string;
  /** "Value of first_name". */
  readonly label: string;
  /** What the answer is for; one sentence. */
  readonly help: string;
  /** `expression`: SQL in the target's language over `columns`. `name`: an identifier. `choice`: one of `choices`. `text`: free. */
  readonly form: "expression" | "name" | "choice" | "text";
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
  /** Columns an expression may name. */
  readonly columns?: readonly string[];
  /** The proposed answer; empty when only a person can say, and then it is required. */
  readonly proposed: string;
  readonly required: boolean;
}

/** What an evolution is built from. */
export interface EvolutionRequest extends EvolutionGround {
  readonly subject: EvolutionSubject;
  readonly answers: EvolutionAnswers;
}

/** A whole evolution: its phases in order, with what old and new application versions read and write. */
export interface Evolution {
  readonly kind: string;
  readonly title: string;
  /** EvolutionProposal.carries. */
  readonly carries: readonly Id[];
  readonly phases: readonly EvolutionPhase[];
  readonly application: ApplicationVersions;
  /** Conversions asked for, to be checked on sample rows (proof/check-expressions.ts). */
  readonly conversions: readonly Conversion[];
  /** Warnings and notes: what a person should know before starting. */
  readonly diagnostics: readonly Diagnostic[];
  /**
   * The phases from `from` on, planned anew for a schema in which other things have changed since the evolution began.
   * `running` must have what the phases before have made.
   */
  replan(running: Schema, from: number): Result<readonly EvolutionPhase[]>;
}

export type PhaseKind = "expand" | "backfill" | "constrain" | "switch code" | "contract";

/** One phase: what is released together, and what may run beside it. */
export interface EvolutionPhase {
  /** Unique within the evolution: `expand`, `backfill`, `contract`, `expand-2`. */
  readonly id: string;
  readonly kind: PhaseKind;
  /** "Add users.full_name beside users.name". */
  readonly title: string;
  /** What happens and why, for the board; one to three sentences. */
  readonly explanation: string;
  /** In the order they run; empty for backfill and switch code where no statement of schema is needed. Rendered by renderMigration. */
  readonly migrations: readonly PlannedMigration[];
  /** Rows to fill or repair in this phase, each a data migration of its own. */
  readonly backfills: readonly Backfill[];
  /** Only for `switch code`: what a person confirms before the next phase may be released. */
  readonly checkpoint?: Checkpoint;
  /** Which application versions run without fault once the phase is done. */
  readonly runs: { readonly old: boolean; readonly new: boolean };
  /** What the versions see from this phase on, where it is not the evolution's `application` (a second change of code). */
  readonly application?: ApplicationVersions;
  /** Schema before and after the phase: the base of the next release. A pure transformation; no engine is asked. */
  readonly before: Schema;
  readonly after: Schema;
  readonly reversibility: Reversibility;
  /** Counting queries that give 0 when the phase may begin; the migrations assert them too. */
  readonly asserts: readonly Assertion[];
  /** What to mind on large or busy tables: lock timeouts, command lines of online tools with their limits checked. */
  readonly advice: readonly Advice[];
}

/** The sentence a person confirms, and what the application must do. */
export interface Checkpoint {
  /** "No running version reads or writes users.name any more." */
  readonly confirm: string;
  /** In order, one sentence each. */
  readonly application: readonly string[];
}

/** One query with one row and one number: the rows that stand in the way. */
export interface Assertion {
  readonly title: string;
  readonly query: string;
}

/** Advice for operating a phase. */
export interface Advice {
  readonly title: string;
  readonly text: string;
  /** A command line to copy. */
  readonly command?: string;
  /** Limits of the tool that were checked against the schema: `met` false means the tool refuses or loses something here. */
  readonly limits?: readonly { readonly text: string; readonly met: boolean }[];
}

/** What the versions of the application see, for the side-by-side proof. */
export interface ApplicationVersions {
  /** Tables as the old version knows them (its relation names and columns), only those the evolution touches. */
  readonly old: readonly Table[];
  /** As the new version knows them while both run; a bridging name stands here where a name cannot have two types. */
  readonly new: readonly Table[];
  /** How what one version writes is seen by the other. */
  readonly readings: readonly Reading[];
}

/** "A row written to `written` by one version is seen by the other in `read`." Tables are meant by id in `old` or `new`. */
export interface Reading {
  readonly writer: "old" | "new";
  readonly written: Id;
  readonly read: Id;
  /** Pairs of column names [in the table read, in the table written] that find the row. */
  readonly match: readonly (readonly [string, string])[];
  /** Column of the table read, and what it must show: an expression over the columns of the table written. */
  readonly values: readonly { readonly column: string; readonly expression: string }[];
  /** Where it holds; both when absent. */
  readonly after?: "insert" | "update";
  /** The engine cannot carry this direction (MySQL error 1442): the new version writes both itself, as this statement says; `:name` is what it wrote to a column. */
  readonly dualWrite?: string;
}

/** An expression to try on sample rows: forward, then backward, must give the first value again or is lossy. */
export interface Conversion {
  /** The table of the base whose rows are tried. */
  readonly table: Table;
  readonly forward: readonly { readonly column: Column; readonly expression: string; readonly field: string }[];
  /** Over the forward columns; empty when there is no way back. */
  readonly backward: readonly { readonly column: Column; readonly expression: string; readonly field: string }[];
}
