import type { Address, Id, Schema, Table } from "../model";
import type { RuleContext, Statement, Target } from "../targets/target";
import type { ChangeKind, ChangeVerb } from "./plan";

/**
 * The intent to change one thing, before it is SQL. It works on a running schema, so its statements always speak of
 * tables as they are at that moment, and its inverse is the same rules asked the other way round.
 */
export interface Operation {
  readonly verb: ChangeVerb | "replace" | "rebuild";
  readonly kind: ChangeKind;
  readonly title: string;
  /** Ids of the changes it carries out; for a dependant taken down and put back, those of the change that asks for it. */
  readonly changes: readonly string[];
  /** What it belongs to in files: operations of one group stand in one file where order allows. */
  readonly group: string;
  /** Where it stands among operations that nothing else orders: lower is earlier. */
  readonly rank: number;
  /** What exists, in its goal form, once it has run. */
  readonly produces: readonly Address[];
  /** What must exist in its goal form before it runs. */
  readonly consumes: readonly Address[];
  /** What had better exist in its goal form before: names in bodies that the engine looks at only when they run. */
  readonly prefers?: readonly Address[];
  /** What is no longer there, in its base form, once it has run. */
  readonly destroys: readonly Address[];
  /** What must still be there in its base form when it runs. */
  readonly uses: readonly Address[];
  /** The running schema after it. */
  apply(schema: Schema): Schema;
  up(moment: Moment): readonly Statement[];
  down(moment: Moment): readonly Statement[];
  /** For hazards: what is touched, when the table was there before the plan. */
  readonly subject: Subject;
}

/** What hazards are derived from. */
export interface Subject {
  /** Name for people: `orders.status`. */
  readonly name: string;
  /** The table had rows before the plan. Tables made by the plan are empty: nothing there blocks or loses anything. */
  readonly filled: boolean;
  readonly properties: readonly string[];
  readonly facts: SubjectFacts;
}

/** Declared facts of the touched record, where hazards need them. */
export interface SubjectFacts {
  readonly from?: Readonly<Record<string, unknown>>;
  readonly to?: Readonly<Record<string, unknown>>;
  /** It is taken down and put back for something else's sake: no loss of its own. */
  readonly temporary?: boolean;
}

/** The running schema right before and right after an operation, in up's direction. */
export interface Moment {
  readonly before: Schema;
  readonly after: Schema;
  readonly target: Target;
  readonly version: string;
  readonly online: boolean;
  /** Rows that tables are expected to have. */
  readonly rows?: ReadonlyMap<Id, number>;
  /** What up leads to, and what down leads to. */
  readonly goal: Schema;
  readonly base: Schema;
  /** Tables that references may look forward or back to although they are not there at the moment (cycles). */
  readonly elsewhere: readonly Table[];
}

/** The context rules get, in the direction of running. */
export function upContext(moment: Moment): RuleContext {
  return { from: whole(moment.before, moment), to: whole(moment.after, moment), goal: moment.goal, version: moment.version, online: moment.online };
}

/** The context for the inverse. */
export function downContext(moment: Moment): RuleContext {
  return { from: whole(moment.after, moment), to: whole(moment.before, moment), goal: moment.base, version: moment.version, online: moment.online };
}

function whole(schema: Schema, { elsewhere }: Moment): Schema {
  const missing = elsewhere.filter((table) => !schema.tables.some((present) => present.id === table.id));
  return missing.length === 0 ? schema : { ...schema, tables: [...schema.tables, ...missing] };
}

/** The statements of an alteration that was already found to be possible in place. */
export function inPlace(alteration: readonly Statement[] | "rebuild" | "replace"): readonly Statement[] {
  if (typeof alteration === "string") throw new Error(`A rule that altered in place now answers ${alteration}`);
  return alteration;
}

/** The operation as it is when only going back needs it: up does nothing. */
export function onlyDown(operation: Operation): Operation {
  return { ...operation, apply: (schema) => schema, up: () => [], produces: [], destroys: [] };
}
