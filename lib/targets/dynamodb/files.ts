import { canonicalJson, isJsonObject, type JsonObject, type JsonValue } from "../../model";
import type { NativeFile, NativeMigration } from "../native";

/** The folder of one migration: what is called up and down, what to see before and after, and what must be true afterwards. */
export function files(migration: NativeMigration, number: string): readonly [NativeFile, ...NativeFile[]] {
  const folder = `${number}_${migration.slug}`;
  const up = migration.steps.flatMap((step) => step.up);
  const down = migration.steps.toReversed().flatMap((step) => step.down);
  const json = (name: string, value: JsonValue): NativeFile => ({ path: `${folder}/${name}`, content: `${canonicalJson(value, 2)}\n`, language: "json" });
  return [
    json("up.json", up.map(parsed)), json("down.json", down.map(parsed)),
    { path: `${folder}/plan.md`, content: planText(migration, number), language: "markdown" }, json("checks.json", { afterUp: checks(up), afterDown: checks(down) }),
  ];
}

function parsed(command: string): JsonObject {
  const value: unknown = JSON.parse(command);
  if (!isJsonObject(value)) throw new Error("A command is an object");
  return value;
}

/** What DescribeTable and its like must answer after the commands, by the last that was said of each thing. */
function checks(commands: readonly string[]): JsonObject[] {
  const found = new Map<string, JsonObject>();
  for (const { call, input } of commands.map(parsed)) {
    if (typeof call !== "string" || !isJsonObject(input)) continue;
    const table = String(input["TableName"]);
    const see = (key: string, expect: JsonObject, asked = "DescribeTable"): unknown => found.set(`${table} ${key}`, { call: asked, input: { TableName: table }, expect });
    if (call === "CreateTable") see("table", { TableStatus: "ACTIVE", KeySchema: input["KeySchema"] ?? [], IndexNames: names(input["GlobalSecondaryIndexes"]).concat(names(input["LocalSecondaryIndexes"])) });
    if (call === "DeleteTable") {
      for (const key of found.keys()) if (key.startsWith(`${table} `)) found.delete(key);
      see("table", { error: "ResourceNotFoundException" });
    }
    if (call === "UpdateTimeToLive" && isJsonObject(input["TimeToLiveSpecification"])) see("ttl", { TimeToLiveStatus: input["TimeToLiveSpecification"]["Enabled"] === true ? "ENABLED" : "DISABLED", AttributeName: input["TimeToLiveSpecification"]["AttributeName"] ?? "" }, "DescribeTimeToLive");
    if (call === "UpdateContinuousBackups" && isJsonObject(input["PointInTimeRecoverySpecification"])) see("recovery", { PointInTimeRecoveryStatus: input["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"] === true ? "ENABLED" : "DISABLED" }, "DescribeContinuousBackups");
    const updates = input["GlobalSecondaryIndexUpdates"];
    for (const update of Array.isArray(updates) ? updates : []) {
      if (!isJsonObject(update)) continue;
      if (isJsonObject(update["Create"])) see(`index ${String(update["Create"]["IndexName"])}`, { IndexName: update["Create"]["IndexName"] ?? "", IndexStatus: "ACTIVE" });
      if (isJsonObject(update["Delete"])) see(`index ${String(update["Delete"]["IndexName"])}`, { IndexName: update["Delete"]["IndexName"] ?? "", absent: true });
    }
  }
  return [...found.values()];
}

function names(indexes: JsonValue | undefined): string[] {
  return (Array.isArray(indexes) ? indexes : []).flatMap((index) => (isJsonObject(index) && typeof index["IndexName"] === "string" ? [index["IndexName"]] : []));
}

function planText({ title, phase, before, steps, data }: NativeMigration, number: string): string {
  const lines = [`# ${number} ${escaped(title)}`, ""];
  if (phase !== undefined) lines.push(`Phase: ${phase}.`, "");
  if (before !== undefined) lines.push(`Before it is run, make sure: ${escaped(before)}`, "");
  for (const [i, { title: what, reversibility, hazards }] of steps.entries()) {
    lines.push(`${i + 1}. ${escaped(what)}. ${reversibility.kind === "lossless" ? "The way back loses nothing." : reversibility.kind === "lossy" ? `The way back loses: ${escaped(reversibility.what)}.` : `There is no way back: ${escaped(reversibility.why)}.`}`);
    for (const { message, safeAlternative } of hazards) lines.push(`   - ${escaped(message)}${safeAlternative === undefined ? "" : ` ${escaped(safeAlternative)}.`}`);
  }
  if (data !== undefined) lines.push("", `Then the data: \`${data.slug}.${data.extension}\` (dry run with \`--dry-run\`, way back with \`--undo\`). ${data.reversibility.kind === "lossless" ? "The way back loses nothing." : data.reversibility.kind === "lossy" ? `The way back loses: ${escaped(data.reversibility.what)}.` : escaped(data.reversibility.why)}`);
  return `${lines.join("\n")}\n`;
}

/** Text from users inside Markdown. */
function escaped(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\`*_{}[\]<>#|]/g, (mark) => (mark === "_" ? "\\_" : `\\${mark}`));
}
