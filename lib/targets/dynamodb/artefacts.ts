import { canonicalJson, oneLine, type JsonValue } from "../../model";
import type { NativeFile } from "../native";
import { cloudFormation } from "./cloudformation";
import { createTableInput } from "./commands";
import { itemSchema } from "./item-schema";
import { migrateScript } from "./migrate-script";
import type { DynamoModel } from "./model";
import { freeName, resourceName } from "./names";

/** CreateTable inputs, one CloudFormation template of the same tables, a JSON Schema per kind of item, the plan of every pattern, and what runs migrations. */
export function artefacts(model: DynamoModel): readonly NativeFile[] {
  const taken = new Set<string>();
  const json = (path: string, value: JsonValue): NativeFile => ({ path, content: `${canonicalJson(value, 2)}\n`, language: "json" });
  return [
    json("template.json", cloudFormation(model)),
    ...model.tables.map((table) => json(`tables/${table.name}.json`, createTableInput(table))),
    ...model.entities.map((entity) => json(`items/${freeName(resourceName(entity.name, "items"), taken)}.schema.json`, itemSchema(entity))),
    { path: "access-patterns.md", content: patternsText(model), language: "markdown" },
    { path: "migrate.py", content: migrateScript, language: "python" },
  ];
}

function patternsText({ patterns, tables }: DynamoModel): string {
  const lines = ["# Access patterns", "", "Every pattern is a GetItem, Query, BatchGetItem, PutItem, UpdateItem, DeleteItem or TransactWriteItems; none is a Scan. The values are invented.", ""];
  for (const { name, calls, by, cost, problem } of patterns) {
    lines.push(`## ${escaped(name)}`, "");
    if (by !== undefined) lines.push(`Served by: ${escaped(by)}.`, "");
    if (cost !== undefined) lines.push(`Cost: ${escaped(cost)}.`, "");
    if (problem !== undefined) lines.push(`${calls.length === 0 ? "Not served" : "Mind"}: ${escaped(problem)}.`, "");
    for (const call of calls) {
      const shown = pretty(call);
      const fence = "`".repeat(Math.max(3, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length + 1)));
      lines.push(`${fence}json`, shown, fence, "");
    }
  }
  lines.push("## Tables", "", ...tables.map(({ name, hash, range, global, local }) => `- \`${name}\`: partition key \`${code(hash.attribute)}\`${range === undefined ? "" : `, sort key \`${code(range.attribute)}\``}${[...global, ...local].map((index) => `; index \`${index.name}\` on ${[...index.hash, ...index.range].map(({ attribute }) => `\`${code(attribute)}\``).join(", ")}`).join("")}`));
  return `${lines.join("\n")}\n`;
}

function pretty(call: string): string {
  try {
    return canonicalJson(JSON.parse(call), 2);
  } catch {
    return call;
  }
}

function escaped(text: string): string {
  return oneLine(text).replace(/[\\`*_{}[\]<>#|]/g, "\\$&");
}

function code(text: string): string {
  return oneLine(text).replaceAll("`", "'");
}
