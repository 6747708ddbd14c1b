import type { NativeFile } from "../native";
import { slugOf } from "../native/naming";
import { callOf } from "./files";
import { comment, driverClasses } from "./javascript";
import type { MongoCollection, MongoModel } from "./model";
import { sampleDocuments } from "./samples";
import { createCommands, indexSpec, validatorOf } from "./validator";

/** The shape as files: each collection's validator and indexes, a script that makes an empty database, migrate-mongo's settings, sample documents. */
export function artefacts(model: MongoModel): readonly NativeFile[] {
  const names = fileNames(model);
  return [
    ...model.collections.flatMap((collection): NativeFile[] => {
      const name = names.get(collection) ?? collection.id;
      return [
        { path: `mongodb/collections/${name}.json`, content: json(describe(collection)), language: "json" },
        { path: `mongodb/samples/${name}.json`, content: json(sampleDocuments(collection)), language: "json" },
      ];
    }),
    { path: "mongodb/setup.js", content: setup(model), language: "javascript" },
    { path: "migrate-mongo-config.js", content: config, language: "javascript" },
  ];
}

function describe(collection: MongoCollection): object {
  const { name, timeseries, indexes } = collection;
  return { collection: name, ...(timeseries === null ? { validator: validatorOf(collection), validationLevel: "strict", validationAction: "error" } : { timeseries }), indexes: indexes.map(indexSpec) };
}

/** A file name for each collection, told apart where names differ only in what a file name cannot hold. */
function fileNames(model: MongoModel): ReadonlyMap<MongoCollection, string> {
  const taken = new Set<string>();
  return new Map(model.collections.map((collection) => {
    const base = slugOf(collection.name);
    let name = base;
    for (let n = 2; taken.has(name); n += 1) name = `${base}_${n}`;
    taken.add(name);
    return [collection, name];
  }));
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function setup(model: MongoModel): string {
  const calls = model.collections.flatMap((collection) => [comment(collection.comment === "" ? collection.name : `${collection.name}: ${collection.comment}`, "  "), ...createCommands(collection).map((command) => callOf(JSON.stringify(command)).split("\n").map((line) => `  ${line}`).join("\n")), ""]);
  const body = calls.join("\n");
  const classes = ["MongoClient", ...driverClasses(body)].toSorted();
  return `// Makes an empty database of this shape. A database in use gets there by the migrations.
//
//   node mongodb/setup.js mongodb://localhost:27017 shop
"use strict";
const { ${classes.join(", ")} } = require("mongodb");

async function setup(db) {
${body.trimEnd()}
}

async function main([url = process.env.MONGODB_URL ?? "mongodb://localhost:27017", database = process.env.MONGODB_DATABASE]) {
  if (database === undefined) throw new Error("Name the database: node mongodb/setup.js URL NAME");
  const client = new MongoClient(url);
  try {
    await client.connect();
    await setup(client.db(database));
  } finally {
    await client.close();
  }
}

module.exports = { setup };

if (require.main === module) {
  main(process.argv.slice(2)).catch((error) => {
    console.error(error);
    process.exitCode = 1;
  });
}
`;
}

const config = `// Settings of migrate-mongo: npx migrate-mongo up
module.exports = {
  mongodb: {
    url: process.env.MONGODB_URL ?? "mongodb://localhost:27017",
    databaseName: process.env.MONGODB_DATABASE,
    options: {},
  },
  migrationsDir: "migrations",
  changelogCollectionName: "changelog",
  lockCollectionName: "changelog_lock",
  // Seconds after which a lock of a runner that died is taken away.
  lockTtl: 3600,
  migrationFileExtension: ".js",
  // An edited migration would be run again; released files are never edited.
  useFileHash: false,
  moduleSystem: "commonjs",
};
`;
