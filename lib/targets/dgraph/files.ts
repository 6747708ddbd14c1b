import { isJsonObject, oneLine, type JsonValue } from "../../model";
import type { NativeFile, NativeMigration } from "../native/native";

/**
 * A folder for each migration: up.json and down.json with the requests in order, each posted schema in a file of its own that they name,
 * plan.md for people and checks.json with queries that say whether it did what it should. Dgraph has no tool of its own for migrations.
 */
export function files(migration: NativeMigration, number: string): readonly [NativeFile, ...NativeFile[]] {
  const folder = `${number}_${migration.slug}`;
  const up = requests(migration.steps.flatMap((step) => step.up), folder, "up");
  const down = requests(migration.steps.toReversed().flatMap((step) => step.down), folder, "down");
  const json = (name: string, value: JsonValue): NativeFile => ({ path: `${folder}/${name}.json`, language: "json", content: `${JSON.stringify(value, undefined, 2)}\n` });
  return [json("up", up.list), json("down", down.list), ...up.files, ...down.files, { path: `${folder}/plan.md`, language: "markdown", content: plan(migration) }, json("checks", checks(migration))];
}

function requests(commands: readonly string[], folder: string, direction: "up" | "down"): { readonly list: JsonValue; readonly files: readonly NativeFile[] } {
  const made: NativeFile[] = [];
  const list = commands.map((text): JsonValue => {
    const request: JsonValue = JSON.parse(text);
    if (!isJsonObject(request) || typeof request["body"] !== "string") return request;
    const graphql = request["path"] === "/admin/schema";
    const name = `${direction}${made.length === 0 ? "" : `_${made.length + 1}`}.${graphql ? "graphql" : "dql"}`;
    made.push({ path: `${folder}/${name}`, language: graphql ? "graphql" : "plaintext", content: request["body"] });
    const { body: _body, ...rest } = request;
    return { ...rest, file: name };
  });
  return { list, files: made };
}

function plan({ title, phase, before, steps, data }: NativeMigration): string {
  const lines = [`# ${escape(title)}`, "", ...(phase === undefined ? [] : [`Phase: ${phase}`, ""]), ...(before === undefined ? [] : [`Before: ${escape(before)}`, ""])];
  for (const step of steps) {
    const back = step.reversibility.kind === "lossless" ? "takes it back without loss" : step.reversibility.kind === "lossy" ? `does not bring back ${escape(step.reversibility.what)}` : `is not possible: ${escape(step.reversibility.why)}`;
    lines.push(`- ${escape(step.title)}. The way back ${back}.`, ...step.hazards.map((hazard) => `  - ${hazard.severity}: ${escape(hazard.message)}${hazard.safeAlternative === undefined ? "" : ` ${escape(hazard.safeAlternative)}`}`));
  }
  if (data !== undefined) lines.push("", `Then run ${escape(data.slug)}.${data.extension}: batches of 1000, with a checkpoint; --dry-run counts, --undo takes it back.`);
  return `${lines.join("\n")}\n`;
}

function escape(text: string): string {
  return oneLine(text).replace(/[\\`*_{}[\]<>#|!]/g, "\\$&");
}

/** Queries for /query whose answer is empty, or zero, when all is as it should be. */
function checks({ data, steps }: NativeMigration): JsonValue {
  const schema = steps.some((step) => step.up.some((text) => text.includes("\"/alter") || text.includes("\"/admin/schema")));
  return [
    ...(schema ? [{ title: "The schema as it is", path: "/query", body: "schema {}" }] : []),
    ...(data?.commands ?? []).flatMap((text): JsonValue[] => {
      const request: JsonValue = JSON.parse(text);
      const body = isJsonObject(request) ? request["body"] : undefined;
      const query = body !== undefined && isJsonObject(body) && typeof body["query"] === "string" ? body["query"] : "";
      const match = /^\{ v as var\(func: (.*), first: \d+\)( @filter\(.*?\))?(?: \{.*)? \}$/.exec(query);
      return match === null ? [] : [{ title: "Nodes that are not done", path: "/query", body: `{ left(func: ${match[1]})${match[2] ?? ""} { count(uid) } }`, expect: 0 }];
    }),
  ];
}
