/** Whether the way back restores everything. */
export type Reversibility =
  | { readonly kind: "lossless" }
  /** Down works, but rows or values are not as before; says what. */
  | { readonly kind: "lossy"; readonly what: string }
  | { readonly kind: "irreversible"; readonly why: string };

export type HazardKind = "lock" | "rewrite" | "scan" | "loss" | "breaking";

/** What a step costs or endangers when it meets a busy table with rows. Declared by the plan; the proof adds what was measured. */
export interface Hazard {
  /** Stable, kebab-case: `set-not-null-scans`. */
  readonly code: string;
  readonly kind: HazardKind;
  readonly severity: "error" | "warning" | "info";
  /** What happens, to what. */
  readonly message: string;
  /** The form that avoids it. */
  readonly safeAlternative?: string;
  /** How the plan can avoid it by itself; absent where only a person can. */
  readonly remedy?: "safe form" | "expand and contract";
}

/**
 * How real what a proof ran on is: the engine itself, another engine with the same interface, an emulator, the vendor's own parser, or only a
 * check of types, schema or grammar.
 */
export type Fidelity = "engine" | "compatible engine" | "emulator" | "vendor parser" | "grammar";
