import type { Technology } from "../technology";

export const postgresql: Technology = {
  id: "postgresql",
  label: "PostgreSQL",
  fit: "General-purpose system of record: relational integrity, joins, transactions, and JSON where the shape varies.",
  strengths: [
    "Joins, constraints and multi-row transactions",
    "Partial, expression, GIN and BRIN indexes",
    "Transactional schema changes",
  ],
  limits: [
    { text: "A table has at most 1,600 columns and 32 TB; a field at most 1 GB.", source: "https://www.postgresql.org/docs/current/limits.html" },
    { text: "Identifiers are cut at 63 bytes.", source: "https://www.postgresql.org/docs/current/limits.html" },
  ],
  licence: "PostgreSQL Licence",
  selfHosted: true,
  documentation: "https://www.postgresql.org/docs/current/",
  asOf: "2026-11-23",
};
