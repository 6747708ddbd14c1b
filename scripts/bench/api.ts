import type { DesignSummary, ImportResult, Progress } from "../../lib/design/wire";

/** Imports SQL through the studio's own HTTP interface and makes a design of it. Answers the design and the milliseconds of both steps. */
export async function importDesign(base: string, name: string, sql: string): Promise<{ design: DesignSummary; importMs: number; createMs: number }> {
  const started = performance.now();
  const response = await post(base, "/api/v1/imports", { format: "sql", target: "postgresql", text: sql });
  const lines = (await response.text()).trim().split("\n");
  const last: Progress<ImportResult> = JSON.parse(lines.at(-1) ?? "");
  if (last.type !== "result") throw new Error(`Import failed: ${JSON.stringify(last)}`);
  const imported = performance.now();
  const created = await post(base, "/api/v1/designs", { name, target: "postgresql", source: { kind: "schema", schema: last.value.schema } });
  const design: DesignSummary = await created.json();
  return { design, importMs: imported - started, createMs: performance.now() - imported };
}

export async function post(base: string, path: string, body: unknown): Promise<Response> {
  const response = await fetch(base + path, { method: "POST", headers: { "content-type": "application/json", origin: base }, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response;
}
