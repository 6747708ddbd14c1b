// Contract 4 collections
// Phase: contract
// Before: No running version reads what goes, and an export of it is kept.
//
//   node migrations/005_contract_4_collections/down.js --project PROJECT [--database "(default)"]
//
// Needs firebase-admin, and firebase-tools for what is deployed. What was run is written to _migrations/005_contract_4_collections.
"use strict";
const { spawnSync } = require("node:child_process");
const { join } = require("node:path");
const { initializeApp, applicationDefault } = require("firebase-admin/app");
const { getFirestore, FieldValue } = require("firebase-admin/firestore");

const id = "005_contract_4_collections";
const work = [];

function deploy(project, only) {
  const { status } = spawnSync("npx", ["firebase", "deploy", "--only", only, "--config", join(__dirname, "down", "firebase.json"), "--project", project, "--force"], { stdio: "inherit" });
  if (status !== 0) throw new Error(`firebase deploy --only ${only} failed`);
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
  if (left > 0) throw new Error(`${left} documents of ${pattern} are not of version ${from} yet: run the data migration first`);
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
  if (done === false) throw new Error(`${id} is not applied`);
  for (const task of work) if (task.verify !== undefined) await verify(db, task);
  deploy(project, "firestore:indexes");
  deploy(project, "firestore:rules");
  for (const task of work) {
    if (task.deleteCollection !== undefined) await remove(db, task.deleteCollection);
    if (task.each !== undefined) console.log(`By hand: copy ${task.each} to ${task.to.join("/")}`);
  }
  await ledger.set({ state: "down", at: FieldValue.serverTimestamp() });
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
