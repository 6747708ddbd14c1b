import { isJsonObject, type JsonObject, type JsonValue } from "../../model";
import type { NativeFile, NativeMigration } from "../native";
import { literal } from "./script";

/** The files of one migration: scripts that go up and down, what they deploy, a plan for people, and beside them the script that rewrites documents. */
export function files(migration: NativeMigration, number: string): readonly [NativeFile, ...NativeFile[]] {
  const folder = `migrations/${number}_${migration.slug}`;
  const data: NativeFile[] = migration.data === undefined ? [] : [{ path: `data_migrations/${number}_${migration.slug}.js`, content: migration.data.content.replaceAll(`node ${migration.slug}.js`, `node data_migrations/${number}_${migration.slug}.js`), language: "javascript" }];
  const [first, ...more] = data;
  if (migration.steps.length === 0 && first !== undefined) return [first, ...more];
  const id = `${number}_${migration.slug}`;
  const up = migration.steps.flatMap((step) => step.up).map(parse);
  const down = migration.steps.toReversed().flatMap((step) => step.down).map(parse);
  return [
    { path: `${folder}/up.js`, content: script(migration, id, "up", up), language: "javascript" }, { path: `${folder}/down.js`, content: script(migration, id, "down", down), language: "javascript" },
    ...deployed(`${folder}/up`, up), ...deployed(`${folder}/down`, down), { path: `${folder}/plan.md`, content: plan(migration, id), language: "markdown" }, ...data,
  ];
}

function parse(command: string): JsonObject {
  const value: JsonValue = JSON.parse(command);
  if (!isJsonObject(value)) throw new Error("A command is an object");
  return value;
}

/** What the Firebase command deploys: a firebase.json with the rules and indexes beside it. */
function deployed(folder: string, commands: readonly JsonObject[]): readonly NativeFile[] {
  const rules = commands.findLast((command) => command["deploy"] === "rules");
  const indexes = commands.findLast((command) => command["deploy"] === "indexes");
  if (rules === undefined && indexes === undefined) return [];
  const settings = { firestore: { ...(rules === undefined ? {} : { rules: "firestore.rules" }), ...(indexes === undefined ? {} : { indexes: "firestore.indexes.json" }) } };
  return [
    { path: `${folder}/firebase.json`, content: `${JSON.stringify(settings, null, 2)}\n`, language: "json" },
    ...(rules === undefined ? [] : [{ path: `${folder}/firestore.rules`, content: String(rules["source"]), language: "plaintext" }]),
    ...(indexes === undefined ? [] : [{ path: `${folder}/firestore.indexes.json`, content: `${JSON.stringify({ indexes: indexes["indexes"], fieldOverrides: indexes["fieldOverrides"] }, null, 2)}\n`, language: "json" }]),
  ];
}

