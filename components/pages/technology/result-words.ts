import type { HostingForm, PartRole } from "@/lib/advisor";

export const hostingWords: Readonly<Record<HostingForm, string>> = {
  embedded: "in the application", "self-hosted": "on own machines", managed: "as a managed service", "service-only": "as a service only",
};

export const roleWords: Readonly<Record<PartRole, string>> = {
  "system-of-record": "System of record", "search-index": "Search index", cache: "Cache", "time-series": "Time series", graph: "Graph", "client-copy": "Copy in clients", "document-store": "Documents", reporting: "Reports",
};

export const syncWords = {
  outbox: "by an outbox", "change-data-capture": "by change data capture", "write-through": "written through", ttl: "expires", "ingest-fan-out": "by fan-out of what comes in",
} as const;

/** A score or a share of it, with one decimal where it has one. */
export function points(value: number): string {
  return `${value < 0 ? "−" : ""}${Math.abs(Math.round(value * 10) / 10)}`;
}
