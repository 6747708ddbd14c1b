import type { Technology } from "../technology";

export const redis: Technology = {
  id: "redis",
  label: "Redis",
  fit: "Answers in a millisecond from memory: caches, counters, rankings, queues, sessions.",
  strengths: [
    "Structures for the job: hashes, sorted sets, streams",
    "Expiry on every key",
    "Very high throughput",
  ],
  limits: [
    { text: "The data set must fit in memory.", source: "https://redis.io/docs/latest/develop/get-started/faq/" },
    { text: "Transactions do not roll back.", source: "https://redis.io/docs/latest/develop/using-commands/transactions/" },
  ],
  licence: "AGPL-3.0, RSALv2 or SSPL-1.0 (from 8.0)",
  selfHosted: true,
  documentation: "https://redis.io/docs/latest/",
  asOf: "2026-11-23",
};
