// Runs one migration: node run.mjs 0001_create_collections [--down] [--dry-run]
// How far it came is kept in <folder>/.done-up or .done-down: begun again, it goes on behind it.
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";

const url = (process.env.TYPESENSE_URL ?? "http://localhost:8108").replace(/\/$/, "");

async function ask(method, path, body) {
  const answer = await fetch(url + path, {
    method, headers: { "x-typesense-api-key": process.env.TYPESENSE_API_KEY ?? "", ...(body === undefined ? {} : { "content-type": typeof body === "string" ? "text/plain" : "application/json" }) },
    body: body === undefined || typeof body === "string" ? body : JSON.stringify(body),
  });
  if (!answer.ok) throw Object.assign(new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`), { status: answer.status });
  return answer;
}

async function importInto(collection, documents) {
  const answer = await ask("POST", `/collections/${encodeURIComponent(collection)}/documents/import?action=create&dirty_values=reject`, documents.map((document) => JSON.stringify(document)).join("\n"));
  const results = (await answer.text()).split("\n").map((text) => JSON.parse(text));
  const refused = results.filter(({ success, code }) => !success && code !== 409);
  if (refused.length > 0) throw new Error(`${refused.length} documents were refused, the first: ${JSON.stringify(refused[0])}`);
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
    console.log(`${read} documents, the last with id ${batch.at(-1).id}`);
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
}

function changed(document, parts) {
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
}

const folder = process.argv[2];
if (folder === undefined || folder.startsWith("--")) throw new Error("Name the folder of the migration");
const direction = process.argv.includes("--down") ? "down" : "up";
const dryRun = process.argv.includes("--dry-run");
const requests = JSON.parse(await readFile(join(folder, `${direction}.json`), "utf8"));
const place = join(folder, `.done-${direction}`);
const done = Number(await readFile(place, "utf8").catch(() => "0"));
for (const [i, { method, path, body, copy }] of requests.entries()) {
  if (i < done) continue;
  console.log(copy === undefined ? `${method} ${path}` : `copy ${copy.from} to ${copy.to}`);
  if (dryRun) continue;
  if (copy === undefined) await ask(method, path, body);
  else {
    const answer = await ask("GET", `/collections/${encodeURIComponent(copy.from)}/documents/export`);
    await work(Readable.fromWeb(answer.body), { collection: copy.to, checkpoint: join(folder, ".lines"), change: (document) => changed(document, copy.parts), speed: Infinity, dryRun });
  }
  await writeFile(place, String(i + 1));
}
if (!dryRun) await rm(join(folder, `.done-${direction === "up" ? "down" : "up"}`), { force: true });
