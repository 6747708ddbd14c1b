import type { Technology } from "../technology";

export const mongodb: Technology = {
  id: "mongodb",
  label: "MongoDB",
  fit: "Documents that are read and written whole, with a shape that evolves or differs from one to the next.",
  strengths: [
    "Nested documents and arrays",
    "Validators per collection",
    "Secondary and compound indexes",
  ],
  limits: [
    { text: "A document is at most 16 MB.", source: "https://www.mongodb.com/docs/manual/reference/limits/" },
    { text: "Unbounded arrays grow into that limit: reference instead of embedding.", source: "https://www.mongodb.com/docs/manual/data-modeling/" },
  ],
  licence: "SSPL-1.0 (not OSI-approved)",
  selfHosted: true,
  documentation: "https://www.mongodb.com/docs/manual/",
  asOf: "2026-11-23",
};
