import type { Technology } from "../technology";

export const typesense: Technology = {
  id: "typesense",
  label: "Typesense",
  fit: "Instant, typo-tolerant search as people type.",
  strengths: [
    "Typo tolerance out of the box",
    "Simple to run",
    "Facets and geo search",
  ],
  limits: [
    { text: "Should not be the primary data store.", source: "https://typesense.org/docs/overview/use-cases.html" },
    { text: "Needs two to three times the searchable data in memory.", source: "https://typesense.org/docs/guide/system-requirements.html" },
  ],
  licence: "GPL-3.0",
  selfHosted: true,
  documentation: "https://typesense.org/docs/",
  asOf: "2026-11-23",
};
