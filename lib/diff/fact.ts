import type { Id } from "../model";
import type { Value } from "./value";

/**
 * One record of a schema, in the only shape the comparison knows: what it is, what it is called, where it belongs
 * and what it says. What kinds there are is none of the comparison's business (diff.guard.test.ts).
 */
export interface Fact<Kind extends string = string> {
  readonly kind: Kind;
  readonly id: Id;
  /** Absent when the engine names it by itself. */
  readonly name: string | undefined;
  /** What the name is unique in besides the parent: a namespace, a further kind. */
  readonly scope: string;
  /** The record it belongs to; always listed before it. */
  readonly parent: Id | undefined;
  /** There is at most one of its kind in its parent, so it is the same one whatever it is called. */
  readonly single: boolean;
  /** Expressions and definitions can speak of it by its name. */
  readonly spoken: boolean;
  readonly attributes: Readonly<Record<string, Value>>;
}
