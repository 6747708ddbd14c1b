import type { AccessPattern, Diagnostic, Id, JsonValue, Schema, TableLoad, TechnologyId } from "../model";
import type { EvolutionAnswers, EvolutionSubject } from "../plan/evolution";
import type { ChangeForm, Rename } from "../plan/plan";
import type { SecondStore } from "./second-store";

/** What a team edits together, resolved from the shared document. Plain immutable data; parts that did not change keep their identity. */
export interface Design {
  readonly name: string;
  readonly schema: Schema;
  readonly layout: Layout;
  readonly patterns: readonly AccessPattern[];
  readonly settings: DesignSettings;
  /** What is expected of tables in production, where somebody said anything. */
  readonly loads: ReadonlyMap<Id, TableLoad>;
  /** The `rows` of `loads`. */
  readonly rowCounts: ReadonlyMap<Id, number>;
  /** Answers to the wizard's questions by attribute (`deploy`, `editions.neo4j`); absent is unknown, `null` is "none". */
  readonly workload: ReadonlyMap<string, WorkloadAnswer>;
  /** What the team decided about the shape in the chosen technology: option by choice, by the id it is about. */
  readonly mapping: ReadonlyMap<Id, Readonly<Record<string, string>>>;
  /** Breaking changes that are to be carried out by expanding and contracting. How far they are is what releases say. */
  readonly evolutions: readonly PlannedEvolution[];
  /** Further technologies that hold some of the tables too. */
  readonly stores: readonly SecondStore[];
}

/** One answer of the wizard, as it stands in the shared document. */
export type WorkloadAnswer = string | number | boolean | null;

/** A breaking change that the team chose to carry out in phases. */
export interface PlannedEvolution {
  readonly id: Id;
  /** EvolutionKind.id. */
  readonly kind: string;
  readonly subject: EvolutionSubject;
  readonly answers: EvolutionAnswers;
  /** The next release leaves it at the phase it has reached. */
  readonly held: boolean;
  /** The next release takes back what its phases made. */
  readonly abandoned: boolean;
}

/** The form chosen for one change of the plan, and why where somebody said. */
export interface FormChoice {
  readonly form: ChangeForm;
  readonly reason?: string;
}

/** Where things are on the canvas, in canvas pixels at zoom 1. Only positions: sizes follow from the content. */
export interface Layout {
  readonly positions: ReadonlyMap<Id, Point>;
  readonly groups: readonly Group[];
  /** Which group owns a table. */
  readonly groupOf: ReadonlyMap<Id, Id>;
  readonly notes: readonly Note[];
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** An area that owns its tables: moving it moves them, deleting it frees them. */
export interface Group {
  readonly id: Id;
  readonly name: string;
  /** Index into the eight muted hues, 0-7. */
  readonly color: number;
}

export interface Note {
  readonly id: Id;
  /** Markdown. */
  readonly text: string;
  readonly at: Point;
  readonly width: number;
  readonly color: number;
}

export interface DesignSettings {
  /** Chosen technology; the schema is in its language. */
  readonly target: TechnologyId;
  readonly targetVersion: string;
  /** Why this technology, in Markdown. */
  readonly rationale: string;
  /** Why it was chosen although another one ranks before it. */
  readonly decidedAgainst?: string;
  readonly numbering: "sequence" | "timestamp";
  /** Forms that do not block writers. */
  readonly online: boolean;
  /** The form of single changes, by change id of the plan; for the others `online` decides. Changes that are released long ago may still stand here. */
  readonly forms?: Readonly<Record<string, FormChoice>>;
  /** Answered rename questions against the last release. */
  readonly renames: readonly Rename[];
  /** The team's own words in the design document, Markdown by section id. */
  readonly prose?: Readonly<Record<string, string>>;
  /** Rules of advice that are switched off: why, by code. */
  readonly rulesOff?: Readonly<Record<string, string>>;
}

/**
 * A relational rule the shared document does not keep: two editors' edits merged into something no database accepts
 * (a column of a deleted table, two tables of one name). Hidden or kept, and said so, with the patch that mends it.
 */
export interface Problem extends Diagnostic {
  readonly fixes: readonly { readonly label: string; readonly patch: Patch }[];
}

/** A JSON value as the shared document stores it under `<id>|<property>`. */
export type StoredValue = JsonValue;

/** Writes to the shared document: key to new value; `undefined` takes the key away. All or nothing, one undo step. */
export type Patch = ReadonlyMap<string, StoredValue | undefined>;

/** The shared document as flat entries `<id>|<property>`. In a session a live view: it changes under the same identity. */
export type Entries = ReadonlyMap<string, StoredValue>;
