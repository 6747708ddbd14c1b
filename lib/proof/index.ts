export { lossText } from "./losses";
export { reviewHazards, type HazardReview } from "./measured-hazards";
export { checkExpressions, type ExpressionFinding } from "./check-expressions";
export type { DataLoss, EvolutionProof, FileHazards, Proof, ProofStage, ProvenStatement, StageName, StoreProof } from "./proof";
export { prove, type ProofRequest } from "./prove";
export { proveEvolution } from "./side-by-side/prove-evolution";
export { proofSubject } from "./subject";
