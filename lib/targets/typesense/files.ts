import type { NativeFile, NativeMigration } from "../native/native";

/** A migration as a folder: `up.json` and `down.json` for the runner, a page for people, and what to look at afterwards. */
export function files(migration: NativeMigration, number: string): readonly [NativeFile, ...NativeFile[]] {
  const folder = `${number}_${migration.slug}`;
  const json = (name: string, value: unknown): NativeFile => ({ path: `${folder}/${name}`, content: `${JSON.stringify(value, null, 2)}\n`, language: "json" });
  const read = (commands: readonly string[]): unknown[] => commands.map((command): unknown => JSON.parse(command));
  return [
    json("up.json", read(migration.steps.flatMap(({ up }) => up))),
    json("down.json", read(migration.steps.toReversed().flatMap(({ down }) => down))),
    { path: `${folder}/plan.md`, content: page(migration), language: "markdown" },
    json("checks.json", checks(migration)),
  ];
}

/** What a person can ask after it: every thing that was made answers, every thing that was deleted does not. */
function checks({ steps, data }: NativeMigration): { readonly request: string; readonly expect: string }[] {
  const seen = new Map<string, string>();
  for (const command of steps.flatMap(({ up }) => up)) {
    const { method, path = "", body }: { method?: string; path?: string; body?: { name?: string; collection_name?: string } } = JSON.parse(command);
    if (method === "POST" && path === "/collections" && body?.name !== undefined) seen.set(`GET /collections/${encodeURIComponent(body.name)}`, "200");
    if (method === "PUT" && body?.collection_name !== undefined) seen.set(`GET ${path}`, `collection_name is ${body.collection_name}`);
    if (method === "PATCH" && !path.includes("/documents")) seen.set(`GET ${path}`, "200, with the fields as they are now");
    if (method === "DELETE" && !path.includes("/documents")) seen.set(`GET ${path}`, "404");
  }
  const list = [...seen].map(([request, expect]) => ({ request, expect }));
  for (const command of data?.commands ?? []) {
    const { copy }: { copy?: { from: string; to: string } } = JSON.parse(command);
    if (copy !== undefined) list.push({ request: `GET /collections/${encodeURIComponent(copy.to)}`, expect: `num_documents of GET /collections/${encodeURIComponent(copy.from)}` });
  }
  return list;
}

function page({ title, phase, before, steps, data }: NativeMigration): string {
  const lines = [`# ${plain(title)}`, ""];
  if (phase !== undefined) lines.push(`Phase: ${phase}.`, "");
  if (before !== undefined) lines.push(`Before: ${plain(before)}`, "");
  for (const { title: step, up, down, reversibility, hazards } of steps) {
    lines.push(`## ${plain(step)}`, "", `${up.length} ${up.length === 1 ? "request" : "requests"} up, ${down.length} down. ${reversibility.kind === "lossless" ? "The way back loses nothing." : reversibility.kind === "lossy" ? `The way back loses ${plain(reversibility.what)}.` : `No way back: ${plain(reversibility.why)}.`}`, "");
    for (const { severity, message, safeAlternative } of hazards) lines.push(`- ${severity}: ${plain(message)}${safeAlternative === undefined ? "" : ` Instead: ${plain(safeAlternative)}`}`);
    if (hazards.length > 0) lines.push("");
  }
  if (data !== undefined) lines.push(`## Data: ${data.slug}.${data.extension}`, "", "Run after the requests, apart from them: begin with `--dry-run`; it can be stopped and begun again; `--undo` takes it back.", "");
  if (steps.length > 0) lines.push("Requests are run by `node run.mjs <this folder>`, or one by one with curl.", "");
  return lines.join("\n");
}

/** Text of users on one line of Markdown, with nothing in it that Markdown or HTML would read. */
export function plain(text: string): string {
  return text.replaceAll(/[\r\n\u2028\u2029]+/g, " ").replaceAll(/[\\`*[\]<>#|]/g, (mark) => (mark === "<" ? "&lt;" : mark === ">" ? "&gt;" : `\\${mark}`));
}
