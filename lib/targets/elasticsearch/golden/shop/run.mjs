// Runs one migration: node run.mjs 0001_create_search_indexes [--down] [--dry-run]
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";

const url = (process.env.ELASTICSEARCH_URL ?? "http://localhost:9200").replace(/\/$/, "");
const key = process.env.ELASTICSEARCH_API_KEY;

async function ask(method, path, body, type = "application/json") {
  const answer = await fetch(url + path, {
    method,
    headers: { ...(key ? { authorization: `ApiKey ${key}` } : {}), ...(body === undefined ? {} : { "content-type": type }) },
    body: body === undefined || typeof body === "string" ? body : JSON.stringify(body),
  });
  const text = await answer.text();
  const value = text === "" ? {} : JSON.parse(text);
  if (!answer.ok) throw Object.assign(new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(value.error ?? value)}`), { status: answer.status });
  return value;
}

async function finished(task) {
  for (;;) {
    const state = await ask("GET", `/_tasks/${task}`);
    const { total = 0, created = 0, updated = 0, deleted = 0, version_conflicts = 0 } = state.task?.status ?? {};
    console.log(`${created + updated + deleted + version_conflicts} of ${total}, ${version_conflicts} of them left as they were`);
    if (state.completed) {
      if (state.error) throw new Error(JSON.stringify(state.error));
      if (state.response?.failures?.length > 0) throw new Error(`${state.response.failures.length} documents were refused, the first: ${JSON.stringify(state.response.failures[0])}`);
      return state.response;
    }
    await new Promise((resolve) => setTimeout(resolve, 2000));
  }
}

const folder = process.argv[2];
if (folder === undefined || folder.startsWith("--")) throw new Error("Name the folder of the migration");
const down = process.argv.includes("--down");
const text = await readFile(join(folder, down ? "down.json" : "up.json"), "utf8");
const name = basename(folder);
const entry = `/strata-migrations/_doc/${encodeURIComponent(name)}`;
const ran = await ask("GET", entry).then(({ _source }) => _source, (error) => { if (error.status === 404) return undefined; throw error; });

if (down ? ran === undefined : ran?.state === "applied") {
  console.log(`${name} ${down ? "was not run" : "was run before"}`);
} else {
  const requests = JSON.parse(text);
  // Cut off while it ran: it goes on after the last request that was answered.
  const from = ran?.direction === (down ? "down" : "up") ? (ran.done ?? 0) : 0;
  const note = (state, done) => ask("PUT", entry + "?refresh=true", { state, direction: down ? "down" : "up", done, sha256: createHash("sha256").update(text).digest("hex"), at: new Date().toISOString() });
  for (const [i, { method, path, body }] of requests.entries()) {
    if (i < from) continue;
    console.log(`${method} ${path}`);
    if (process.argv.includes("--dry-run")) continue;
    const answer = await ask(method, path, body);
    if (answer.task !== undefined) await finished(answer.task);
    await note("running", i + 1);
  }
  if (!process.argv.includes("--dry-run")) await (down ? ask("DELETE", entry + "?refresh=true") : note("applied", requests.length));
}
