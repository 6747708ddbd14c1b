import type { Technology } from "../technology";

export const influxdb: Technology = {
  id: "influxdb",
  label: "InfluxDB",
  fit: "Metrics and events that are appended in time order and read by time window.",
  strengths: [
    "Fast appends",
    "Tags and fields without schema changes",
    "Retention built in",
  ],
  limits: [
    { text: "Rows are identified by time and tag set; Core does not delete rows.", source: "https://docs.influxdata.com/influxdb3/core/" },
    { text: "Core allows 5 databases, 2,000 tables, 500 columns a table.", source: "https://docs.influxdata.com/influxdb3/core/" },
  ],
  licence: "MIT or Apache-2.0 (Core); commercial (Enterprise)",
  selfHosted: true,
  documentation: "https://docs.influxdata.com/",
  asOf: "2026-11-23",
};
