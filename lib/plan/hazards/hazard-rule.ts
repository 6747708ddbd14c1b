import type { Moment, Operation } from "../operation";
import type { Hazard } from "../plan";
import type { Statement } from "../../targets/target";

/** Looks at one operation and says what it costs or endangers on a busy table with rows. One file per family, listed in index.ts. */
export type HazardRule = (operation: Operation, statements: readonly Statement[], moment: Moment) => readonly Hazard[];

/** Whether the target builds indexes and checks constraints under locks that have a gentler form. */
export function hasOnlineForms(moment: Moment): boolean {
  return moment.target.capabilities.concurrentIndexes || moment.target.capabilities.notValidConstraints;
}

/** Whether the gentler form was asked for and is there. */
export function isOnline(moment: Moment, form: "concurrentIndexes" | "notValidConstraints"): boolean {
  return moment.online && moment.target.capabilities[form];
}
