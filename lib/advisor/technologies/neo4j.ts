import type { Technology } from "../technology";

export const neo4j: Technology = {
  id: "neo4j",
  label: "Neo4j",
  fit: "Questions about paths and neighbourhoods several steps deep.",
  strengths: [
    "Traversals of variable depth",
    "Cypher",
    "Constraints on nodes and relationships",
  ],
  limits: [
    { text: "Existence, type and key constraints, and clustering, need the Enterprise edition.", source: "https://neo4j.com/docs/operations-manual/current/introduction/" },
    { text: "At most 65,536 relationship types.", source: "https://neo4j.com/docs/operations-manual/current/" },
  ],
  licence: "GPL-3.0 (Community), commercial (Enterprise)",
  selfHosted: true,
  documentation: "https://neo4j.com/docs/",
  asOf: "2026-11-23",
};
