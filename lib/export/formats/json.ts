import type { DocumentInput, ExportFormat } from "../input";

/** The schema, with its diagram and how it is used where that is known, as Strata reads it back. The same schema always gives the same bytes. */
export const json: ExportFormat = { id: "json", label: "Strata JSON", extension: "json", mediaType: "application/json", write: writeJson };

function writeJson({ target, schema, layout, patterns, usage }: DocumentInput): string {
  const used = {
    ...(patterns.length === 0 ? {} : { patterns }),
    ...(usage === undefined || usage.loads.size === 0 ? {} : { loads: [...usage.loads].map(([table, load]) => ({ table, ...load })) }),
    ...(usage === undefined || usage.workload.size === 0 ? {} : { workload: Object.fromEntries(usage.workload) }),
  };
  return `${JSON.stringify({
    strata: 1, target: target.id, schema: ordered(schema), ...(layout === undefined ? {} : { layout: ordered(layout) }), ...(Object.keys(used).length === 0 ? {} : { usage: ordered(used) }),
  }, undefined, 2)}\n`;
}

/** What a reader looks for first; all other keys follow by alphabet. */
const first = ["id", "kind", "name", "namespace", "type", "tables", "enums", "objects", "columns"];

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== "object" || value === null) return value;
  const rank = (key: string): number => (first.includes(key) ? first.indexOf(key) : first.length);
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  entries.sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
  // Built without a prototype so that a key like __proto__ is a key.
  const out: Record<string, unknown> = Object.create(null);
  for (const [key, item] of entries) out[key] = ordered(item);
  return out;
}
