import type { Proof } from "../proof/proof";

/** What a document says of one release's proof. */
export interface ReleaseWords {
  /** "1. First". */
  readonly release: string;
  /** "proven on PGlite (PostgreSQL 18.6) (engine)". */
  readonly proof: string;
}

/** How a release was proven, with the honest label of what it ran on; or why it was not. */
export function proofWords(number: number, name: string, proof: Proof | undefined, unprovenReason: string | undefined): ReleaseWords {
  const release = `${number}. ${name}`;
  if (proof?.passed !== true) return { release, proof: unprovenReason === undefined ? "not proven" : `released without a passing proof: ${unprovenReason}` };
  const stores = (proof.stores ?? []).map(({ title, engine, fidelity }) => `${title} on ${engine} (${fidelity})`);
  return { release, proof: `proven up, down and up again on ${[`${proof.engine} (${proof.fidelity})`, ...stores].join("; ")}` };
}
