import type { NativeFile, NativeMigration } from "../native/native";

/** One request a line, so that a review sees what is asked in which order. */
function requestsFile(commands: readonly string[]): string {
  return `${JSON.stringify(commands.map((command): unknown => JSON.parse(command)), null, 2)}\n`;
}

/** A migration as a folder: `up.json` and `down.json` for the runner, a page for people, and what to look at before and after. */
export function files(migration: NativeMigration, number: string): readonly [NativeFile, ...NativeFile[]] {
  const folder = `${number}_${migration.slug}`;
  const json = (name: string, content: string): NativeFile => ({ path: `${folder}/${name}`, content, language: "json" });
  return [
    json("up.json", requestsFile(migration.steps.flatMap(({ up }) => up))),
    json("down.json", requestsFile(migration.steps.toReversed().flatMap(({ down }) => down))),
    { path: `${folder}/plan.md`, content: page(migration), language: "markdown" },
    json("checks.json", `${JSON.stringify(checks(migration), null, 2)}\n`),
  ];
}

/** What a person can ask after it: every thing that was made answers, every thing that was deleted does not. */
function checks({ steps, data }: NativeMigration): { readonly request: string; readonly expect: string }[] {
  const seen = new Map<string, string>();
  for (const command of steps.flatMap(({ up }) => up)) {
    const { method, path, body }: { method: string; path: string; body?: { actions?: readonly { add?: { index: string; alias: string }; remove?: { index: string; alias: string } }[] } } = JSON.parse(command);
    const [place = path] = path.split("?");
    if (method === "PUT" && !place.endsWith("/_settings")) seen.set(`GET ${place}`, "200");
    if (method === "DELETE") seen.set(`GET ${place}`, "404");
    for (const { add, remove } of body?.actions ?? []) {
      if (add !== undefined) seen.set(`GET /${encodeURIComponent(add.index)}/_alias/${encodeURIComponent(add.alias)}`, "200");
      if (remove !== undefined && !seen.has(`GET /${encodeURIComponent(remove.index)}/_alias/${encodeURIComponent(remove.alias)}`)) seen.set(`GET /${encodeURIComponent(remove.index)}/_alias/${encodeURIComponent(remove.alias)}`, "404");
    }
  }
  const list = [...seen].map(([request, expect]) => ({ request, expect }));
  for (const command of data?.commands ?? []) {
    const { body }: { body?: { source?: { index: string }; dest?: { index: string } } } = JSON.parse(command);
    if (body?.source !== undefined && body.dest !== undefined) list.push({ request: `GET /${encodeURIComponent(body.dest.index)}/_count`, expect: `the count of GET /${encodeURIComponent(body.source.index)}/_count` });
  }
  return list;
}

function page({ title, phase, before, steps, data }: NativeMigration): string {
  const lines = [`# ${plain(title)}`, ""];
  if (phase !== undefined) lines.push(`Phase: ${phase}.`, "");
  if (before !== undefined) lines.push(`Before: ${plain(before)}`, "");
  for (const { title: step, up, down, reversibility, hazards } of steps) {
    lines.push(`## ${plain(step)}`, "", `${up.length} ${up.length === 1 ? "request" : "requests"} up, ${down.length} down. ${reversibility.kind === "lossless" ? "The way back loses nothing." : reversibility.kind === "lossy" ? `The way back loses ${plain(reversibility.what)}.` : `No way back: ${plain(reversibility.why)}.`}`, "");
    for (const { severity, message, safeAlternative } of hazards) lines.push(`- ${severity}: ${plain(message)}${safeAlternative === undefined ? "" : ` ${plain(safeAlternative)}`}`);
    if (hazards.length > 0) lines.push("");
  }
  if (data !== undefined) lines.push(`## Data: ${data.slug}.${data.extension}`, "", "Run after the requests, apart from them: begin with `--dry-run`; it can be stopped and begun again; `--undo` takes it back.", "");
  if (steps.length > 0) lines.push("Requests are run by `node run.mjs <this folder>`, or one by one in Kibana's console; a request with `wait_for_completion=false` answers with a task, and the next one waits for it.", "");
  return lines.join("\n");
}

/** Text of users on one line of Markdown, with nothing in it that Markdown or HTML would read. */
export function plain(text: string): string {
  return text.replaceAll(/[\r\n\u2028\u2029]+/g, " ").replaceAll(/[\\`*_[\]<>#|]/g, (mark) => (mark === "<" ? "&lt;" : mark === ">" ? "&gt;" : mark === "_" ? "_" : `\\${mark}`));
}
