// Feeds follows from the primary store: one JSON document a line on standard input.
//
//   psql "$DATABASE_URL" -qtAX -f feed/follows.sql | ELASTICSEARCH_URL=... node <this file> [--dry-run] [--per-second 2000]
//   node <this file> --undo
//
// In batches of 1000. The number of lines that are done is kept in the checkpoint file, so that it goes on where it stopped; a document that
// is there already is newer (the feed wrote it) and is left alone.
import { readFile, rm, writeFile } from "node:fs/promises";
import { createInterface } from "node:readline";

const job = {
  "index": "follows",
  "key": [
    "follower_id",
    "followed_id"
  ],
  "checkpoint": "follows.lines.json"
};

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

const flag = (name) => process.argv.includes(name);
const speed = Number(flag("--per-second") ? process.argv[process.argv.indexOf("--per-second") + 1] : 2000);

async function send(lines) {
  const operations = lines.flatMap((text) => {
    const document = JSON.parse(text);
    return [JSON.stringify({ create: job.key.length === 0 ? {} : { _id: job.key.map((name) => String(document[name])).join(":") } }), text];
  });
  const { items } = await ask("POST", `/${encodeURIComponent(job.index)}/_bulk`, `${operations.join("\n")}\n`, "application/x-ndjson");
  const refused = items.map(({ create }) => create).filter(({ error, status }) => error && status !== 409);
  if (refused.length > 0) throw new Error(`${refused.length} documents were refused, the first: ${JSON.stringify(refused[0])}`);
}

if (flag("--undo")) {
  const { task } = await ask("POST", `/${encodeURIComponent(job.index)}/_delete_by_query?conflicts=proceed&wait_for_completion=false&refresh=true`, { query: { match_all: {} } });
  await finished(task);
  await rm(job.checkpoint, { force: true });
} else {
  const done = Number(await readFile(job.checkpoint, "utf8").catch(() => "0"));
  let read = 0;
  let batch = [];
  const flush = async () => {
    if (batch.length === 0) return;
    if (!flag("--dry-run")) {
      const started = performance.now();
      await send(batch);
      await writeFile(job.checkpoint, String(read));
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, (batch.length / speed) * 1000 - (performance.now() - started))));
    }
    console.log(`${read} documents`);
    batch = [];
  };
  for await (const text of createInterface({ input: process.stdin })) {
    if (text.trim() === "") continue;
    read += 1;
    if (read <= done) continue;
    batch.push(text);
    if (batch.length === 1000) await flush();
  }
  await flush();
  if (!flag("--dry-run")) await rm(job.checkpoint, { force: true });
}
