import type { NativeFile } from "../native/native";
import { bulkScript, connection } from "./data-script";
import { plain } from "./files";
import { physicalName, policyName, templateOf, type EsIndex, type EsModel } from "./model";
import { fileName } from "./names";
import { unique } from "../native/search-documents";

/** The shape as files: a template per index, policies, one search per pattern, how documents are fed, and a runner for the migrations. */
export function artefacts({ indexes, queries, version }: EsModel): readonly NativeFile[] {
  const names = new Map<string, number>();
  const file = (path: string, content: string, language: string): NativeFile => ({ path, content: content.endsWith("\n") ? content : `${content}\n`, language });
  const json = (path: string, value: unknown): NativeFile => file(path, JSON.stringify(value, null, 2), "json");
  const feeds = indexes.map((index) => ({ index, name: unique(fileName(index.alias), names) }));
  return [
    ...feeds.map(({ index, name }) => json(`index_templates/${name}_v${index.version}.json`, templateOf(index))),
    ...feeds.flatMap(({ index, name }) => (index.policy === undefined ? [] : [json(`ilm_policies/${name}.json`, { policy: index.policy })])),
    json("aliases.json", { actions: indexes.map((index) => ({ add: { index: physicalName(index), alias: index.alias, is_write_index: true } })) }),
    ...queries.map(({ slug, name, request }) => json(`searches/${slug}.json`, { description: name, ...request })),
    ...feeds.map(({ index, name }) => file(`feed/${name}.sql`, `${index.feed};`, "sql")),
    ...feeds.map(({ index, name }) => file(`feed/${name}.mjs`, bulkScript(index, index.alias), "javascript")),
    ...feeds.map(({ index, name }) => file(`samples/${name}.ndjson`, samples(index), "json")),
    file("run.mjs", runner, "javascript"),
    file("README.md", readme(indexes, version), "markdown"),
  ];
}

/** Two documents as the body of `POST /_bulk`. */
function samples({ alias, key, samples: documents }: EsIndex): string {
  return documents.map((document) => `${JSON.stringify({ create: { _index: alias, ...(key.length === 0 ? {} : { _id: key.map((name) => String(document[name])).join(":") }) } })}\n${JSON.stringify(document)}\n`).join("");
}

function readme(indexes: readonly EsIndex[], version: string): string {
  return [
    `# Elasticsearch ${version}`, "",
    "These indexes are a derived copy. The primary store is written first and is what they are made from again; nothing is written here that is not there.", "",
    "| alias | index | documents by |", "|---|---|---|",
    ...indexes.map((index) => `| ${plain(index.alias)} | ${plain(physicalName(index))}${index.stream ? " (data stream)" : ""} | ${index.key.length === 0 ? "added, numbered by Elasticsearch" : `_id = ${plain(index.key.join(":"))}`} |`), "",
    "Each index has a template for its exact name: a pattern such as `products-v*` would also take the indexes of a table called products-variants. `dynamic: strict` refuses documents with fields that are not drawn.", "",
    "## How they are fed", "",
    "1. In the transaction that changes rows, the application writes the row's table and key into an outbox table of the primary store (or its log is read by change data capture, such as Debezium).",
    "2. A feeder reads the outbox in order, reads the row as it is now by the query in `feed/`, and writes `POST _bulk` to the alias with `version_type=external` and the outbox's number as version, so that an older change never overwrites a newer one. What is gone is deleted.",
    "3. What it has written it deletes from the outbox. Crashed anywhere, it writes some documents twice, which changes nothing.", "",
    "Full rebuild, also after a loss of the cluster:", "", "```sh",
    ...indexes.map((index) => `psql "$DATABASE_URL" -qtAX -f feed/${fileName(index.alias)}.sql | node feed/${fileName(index.alias)}.mjs`), "```", "",
    ...(indexes.some(({ policy }) => policy !== undefined) ? ["## Retention", "", "`min_age` of the delete phase counts from the rollover of a backing index, so its oldest rows are kept for up to `max_age` longer.", "", ...indexes.flatMap((index) => (index.policy === undefined ? [] : [`- ${plain(policyName(index))}`])), ""] : []),
    "## Migrations", "",
    "`ELASTICSEARCH_URL=... ELASTICSEARCH_API_KEY=... node run.mjs <folder> [--down]` sends the requests of one folder in order, waits for tasks, and writes down in the index `strata-migrations` what was run.", "",
  ].join("\n");
}

/** Sends a folder's requests. What was run stands in an index of its own; a folder that is there is not run again. */
const runner = `// Runs one migration: node run.mjs 0001_create_search_indexes [--down] [--dry-run]
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";

${connection}

const folder = process.argv[2];
if (folder === undefined || folder.startsWith("--")) throw new Error("Name the folder of the migration");
const down = process.argv.includes("--down");
const text = await readFile(join(folder, down ? "down.json" : "up.json"), "utf8");
const name = basename(folder);
const entry = \`/strata-migrations/_doc/\${encodeURIComponent(name)}\`;
const ran = await ask("GET", entry).then(({ _source }) => _source, (error) => { if (error.status === 404) return undefined; throw error; });

if (down ? ran === undefined : ran?.state === "applied") {
  console.log(\`\${name} \${down ? "was not run" : "was run before"}\`);
} else {
  const requests = JSON.parse(text);
  // Cut off while it ran: it goes on after the last request that was answered.
  const from = ran?.direction === (down ? "down" : "up") ? (ran.done ?? 0) : 0;
  const note = (state, done) => ask("PUT", entry + "?refresh=true", { state, direction: down ? "down" : "up", done, sha256: createHash("sha256").update(text).digest("hex"), at: new Date().toISOString() });
  for (const [i, { method, path, body }] of requests.entries()) {
    if (i < from) continue;
    console.log(\`\${method} \${path}\`);
    if (process.argv.includes("--dry-run")) continue;
    const answer = await ask(method, path, body);
    if (answer.task !== undefined) await finished(answer.task);
    await note("running", i + 1);
  }
  if (!process.argv.includes("--dry-run")) await (down ? ask("DELETE", entry + "?refresh=true") : note("applied", requests.length));
}
`;
