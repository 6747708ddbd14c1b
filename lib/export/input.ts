import type { AccessPattern, Id, Schema, TableLoad } from "../model";
import type { Mapped, NativeFile } from "../targets/native";
import type { DerivedSchema, Target } from "../targets/target";

/** All that an exported text may say: plain data, so that a release, a design or the command line can give it. */
export interface DocumentInput {
  /** Name of the design. */
  readonly name: string;
  readonly target: Target;
  /** One of the target's version ids. */
  readonly version: string;
  /** Why this technology, in Markdown. */
  readonly rationale: string;
  readonly schema: Schema;
  /** Released migrations, oldest first. */
  readonly migrations: readonly { readonly name: string; readonly title: string }[];
  /** How each release was proven, oldest first. */
  readonly releases?: readonly { readonly release: string; readonly proof: string }[];
  readonly patterns: readonly AccessPattern[];
  /** The diagram as SVG text. */
  readonly diagramSvg?: string;
  /** Further words of the team, in Markdown, after the query patterns. */
  readonly prose?: string;
  /** Areas of the diagram. */
  readonly groups?: readonly { readonly name: string; readonly tables: readonly Id[] }[];
  /** Notes of the diagram. */
  readonly notes?: readonly string[];
  /** The diagram itself, for Strata's JSON. */
  readonly layout?: DocumentLayout;
  /** What is expected of tables and of the whole, for Strata's JSON and the tables of the document. */
  readonly usage?: DocumentUsage;
  /** How the technology was chosen; absent where nothing was asked. */
  readonly choice?: DocumentChoice;
  /** Where the target's database has a shape of its own: that shape. */
  readonly shape?: DocumentShape;
  /** Where the technology adds to the entities: `schema` has it already; why. */
  readonly derived?: Pick<DerivedSchema, "decisions" | "diagnostics" | "plans">;
  /** Further technologies that hold some of the tables too. */
  readonly stores?: readonly DocumentStore[];
}

/** A derived shape with its files. */
export interface DocumentShape {
  readonly mapped: Mapped;
  readonly files: readonly NativeFile[];
}

/** A second store: a derived copy of some tables. */
export interface DocumentStore extends DocumentShape {
  readonly target: Pick<Target, "label" | "id">;
  readonly version: string;
  readonly role: string;
  /** Names of its tables. */
  readonly tables: readonly string[];
  /** How it is kept in step, in Markdown. */
  readonly sync: string;
  /** Folder of its files, with a slash at its end. */
  readonly folder: string;
}

/** What is expected in production, as far as somebody said. */
export interface DocumentUsage {
  readonly loads: ReadonlyMap<Id, TableLoad>;
  /** Answers of the wizard by attribute. */
  readonly workload: ReadonlyMap<string, string | number | boolean | null>;
}

/** How the technology was chosen, computed from the answers: plain text, not Markdown. */
export interface DocumentChoice {
  /** "PostgreSQL with 84 points, 12 ahead of MySQL". */
  readonly sentence: string;
  /** Label of the one that ranks first; undefined when none meets all answers. */
  readonly first?: string;
  /** Place of the chosen one in the ranking; undefined when the answers rule it out. */
  readonly place?: number;
  /** Why it was chosen although another one ranks before it, in Markdown. */
  readonly against?: string;
  readonly ranking: readonly { readonly label: string; readonly score: number; readonly chosen: boolean }[];
  readonly alternative?: { readonly label: string; readonly sentence: string };
  readonly changes: readonly string[];
  readonly excluded: readonly { readonly label: string; readonly rule: string; readonly sentence: string; readonly limit: string; readonly source: string; readonly seen: string }[];
  /** Limits of the chosen one that are near. */
  readonly warnings: readonly { readonly sentence: string; readonly limit: string; readonly source: string; readonly seen: string }[];
  /** What nobody answered, and what was assumed. */
  readonly gaps: readonly { readonly label: string; readonly assumption: string; readonly couldBecome: readonly string[] }[];
  /** Several stores, where the patterns diverge. */
  readonly combination?: { readonly sentence: string; readonly parts: readonly string[] };
  readonly licence: string;
}

/** Where a design's tables, groups and notes are, in canvas pixels; colours are hues 0-7. Readers of Strata's JSON take it as it is. */
export interface DocumentLayout {
  readonly positions: readonly { readonly table: Id; readonly x: number; readonly y: number }[];
  readonly groups: readonly { readonly name: string; readonly color: number; readonly tables: readonly Id[] }[];
  readonly notes: readonly { readonly text: string; readonly at: { readonly x: number; readonly y: number }; readonly width: number; readonly color: number }[];
}

/** "PostgreSQL 18"; the bare label for a version the target does not list. */
export function targetLabel({ target, version }: Pick<DocumentInput, "target" | "version">): string {
  return target.versions.find((known) => known.id === version)?.label ?? `${target.label} ${version}`.trim();
}

/** One way to write a design as a file. */
export interface ExportFormat {
  /** Kebab-case, as the command line takes it. */
  readonly id: string;
  /** For people: "Mermaid diagram". */
  readonly label: string;
  /** Without the dot. */
  readonly extension: string;
  readonly mediaType: string;
  write(input: DocumentInput): string;
}
