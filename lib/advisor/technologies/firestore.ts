import type { Technology } from "../technology";

export const firestore: Technology = {
  id: "firestore",
  label: "Firestore",
  fit: "Web and mobile clients that read the database directly, with live updates and an offline copy.",
  strengths: [
    "Listeners and offline persistence",
    "Access rules next to the data",
    "No servers to run",
  ],
  limits: [
    { text: "A document is at most 1 MiB in the Standard edition.", source: "https://cloud.google.com/firestore/quotas" },
    { text: "500 writes a second to a collection whose indexed values are sequential.", source: "https://cloud.google.com/firestore/docs/best-practices" },
  ],
  licence: "Proprietary service",
  selfHosted: false,
  documentation: "https://cloud.google.com/firestore/docs",
  asOf: "2026-11-23",
};
