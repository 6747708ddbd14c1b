// Gives the documents of users-v1 that have none a value for locale. What the feed writes meanwhile is not overwritten.
//
//   ELASTICSEARCH_URL=https://localhost:9200 ELASTICSEARCH_API_KEY=... node <this file> [--dry-run | --undo] [--requests-per-second 2000]
//
// The cluster works in batches of 1000 documents, at most as many a second as asked for (-1: as fast as it can). The task's id is kept in
// users_v1_locale.task.json: begun again, this waits for the task that runs. Where that was lost with its node, a new one leaves alone what is done.
import { readFile, rm, writeFile } from "node:fs/promises";

const job = {
  "checkpoint": "users_v1_locale.task.json",
  "up": {
    "path": "/users-v1/_update_by_query?conflicts=proceed&wait_for_completion=false&slices=auto&requests_per_second=2000&refresh=true",
    "body": {
      "query": {
        "bool": {
          "should": [
            {
              "bool": {
                "must_not": {
                  "exists": {
                    "field": "locale"
                  }
                }
              }
            }
          ],
          "minimum_should_match": 1
        }
      },
      "script": {
        "lang": "painless",
        "source": "List within(Map source, String path) {\n  if (path == null) { return [source]; }\n  def held = source.get(path);\n  if (held == null) { return []; }\n  return held instanceof List ? held : [held];\n}\nfor (def part : params.parts) {\n  for (def item : within(ctx._source, part.path)) {\n    Map moved = new HashMap();\n    for (def move : part.renamed) { if (item.containsKey(move.from)) { moved.put(move.to, item.remove(move.from)); } }\n    for (def name : part.removed) { item.remove(name); }\n    for (def entry : moved.entrySet()) { item.put(entry.getKey(), entry.getValue()); }\n    for (def set : part.defaults) { if (item.get(set.name) == null) { item.put(set.name, set.value); } }\n  }\n}",
        "params": {
          "parts": [
            {
              "path": null,
              "renamed": [],
              "removed": [],
              "defaults": [
                {
                  "name": "locale",
                  "value": "en"
                }
              ]
            }
          ]
        }
      }
    }
  },
  "undo": {
    "path": "/users-v1/_update_by_query?conflicts=proceed&wait_for_completion=false&slices=auto&requests_per_second=2000&refresh=true",
    "body": {
      "query": {
        "match_all": {}
      },
      "script": {
        "lang": "painless",
        "source": "List within(Map source, String path) {\n  if (path == null) { return [source]; }\n  def held = source.get(path);\n  if (held == null) { return []; }\n  return held instanceof List ? held : [held];\n}\nfor (def part : params.parts) {\n  for (def item : within(ctx._source, part.path)) {\n    Map moved = new HashMap();\n    for (def move : part.renamed) { if (item.containsKey(move.from)) { moved.put(move.to, item.remove(move.from)); } }\n    for (def name : part.removed) { item.remove(name); }\n    for (def entry : moved.entrySet()) { item.put(entry.getKey(), entry.getValue()); }\n    for (def set : part.defaults) { if (item.get(set.name) == null) { item.put(set.name, set.value); } }\n  }\n}",
        "params": {
          "parts": [
            {
              "path": null,
              "renamed": [],
              "removed": [
                "locale"
              ],
              "defaults": []
            }
          ]
        }
      }
    }
  },
  "count": {
    "path": "/users-v1/_count",
    "body": {
      "query": {
        "bool": {
          "should": [
            {
              "bool": {
                "must_not": {
                  "exists": {
                    "field": "locale"
                  }
                }
              }
            }
          ],
          "minimum_should_match": 1
        }
      }
    }
  }
};

const url = (process.env.ELASTICSEARCH_URL ?? "http://localhost:9200").replace(/\/$/, "");
const key = process.env.ELASTICSEARCH_API_KEY;

async function ask(method, path, body, type = "application/json") {
  const answer = await fetch(url + path, {
    method,
    headers: { ...(key ? { authorization: `ApiKey ${key}` } : {}), ...(body === undefined ? {} : { "content-type": type }) },
    body: body === undefined || typeof body === "string" ? body : JSON.stringify(body),
  });
  const text = await answer.text();
  const value = text === "" ? {} : JSON.parse(text);
  if (!answer.ok) throw Object.assign(new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(value.error ?? value)}`), { status: answer.status });
  return value;
}

async function finished(task) {
  for (;;) {
    const state = await ask("GET", `/_tasks/${task}`);
    const { total = 0, created = 0, updated = 0, deleted = 0, version_conflicts = 0 } = state.task?.status ?? {};
    console.log(`${created + updated + deleted + version_conflicts} of ${total}, ${version_conflicts} of them left as they were`);
    if (state.completed) {
      if (state.error) throw new Error(JSON.stringify(state.error));
      if (state.response?.failures?.length > 0) throw new Error(`${state.response.failures.length} documents were refused, the first: ${JSON.stringify(state.response.failures[0])}`);
      return state.response;
    }
    await new Promise((resolve) => setTimeout(resolve, 2000));
  }
}

const flag = (name) => process.argv.includes(name);
const speed = flag("--requests-per-second") ? process.argv[process.argv.indexOf("--requests-per-second") + 1] : "2000";
const { path, body } = flag("--undo") ? job.undo : job.up;

async function running() {
  const kept = await readFile(job.checkpoint, "utf8").catch(() => undefined);
  if (kept === undefined) return undefined;
  const { task, undo } = JSON.parse(kept);
  if (undo !== flag("--undo")) throw new Error(`${job.checkpoint} is of the other direction: wait for that task, or cancel it and delete the file`);
  return ask("GET", `/_tasks/${task}`).then(() => task, (error) => { if (error.status === 404) return undefined; throw error; });
}

const { count } = await ask("POST", job.count.path, job.count.body);
console.log(`${count} documents`);
if (flag("--dry-run")) {
  console.log(`Would ask: POST ${path}\n${JSON.stringify(body, null, 2)}`);
} else {
  let task = await running();
  if (task === undefined) {
    ({ task } = await ask("POST", path.replace(/requests_per_second=[^&]*/, `requests_per_second=${encodeURIComponent(speed)}`), body));
    await writeFile(job.checkpoint, JSON.stringify({ task, undo: flag("--undo") }));
  }
  await finished(task);
  await rm(job.checkpoint, { force: true });
}
