import { splitStatements } from "../diff";
import type { SchemaObject } from "../model";
import type { RuleContext, Statement, Target } from "../targets/target";

/** The statements that create a further object: its own definition, then its comment. */
export function objectCreation(object: SchemaObject, target: Target, context: RuleContext): Statement[] {
  const kind = target.objectKinds[object.kind];
  const statements = kind?.create?.(object, context) ?? splitStatements(object.definition).map((sql) => ({ sql }));
  return object.comment === undefined ? statements : [...statements, ...(kind?.comment?.(object, context) ?? [])];
}

/** The statements that drop a further object. Throws for a kind the target does not know: the plan checks that first. */
export function objectDrop(object: SchemaObject, target: Target, context: RuleContext): Statement[] {
  const kind = target.objectKinds[object.kind];
  if (kind === undefined) throw new Error(`The target knows no ${object.kind}`);
  return kind.drop(object, context);
}

/** The statements that turn one form into the other in place; undefined when that cannot be done. */
export function objectReplacement(from: SchemaObject, to: SchemaObject, target: Target, context: RuleContext): readonly Statement[] | undefined {
  const kind = target.objectKinds[to.kind];
  if (kind === undefined || from.kind !== to.kind) return undefined;
  const replaced = from.definition === to.definition ? [] : kind.replace?.(from, to, context);
  if (replaced === undefined || from.comment === to.comment) return replaced;
  const comment = kind.comment?.(to, context);
  return comment === undefined ? undefined : [...replaced, ...comment];
}
