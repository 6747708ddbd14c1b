import type { AccessPattern, Diagnostic, Hazard, Id, JsonValue, Reversibility, Schema, TableLoad } from "../../model";

/**
 * What a technology must answer that keeps the entities in a shape of its own: documents, items, series, nodes, indexes.
 * The schema stays the entities as they were drawn; the shape is derived from it by stated rules, each of which the team can overrule.
 * A release keeps the shape (`Mapped.model`), so that later rules never change what was released.
 */
export interface NativeFacility {
  /** What its files and commands are written in, by Monaco's name: `json`, `javascript`, `cypher`, `sql`, ... */
  readonly language: string;
  /** The words it uses for what holds things and for what they hold: "collection", "field". */
  readonly words: { readonly container: string; readonly containers: string; readonly member: string; readonly members: string };
  /** The shape of the entities. Deterministic; never throws on a resolved schema: what cannot be is an error among the diagnostics. */
  map(input: NativeInput): Mapped;
  /** The shape as files to read or to set up an empty database with. */
  artefacts(model: JsonValue): readonly NativeFile[];
  /** How an empty database (`from` absent), or one of shape `from`, gets shape `to`. Equal shapes give no migrations. */
  migrate(from: JsonValue | undefined, to: JsonValue): NativePlan;
  /** The files of one migration; `number` is its number as text (`003`, `20261124101500`). The first is the one it is known by, and its name begins with the number (or V and the number), or lies in a folder that does. */
  files(migration: NativeMigration, number: string): readonly [NativeFile, ...NativeFile[]];
  /** Commands that put a few sample rows into an empty database of this shape, for proofs; absent where the commands know no rows. */
  samples?(model: JsonValue): readonly string[];
}

/** What the shape depends on. */
export interface NativeInput {
  readonly schema: Schema;
  readonly patterns: readonly AccessPattern[];
  readonly loads: ReadonlyMap<Id, TableLoad>;
  readonly choices: MappingChoices;
  /** A TargetVersion's id; editions are versions. */
  readonly version: string;
  /** The shape of the last release, for names that count versions (an index behind an alias). Absent before the first, and for another target's. */
  readonly released?: JsonValue;
}

/** What the team decided otherwise: option by choice, by the id of the table, column or key that it is about. */
export type MappingChoices = ReadonlyMap<Id, Readonly<Record<string, string>>>;

export interface Mapped {
  /** The shape, complete, as plain JSON with the ids of what it came from (so that a rename is a rename); opaque to all but its target. */
  readonly model: JsonValue;
  /** Every decision that could have been made otherwise, in reading order. */
  readonly decisions: readonly MappingDecision[];
  /** What is lost (info, warning), limits that are near (warning) or passed (error), each at the object's id. */
  readonly diagnostics: readonly Diagnostic[];
  readonly picture: NativePicture;
  /** How each access pattern is served. */
  readonly plans: readonly PatternPlan[];
}

/** One decision of the mapping with its reason. */
export interface MappingDecision {
  /** The table, column or key it is about. */
  readonly about: Id;
  /** The table in whose panel it stands. */
  readonly table: Id;
  /** Which of the target's choices: `placement`, `key`, `role`. Kebab-case. */
  readonly choice: string;
  /** "Order lines in orders". */
  readonly label: string;
  readonly chosen: string;
  readonly options: readonly { readonly id: string; readonly label: string; readonly help: string }[];
  /** Why, with the numbers that decided: one sentence. */
  readonly reason: string;
  /** Made by the team, against or with the rule. */
  readonly overruled: boolean;
}

/** How the technology answers an access pattern. */
export interface PatternPlan {
  readonly pattern: Id;
  /** The call in its language: a find, a key condition, a Cypher query, a command. Absent: it cannot be answered. */
  readonly call?: string;
  /** What answers it: "index products_by_brand", "partition key". */
  readonly by?: string;
  /** Calculated cost by the documented rule: "1 read unit", "O(log n)". */
  readonly cost?: string;
  /** Why it cannot be answered, or only badly. */
  readonly problem?: string;
}

