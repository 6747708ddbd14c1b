import type { Technology } from "../technology";

export const dynamodb: Technology = {
  id: "dynamodb",
  label: "DynamoDB",
  fit: "Key look-ups at any scale with flat latency, when every access pattern is known up front.",
  strengths: [
    "Scales without operations work",
    "Predictable latency",
    "Streams and expiry",
  ],
  limits: [
    { text: "An item is at most 400 KB.", source: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html" },
    { text: "1,000 writes and 3,000 reads a second on one partition key.", source: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html" },
    { text: "No joins; queries outside the key design are scans.", source: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-general-nosql-design.html" },
  ],
  licence: "Proprietary service",
  selfHosted: false,
  documentation: "https://docs.aws.amazon.com/amazondynamodb/",
  asOf: "2026-11-23",
};
