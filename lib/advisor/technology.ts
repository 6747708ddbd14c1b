import type { TechnologyId } from "../model";
import type { Citation } from "./advice";
import type { ConditionId } from "./conditions";
import type { NeedId } from "./needs";
import type { MeasureId } from "./measures";
import type { FitKind } from "./pattern-kinds";

/** The seven kinds of data access a persistence technology is chosen by. */
export const families = [
  { id: "relational", label: "Complex queries, joins, ACID", technologies: ["postgresql", "mysql"] },
  { id: "document", label: "Document-oriented, flexible", technologies: ["mongodb", "firestore"] },
  { id: "key-value", label: "Key-value, high throughput", technologies: ["redis", "dynamodb"] },
  { id: "time-series", label: "Time-series, metrics", technologies: ["timescaledb", "influxdb"] },
  { id: "graph", label: "Graph relationships", technologies: ["neo4j", "dgraph"] },
  { id: "search", label: "Full-text search", technologies: ["elasticsearch", "typesense"] },
  { id: "embedded", label: "Embedded, zero-config", technologies: ["sqlite"] },
] as const satisfies readonly { readonly id: string; readonly label: string; readonly technologies: readonly TechnologyId[] }[];

export type FamilyId = (typeof families)[number]["id"];

/** A statement that a reviewer can check, with where and when it was read. */
export interface Fact extends Citation {
  readonly text: string;
}

/** A fact that holds for some editions only; without `editions` for all. */
export interface EditionFact extends Fact {
  readonly editions?: readonly string[];
}

/** A documented bound on something that can be measured in the answers. */
export interface Limit extends EditionFact {
  readonly id: string;
  /** Rule that uses it, as exclusions and warnings name it: "L1". */
  readonly rule: string;
  /** What of the answers it bounds; absent: shown only. */
  readonly measure?: MeasureId;
  readonly value: number;
  readonly unit: string;
  /** "exclude" rules the technology out beyond the value; "warn" says what it costs; "shardable": out unless the item can be spread. */
  readonly beyond: "exclude" | "warn" | "shardable";
  /** What to do beyond it, for warnings. */
  readonly remedy?: string;
}

/** Something a design may need and the technology does not offer. */
export interface Lack extends EditionFact {
  readonly rule: string;
  readonly need: NeedId;
  /** It can be lived with: a warning, not an exclusion. */
  readonly tolerable?: true;
}

/** How well one kind of pattern is served. */
export interface Fit {
  /** 0 (cannot) to 5 (made for it). */
  readonly value: number;
  readonly reason: string;
  /** "judgement", or where it was read. */
  readonly basis: "judgement" | Citation;
}

/** Points that a condition on the answers gives or takes. */
export interface Modifier {
  readonly points: number;
  readonly reason: string;
  readonly basis: "judgement" | Citation;
}

export interface Edition {
  readonly id: string;
  readonly label: string;
  /** What it brings or lacks. */
  readonly facts: readonly Fact[];
  readonly osiLicence: boolean;
  /** Points this edition costs or brings; absent: none. */
  readonly modifier?: Modifier;
}

/** A form in which it can be had. */
export type HostingForm = "embedded" | "self-hosted" | "managed" | "service-only";

/**
 * What a person needs to know of a technology to choose it or not. Data only: the rules that use it stand in exclude.ts and score.ts.
 * A test fails when a fact has no source or date.
 */
export interface Technology {
  readonly id: TechnologyId;
  readonly label: string;
  /** One sentence: what it is best at. */
  readonly fit: string;
  readonly strengths: readonly string[];
  /** Documented limits that rule it out or shape the design. */
  readonly limits: readonly Limit[];
  readonly lacks: readonly Lack[];
  readonly fits: Readonly<Record<FitKind, Fit>>;
  readonly modifiers: Readonly<Partial<Record<ConditionId, Modifier>>>;
  /** The licence in a few words. */
  readonly licence: string;
  readonly licences: readonly EditionFact[];
  /** Whether some edition has an OSI-approved licence. */
  readonly osiLicence: boolean;
  /** Whether a team can run it on its own machines. */
  readonly selfHosted: boolean;
  readonly hosting: readonly HostingForm[];
  /** What running it means. */
  readonly operations: readonly Fact[];
  /** Editions that change the answer, the one assumed when not answered first; empty when there is one. */
  readonly editions: readonly Edition[];
  readonly documentation: string;
  /** Day the facts were last read, ISO 8601. */
  readonly asOf: string;
}

/** A judgement of our own: the number is ours, and said to be. */
export function judged(value: number, reason: string): Fit {
  return { value, reason, basis: "judgement" };
}

/** A fit that a source says in words; the number is still ours. */
export function cited(value: number, reason: string, basis: Citation): Fit {
  return { value, reason, basis };
}

export function gives(points: number, reason: string, basis: "judgement" | Citation = "judgement"): Modifier {
  return { points, reason, basis };
}
