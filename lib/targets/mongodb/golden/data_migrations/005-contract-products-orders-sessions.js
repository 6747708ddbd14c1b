// Contract products, orders, sessions
//
//   node data_migrations/005-contract-products-orders-sessions.js --url mongodb://localhost:27017 --db shop [--dry-run] [--undo] [--batch 1000] [--pause 50]
//
// Goes along _id in batches and writes its place to the collection _strata_progress, so it can be cut off and run again at any time.
// --batch: documents at a time; --pause: milliseconds between batches; --dry-run: only counts; --undo: the way back.
"use strict";
const { MongoClient } = require("mongodb");

const name = "contract_products_orders_sessions";
const up = [
  {
    title: "Take title out of products",
    collection: "products",
    filter: { title: { $exists: true } },
    update: [{ $unset: ["title"] }],
  },
  {
    title: "Take note out of orders",
    collection: "orders",
    filter: { note: { $exists: true } },
    update: [{ $unset: ["note"] }],
  },
];

// Not restored: orders.note
const undo = [
  {
    title: "Give products its old fields again",
    collection: "products",
    filter: { title: { $exists: false } },
    update: [{ $set: { title: "$name" } }],
  },
];

const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function run(db, { undo: back = false, dryRun = false, batch = 1000, pause = 50, log = console.log } = {}) {
  const progress = db.collection("_strata_progress");
  const jobs = back ? undo : up;
  for (const [i, job] of jobs.entries()) {
    const source = db.collection(job.collection);
    if (dryRun) {
      log(`${job.title}: ${await source.countDocuments(job.filter)} documents to do`);
      continue;
    }
    const id = `${name}:${back ? "undo" : "up"}:${i}`;
    const state = await progress.findOne({ _id: id });
    if (state !== null && state.done && job.insertInto !== undefined) {
      log(`${job.title}: done before`);
      continue;
    }
    // Run again after its end, it walks again: for what was written in the old shape behind it.
    const going = state !== null && !state.done;
    let last = going ? state.last : undefined;
    let done = going ? state.count : 0;
    for (;;) {
      const walk = last === undefined ? job.filter : { $and: [job.filter, { _id: { $gt: last } }] };
      const ids = (await source.find(walk, { projection: { _id: 1 } }).sort({ _id: 1 }).limit(batch).toArray()).map((document) => document._id);
      if (ids.length === 0) break;
      const these = { _id: { $in: ids } };
      if (job.update !== undefined) {
        await source.bulkWrite([{ updateMany: { filter: { $and: [job.filter, these] }, update: job.update } }], { ordered: false });
      } else {
        const found = await source.aggregate([{ $match: these }, ...job.pipeline]).toArray();
        if (job.insertInto !== undefined && found.length > 0) await db.collection(job.insertInto).insertMany(found, { ordered: false });
      }
      last = ids[ids.length - 1];
      done += ids.length;
      await progress.updateOne({ _id: id }, { $set: { last, count: done, done: false, at: new Date() } }, { upsert: true });
      log(`${job.title}: ${done} documents`);
      await sleep(pause);
    }
    await progress.updateOne({ _id: id }, { $set: { count: done, done: true, at: new Date() } }, { upsert: true });
  }
  // The other way may be gone again after this one.
  if (!dryRun) await progress.deleteMany({ _id: { $in: (back ? up : undo).map((_, i) => `${name}:${back ? "up" : "undo"}:${i}`) } });
}

async function main(words) {
  const value = (option, fallback) => (words.includes(option) ? words[words.indexOf(option) + 1] : fallback);
  const client = new MongoClient(value("--url", process.env.MONGODB_URL ?? "mongodb://localhost:27017"));
  const database = value("--db", process.env.MONGODB_DATABASE);
  if (database === undefined) throw new Error("Name the database: --db NAME");
  try {
    await client.connect();
    await run(client.db(database), { undo: words.includes("--undo"), dryRun: words.includes("--dry-run"), batch: Number(value("--batch", 1000)), pause: Number(value("--pause", 50)) });
  } finally {
    await client.close();
  }
}

module.exports = { run };

if (require.main === module) {
  main(process.argv.slice(2)).catch((error) => {
    console.error(error);
    process.exitCode = 1;
  });
}
