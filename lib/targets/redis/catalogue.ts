import { oneLine } from "../../model";
import { memoryOf, shownBytes, totalBytes } from "./memory";
import type { RedisModel } from "./model";
import { keyText } from "./picture";
import { kindText } from "./values";

/** Every kind of key: pattern, type, fields, expiry, who writes it, how large it is. */
export function catalogue(model: RedisModel): string {
  const lines = ["# Keys", "", `Revision ${model.revision}, for Redis ${model.version}. \`schema:version\` (string) holds the revision. Parts in braces after a colon are values; \`:\` and \`%\` in values are written as \`%3A\` and \`%25\`.`, ""];
  if (model.entities.some(({ prefix }) => prefix.startsWith("{"))) lines.push("Names in braces at the beginning of keys are hash tags: all keys with the same one lie in one hash slot of a cluster.", "");
  for (const entity of model.entities) {
    lines.push(`## ${escaped(entity.name)}`, "", ...(entity.comment === undefined ? [] : [escaped(entity.comment), ""]));
    lines.push("| key | type | holds | written by |", "| --- | --- | --- | --- |");
    if (entity.structure !== "link") lines.push(`| \`${code(keyText(entity))}\` | ${entity.structure === "json" ? "JSON" : entity.structure} | ${entity.structure === "stream" ? `entries by ${cell(entity.time ?? "time")}` : "the row"} | put_${entity.call}, delete_${entity.call} |`);
    for (const { key, kind, by, order, member } of entity.lookups) lines.push(`| \`${code(`${key}${by.map((field) => `{${field}}`).join(":")}`)}\` | ${kind === "unique" ? "string" : kind === "set" ? "set" : "sorted set"} | ${cell((member ?? entity.key).join(":"))}${order === undefined || kind === "unique" ? "" : kind === "lexical" ? `, member ${cell(order)} NUL id` : `, score ${cell(order)}`} | put_${entity.call}, delete_${entity.call} |`);
    if (entity.counter !== undefined) lines.push(`| \`${code(entity.counter)}\` | string | the last number given out (INCR) | whoever makes a row |`);
    lines.push("", "| field | value | |", "| --- | --- | --- |", ...entity.fields.map(({ name, kind, required, comment, values, default: value }) => `| \`${code(name)}\` | ${kindText[kind]}${values === undefined ? "" : `: ${cell(values.join(", "))}`} | ${[required ? "required" : "", value === undefined ? "" : `default ${cell(value)}`, comment === undefined ? "" : cell(comment)].filter((text) => text !== "").join("; ")} |`), "");
    lines.push(`Expiry: ${entity.expiry === undefined ? "none" : entity.expiry.field === undefined ? entity.structure === "stream" ? `entries older than ${entity.expiry.days} days are trimmed` : `${entity.expiry.days} days after the last write` : `at ${cell(entity.expiry.field)}`}.${entity.expiring.map(({ field, at }) => ` The field ${cell(field)} goes at ${cell(at)}.`).join("")}`, "");
    for (const { what, each, rows, arithmetic } of memoryOf(entity)) lines.push(`- ${cell(what)}: ${arithmetic} = ${each} B${rows === 0 ? "; the number of rows is not known" : ` x ${rows.toLocaleString("en")} rows in a year = ${shownBytes(each * rows)}`}`);
    lines.push("");
  }
  for (const { alias, name, on, prefix, fields } of model.searches) lines.push(`## Search index \`${code(alias)}\``, "", `Alias of \`${code(name)}\`, on ${on} \`${code(prefix)}*\`: ${fields.map(({ field, type }) => `${cell(field)} ${type}`).join(", ")}. Applications use the alias.`, "");
  lines.push("## Memory", "", `All of it in a year: about ${shownBytes(totalBytes(model.entities))}, without search indexes, replicas' buffers and fragmentation; plan for half as much again. The sums are estimates from the columns' types: MEMORY USAGE of real keys replaces them.`, "");
  lines.push("## Access patterns", "");
  for (const { name, calls, by, cost, problem } of model.patterns) {
    lines.push(`### ${escaped(name)}`, "", ...(by === undefined ? [] : [`Served by ${escaped(by)}. Cost: ${escaped(cost ?? "")}.`, ""]), ...(problem === undefined ? [] : [`${calls.length === 0 ? "Not served" : "Mind"}: ${escaped(problem)}`, ""]));
    if (calls.length > 0) {
      const fence = "`".repeat(Math.max(3, ...calls.flatMap((call) => [...call.matchAll(/`+/g)].map(([run]) => run.length + 1))));
      lines.push(`${fence}redis`, ...calls, fence, "");
    }
  }
  return `${lines.join("\n").trimEnd()}\n`;
}

function escaped(text: string): string {
  return oneLine(text).replace(/[\\`*_{}[\]<>#|]/g, "\\$&");
}

function cell(text: string): string {
  return escaped(text);
}

function code(text: string): string {
  return oneLine(text).replaceAll("`", "'").replaceAll("|", "\\|");
}
