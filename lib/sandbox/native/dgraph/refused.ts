/** Thrown within the checker for what Dgraph refuses; `run` turns it into a refusal. */
export class Refused extends Error {
  override readonly name = "Refused";
}
