import type { NativeFile } from "../native/native";
import { unique } from "../native/search-documents";
import { changing, connection, importing, importScript } from "./data-script";
import { plain } from "./files";
import { memoryText } from "./map-collection";
import { physicalName, schemaOf, type TsModel } from "./model";
import { slug } from "./names";

/** The shape as files: a schema per collection, one search per pattern, how documents are fed, and a runner for the migrations. */
export function artefacts({ collections, queries, version }: TsModel): readonly NativeFile[] {
  const names = new Map<string, number>();
  const file = (path: string, content: string, language: string): NativeFile => ({ path, content: content.endsWith("\n") ? content : `${content}\n`, language });
  const json = (path: string, value: unknown): NativeFile => file(path, JSON.stringify(value, null, 2), "json");
  const feeds = collections.map((collection) => ({ collection, name: unique(slug(collection.alias), names) }));
  return [
    ...feeds.map(({ collection, name }) => json(`collections/${name}_v${collection.version}.json`, schemaOf(collection))),
    json("aliases.json", Object.fromEntries(collections.map((collection) => [collection.alias, { collection_name: physicalName(collection) }]))),
    ...queries.map(({ slug: path, name, collection, parameters }) => json(`searches/${path}.json`, { description: name, collection, parameters })),
    file("searches/filter-value.mjs", filterValue, "javascript"),
    ...feeds.map(({ collection, name }) => file(`feed/${name}.sql`, `${collection.feed};`, "sql")),
    ...feeds.map(({ collection, name }) => file(`feed/${name}.mjs`, importScript(collection, collection.alias), "javascript")),
    ...feeds.map(({ collection, name }) => file(`samples/${name}.jsonl`, collection.samples.map((sample) => JSON.stringify(sample)).join("\n"), "json")),
    file("run.mjs", runner, "javascript"),
    file("README.md", readme({ collections, queries, version, technology: "typesense" }), "markdown"),
  ];
}

/** Values in filter_by. */
const filterValue = `// A value for filter_by: between backticks, so that commas, brackets, && and || in it mean nothing. There is no way to write a backtick itself.
export function filterValue(value) {
  return typeof value === "string" ? \`\\\`\${value.replaceAll("\`", "")}\\\`\` : String(value);
}

// The parameters of a search with its values: {{name}} in filter_by becomes filterValue(values.name), elsewhere the value as it is.
export function withValues(parameters, values) {
  const put = (text, write) => text.replaceAll(/\\{\\{([^}]+)\\}\\}/g, (_, name) => write(values[name]));
  return Object.fromEntries(Object.entries(parameters).map(([key, value]) => [key, typeof value === "string" ? put(value, key === "filter_by" ? filterValue : String) : value]));
}
`;

function readme({ collections, version }: TsModel): string {
  return [
    `# Typesense ${version}`, "",
    "These collections are a derived copy. The primary store is written first and is what they are made from again; nothing is written here that is not there.", "",
    "| alias | collection | id | memory |", "|---|---|---|---|",
    ...collections.map((collection) => `| ${plain(collection.alias)} | ${plain(physicalName(collection))} | ${collection.key.length === 0 ? "numbered by Typesense" : plain(collection.key.join(":"))} | ${collection.documents === null ? `${collection.searchedBytes} bytes of indexed fields a document, two to three times that in memory` : memoryText(collection.documents, collection.searchedBytes)} |`), "",
    "What a collection's schema does not name is on disk only: shown with the hits, found by nothing, and free to come and go. Decimals are whole minor units and moments whole seconds since 1970 where the schema says int32 or int64.", "",
    "## How they are fed", "",
    "1. In the transaction that changes rows, the application writes the row's table and key into an outbox table of the primary store (or its log is read by change data capture, such as Debezium).",
    "2. A feeder reads the outbox in order, one process at a time, reads the row as it is now by the query in `feed/`, and writes `documents/import?action=upsert` to the alias. What is gone is deleted by id.",
    "3. What it has written it deletes from the outbox. Crashed anywhere, it writes some documents twice, which changes nothing.", "",
    "Full rebuild:", "", "```sh", ...collections.map(({ alias }) => `psql "$DATABASE_URL" -qtAX -f feed/${slug(alias)}.sql | node feed/${slug(alias)}.mjs`), "```", "",
    ...(collections.some(({ refersTo }) => refersTo.length > 0) ? ["## References", "", "A reference names the very version it goes to, because documents keep inner numbers of the documents they refer to: collections that refer to each other get new versions together, and their aliases switch together.", ""] : []),
    "## Synonyms and curation", "",
    version === "29" ? "Synonyms and overrides belong to a collection (`PUT /collections/<name>/synonyms/<id>`): write them to a new version before its alias switches." : "Synonym and curation sets stand beside collections (`PUT /synonym_sets/<name>`, `PUT /curation_sets/<name>`) and are linked by `synonym_sets` and `curation_sets` of a collection or a search: a new version needs only the link.", "",
    "## Migrations", "",
    "`TYPESENSE_URL=... TYPESENSE_API_KEY=... node run.mjs <folder> [--down]` sends the requests of one folder in order.", "",
  ].join("\n");
}

/** Sends a folder's requests, and carries out the copies that no request does. */
const runner = `// Runs one migration: node run.mjs 0001_create_collections [--down] [--dry-run]
// How far it came is kept in <folder>/.done-up or .done-down: begun again, it goes on behind it.
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";

${connection}

${importing}

${changing}

const folder = process.argv[2];
if (folder === undefined || folder.startsWith("--")) throw new Error("Name the folder of the migration");
const direction = process.argv.includes("--down") ? "down" : "up";
const dryRun = process.argv.includes("--dry-run");
const requests = JSON.parse(await readFile(join(folder, \`\${direction}.json\`), "utf8"));
const place = join(folder, \`.done-\${direction}\`);
const done = Number(await readFile(place, "utf8").catch(() => "0"));
for (const [i, { method, path, body, copy }] of requests.entries()) {
  if (i < done) continue;
  console.log(copy === undefined ? \`\${method} \${path}\` : \`copy \${copy.from} to \${copy.to}\`);
  if (dryRun) continue;
  if (copy === undefined) await ask(method, path, body);
  else {
    const answer = await ask("GET", \`/collections/\${encodeURIComponent(copy.from)}/documents/export\`);
    await work(Readable.fromWeb(answer.body), { collection: copy.to, checkpoint: join(folder, ".lines"), change: (document) => changed(document, copy.parts), speed: Infinity, dryRun });
  }
  await writeFile(place, String(i + 1));
}
if (!dryRun) await rm(join(folder, \`.done-\${direction === "up" ? "down" : "up"}\`), { force: true });
`;
