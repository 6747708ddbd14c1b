import type { JsonValue } from "../../model";
import { copyParts } from "./compare";
import { physicalName, type TsCollection } from "./model";
import { slug } from "./names";
import { partsJson } from "./requests";

/** JSON as JavaScript source: line separators that only JSON takes are escaped. */
export function jsValue(value: JsonValue): string {
  return JSON.stringify(value, null, 2).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}

/** A comment's text on one line. */
function line(text: string): string {
  return text.replaceAll(/[\r\n\u2028\u2029]+/g, " ");
}

/** Where the server is, and one request to it. Node 20 or later, nothing to install. */
export const connection = `const url = (process.env.TYPESENSE_URL ?? "http://localhost:8108").replace(/\\/$/, "");

async function ask(method, path, body) {
  const answer = await fetch(url + path, {
    method, headers: { "x-typesense-api-key": process.env.TYPESENSE_API_KEY ?? "", ...(body === undefined ? {} : { "content-type": typeof body === "string" ? "text/plain" : "application/json" }) },
    body: body === undefined || typeof body === "string" ? body : JSON.stringify(body),
  });
  if (!answer.ok) throw Object.assign(new Error(\`\${method} \${path}: \${answer.status} \${await answer.text()}\`), { status: answer.status });
  return answer;
}`;

/** Imports documents in batches; shared by copying and feeding. What is there already was written by the feed, is newer, and stays. */
export const importing = `async function importInto(collection, documents) {
  const answer = await ask("POST", \`/collections/\${encodeURIComponent(collection)}/documents/import?action=create&dirty_values=reject\`, documents.map((document) => JSON.stringify(document)).join("\\n"));
  const results = (await answer.text()).split("\\n").map((text) => JSON.parse(text));
  const refused = results.filter(({ success, code }) => !success && code !== 409);
  if (refused.length > 0) throw new Error(\`\${refused.length} documents were refused, the first: \${JSON.stringify(refused[0])}\`);
}

// One batch after another, from the line after the last that is done; the number of done lines is kept after each.
async function work(input, { collection, checkpoint, change, speed, dryRun }) {
  const done = Number(await readFile(checkpoint, "utf8").catch(() => "0"));
  let read = 0;
  let batch = [];
  const flush = async () => {
    if (batch.length === 0) return;
    if (!dryRun) {
      const started = performance.now();
      await importInto(collection, batch);
      await writeFile(checkpoint, String(read));
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, (batch.length / speed) * 1000 - (performance.now() - started))));
    }
    console.log(\`\${read} documents, the last with id \${batch.at(-1).id}\`);
    batch = [];
  };
  // Made where it is read: lines that come before anybody reads would be lost.
  for await (const text of createInterface({ input })) {
    if (text.trim() === "") continue;
    read += 1;
    if (read <= done) continue;
    batch.push(change(JSON.parse(text)));
    if (batch.length === 1000) await flush();
  }
  await flush();
  if (!dryRun) await rm(checkpoint, { force: true });
}`;

/** Makes a document of one version one of the other; names are taken out before they are put back, so that two can change places. */
export const changing = `function changed(document, parts) {
  for (const { path, moved, removed, defaults } of parts) {
    const held = path === null ? document : document[path];
    for (const item of Array.isArray(held) ? held : held === undefined || held === null ? [] : [held]) {
      const taken = moved.filter(({ from }) => Object.hasOwn(item, from)).map(({ from, to, convert }) => {
        const value = converted(item[from], convert);
        delete item[from];
        return [to, value];
      });
      for (const name of removed) delete item[name];
      for (const [name, value] of taken) item[name] = value;
      for (const { name, value } of defaults) item[name] ??= value;
    }
  }
  return document;
}

function converted(value, convert) {
  if (value === null || convert.kind === "same") return value;
  if (Array.isArray(value)) return value.map((item) => converted(item, convert));
  if (convert.kind === "text") return String(value);
  return convert.kind === "scale" ? Math.round(value * convert.by) : value / convert.by;
}`;

const lines = `const flag = (name) => process.argv.includes(name);
const speed = Number(flag("--per-second") ? process.argv[process.argv.indexOf("--per-second") + 1] : 2000);`;

/** Copies the documents of a version to the next one: exported and imported again. */
export function copyScript(old: TsCollection, now: TsCollection): string {
  const [from, to] = [physicalName(old), physicalName(now)];
  return `// Copies the documents of ${line(from)} to ${line(to)}; what is in ${line(to)} already is newer and stays.
//
//   TYPESENSE_URL=https://localhost:8108 TYPESENSE_API_KEY=... node <this file> [--dry-run | --undo] [--per-second 2000]
//
// In batches of 1000, read and written as lines of JSON. Documents come in the order in which they were added, and the number of lines that are
// done is kept in ${line(slug(to))}.lines: begun again, it goes on behind them. Run it while nothing is deleted from ${line(from)}, or begin anew (--undo).
import { readFile, rm, writeFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";

const job = ${jsValue({ from, to, checkpoint: `${slug(to)}.lines`, parts: partsJson(copyParts(old, now)) })};

${connection}

${importing}

${changing}

${lines}

if (flag("--undo")) {
  await ask("DELETE", \`/collections/\${encodeURIComponent(job.to)}/documents?truncate=true\`);
  await rm(job.checkpoint, { force: true });
} else {
  const answer = await ask("GET", \`/collections/\${encodeURIComponent(job.from)}/documents/export\`);
  await work(Readable.fromWeb(answer.body), { collection: job.to, checkpoint: job.checkpoint, change: (document) => changed(document, job.parts), speed, dryRun: flag("--dry-run") });
}
`;
}

/** Feeds documents from the primary store: one JSON object a line on standard input, in the order of their keys. */
export function importScript(collection: TsCollection, to: string): string {
  return `// Feeds ${line(to)} from the primary store: one JSON document a line on standard input.
//
//   psql "$DATABASE_URL" -qtAX -f feed/${slug(collection.alias)}.sql | TYPESENSE_URL=... TYPESENSE_API_KEY=... node <this file> [--dry-run] [--per-second 2000]
//   node <this file> --undo
//
// In batches of 1000. The number of lines that are done is kept in the checkpoint file: begun again, it goes on behind them.
import { readFile, rm, writeFile } from "node:fs/promises";
import { createInterface } from "node:readline";

const job = ${jsValue({ to, key: [...collection.key], checkpoint: `${slug(to)}.lines` })};

${connection}

${importing}

${lines}

if (flag("--undo")) {
  await ask("DELETE", \`/collections/\${encodeURIComponent(job.to)}/documents?truncate=true\`);
  await rm(job.checkpoint, { force: true });
} else {
  const named = (document) => (job.key.length === 0 ? document : { ...document, id: job.key.map((name) => String(document[name])).join(":") });
  await work(process.stdin, { collection: job.to, checkpoint: job.checkpoint, change: named, speed, dryRun: flag("--dry-run") });
}
`;
}
