// fill_user_locale: values that move, a batch at a time.
//
//   node fill_user_locale.mjs                 run it; stopped, it goes on where it was
//   node fill_user_locale.mjs --dry-run       count what is left, write nothing
//   node fill_user_locale.mjs --undo          take it back
//
//   DGRAPH_URL       an Alpha's HTTP address (http://localhost:8080)
//   DGRAPH_TOKEN     an access token, where the cluster asks for one
//   BATCH            nodes in one transaction (1000)
//   PAUSE            milliseconds between two batches (50)
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";

const works = [
  {
    "title": "Give every User without locale its default",
    "target": "User.locale",
    "root": "type(User)",
    "filter": "not has(User.locale)",
    "block": "",
    "set": {
      "uid": "uid(v)",
      "User.locale": "en"
    },
    "undo": {
      "uid": "uid(v)",
      "User.locale": null
    }
  },
];

const address = (process.env.DGRAPH_URL ?? "http://localhost:8080").replace(/\/$/, "");
const batch = Number(process.env.BATCH ?? 1000);
const pause = Number(process.env.PAUSE ?? 50);
const undo = process.argv.includes("--undo");
const dryRun = process.argv.includes("--dry-run");
const checkpoint = ".fill_user_locale.checkpoint.json";

async function ask(path, body, type) {
  const headers = { "Content-Type": type, ...(process.env.DGRAPH_TOKEN ? { "X-Dgraph-AccessToken": process.env.DGRAPH_TOKEN } : {}) };
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetch(address + path, { method: "POST", headers, body });
    const answer = await response.json();
    const message = answer.errors?.map((error) => error.message).join("; ");
    if (response.ok && message === undefined) return answer;
    // A conflict with another transaction: what was read is read again.
    if (attempt < 10 && /abort|retry|Too many requests/i.test(message ?? "")) await wait(attempt * 100);
    else throw new Error(message ?? "HTTP " + response.status);
  }
}

const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const done = !undo && existsSync(checkpoint) ? JSON.parse(readFileSync(checkpoint, "utf8")) : {};

for (const [i, work] of (undo ? works.toReversed() : works).entries()) {
  const root = undo ? "has(" + work.target + ")" : work.root;
  const filter = undo || work.filter === "" ? "" : " @filter(" + work.filter + ")";
  const block = undo ? "" : work.block;
  const count = await ask("/query", "{ left(func: " + root + ")" + filter + " { count(uid) } }", "application/dql");
  const left = count.data.left[0].count;
  console.log((undo ? "Undo: " : "") + work.title + ": " + left + " left");
  if (dryRun) continue;
  let after = done[i] ?? "0x0";
  for (let total = 0; ;) {
    const found = await ask("/query", "{ found(func: " + root + ", first: " + batch + ", after: " + after + ")" + filter + " { uid } }", "application/dql");
    const uids = found.data.found.map(({ uid }) => uid);
    if (uids.length === 0 && after === "0x0") break;
    // Once more from the start: writers may have added nodes behind the walk.
    if (uids.length === 0) { after = "0x0"; continue; }
    // The same nodes, and of them only those that are not done: run twice, nothing is done twice.
    const query = "{ v as var(func: uid(" + uids.join(", ") + "))" + filter + " " + block + " }";
    await ask("/mutate?commitNow=true", JSON.stringify({ query, ...(undo ? { delete: work.undo } : { set: work.set }) }), "application/json");
    after = uids.at(-1);
    total += uids.length;
    if (!undo) writeFileSync(checkpoint, JSON.stringify({ ...done, [i]: after }));
    console.log("  " + total + " of " + left);
    await wait(pause);
  }
}
if (!dryRun) rmSync(checkpoint, { force: true });
