// Runs migrations against an Alpha's HTTP port. Node.js 20 or later; needs no package.
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
const address = (process.env.DGRAPH_URL ?? "http://localhost:8080").replace(/\/$/, "");
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