function script(migration: NativeMigration, id: string, way: "up" | "down", commands: readonly JsonObject[]): string {
  const targets = [...(commands.some((command) => command["deploy"] === "indexes") ? ["firestore:indexes"] : []), ...(commands.some((command) => command["deploy"] === "rules") ? ["firestore:rules"] : [])];
  const other = commands.filter((command) => command["deploy"] === undefined);
  const notes = [migration.title, ...(migration.phase === undefined ? [] : [`Phase: ${migration.phase}`]), ...(migration.before === undefined ? [] : [`Before: ${migration.before}`])].map((line) => `// ${line.replace(/[\r\n\u2028\u2029]+/g, " ")}`);
  return `${notes.join("\n")}
//
//   node migrations/${id}/${way}.js --project PROJECT [--database "(default)"]
//
// Needs firebase-admin, and firebase-tools for what is deployed. What was run is written to _migrations/${id}.
"use strict";
const { spawnSync } = require("node:child_process");
const { join } = require("node:path");
const { initializeApp, applicationDefault } = require("firebase-admin/app");
const { getFirestore, FieldValue } = require("firebase-admin/firestore");

const id = ${JSON.stringify(id)};
const work = ${literal(other)};

function deploy(project, only) {
  const { status } = spawnSync("npx", ["firebase", "deploy", "--only", only, "--config", join(__dirname, ${JSON.stringify(way)}, "firebase.json"), "--project", project, "--force"], { stdio: "inherit" });
  if (status !== 0) throw new Error(\`firebase deploy --only \${only} failed\`);
}

/** The documents of a collection; of a subcollection, in every document above. */
function documents(db, pattern) {
  const names = pattern.split("/*/").map(decodeURIComponent);
  const matches = (path) => path.split("/").filter((_, i) => i % 2 === 0).join("/") === names.join("/");
  return { query: names.length === 1 ? db.collection(names[0]) : db.collectionGroup(names[names.length - 1]), matches };
}

async function verify(db, { verify: pattern, field, from }) {
  const { query } = documents(db, pattern);
  const [all, done] = await Promise.all([query.count().get(), query.where(field, ">=", from).count().get()]);
  const left = all.data().count - done.data().count;
  if (left > 0) throw new Error(\`\${left} documents of \${pattern} are not of version \${from} yet: run the data migration first\`);
}

async function remove(db, pattern) {
  const { query, matches } = documents(db, pattern);
  const writer = db.bulkWriter({ throttling: { initialOpsPerSecond: 400, maxOpsPerSecond: 400 } });
  for (;;) {
    const { docs } = await query.select().limit(300).get();
    const mine = docs.filter((document) => matches(document.ref.path));
    if (mine.length === 0) break;
    for (const document of mine) await db.recursiveDelete(document.ref, writer);
    await writer.flush();
  }
  await writer.close();
}

async function main(words) {
  const option = (word, fallback) => (words.includes(word) ? words[words.indexOf(word) + 1] : fallback);
  const project = option("--project", process.env.GOOGLE_CLOUD_PROJECT);
  if (project === undefined) throw new Error("Name the project: --project PROJECT");
  const db = getFirestore(initializeApp({ credential: applicationDefault(), projectId: project }), option("--database", "(default)"));
  const ledger = db.collection("_migrations").doc(id);
  const done = (await ledger.get()).get("state") === "up";
  if (done === ${way === "up"}) throw new Error(\`\${id} is ${way === "up" ? "applied already" : "not applied"}\`);
  for (const task of work) if (task.verify !== undefined) await verify(db, task);
${targets.map((target) => `  deploy(project, ${JSON.stringify(target)});`).join("\n")}${targets.length === 0 ? "" : "\n"}  for (const task of work) {
    if (task.deleteCollection !== undefined) await remove(db, task.deleteCollection);
    if (task.each !== undefined) console.log(\`By hand: copy \${task.each} to \${task.to.join("/")}\`);
  }
  await ledger.set({ state: ${JSON.stringify(way)}, at: FieldValue.serverTimestamp() });
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
`;
}

function plan(migration: NativeMigration, id: string): string {
  const clean = (text: string): string => text.replace(/[\r\n\u2028\u2029]+/g, " ").replace(/[\\`*_{}[\]<>#|]/g, "\\$&");
  const steps = migration.steps.map((step, i) => {
    const notes = step.hazards.map(({ severity, message, safeAlternative }) => `   - ${severity}: ${clean(message)}${safeAlternative === undefined ? "" : ` ${clean(safeAlternative)}`}`);
    const back = step.reversibility.kind === "lossless" ? "lossless" : step.reversibility.kind === "lossy" ? `lossy. ${clean(step.reversibility.what)}` : `none. ${clean(step.reversibility.why)}`;
    return `${i + 1}. ${clean(step.title)}\n${[...notes, `   - way back: ${back}`].join("\n")}`;
  });
  return `# ${clean(migration.title)}

${migration.phase === undefined ? "" : `Phase: ${migration.phase}\n\n`}${migration.before === undefined ? "" : `Before: ${clean(migration.before)}\n\n`}${steps.join("\n")}

Up: \`node migrations/${id}/up.js --project PROJECT\`. Down: \`node migrations/${id}/down.js --project PROJECT\`.
`;
}
