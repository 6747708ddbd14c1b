import type { Technology } from "../technology";

export const timescaledb: Technology = {
  id: "timescaledb",
  label: "TimescaleDB",
  fit: "Measurements over time that are also joined with ordinary relational data.",
  strengths: [
    "PostgreSQL with hypertables",
    "Retention, compression and continuous aggregates",
    "Ordinary SQL and joins",
  ],
  limits: [
    { text: "Unique keys and primary keys must contain the time column.", source: "https://docs.timescale.com/use-timescale/latest/hypertables/hypertables-and-unique-indexes/" },
    { text: "Policies, columnstore and continuous aggregates need the Timescale licence edition.", source: "https://github.com/timescale/timescaledb/blob/main/tsl/LICENSE-TIMESCALE" },
  ],
  licence: "Apache-2.0 core; Timescale licence for the rest",
  selfHosted: true,
  documentation: "https://docs.timescale.com/",
  asOf: "2026-11-23",
};
