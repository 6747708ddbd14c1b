import type { Technology } from "../technology";

export const sqlite: Technology = {
  id: "sqlite",
  label: "SQLite",
  fit: "Data that lives in one device or beside one server process, with nothing to set up.",
  strengths: [
    "A file, no server",
    "Full SQL with foreign keys and partial indexes",
    "Transactional schema changes",
  ],
  limits: [
    { text: "Only one writer at any instant.", source: "https://www.sqlite.org/whentouse.html" },
    { text: "Not for data on the far side of a network.", source: "https://www.sqlite.org/whentouse.html" },
  ],
  licence: "Public domain",
  selfHosted: true,
  documentation: "https://www.sqlite.org/docs.html",
  asOf: "2026-11-23",
};
