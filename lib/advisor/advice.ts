import type { Diagnostic, TechnologyId } from "../model";

/** Where an answer stands: an attribute, one of its editions (`editions.neo4j`), or a pattern (`patterns[2]`, `patterns[2].hops`). */
export type AnswerPath = string;

/** What is wrong with an answer, at its place. The rest keeps working. */
export interface AnswerDiagnostic extends Diagnostic {
  /** `rows_now`, `patterns[2].kind`. */
  readonly path: AnswerPath;
}

/** Where something was read. `verified` false: the source was named but not read; the sentence says so too. */
export interface Citation {
  readonly source: string;
  /** Day it was read or, where the page carries one, its own date: ISO 8601. */
  readonly seen: string;
  readonly verified: boolean;
}

/** A technology ruled out, by one rule. */
export interface Exclusion extends Citation {
  readonly technology: TechnologyId;
  /** Stable id of the rule: "L1". */
  readonly rule: string;
  /** Why, with the team's own number in it. */
  readonly sentence: string;
  /** The documented limit, as the data file has it. */
  readonly limit: string;
  readonly attribute: AnswerPath;
  /** The answer that triggered it, as text. */
  readonly answer: string;
  /** Set when only this edition falls; the technology falls when all its editions do. */
  readonly edition?: string;
}

/** A limit that is near (from half of it on), or one that can be lived with at a price. */
export interface Warning extends Citation {
  readonly technology: TechnologyId;
  readonly rule: string;
  readonly sentence: string;
  readonly limit: string;
  readonly attribute: AnswerPath;
  readonly answer: string;
  /** How much of the limit is used: 0.5 is half of it, above 1 it is passed. */
  readonly share: number;
}

/** One line of a score. The values of all lines add up to the score. */
export interface Term {
  /** Stable: `pattern-0`, `polymorphic`. */
  readonly id: string;
  readonly label: string;
  /** Points, with at most one decimal. */
  readonly value: number;
  /** Why this technology gets that many. */
  readonly reason: string;
  /** The answers it comes from. */
  readonly attribute: AnswerPath;
  /** "judgement", or the address that says so. */
  readonly basis: string;
  /** For a pattern: its fit (0 to 5) and share of the weight (0 to 1): 20 x fit x share. */
  readonly fit?: number;
  readonly share?: number;
}

/** A technology still in the running. */
export interface Ranked {
  readonly technology: TechnologyId;
  /** 1 is first. */
  readonly place: number;
  readonly score: number;
  readonly terms: readonly Term[];
  readonly warnings: readonly Warning[];
  /** Editions that meet the answers, where editions matter; the score holds for the first of them. */
  readonly editions: readonly string[];
  /** Editions that do not, and why. */
  readonly fallenEditions: readonly Exclusion[];
}

/** A technology out of the running, with every rule that says so. */
export interface Excluded {
  readonly technology: TechnologyId;
  readonly exclusions: readonly [Exclusion, ...Exclusion[]];
}

/** One answer moved by itself, and who is first then. */
export interface AdviceChange {
  readonly attribute: AnswerPath;
  /** Name of the attribute for a person. */
  readonly label: string;
  readonly from: string;
  readonly to: string;
  /** `null`: nothing is left. */
  readonly first: TechnologyId | null;
  readonly sentence: string;
}

/** An answer that is not known, and what was assumed in its place to rank at all. */
export interface Gap {
  readonly attribute: AnswerPath;
  readonly label: string;
  readonly assumption: string;
  /** Technologies that could be first under another answer. Empty: it does not decide who is first. */
  readonly couldBecome: readonly TechnologyId[];
}

export type PartRole = "system-of-record" | "search-index" | "cache" | "time-series" | "graph" | "client-copy" | "document-store" | "reporting";

/** One store of a combination. */
export interface CombinationPart {
  readonly technology: TechnologyId;
  readonly role: PartRole;
  /** Indexes into the answers' patterns. */
  readonly patterns: readonly number[];
  /** How this copy is kept in step; absent for the system of record. */
  readonly sync?: { readonly method: "outbox" | "change-data-capture" | "write-through" | "ttl" | "ingest-fan-out"; readonly sentence: string };
  readonly sentence: string;
}

/** Several stores, offered when the patterns clearly diverge. */
export interface Combination {
  readonly parts: readonly [CombinationPart, ...CombinationPart[]];
  readonly sentence: string;
}

/** Everything the answers lead to. The person decides. */
export interface Advice {
  /** In the running, best first. */
  readonly ranking: readonly Ranked[];
  readonly excluded: readonly Excluded[];
  readonly first: TechnologyId | null;
  /** One credible alternative: the next in the ranking that is within all documented limits, unless it is far behind. */
  readonly alternative: { readonly technology: TechnologyId; readonly sentence: string } | null;
  /** What would change the answer, nearest first. */
  readonly changes: readonly AdviceChange[];
  readonly gaps: readonly Gap[];
  readonly combination: Combination | null;
  /** One sentence for the head of the page. */
  readonly sentence: string;
}
