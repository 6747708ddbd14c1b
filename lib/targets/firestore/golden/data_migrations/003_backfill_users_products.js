// Backfill users, products
//
//   node data_migrations/003_backfill_users_products.js --project PROJECT [--database "(default)"] [--dry-run] [--undo] [--rate 400]
//
// Reads every document of the collections it changes (each is billed), writes those that need it, at most --rate per second, and keeps its
// place in _migrations: it can be cut off and run again at any time. A document that changes meanwhile is left for the next run.
"use strict";
const { initializeApp, applicationDefault } = require("firebase-admin/app");
const { getFirestore, FieldPath, FieldValue, Timestamp } = require("firebase-admin/firestore");

const name = "backfill_users_products";
const up = [
  {
    "each": "users",
    "version": {
      "field": "schemaVersion",
      "below": 2
    },
    "do": [
      {
        "field": "locale",
        "fill": "en"
      }
    ],
    "becomes": {
      "field": "schemaVersion",
      "version": 2
    }
  },
  {
    "each": "products",
    "version": {
      "field": "schemaVersion",
      "below": 2
    },
    "do": [
      {
        "field": "name",
        "copy": "title"
      }
    ],
    "becomes": {
      "field": "schemaVersion",
      "version": 2
    }
  }
];
const undo = [
  {
    "each": "products",
    "version": {
      "field": "schemaVersion",
      "is": 2
    },
    "do": [
      {
        "field": "title",
        "copy": "name"
      },
      {
        "field": "name",
        "remove": true
      }
    ],
    "becomes": {
      "field": "schemaVersion",
      "version": 1
    }
  },
  {
    "each": "users",
    "version": {
      "field": "schemaVersion",
      "is": 2
    },
    "do": [
      {
        "field": "locale",
        "remove": true
      }
    ],
    "becomes": {
      "field": "schemaVersion",
      "version": 1
    }
  }
];

const value = (json) => (json !== null && typeof json === "object" && "$timestamp" in json ? Timestamp.fromDate(new Date(json.$timestamp)) : json);

function converted(given, type) {
  if (given === undefined || given === null) return given;
  if (type === "string") return typeof given === "string" ? given : given instanceof Timestamp ? given.toDate().toISOString() : JSON.stringify(given);
  if (type === "int" || type === "number") {
    const number = typeof given === "boolean" ? Number(given) : typeof given === "string" && given.trim() === "" ? NaN : Number(given);
    return Number.isNaN(number) ? given : type === "int" ? Math.trunc(number) : number;
  }
  if (type === "bool") return typeof given === "boolean" ? given : given === "true" || given === 1;
  if (type === "timestamp") return typeof given === "string" && !Number.isNaN(Date.parse(given)) ? Timestamp.fromDate(new Date(given)) : given;
  if (type === "list") return Array.isArray(given) ? given : [given];
  return given;
}

/** Applies operations to a copy of a document's data; `ref` gives the ids above it. */
function changed(data, operations, ref) {
  const next = { ...data };
  for (const operation of operations) {
    const { field } = operation;
    if ("copy" in operation) {
      if (next[field] === undefined && next[operation.copy] !== undefined) next[field] = next[operation.copy];
    } else if ("fill" in operation || "now" in operation) {
      if (next[field] === undefined || next[field] === null) next[field] = "now" in operation ? Timestamp.now() : value(operation.fill);
    } else if ("convert" in operation) {
      if (next[field] !== undefined) next[field] = converted(next[field], operation.convert);
    } else if ("above" in operation) {
      next[field] = idOf(ref, operation.above);
    } else if ("remove" in operation) {
      delete next[field];
    } else if (Array.isArray(next[field])) {
      next[field] = next[field].map((item) => changed(item, operation.inside, ref));
    } else if (next[field] !== null && typeof next[field] === "object") {
      next[field] = changed(next[field], operation.inside, ref);
    }
  }
  return next;
}

