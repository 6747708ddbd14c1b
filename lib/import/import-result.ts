import type { Diagnostic, Id, Schema } from "../model";
import type { MigrationFile } from "../plan/migration-file";

export const importFormats = ["sql", "dbml", "json", "bundle"] as const;
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
  /** Areas of the diagram that the source names, with the ids of their tables (DBML table groups). */
  readonly groups?: readonly { readonly name: string; readonly tables: readonly Id[] }[];
  /** Notes that stand on the source's diagram, as Markdown (DBML sticky notes). */
  readonly notes?: readonly string[];
  /** The released files of a bundle, in order. */
  readonly migrations?: readonly MigrationFile[];
  /** The text of a bundle's `strata.lock`. */
  readonly lock?: string;
}

export interface FoundCount {
  /** Plural and for people: `tables`, `materialized views`. */
  readonly kind: string;
  readonly count: number;
}
