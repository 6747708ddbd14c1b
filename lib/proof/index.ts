export type { Proof, ProofStage, ProvenStatement, StageName } from "./proof";
export { prove, type ProofRequest } from "./prove";
export { proofSubject } from "./subject";
