import type { ChangeKind } from "../diff";
import type { Address, Diagnostic, Hazard, HazardKind, Id, Reversibility, Schema } from "../model";
import type { Statement, Target } from "../targets/target";

/** What a plan is asked for. Both schemas are in the target's language. */
export interface PlanRequest {
  readonly target: Target;
  readonly version: string;
  /** What is released. */
  readonly base: Schema;
  /** What the design says now. */
  readonly goal: Schema;
  /** Answers to rename questions, as pairs of base id and goal id. */
  readonly renames?: readonly Rename[];
  /** Forms that do not block writers (concurrent index builds in files of their own, NOT VALID then VALIDATE). Default false. */
  readonly online?: boolean;
  /** The form chosen for single changes, by change id; for the others `online` decides. */
  readonly forms?: Readonly<Record<string, ChangeForm>>;
  /** Rows that tables are expected to have, by id in the goal or in the base: what locks, scans and rewrites are weighed by. */
  readonly rows?: ReadonlyMap<Id, number>;
}

/** How a change is made that can be made in two ways: gently (`safe`), or with the one statement that asks for it (`direct`). */
export type ChangeForm = "safe" | "direct";

/** "The base's object is the goal's object under a new name." */
export interface Rename {
  readonly from: Id;
  readonly to: Id;
}

/** A drop and an add so alike that they may be one rename; only a person knows. */
export interface RenameQuestion extends Rename {
  readonly kind: "table" | "column" | "enum";
  /** "users.fullname -> users.full_name". */
  readonly label: string;
  /** 0 to 1. */
  readonly likeness: number;
}

export interface Plan {
  /** What differs, in reading order: for the change list and the diagram. */
  readonly changes: readonly Change[];
  /** In the order they are to be run; empty when nothing differs. */
  readonly migrations: readonly PlannedMigration[];
  readonly questions: readonly RenameQuestion[];
  /** What could not be planned, by name: an error forbids releasing. */
  readonly diagnostics: readonly Diagnostic[];
}

export type ChangeVerb = "add" | "drop" | "rename" | "alter";
export type { ChangeKind } from "../diff";

/** One difference between base and goal, for people and for marking the diagram. */
export interface Change {
  /** Stable within a plan. */
  readonly id: string;
  readonly verb: ChangeVerb;
  readonly kind: ChangeKind;
  /** Id in the base (drop, rename, alter). */
  readonly from?: Id;
  /** Id in the goal (add, rename, alter). */
  readonly to?: Id;
  /** Id of the owning table, in the goal when it is there, else in the base. */
  readonly tableId?: Id;
  /** Property names that differ (alter): `type`, `nullable`, `default`, ... */
  readonly properties: readonly string[];
  /** "Add column orders.status (text, not null, default 'new')". */
  readonly title: string;
}

/** One file to be: statements that belong together and run in one transaction, or one that must run outside any. */
export interface PlannedMigration {
  /** `create_users`, `add_orders_status`: for the file name. Lower-case letters, digits, underscore; at most 60. */
  readonly slug: string;
  /** "Add orders.status". */
  readonly title: string;
  readonly transaction: boolean;
  /** In the order of up; down runs them backwards. */
  readonly steps: readonly Step[];
  /** Run before the steps in either direction: a limit to waiting for locks. */
  readonly preamble?: readonly string[];
  /** Its way back stands in the file before: it goes on with what was begun there. */
  readonly undoneBefore?: boolean;
  /** Each statement commits by itself although the file is to run as one: after a failure it is gone on with from the statement that failed. */
  readonly resumable?: boolean;
  readonly reversibility: Reversibility;
}

export type { Hazard, HazardKind, Reversibility };

export interface Step {
  /** Ids of the changes it carries out. */
  readonly changes: readonly string[];
  readonly title: string;
  readonly up: readonly Statement[];
  readonly down: readonly Statement[];
  readonly produces: readonly Address[];
  readonly consumes: readonly Address[];
  readonly destroys: readonly Address[];
  readonly hazards: readonly Hazard[];
  /** Which form this is; absent where there is only one. */
  readonly form?: ChangeForm;
  readonly reversibility: Reversibility;
}
