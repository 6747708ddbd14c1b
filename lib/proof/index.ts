export { lossText, reviewHazards, type FileHazards, type HazardReview } from "./measured-hazards";
export type { DataLoss, Proof, ProofStage, ProvenStatement, StageName } from "./proof";
export { prove, type ProofRequest } from "./prove";
export { proofSubject } from "./subject";
