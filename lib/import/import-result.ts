import type { Diagnostic, Id, Schema } from "../model";
import type { MigrationFile } from "../plan/migration-file";
import type { ImportedUsage } from "./json/usage-shape";

export const importFormats = ["sql", "dbml", "json", "bundle", "migrations"] as const;
export type ImportFormat = (typeof importFormats)[number];

/** Largest text a person may import, in characters. */
export const importLimit = 20 * 1024 * 1024;

/** What an import found, before anything is written. */
export interface ImportResult {
  readonly schema: Schema;
  /** Counts by kind for the summary: tables, columns, primary keys, foreign keys, ... Kinds with none are left out, but for tables. */
  readonly found: readonly FoundCount[];
  /** Statements not understood, each with its line and the engine's reason; what was left out; what is not modelled. */
  readonly diagnostics: readonly Diagnostic[];
  /** Areas of the diagram that the source names (DBML table groups, the layout of Strata's JSON). */
  readonly groups?: readonly ImportedGroup[];
  /** Notes that stand on the source's diagram (DBML sticky notes, the layout of Strata's JSON). */
  readonly notes?: readonly ImportedNote[];
  /** Where tables stand, where the source says it. */
  readonly positions?: readonly ImportedPosition[];
  /** How the data are used, where the source says it (Strata's JSON). */
  readonly usage?: ImportedUsage;
  /** The released files of a bundle, in order. */
  readonly migrations?: readonly MigrationFile[];
  /** The history that a migrations folder holds: its tool's label, and its files in order as they are. */
  readonly adopted?: { readonly tool: string; readonly files: readonly MigrationFile[] };
  /** The text of a bundle's `strata.lock`. */
  readonly lock?: string;
}

/** An area with the ids of its tables. */
export interface ImportedGroup {
  readonly name: string;
  readonly tables: readonly Id[];
  /** Hue, 0-7. */
  readonly color?: number;
}

/** A note as Markdown; place and width in canvas pixels where the source says them. */
export interface ImportedNote {
  readonly text: string;
  readonly at?: { readonly x: number; readonly y: number };
  readonly width?: number;
  /** Hue, 0-7. */
  readonly color?: number;
}

/** A table's corner in canvas pixels. */
export interface ImportedPosition {
  readonly table: Id;
  readonly x: number;
  readonly y: number;
}

export interface FoundCount {
  /** Plural and for people: `tables`, `materialized views`. */
  readonly kind: string;
  readonly count: number;
}
