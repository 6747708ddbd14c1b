import type { Technology } from "../technology";

export const dgraph: Technology = {
  id: "dgraph",
  label: "Dgraph",
  fit: "A graph behind a GraphQL interface, spread over several machines.",
  strengths: [
    "GraphQL schema as the database schema",
    "Distributed from the start",
    "Transactions",
  ],
  limits: [
    { text: "Types guide queries but do not forbid other predicates on a node.", source: "https://docs.dgraph.io/" },
  ],
  licence: "Apache-2.0",
  selfHosted: true,
  documentation: "https://docs.dgraph.io/",
  asOf: "2026-11-23",
};
