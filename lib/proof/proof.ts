import type { Diagnostic, Fidelity, Id } from "../model";
import type { Observation } from "../sandbox/sandbox";
import type { StatementHazard } from "../plan/migration-file";

/** What was run on which engine, with what result. Stored with the release; shown as a row of stages. */
export interface Proof {
  readonly passed: boolean;
  /** `PGlite (PostgreSQL 18.6)`. */
  readonly engine: string;
  /** How real the engine is. */
  readonly fidelity: Fidelity;
  /** SHA-256 over what was proven (base, goal, files): a proof counts only for exactly this. */
  readonly subject: string;
  /** In the order they were run; the first that failed is the last. */
  readonly stages: readonly ProofStage[];
  readonly statements: readonly ProvenStatement[];
  /** Rows put into tables: those of the base before the migrations ran, and those that are new after the first up. */
  readonly seededRows: number;
  readonly diagnostics: readonly Diagnostic[];
  /** What of the rows that were there is gone after up, counted on the engine; absent in proofs made before this was counted. */
  readonly losses?: readonly DataLoss[];
  /** What the plan declared, held against what was seen (measured-hazards.ts), by file. */
  readonly hazards?: readonly FileHazards[];
  /** Of each change in phases that goes on with what was proven: all its phases, with old and new statements side by side. */
  readonly evolutions?: readonly EvolutionProof[];
  /** Of each second store with files of its own. */
  readonly stores?: readonly StoreProof[];
  readonly milliseconds: number;
}

/** The hazards of one file. */
export interface FileHazards {
  readonly file: string;
  readonly hazards: readonly StatementHazard[];
}

/** The proof of a whole change in phases. */
export interface EvolutionProof extends Pick<Proof, "passed" | "engine" | "stages" | "seededRows" | "diagnostics" | "milliseconds"> {
  /** Its id in the design. */
  readonly id: Id;
  readonly title: string;
}

/** The proof of a second store's files. */
export interface StoreProof extends Pick<Proof, "passed" | "engine" | "fidelity" | "stages" | "seededRows" | "diagnostics" | "milliseconds"> {
  /** Id of the store in the design. */
  readonly id: Id;
  readonly title: string;
}

/** Data that a migration takes away. */
export interface DataLoss {
  /** Name of the table (rows) or column (values): `orders`, `orders.note`. */
  readonly what: string;
  readonly of: "rows" | "values";
  /** How many were lost of those that the proof had put there. */
  readonly count: number;
}

/** `seed new` stands only where the design has tables that the base does not. */
export type StageName = "seed" | "up" | "compare up" | "rows up" | "seed new" | "down" | "compare down" | "rows down" | "up again" | "compare again"
  // Stages of an evolution (side-by-side), each naming its phase.
  | "expressions" | "phase up" | "compare phase" | "backfill" | "refusal" | "side by side" | "phase down" | "compare phase down" | "phase up again";

export interface ProofStage {
  readonly name: StageName;
  /** Of an evolution: the phase it belongs to, by id. */
  readonly phase?: string;
  readonly passed: boolean;
  readonly milliseconds: number;
  /** What was looked at: "37 rows in 10 tables kept", or what differed. */
  readonly observed: string;
}

/** One statement of a file with what the engine showed while it ran. */
export interface ProvenStatement {
  /** `001_create_users.sql`. */
  readonly file: string;
  readonly direction: "up" | "down" | "up again";
  readonly sql: string;
  /** Absent for a statement that failed. */
  readonly observation?: Observation;
  /** The engine's message. */
  readonly error?: string;
}
