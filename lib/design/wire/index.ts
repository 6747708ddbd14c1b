import { z } from "zod";
import { importFormats, importLimit, type ImportFormat, type ImportResult } from "../../import/import-result";
import { layoutShape } from "../../import/json/layout-shape";
import { usageShape } from "../../import/json/usage-shape";
import { technologyIds, type Diagnostic, type Schema } from "../../model";
import type { MigrationFile } from "../../plan/migration-file";
import type { ExpressionFinding } from "../../proof";
import type { Proof } from "../../proof/proof";
import type { Confirmation, InFlight } from "../flight";
import type { ReleasedShapes } from "../released-shapes";

export type { Confirmation };
export { importFormats, importLimit, type ImportFormat, type ImportResult };

/** PostgreSQL cannot keep this one character in text. */
const withoutNul = (text: string) => !text.includes("\0");
const nul = "The text holds a NUL character.";
const name = z.string().trim().min(1).max(120).refine(withoutNul, nul);
const technology = z.enum(technologyIds);

export const importRequest = z.object({
  format: z.enum(importFormats),
  target: technology,
  /** File name, for messages. */
  file: z.string().max(255).optional(),
  /** The text; the zip of a bundle or a migrations folder as base64. */
  text: z.string().max(importLimit),
});
export type ImportRequest = z.infer<typeof importRequest>;

/** What the bytes of a text are read as; they are the body (`application/octet-stream`, UTF-8; a bundle's zip as base64). */
export const keptImportQuery = importRequest.omit({ text: true });
export type KeptImportQuery = z.infer<typeof keptImportQuery>;

/** Says that an import for a target is about to be asked for. */
export const importPreparation = importRequest.pick({ target: true });

/** What an import found, without the schema. */
export interface ImportSummary extends Pick<ImportResult, "found" | "diagnostics"> {
  /** Migrations of another tool, which become the design's first release: the tool's label and the files in order. */
  readonly adopted?: { readonly tool: string; readonly files: readonly string[] };
}

/** An import that the server keeps for a while, so that a design can be made of it by its id. */
export interface KeptImport extends ImportSummary {
  readonly id: string;
}

/** Code of the failure to make a design of an import that is not kept (any longer): read it again. */
export const importExpired = "import-expired";

export const newDesign = z.object({
  name,
  target: technology,
  /** Absent: a blank design. A template by its id, an import that is kept, or a schema that an import gave. */
  source: z
    .discriminatedUnion("kind", [
      z.object({ kind: z.literal("template"), id: z.string().max(60) }),
      z.object({ kind: z.literal("import"), id: z.string().max(60) }),
      // With what the import found of a diagram; the server places the rest.
      z.object({ kind: z.literal("schema"), schema: z.unknown(), ...layoutShape.shape, usage: z.exactOptional(usageShape) }),
    ])
    .optional(),
});
export type NewDesign = z.infer<typeof newDesign>;

export const renameDesign = z.object({ name });

export const newRelease = z.object({
  name,
  note: z.string().max(10_000).refine(withoutNul, nul),
  /** Why it is released without a passing proof. */
  unprovenReason: z.string().trim().min(1).max(2000).refine(withoutNul, nul).optional(),
  /** What is lost, sentence by sentence as the plan says it, and agreed to. */
  consent: z.array(z.string().max(2000)).max(10_000).optional(),
});
export type NewRelease = z.infer<typeof newRelease>;

/** "This checkpoint is reached", said by a person. */
export const newConfirmation = z.object({ evolutionId: z.string().min(1).max(100).refine(withoutNul, nul), phase: z.string().min(1).max(200).refine(withoutNul, nul), by: name });
export type NewConfirmation = z.infer<typeof newConfirmation>;

export const withdrawnConfirmation = newConfirmation.omit({ by: true });
export type WithdrawnConfirmation = z.infer<typeof withdrawnConfirmation>;

/** A change in phases as it would be started, or with other answers. */
export const evolutionCheck = z.object({
  kind: z.string().max(100),
  subject: z.record(z.string().max(100), z.string().max(100)),
  answers: z.record(z.string().max(100), z.string().max(10_000)),
});
export type EvolutionCheck = z.infer<typeof evolutionCheck>;

/** What trying its expressions on sample rows found; empty: every value came back as it was. */
export interface EvolutionCheckResult {
  readonly findings: readonly ExpressionFinding[];
}

export interface DesignSummary {
  readonly id: string;
  readonly name: string;
  readonly target: string;
  readonly tables: number;
  /** Number of the last release, 0 before the first. */
  readonly release: number;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface Me {
  readonly user: { readonly id: string; readonly name: string };
  readonly workspace: { readonly id: string; readonly name: string };
}

export interface StoredProof extends Proof {
  readonly id: string;
  readonly createdAt: string;
}

export interface ReleaseSummary {
  readonly number: number;
  readonly name: string;
  readonly note: string;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly files: readonly { readonly name: string; readonly sha256: string }[];
  /** The scripts that change rows. */
  readonly dataFiles: readonly { readonly name: string; readonly sha256: string }[];
  readonly proven: boolean;
  readonly unprovenReason?: string;
  /** What is lost, and was agreed to. */
  readonly consent?: readonly string[];
}

export interface Release extends ReleaseSummary {
  readonly schema: Schema;
  readonly target: string;
  readonly targetVersion: string;
  readonly migrations: readonly MigrationFile[];
  readonly dataMigrations: readonly MigrationFile[];
  /** Changes in phases with the phase they had reached, and what ended before. */
  readonly evolutions: readonly InFlight[];
  /** The shapes of derived stores by the store's id. */
  readonly shapes?: ReleasedShapes;
  readonly proof?: Proof;
}

/** One JSON line of a streamed answer. */
export type Progress<T> =
  | { readonly type: "progress"; readonly done: number; readonly total: number; readonly label: string }
  | { readonly type: "result"; readonly value: T }
  | { readonly type: "failed"; readonly diagnostics: readonly Diagnostic[] };

export interface ApiError {
  readonly error: { readonly code: string; readonly message: string };
}
