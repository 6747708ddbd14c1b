import type { MergeInput, MergeOutput } from "../collaboration/compaction";
import type { DrawnPicture } from "../collaboration/draw-first-picture";
import type { ImportRequest, ImportResult, ImportSummary, KeptImportQuery } from "../../design/wire";
import { isTechnologyId, type Result, type TechnologyId } from "../../model";
import type { MigrationFile } from "../../plan/migration-file";
import type { EvolutionRequest } from "../../plan/evolution";
import type { ExpressionFinding, Proof, ProofRequest } from "../../proof";
import type { NativeProofRequest } from "../../proof/native/prove-native";
import type { Job } from "./job";

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** Merges a design's log (collaboration/compaction.ts). */
export const compactJob: Job<MergeInput, MergeOutput> = {
  name: "compact",
  takes: (input): input is MergeInput => isObject(input) && Array.isArray(input.rows),
  gives: (output): output is MergeOutput => isObject(output) && ("state" in output || "skipped" in output),
};

/** Works out the first picture of a stored design (collaboration/draw-first-picture.ts). */
export const firstPictureJob: Job<MergeInput, DrawnPicture> = {
  name: "first-picture",
  takes: (input): input is MergeInput => isObject(input) && Array.isArray(input.rows),
  gives: (output): output is DrawnPicture => isObject(output) && output.bytes instanceof Uint8Array,
};

/** Reads a schema from text, in an engine where the format is SQL (lib/import). */
export const importJob: Job<ImportRequest, Result<ImportResult>> = {
  name: "import",
  takes: (input): input is ImportRequest => isObject(input) && typeof input.text === "string",
  gives: (output): output is Result<ImportResult> => isObject(output) && typeof output.ok === "boolean",
};

/** Gets a worker's engine of a target ready for the first import (workers/rehearse.ts); nothing where it is, or where there is none to open. */
export const warmJob: Job<TechnologyId, "warm"> = {
  name: "warm",
  takes: (input): input is TechnologyId => typeof input === "string" && isTechnologyId(input),
  gives: (output): output is "warm" => output === "warm",
};

/** The bytes of a text in UTF-8, and what they are read as. */
export interface KeepImportInput extends KeptImportQuery {
  readonly bytes: Uint8Array;
}

/** A new design's document without its name and settings. */
export interface PreparedImport {
  /** To be stored in order; each of about 256 KB at most. */
  readonly updates: readonly Uint8Array[];
  readonly tables: number;
  /** The design's first picture as it is sent; absent for a small one (collaboration/first-pictures.ts). */
  readonly picture?: Uint8Array;
  /** Where it was read from migrations of another tool. */
  readonly adopted?: AdoptedHistory;
}

/** Migrations that ran before Strata, and what they make. */
export interface AdoptedHistory {
  /** The tool's label. */
  readonly tool: string;
  /** In order, with names and texts as they were. */
  readonly files: readonly MigrationFile[];
  /** The schema as JSON, with the ids of the document. */
  readonly schema: string;
}

/** Reads a schema and makes the document of a design of it; tells what was found as soon as it is known (workers/keep-import.ts). */
export const keepImportJob: Job<KeepImportInput, Result<PreparedImport>, ImportSummary> = {
  name: "keep import",
  takes: (input): input is KeepImportInput => isObject(input) && input.bytes instanceof Uint8Array,
  gives: (output): output is Result<PreparedImport> => isObject(output) && typeof output.ok === "boolean",
  tells: (early): early is ImportSummary => isObject(early) && Array.isArray(early.found),
};

/** A proof's request with the target by its name: targets hold functions, which do not cross to a worker. */
export interface ProveInput extends Omit<ProofRequest, "target"> {
  readonly target: TechnologyId;
}

/** Runs migrations up, down and up again on the target's engine (lib/proof); fails for a target without an engine. */
export const proveJob: Job<ProveInput, Result<Proof>> = {
  name: "prove",
  takes: (input): input is ProveInput => isObject(input) && Array.isArray(input.files),
  gives: (output): output is Result<Proof> => isObject(output) && typeof output.ok === "boolean",
};

/** Migrations of a derived store, by the target's name. */
export interface ProveNativeInput extends Omit<NativeProofRequest, "native"> {
  readonly target: TechnologyId;
  readonly version: string;
}

/** Runs native migrations up, down and up again on what there is to run them on (lib/proof/native). */
export const proveNativeJob: Job<ProveNativeInput, Result<Proof>> = {
  name: "prove native",
  takes: (input): input is ProveNativeInput => isObject(input) && Array.isArray(input.migrations),
  gives: (output): output is Result<Proof> => isObject(output) && typeof output.ok === "boolean",
};

/** A change in phases by what it is built from: what it builds holds functions, which do not cross to a worker. */
export interface EvolutionInput extends Omit<EvolutionRequest, "target"> {
  readonly target: TechnologyId;
  /** EvolutionKind.id. */
  readonly kind: string;
  /** Queries of the design's access patterns. */
  readonly queries: readonly { readonly name: string; readonly sql: string }[];
}

const takesEvolution = (input: unknown): input is EvolutionInput => isObject(input) && typeof input["kind"] === "string" && isObject(input["subject"]);

/** Runs all phases of a change on the target's engine with statements of old and new versions side by side (lib/proof/side-by-side). */
export const proveEvolutionJob: Job<EvolutionInput, Result<Proof>> = {
  name: "prove evolution",
  takes: takesEvolution,
  gives: (output): output is Result<Proof> => isObject(output) && typeof output.ok === "boolean",
};

/** Tries the expressions of a change in phases on sample rows (lib/proof/check-expressions.ts). */
export const checkEvolutionJob: Job<EvolutionInput, Result<readonly ExpressionFinding[]>> = {
  name: "check evolution",
  takes: takesEvolution,
  gives: (output): output is Result<readonly ExpressionFinding[]> => isObject(output) && typeof output.ok === "boolean",
};