/** The shape in the technology's own words, for diagram, panel and document. */
export interface NativePicture {
  readonly boxes: readonly NativeBox[];
  readonly links: readonly NativeLink[];
}

/** A collection, a table with its indexes, a label, a measurement, an index. */
export interface NativeBox {
  /** Unique in the picture; stable while what it came from is. */
  readonly id: string;
  /** In the technology's word: "collection", "node label". */
  readonly kind: string;
  readonly title: string;
  /** "PK tenant_id, SK order_id"; "alias products -> products_v2". */
  readonly subtitle?: string;
  /** The entities it holds. */
  readonly tables: readonly Id[];
  readonly rows: readonly NativeRow[];
  /** Indexes, constraints, policies: each with its own lines. */
  readonly parts: readonly { readonly kind: string; readonly title: string; readonly detail: string }[];
  /** Sample items as they would be stored, by facet (base table, index). */
  readonly samples?: readonly { readonly facet: string; readonly columns: readonly string[]; readonly items: readonly (readonly string[])[] }[];
}

export interface NativeRow {
  /** 0 at the top; embedded members are deeper. */
  readonly depth: number;
  readonly name: string;
  /** In the technology's word: `objectId`, `keyword`, `S`. */
  readonly type: string;
  /** Short: "key", "required", "tag", "unique". */
  readonly marks: readonly string[];
  /** The column it came from. */
  readonly column?: Id;
}

export interface NativeLink {
  /** Ids of boxes. */
  readonly from: string;
  readonly to: string;
  readonly label: string;
  /** `owns`: lies within (a subcollection); `refers`: holds its id; `relates`: a relationship of its own (graph); `copies`: kept in step. */
  readonly kind: "owns" | "refers" | "relates" | "copies";
}

/** A text file of the export. */
export interface NativeFile {
  /** Relative, with `/`. */
  readonly path: string;
  readonly content: string;
  /** By Monaco's name. */
  readonly language: string;
}

export interface NativePlan {
  /** For people, in reading order. */
  readonly changes: readonly NativeChange[];
  /** In the order they are to be run; each small, and whole by itself. */
  readonly migrations: readonly NativeMigration[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface NativeChange {
  /** Unique in the plan. */
  readonly id: string;
  readonly verb: "add" | "drop" | "rename" | "alter";
  /** "Add index products_by_brand". */
  readonly title: string;
  /** Entities it is about, in the new shape or, for what goes, in the old. */
  readonly tables: readonly Id[];
}

/** One file, or one folder of files, with up and down. */
export interface NativeMigration {
  /** Lower-case letters, digits, underscore; at most 60. */
  readonly slug: string;
  readonly title: string;
  /** Where the change goes by expand and contract. */
  readonly phase?: NativePhase;
  /** What a person makes sure of before it is run: "All writers store both fields." */
  readonly before?: string;
  /** In the order of up; down runs them backwards. */
  readonly steps: readonly NativeStep[];
  /** A script that moves or fills data after the migration, apart from it. */
  readonly data?: NativeDataMigration;
}

export type NativePhase = "expand" | "backfill" | "constrain" | "switch code" | "contract";

/** A script for data: batched, resumable, idempotent. */
export interface NativeDataMigration {
  readonly slug: string;
  /** With the ending that the technology's language has: `js`, `py`, `cypher`. */
  readonly extension: string;
  readonly content: string;
  /** The same work as commands that a proof can run on a sandbox of it. */
  readonly commands: readonly string[];
  readonly undo: readonly string[];
  readonly reversibility: Reversibility;
}

export interface NativeStep {
  readonly title: string;
  /** NativeChange.id of what it carries out. */
  readonly changes: readonly string[];
  /** Commands in the technology's language, each to be run by itself, in order. A proof runs exactly these. */
  readonly up: readonly string[];
  readonly down: readonly string[];
  readonly reversibility: Reversibility;
  readonly hazards: readonly Hazard[];
}
