import type { NativeFile } from "../native/native";
import type { DgraphModel } from "./model";
import { printDql, printGraphql } from "./print";
import { sampleNodes } from "./samples";

/** The shape as files: the schema that is posted and the one that follows from it, sample nodes, and what runs migrations. */
export function artefacts(model: DgraphModel): readonly NativeFile[] {
  const graphql: NativeFile = { path: "schema.graphql", language: "graphql", content: `${authorization(model)}# Post it to /admin/schema: curl -X POST localhost:8080/admin/schema --data-binary @schema.graphql\n\n${printGraphql(model)}` };
  const dql: NativeFile = { path: "schema.dql", language: "plaintext", content: `${model.form === "graphql" ? "# What Dgraph makes of schema.graphql; for reading, and for those who ask by DQL. Not posted.\n" : "# Post it to /alter: curl -X POST localhost:8080/alter --data-binary @schema.dql\n"}\n${printDql(model)}` };
  const sample: NativeFile = { path: "sample.json", language: "json", content: `${JSON.stringify({ set: sampleNodes(model).map(({ node }) => node) }, undefined, 2)}\n` };
  return [...(model.form === "graphql" ? [graphql, dql] : [dql]), sample, { path: "migrate.mjs", language: "javascript", content: runner }];
}

function authorization({ types }: DgraphModel): string {
  return types.some(({ auth }) => auth !== undefined) ? "# The @auth rules need the key that tokens are signed with, as the last line of the posted schema:\n#   Dgraph.Authorization {\"VerificationKey\":\"...\",\"Header\":\"Authorization\",\"Namespace\":\"https://your-domain/claims\",\"Algo\":\"RS256\"}\n" : "";
}

/** Runs the folders of migrations in order; one schema change at a time, waiting until the indexes of the last are built. */
const runner = `// Runs migrations against an Alpha's HTTP port. Node.js 20 or later; needs no package.
//
//   node migrate.mjs FOLDER [FOLDER ...]          run up.json of each folder, in the order given
//   node migrate.mjs --down FOLDER [FOLDER ...]   run down.json of each
//
//   DGRAPH_URL     an Alpha's HTTP address (http://localhost:8080)
//   DGRAPH_TOKEN   an access token, where the cluster asks for one
import { readFileSync } from "node:fs";
import { join } from "node:path";

const down = process.argv.includes("--down");
const folders = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const address = (process.env.DGRAPH_URL ?? "http://localhost:8080").replace(/\\/$/, "");
const token = process.env.DGRAPH_TOKEN === undefined ? {} : { "X-Dgraph-AccessToken": process.env.DGRAPH_TOKEN };
const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

// Dgraph takes one schema change at a time: the next waits until nothing is indexed any more.
async function idle() {
  for (;;) {
    const health = await (await fetch(address + "/health", { headers: token })).json();
    if (health.every(({ ongoing, indexing }) => (ongoing ?? []).length === 0 && (indexing ?? []).length === 0)) return;
    await wait(1000);
  }
}

for (const folder of folders) {
  for (const { method, path, file, body } of JSON.parse(readFileSync(join(folder, down ? "down.json" : "up.json"), "utf8"))) {
    const text = file === undefined ? JSON.stringify(body) : readFileSync(join(folder, file), "utf8");
    const type = file === undefined ? "application/json" : path.startsWith("/admin/schema") ? "application/graphql" : "application/dql";
    await idle();
    const response = await fetch(address + path, { method, headers: { "Content-Type": type, ...token }, body: text });
    const answer = await response.json();
    if (!response.ok || answer.errors !== undefined) throw new Error(folder + ": " + JSON.stringify(answer.errors ?? response.status));
    console.log(folder + ": " + method + " " + path);
  }
}
await idle();
`;