/** The document's own id, or that of the document above it in a collection. */
function idOf(ref, collection) {
  const segments = ref.path.split("/");
  return collection === "" ? segments[segments.length - 1] : segments[segments.lastIndexOf(collection) + 1];
}

function place(db, parts, data, ref) {
  return db.doc(parts.map((part) => part.replace(/\{([^}]*)\}/g, (whole, word) => (word === "id" ? ref.id : word.startsWith("/") ? idOf(ref, word.slice(1)) : String(data[word])))).join("/"));
}

function source(db, pattern) {
  const names = pattern.split("/*/").map(decodeURIComponent);
  const query = names.length === 1 ? db.collection(names[0]) : db.collectionGroup(names[names.length - 1]);
  const matches = (path) => path.split("/").filter((_, i) => i % 2 === 0).join("/") === names.join("/");
  return { query: query.orderBy(FieldPath.documentId()), matches };
}

function due(job, data) {
  if (job.version === undefined) return true;
  const version = data[job.version.field];
  return job.version.below !== undefined ? version === undefined || version < job.version.below : version === job.version.is;
}

async function run(db, { undo: back = false, dryRun = false, rate = 400, page = 300, log = console.log } = {}) {
  let left = 0;
  for (const [i, job] of (back ? undo : up).entries()) {
    const progress = db.collection("_migrations").doc(`${name}:${back ? "undo" : "up"}:${i}`);
    const state = dryRun ? undefined : (await progress.get()).data();
    const { query, matches } = source(db, job.each);
    let last = state !== undefined && !state.done ? state.last : undefined;
    let count = state !== undefined && !state.done ? state.count : 0;
    for (;;) {
      const snapshot = await (last === undefined ? query : query.startAfter(db.doc(last))).limit(page).get();
      if (snapshot.empty) break;
      const writer = db.bulkWriter({ throttling: { initialOpsPerSecond: rate, maxOpsPerSecond: rate } });
      writer.onWriteError((error) => {
        // Changed meanwhile: the next run takes it.
        if (error.code === 9) left += 1;
        return error.code !== 9 && error.failedAttempts < 5;
      });
      for (const document of snapshot.docs) {
        const data = document.data();
        if (!matches(document.ref.path) || !due(job, data)) continue;
        const next = changed(data, job.do, document.ref);
        if (job.becomes !== undefined) next[job.becomes.field] = job.becomes.version;
        const patch = [];
        for (const key of new Set([...Object.keys(data), ...Object.keys(next)])) if (next[key] !== data[key]) patch.push(new FieldPath(key), next[key] === undefined ? FieldValue.delete() : next[key]);
        if (job.to === undefined && patch.length === 0) continue;
        count += 1;
        if (dryRun) continue;
        const done = job.to === undefined ? writer.update(document.ref, ...patch, { lastUpdateTime: document.updateTime }) : writer.set(place(db, job.to, data, document.ref), next);
        done.catch((error) => { if (error.code !== 9) log(`${document.ref.path}: ${error.message}`); });
      }
      await writer.close();
      last = snapshot.docs[snapshot.docs.length - 1].ref.path;
      if (!dryRun) await progress.set({ last, count, done: false, at: FieldValue.serverTimestamp() });
      log(`${job.each}: ${count} documents${dryRun ? " to do" : ""}`);
    }
    if (!dryRun) await progress.set({ count, done: true, at: FieldValue.serverTimestamp() });
  }
  if (left > 0) log(`${left} documents changed meanwhile: run it again.`);
}

async function main(words) {
  const option = (word, fallback) => (words.includes(word) ? words[words.indexOf(word) + 1] : fallback);
  const app = initializeApp({ credential: applicationDefault(), projectId: option("--project", process.env.GOOGLE_CLOUD_PROJECT) });
  await run(getFirestore(app, option("--database", "(default)")), { undo: words.includes("--undo"), dryRun: words.includes("--dry-run"), rate: Number(option("--rate", 400)) });
}

module.exports = { run };

if (require.main === module) {
  main(process.argv.slice(2)).catch((error) => {
    console.error(error);
    process.exitCode = 1;
  });
}
