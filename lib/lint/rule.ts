import type { Severity, TechnologyId } from "../model";
import type { Act } from "./act";
import type { FindingCategory } from "./finding";
import type { Known } from "./known";
import type { LintStatement } from "./statement";

/** What a rule says about an act or a statement; what is left out is the rule's own. */
export interface Hit {
  readonly message: string;
  /** Where, if not where the act is. */
  readonly at?: number;
  readonly severity?: Severity;
  readonly category?: FindingCategory;
  readonly fix?: string;
  /** Besides the rule's own. */
  readonly aliases?: readonly string[];
}

/** What a rule may look at besides the act. */
export interface RuleContext {
  readonly technology: TechnologyId;
  /** Version of the target as a number: `18`, `11`, `8.4`. */
  readonly version: number;
  readonly statement: LintStatement;
  /** Every statement of the section, in order, and which one this is. */
  readonly statements: readonly LintStatement[];
  readonly index: number;
  /** What was learnt from the statements before this one. */
  readonly known: Known;
}

/**
 * One rule, one file. It looks at one act at a time (`act`), at whole statements (`statement`), or at a finished section (`section`).
 * Messages are sentences; `explanation` says why it matters, `fix` what to do instead.
 */
export interface LintRule {
  readonly code: string;
  readonly aliases?: readonly string[];
  readonly targets: readonly TechnologyId[];
  readonly severity: Severity;
  readonly category: FindingCategory;
  /** One line, for the list of rules. */
  readonly summary: string;
  readonly explanation: string;
  readonly fix: string;
  /** What holds for a whole section is said once: only the first finding in it is kept. */
  readonly once?: true;
  act?(act: Act, context: RuleContext): Hit | readonly Hit[] | undefined;
  statement?(statement: LintStatement, context: RuleContext): Hit | readonly Hit[] | undefined;
  /** After the last statement; the context is that of the last one. */
  section?(context: RuleContext): Hit | readonly Hit[] | undefined;
}
