import type { JsonObject, JsonValue } from "../../model";
import { scriptOf, type MovePart } from "./move-script";
import { physicalName, type EsIndex } from "./model";
import { fileName, pathPart } from "./names";
import { reindex } from "./requests";

/** JSON as JavaScript source: line separators that only JSON takes are escaped. */
export function jsValue(value: JsonValue): string {
  return JSON.stringify(value, null, 2).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}

/** A comment's text on one line. */
function line(text: string): string {
  return text.replaceAll(/[\r\n\u2028\u2029]+/g, " ");
}

/** What every script needs: where the cluster is, and one request to it. Node 20 or later, nothing to install. */
export const connection = `const url = (process.env.ELASTICSEARCH_URL ?? "http://localhost:9200").replace(/\\/$/, "");
const key = process.env.ELASTICSEARCH_API_KEY;

async function ask(method, path, body, type = "application/json") {
  const answer = await fetch(url + path, {
    method,
    headers: { ...(key ? { authorization: \`ApiKey \${key}\` } : {}), ...(body === undefined ? {} : { "content-type": type }) },
    body: body === undefined || typeof body === "string" ? body : JSON.stringify(body),
  });
  const text = await answer.text();
  const value = text === "" ? {} : JSON.parse(text);
  if (!answer.ok) throw Object.assign(new Error(\`\${method} \${path}: \${answer.status} \${JSON.stringify(value.error ?? value)}\`), { status: answer.status });
  return value;
}

async function finished(task) {
  for (;;) {
    const state = await ask("GET", \`/_tasks/\${task}\`);
    const { total = 0, created = 0, updated = 0, deleted = 0, version_conflicts = 0 } = state.task?.status ?? {};
    console.log(\`\${created + updated + deleted + version_conflicts} of \${total}, \${version_conflicts} of them left as they were\`);
    if (state.completed) {
      if (state.error) throw new Error(JSON.stringify(state.error));
      if (state.response?.failures?.length > 0) throw new Error(\`\${state.response.failures.length} documents were refused, the first: \${JSON.stringify(state.response.failures[0])}\`);
      return state.response;
    }
    await new Promise((resolve) => setTimeout(resolve, 2000));
  }
}`;

interface TaskJob {
  readonly title: string;
  readonly checkpoint: string;
  readonly up: { readonly path: string; readonly body: JsonValue };
  readonly undo: { readonly path: string; readonly body: JsonValue };
  /** Documents that are to be worked on, and those that are done. */
  readonly count: { readonly path: string; readonly body: JsonValue };
}

function taskScript(job: TaskJob): string {
  return `// ${line(job.title)}
//
//   ELASTICSEARCH_URL=https://localhost:9200 ELASTICSEARCH_API_KEY=... node <this file> [--dry-run | --undo] [--requests-per-second 2000]
//
// The cluster works in batches of 1000 documents, at most as many a second as asked for (-1: as fast as it can). The task's id is kept in
// ${line(job.checkpoint)}: begun again, this waits for the task that runs. Where that was lost with its node, a new one leaves alone what is done.
import { readFile, rm, writeFile } from "node:fs/promises";

const job = ${jsValue({ checkpoint: job.checkpoint, up: job.up, undo: job.undo, count: job.count })};

${connection}

const flag = (name) => process.argv.includes(name);
const speed = flag("--requests-per-second") ? process.argv[process.argv.indexOf("--requests-per-second") + 1] : "2000";
const { path, body } = flag("--undo") ? job.undo : job.up;

async function running() {
  const kept = await readFile(job.checkpoint, "utf8").catch(() => undefined);
  if (kept === undefined) return undefined;
  const { task, undo } = JSON.parse(kept);
  if (undo !== flag("--undo")) throw new Error(\`\${job.checkpoint} is of the other direction: wait for that task, or cancel it and delete the file\`);
  return ask("GET", \`/_tasks/\${task}\`).then(() => task, (error) => { if (error.status === 404) return undefined; throw error; });
}

const { count } = await ask("POST", job.count.path, job.count.body);
console.log(\`\${count} documents\`);
if (flag("--dry-run")) {
  console.log(\`Would ask: POST \${path}\\n\${JSON.stringify(body, null, 2)}\`);
} else {
  let task = await running();
  if (task === undefined) {
    ({ task } = await ask("POST", path.replace(/requests_per_second=[^&]*/, \`requests_per_second=\${encodeURIComponent(speed)}\`), body));
    await writeFile(job.checkpoint, JSON.stringify({ task, undo: flag("--undo") }));
  }
  await finished(task);
  await rm(job.checkpoint, { force: true });
}
`;
}

