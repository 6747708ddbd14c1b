import type { Technology } from "../technology";

export const mysql: Technology = {
  id: "mysql",
  label: "MySQL",
  fit: "Relational system of record with simple replication and wide hosting.",
  strengths: [
    "Joins, foreign keys and transactions (InnoDB)",
    "Instant column additions",
    "Runs nearly everywhere",
  ],
  limits: [
    { text: "Schema changes are not transactional: each statement commits by itself.", source: "https://dev.mysql.com/doc/refman/9.0/en/implicit-commit.html" },
    { text: "A key is at most 3,072 bytes long.", source: "https://dev.mysql.com/doc/refman/9.0/en/innodb-limits.html" },
  ],
  licence: "GPL-2.0, or commercial",
  selfHosted: true,
  documentation: "https://dev.mysql.com/doc/",
  asOf: "2026-11-23",
};
