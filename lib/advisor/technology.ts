import type { TechnologyId } from "../model";

/** The seven kinds of data access a persistence technology is chosen by. */
export const families = [
  { id: "relational", label: "Complex queries, joins, ACID", technologies: ["postgresql", "mysql"] },
  { id: "document", label: "Document-oriented, flexible", technologies: ["mongodb", "firestore"] },
  { id: "key-value", label: "Key-value, high throughput", technologies: ["redis", "dynamodb"] },
  { id: "time-series", label: "Time-series, metrics", technologies: ["timescaledb", "influxdb"] },
  { id: "graph", label: "Graph relationships", technologies: ["neo4j", "dgraph"] },
  { id: "search", label: "Full-text search", technologies: ["elasticsearch", "typesense"] },
  { id: "embedded", label: "Embedded, zero-config", technologies: ["sqlite"] },
] as const satisfies readonly { readonly id: string; readonly label: string; readonly technologies: readonly TechnologyId[] }[];

export type FamilyId = (typeof families)[number]["id"];

/** A statement that a reviewer can check, with where it was read. */
export interface Fact {
  readonly text: string;
  /** Address of the vendor's documentation, or the licence's. */
  readonly source: string;
}

/** What a person needs to know of a technology to choose it or not. Facts only; the choice is the person's. */
export interface Technology {
  readonly id: TechnologyId;
  readonly label: string;
  /** One sentence: what it is best at. */
  readonly fit: string;
  readonly strengths: readonly string[];
  /** Documented limits that rule it out or shape the design. */
  readonly limits: readonly Fact[];
  readonly licence: string;
  /** Whether a team can run it on its own machines. */
  readonly selfHosted: boolean;
  readonly documentation: string;
  /** Day the facts were last read, ISO 8601. */
  readonly asOf: string;
}
