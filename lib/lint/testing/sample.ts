import type { TechnologyId } from "../../model";
import type { LintRule } from "../rule";

/** What a rule has to find, and what it must leave alone. */
export interface Sample {
  readonly code: LintRule["code"];
  readonly technology: TechnologyId;
  readonly bad: string;
  readonly good: string;
  readonly version?: number;
  /** What is there before. */
  readonly base?: string;
  /** File name, where it says whose migration it is. */
  readonly name?: string;
}
