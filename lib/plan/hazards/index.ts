import type { Statement } from "../../targets/target";
import type { Moment, Operation } from "../operation";
import type { Hazard } from "../plan";
import { adding } from "./adding";
import { altering } from "./altering";
import { dropping } from "./dropping";
import type { HazardRule } from "./hazard-rule";
import { renaming } from "./renaming";

const rules: readonly HazardRule[] = [dropping, renaming, adding, altering];

/** What an operation costs or endangers, from its declared facts alone; the proof adds what it measures. */
export function hazardsOf(operation: Operation, statements: readonly Statement[], moment: Moment): Hazard[] {
  return rules.flatMap((rule) => rule(operation, statements, moment));
}