/** Copies the documents of a version to the next one, within the cluster. */
export function copyScript(old: EsIndex, now: EsIndex): string {
  const [from, to] = [physicalName(old), physicalName(now)];
  const up = asked(reindex(from, to, old, now));
  return taskScript({
    title: `Copies the documents of ${from} to ${to}; what is in ${to} already is newer and stays.`, checkpoint: `${fileName(to)}.task.json`, up,
    undo: { path: `/${pathPart(to)}/_delete_by_query?conflicts=proceed&wait_for_completion=false&slices=auto&requests_per_second=2000&refresh=true`, body: { query: { match_all: {} } } },
    count: { path: `/${pathPart(from)}/_count`, body: { query: { match_all: {} } } },
  });
}

/** Gives documents that lack them the values of new fields. */
export function fillScript(index: EsIndex, name: string, part: MovePart): string {
  const path = `/${pathPart(name)}/_update_by_query?conflicts=proceed&wait_for_completion=false&slices=auto&requests_per_second=2000&refresh=true`;
  const fields = part.defaults.map((set) => set.name);
  const lacking: JsonObject = { bool: { should: fields.map((field) => ({ bool: { must_not: { exists: { field } } } })), minimum_should_match: 1 } };
  return taskScript({
    title: `Gives the documents of ${name} that have none a value for ${fields.join(", ")}. What the feed writes meanwhile is not overwritten.`, checkpoint: `${fileName(`${name}_${fields.join("_")}`)}.task.json`,
    up: { path, body: { query: lacking, ...scriptOf([part]) } },
    undo: { path, body: { query: { match_all: {} }, ...scriptOf([{ ...part, defaults: [], removed: fields }]) } },
    count: { path: `/${pathPart(name)}/_count`, body: { query: lacking } },
  });
}

function asked(command: string): { readonly path: string; readonly body: JsonValue } {
  const { path, body }: { path: string; body: JsonValue } = JSON.parse(command);
  return { path, body };
}

/** Feeds documents from the primary store: one JSON object a line on standard input, in the order of their keys. */
export function bulkScript(index: EsIndex, to: string): string {
  const feed = `feed/${fileName(index.alias)}.sql`;
  return `// Feeds ${line(to)} from the primary store: one JSON document a line on standard input.
//
//   psql "$DATABASE_URL" -qtAX -f ${feed} | ELASTICSEARCH_URL=... node <this file> [--dry-run] [--per-second 2000]
//   node <this file> --undo
//
// In batches of 1000. The number of lines that are done is kept in the checkpoint file, so that it goes on where it stopped; a document that
// is there already is newer (the feed wrote it) and is left alone.
import { readFile, rm, writeFile } from "node:fs/promises";
import { createInterface } from "node:readline";

const job = ${jsValue({ index: to, key: [...index.key], checkpoint: `${fileName(to)}.lines.json` })};

${connection}

const flag = (name) => process.argv.includes(name);
const speed = Number(flag("--per-second") ? process.argv[process.argv.indexOf("--per-second") + 1] : 2000);

async function send(lines) {
  const operations = lines.flatMap((text) => {
    const document = JSON.parse(text);
    return [JSON.stringify({ create: job.key.length === 0 ? {} : { _id: job.key.map((name) => String(document[name])).join(":") } }), text];
  });
  const { items } = await ask("POST", \`/\${encodeURIComponent(job.index)}/_bulk\`, \`\${operations.join("\\n")}\\n\`, "application/x-ndjson");
  const refused = items.map(({ create }) => create).filter(({ error, status }) => error && status !== 409);
  if (refused.length > 0) throw new Error(\`\${refused.length} documents were refused, the first: \${JSON.stringify(refused[0])}\`);
}

if (flag("--undo")) {
  const { task } = await ask("POST", \`/\${encodeURIComponent(job.index)}/_delete_by_query?conflicts=proceed&wait_for_completion=false&refresh=true\`, { query: { match_all: {} } });
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
    console.log(\`\${read} documents\`);
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
`;
}
