import type { Technology } from "../technology";

export const elasticsearch: Technology = {
  id: "elasticsearch",
  label: "Elasticsearch",
  fit: "Relevance-ranked search and log analytics over a copy of the data.",
  strengths: [
    "Full-text relevance, aggregations, facets",
    "Analysers for many languages",
    "Scales horizontally",
  ],
  limits: [
    { text: "New documents become searchable after a refresh, one second by default.", source: "https://www.elastic.co/docs/manage-data/data-store/near-real-time-search" },
    { text: "An index has at most 1,000 fields by default; no multi-document transactions.", source: "https://www.elastic.co/docs/reference/elasticsearch/index-settings/mapping-limit" },
  ],
  licence: "AGPL-3.0, SSPL-1.0 or Elastic Licence 2.0",
  selfHosted: true,
  documentation: "https://www.elastic.co/docs",
  asOf: "2026-11-23",
};
