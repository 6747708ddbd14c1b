import type { Statement } from "../targets/target";
import type { Ground } from "./ground";
import type { Moment, Operation } from "./operation";
import type { ChangeForm } from "./plan";

/** Whether an operation is asked for in the form that does not block. A table that the plan makes is empty: nothing there needs it. */
export function isGentle({ changes, subject }: Pick<Operation, "changes" | "subject">, { forms, online }: Pick<Ground, "forms" | "online">): boolean {
  if (!subject.filled) return false;
  const chosen = changes.map((change) => forms[change]);
  if (chosen.includes("direct")) return false;
  return chosen.includes("safe") || online;
}

/** The form that statements of `operation` have at this moment; undefined where the other form would be the same. */
export function formOf(operation: Operation, moment: Moment, up: readonly Statement[], down: readonly Statement[]): ChangeForm | undefined {
  if (!operation.subject.filled || operation.subject.facts.temporary === true || up.length === 0) return undefined;
  const { capabilities } = moment.target;
  const own = moment.online ? "safe" : "direct";
  if (capabilities.lockTimeout !== undefined && up.some((statement) => statement.transaction !== "outside")) return own;
  if (!capabilities.concurrentIndexes && !capabilities.notValidConstraints) return undefined;
  const other: Moment = { ...moment, online: !moment.online };
  const same = (a: readonly Statement[], b: readonly Statement[]): boolean => a.length === b.length && a.every(({ sql }, i) => sql === b[i]?.sql);
  return same(up, operation.up(other)) && same(down, operation.down(other)) ? undefined : own;
}
